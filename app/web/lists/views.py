"""The administrator's pages for the short lists: sectors and themes."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.core.errors import InvalidInput
from app.managed_lists.queries import ManagedList, get_word, list_words
from app.managed_lists.rules import Move
from app.managed_lists.services import add_word, archive_word, move_word, rename_word, restore_word
from app.organisations.sectors import SECTORS
from app.programme.themes import THEMES
from app.web.access import current_colleague, requires
from app.web.lists.forms import WordForm
from app.web.problems import show_problems

blueprint = Blueprint("lists", __name__, url_prefix="/administration")


@dataclass(frozen=True)
class ListPage:
    """A list with the words of its pages."""

    key: str
    title: str
    meaning: str
    words: ManagedList[Any]

    @property
    def url(self) -> str:
        return url_for(f"lists.{self.key}")


PAGES = {
    "sectors": ListPage("sectors", "Sectors", "What organisations are filed under.", SECTORS),
    "themes": ListPage("themes", "Themes", "What contacts and points are filed under.", THEMES),
}


@blueprint.get("/sectors")
@requires(Permission.MANAGE_LISTS)
def sectors() -> ResponseReturnValue:
    return _show(PAGES["sectors"], WordForm())


@blueprint.get("/themes")
@requires(Permission.MANAGE_LISTS)
def themes() -> ResponseReturnValue:
    return _show(PAGES["themes"], WordForm())


@blueprint.post("/<any(sectors, themes):key>/add")
@requires(Permission.MANAGE_LISTS)
def add(key: str) -> ResponseReturnValue:
    page, form = PAGES[key], WordForm()
    if form.validate_on_submit():
        try:
            word = add_word(words=page.words, name=form.name.data or "", actor=current_colleague())
        except InvalidInput as error:
            show_problems(form, error)
        else:
            flash(f"{word.name} is on the list.", "saved")
            return redirect(page.url)
    return _show(page, form)


@blueprint.route("/<any(sectors, themes):key>/<int:word_id>/rename", methods=["GET", "POST"])
@requires(Permission.MANAGE_LISTS)
def rename(key: str, word_id: int) -> ResponseReturnValue:
    page = PAGES[key]
    word = get_word(page.words, word_id)
    form = WordForm(obj=word)
    if form.validate_on_submit():
        try:
            rename_word(words=page.words, word=word, name=form.name.data or "", actor=current_colleague())
        except InvalidInput as error:
            show_problems(form, error)
        else:
            flash(f"It is called {word.name} now.", "saved")
            return redirect(page.url)
    return render_template("lists/rename.html", page=page, word=word, form=form), 422 if form.errors else 200


@blueprint.post("/<any(sectors, themes):key>/<int:word_id>/<any(up, down, archive, restore):change>")
@requires(Permission.MANAGE_LISTS)
def change(key: str, word_id: int, change: str) -> ResponseReturnValue:
    page = PAGES[key]
    word = get_word(page.words, word_id)
    match change:
        case "up" | "down":
            move_word(words=page.words, word=word, move=Move(change), actor=current_colleague())
            flash(f"{word.name} is moved {change}.", "saved")
        case "archive":
            archive_word(words=page.words, word=word, actor=current_colleague())
            flash(f"{word.name} is archived. It stays where it is used, and is offered no more.", "saved")
        case "restore":
            restore_word(words=page.words, word=word, actor=current_colleague())
            flash(f"{word.name} is offered again.", "saved")
        case _:
            abort(404)
    return redirect(page.url)


def _show(page: ListPage, form: WordForm) -> ResponseReturnValue:
    words = list_words(page.words, with_archived=True)
    shown = render_template(
        "lists/words.html",
        page=page,
        form=form,
        offered=[word for word in words if word.archived_at is None],
        archived=[word for word in words if word.archived_at is not None],
    )
    return shown, 422 if form.errors else 200
