"""The columns of a list: kept with whoever chose them, or with the view of theirs that the list was opened by."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.accounts.rules import Permission
from app.saved_views.services import ListAsShown, choose_columns, replace_what_is_shown
from app.web.access import current_colleague, requires
from app.web.fields import chosen
from app.web.lists_shown.here import ListHere, list_here
from app.web.stale import opened_version
from app.web.views import blueprint
from app.web.views.forms import ColumnsForm

AS_BY_ITSELF = "as_by_itself"


@blueprint.route("/columns/<list_name>", methods=["GET", "POST"])
@requires(Permission.READ_RECORD)
def columns(list_name: str) -> ResponseReturnValue:
    here = list_here(list_name)
    form = ColumnsForm(here.shown)
    if form.is_submitted() and (request.form.get("action") == AS_BY_ITSELF or form.validate()):
        wanted = () if request.form.get("action") == AS_BY_ITSELF else here.shown.columns_named(chosen(form.columns))
        return redirect(_keep(here, wanted, opened_version(form)))
    if request.method == "GET":
        form.columns.data = list(here.columns or here.shown.default_columns)
        form.version.data = str(here.view.view.version) if here.view else ""
    page = render_template("views/columns.html", form=form, here=here, list_url=_back(here), action=AS_BY_ITSELF)
    return page, 422 if form.errors else 200


def _keep(here: ListHere, wanted: "tuple[str, ...]", version: int) -> str:
    """The address to go on to. Raises StaleVersion where the view was saved meanwhile."""
    if here.view and here.view.is_mine:
        view = here.view.view
        shown = ListAsShown(view.list_name, view.filters, view.filters_in_words, wanted)
        replace_what_is_shown(view=view, shown=shown, version=version, actor=current_colleague())
        flash(Markup("<strong>Saved.</strong> The view {} has these columns.").format(view.name), "saved")
        return _back(here)
    choose_columns(list_name=here.shown.name, columns=wanted, actor=current_colleague())
    words = "looks as it does by itself" if not wanted else "has the columns that you chose"
    flash(Markup("<strong>Saved.</strong> Your list of {} {}.").format(here.shown.nouns[1], words), "saved")
    return here.shown.address(here.filters)  # another's view keeps its own columns


def _back(here: ListHere) -> str:
    return here.shown.address(here.filters, **({"view": here.view.view.id} if here.view else {}))
