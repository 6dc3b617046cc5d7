"""The coverage matrix: who has been in contact about what, and where the gaps are."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.core.clock import office_today
from app.partnership.coverage import read_coverage
from app.web.access import requires
from app.web.contacts.reading import current_reader
from app.web.coverage import blueprint
from app.web.coverage.forms import CoverageForm
from app.web.coverage.page import Asked, Matrix
from app.web.directory_lists import read_number

NAMES = ("rows", "columns", "from", "to", "quiet")


@blueprint.get("/")
@requires(Permission.READ_RECORD)
def index() -> ResponseReturnValue:
    today = office_today()
    form = CoverageForm(request.args, today)
    if not form.validate():
        return render_template("coverage/index.html", form=form, matrix=None), 422
    first, last = form.period
    asked = Asked(form.kind, first, last, form.quiet_after, today)
    after = read_number("after")
    coverage = read_coverage(
        form.kind, form.columns_asked, first=first, last=last, reader=current_reader(), after=after
    )
    return render_template(
        "coverage/index.html",
        form=form,
        asked=asked,
        matrix=Matrix(asked, coverage),
        following_url=_address(after=coverage.next_after) if coverage.next_after else "",
        first_url=_address() if after else "",
        is_part=bool(after or coverage.next_after),
        last_name=coverage.strands[-1].name if coverage.strands else "",
    )


def _address(**more: int) -> str:
    """This matrix, from its beginning or after a strand."""
    values: dict[str, Any] = {name: request.args[name] for name in NAMES if request.args.get(name)}
    return url_for("coverage.index", **values | more)
