"""Archiving a record of the directory: the reason is asked for on a page of its own."""

from collections.abc import Callable

from flask import redirect, render_template
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import StringField

from app.core.errors import InvalidInput
from app.web.fields import line
from app.web.problems import show_problems
from app.web.undo import flash_with_undo, short_name


class ArchiveForm(FlaskForm):  # type: ignore[misc]
    reason = StringField("Why it is archived", filters=[line], render_kw={"autocomplete": "off"})


EVERYTHING_STAYS = (
    "It leaves lists and the fields that find by name. Its page and everything recorded stay, and it can be restored."
)


def ask_and_archive(
    *,
    name: str,
    its_page: str,
    restore_address: str,
    all_pages: tuple[str, str],
    archive: Callable[[str], None],
    what_stays: str = EVERYTHING_STAYS,
) -> ResponseReturnValue:
    """Show the form, or archive with the reason that was typed. all_pages: the list's words and address."""
    form = ArchiveForm()
    if form.validate_on_submit():
        try:
            archive(form.reason.data or "")
        except InvalidInput as error:
            show_problems(form, error)
        else:
            flash_with_undo(f"{short_name(name)} is archived. It can be restored here too.", restore_address)
            return redirect(its_page)
    page = render_template(
        "directory/archive.html", form=form, name=name, its_page=its_page, all_pages=all_pages, what_stays=what_stays
    )
    return page, 422 if form.errors else 200
