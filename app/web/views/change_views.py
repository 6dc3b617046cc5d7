"""Saving a list as a view, and changing one: only its owner does, and the others save their own."""

import datetime as dt
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.accounts.rules import Permission
from app.core.errors import Conflict, InvalidInput, StaleVersion
from app.saved_views.models import SavedView
from app.saved_views.queries import get_view, get_view_to_change, list_views_of_home
from app.saved_views.rules import Sharing
from app.saved_views.services import (
    ListAsShown,
    change_view,
    put_back_view,
    remove_view,
    replace_what_is_shown,
    save_view,
    show_on_home,
    take_off_home,
)
from app.web.access import current_colleague, requires, the_account
from app.web.lists_shown.here import ListHere, back_to_put_right, list_here
from app.web.lists_shown.shown_list import arguments_of
from app.web.problems import show_problems
from app.web.stale import opened_version, show_stale
from app.web.undo import flash_with_undo, short_name
from app.web.views import blueprint
from app.web.views.forms import ViewForm
from app.web.views.views import view_address


@blueprint.route("/new/<list_name>", methods=["GET", "POST"])
@requires(Permission.READ_RECORD)
def save(list_name: str) -> ResponseReturnValue:
    here, form = list_here(list_name), ViewForm(current_colleague())
    if (back := back_to_put_right(here)) is not None:
        return back
    if form.validate_on_submit():
        try:
            saved = save_view(
                name=form["name"].data or "",
                sharing=Sharing(form.sharing.data),
                shown=as_shown(here),
                actor=current_colleague(),
            )
        except InvalidInput as error:
            show_problems(form, error)
        else:
            _keep_on_home(saved, wanted=form.on_home.data)
            flash(Markup("<strong>Saved.</strong> The view is called {}.").format(saved.name), "saved")
            return redirect(view_address(saved))
    read = here.shown.read(request.args)
    page = render_template("views/save.html", form=form, here=here, labels=read.labels, list_url=_list_url(here))
    return page, 422 if form.errors else 200


@blueprint.get("/<int:view_id>/edit")
@requires(Permission.READ_RECORD)
def edit(view_id: int) -> ResponseReturnValue:
    shown = get_view(view_id, viewer=the_account())
    form = ViewForm(current_colleague(), shown)
    form.fill(shown)
    form.on_home.data = shown in list_views_of_home(viewer=the_account())
    return _edit_page(form, shown)


@blueprint.post("/<int:view_id>/edit")
@requires(Permission.READ_RECORD)
def change(view_id: int) -> ResponseReturnValue:
    changed = get_view_to_change(view_id, owner=the_account())
    form = ViewForm(current_colleague(), changed)
    if not form.validate_on_submit() or not _saves(form, changed):
        return _edit_page(form, changed), 422
    _keep_on_home(changed, wanted=form.on_home.data)
    flash(Markup("<strong>Saved.</strong> The view {} is changed.").format(changed.name), "saved")
    return redirect(url_for("views.index"))


def _edit_page(form: ViewForm, view: SavedView) -> str:
    is_mine = view.owner_id == the_account().id
    return render_template("views/edit.html", form=form, view=view, is_mine=is_mine, saved_url=view_address(view))


@blueprint.post("/<int:view_id>/show/<list_name>")
@requires(Permission.READ_RECORD)
def show(view_id: int, list_name: str) -> ResponseReturnValue:
    """Let the view show the list as the address has it."""
    changed, here = get_view_to_change(view_id, owner=the_account()), list_here(list_name)
    if (back := back_to_put_right(here)) is not None:
        return back
    if changed.list_name != list_name:
        raise Conflict(f"“{changed.name}” is a view of another list. Save this one under a name of its own.")
    form = ViewForm(current_colleague(), changed)
    was = replace_what_is_shown(
        view=changed,
        shown=as_shown(here, columns=changed.columns),
        version=opened_version(form),
        actor=current_colleague(),
    )
    before: dict[str, Any] = arguments_of(was.filters).to_dict()
    undo = url_for("views.show", view_id=changed.id, list_name=list_name, **before)
    words = Markup("<strong>Saved.</strong> The view {} shows this from here on.").format(short_name(changed.name))
    flash_with_undo(words, undo, fields={"version": changed.version})
    return redirect(view_address(changed))


@blueprint.post("/<int:view_id>/remove")
@requires(Permission.READ_RECORD)
def remove(view_id: int) -> ResponseReturnValue:
    removed = get_view_to_change(view_id, owner=the_account(), with_removed=True)
    remove_view(view=removed, now=dt.datetime.now(dt.UTC), actor=current_colleague())
    words = Markup("<strong>Removed.</strong> The view {} is gone from your list and from everybody’s home page.")
    flash_with_undo(words.format(short_name(removed.name)), url_for("views.put_back", view_id=removed.id))
    return redirect(url_for("views.index"))


@blueprint.post("/<int:view_id>/put-back")
@requires(Permission.READ_RECORD)
def put_back(view_id: int) -> ResponseReturnValue:
    back = get_view_to_change(view_id, owner=the_account(), with_removed=True)
    put_back_view(view=back, actor=current_colleague())
    flash(Markup("<strong>Put back.</strong> The view {} is there again.").format(back.name), "saved")
    return redirect(url_for("views.index"))


@blueprint.post("/<int:view_id>/home")
@requires(Permission.READ_RECORD)
def home(view_id: int) -> ResponseReturnValue:
    """On my home page, or off it."""
    put = get_view(view_id, viewer=the_account())
    _keep_on_home(put, wanted=request.form.get("on") == "yes")
    return redirect(url_for("views.index"))


def as_shown(here: ListHere, *, columns: list[str] | None = None) -> ListAsShown:
    """The list as its page has it; what of its filters could not be read is not kept."""
    read = here.shown.read(request.args)
    kept = here.shown.filters_kept(request.args, read)
    return ListAsShown(here.shown.name, kept, read.in_words, here.columns if columns is None else columns)


def _saves(form: ViewForm, changed: SavedView) -> bool:
    """Whether what was typed is saved; the form says what is wrong otherwise."""
    try:
        change_view(
            view=changed,
            name=form["name"].data or "",
            sharing=Sharing(form.sharing.data),
            version=opened_version(form),
            actor=current_colleague(),
        )
    except InvalidInput as error:
        show_problems(form, error)
    except StaleVersion:
        show_stale(form, changed, fill=lambda: form.fill(changed))
    else:
        return True
    return False


def _keep_on_home(view: SavedView, *, wanted: bool) -> None:
    """Tells where there is no room for it."""
    if not wanted:
        take_off_home(view=view, actor=current_colleague())
        return
    try:
        show_on_home(view=view, actor=current_colleague(), now=dt.datetime.now(dt.UTC))
    except Conflict as full:
        flash(Markup("<strong>Not on your home page.</strong> {}").format(full), "problem")


def _list_url(here: ListHere) -> str:
    return here.shown.address(here.filters, **({"view": here.view.view.id} if here.view else {}))
