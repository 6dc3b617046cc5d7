"""Choosing contacts, and what is to be changed in them. Nothing is written until that is known."""

import datetime as dt
from collections.abc import Sequence

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.contacts.history import find_contacts
from app.core.paging import describe_count
from app.many.queries import list_recent_changes
from app.many.rules import ChangeKind
from app.many.services import prepare_change
from app.web.access import current_colleague, requires, the_account
from app.web.contacts.reading import current_reader, older_label, read_cursor
from app.web.many import blueprint
from app.web.many.choosing import ALL, MOST_TICKED, Choice, read_choice, written
from app.web.many.forms import ChangeForm
from app.web.many.page import rows_of_changes
from app.web.many.wording import describe_change

PAGE_SIZE = 50
TICK = "tick"  # a button that ticks, or unticks, all on the page
TOO_MANY = f"At most {MOST_TICKED} can be ticked. Narrow the list by filters instead, and take all that match."


@blueprint.get("/")
@requires(Permission.CHANGE_MANY)
def index() -> ResponseReturnValue:
    choice = read_choice()
    if not choice.is_readable:
        return redirect(choice.history_address())
    cursor = read_cursor("older" if "older" in request.args else "before")
    page = find_contacts(choice.reading.filters, reader=current_reader(), before=cursor, size=PAGE_SIZE)
    return render_template(
        "many/index.html",
        choice=choice,
        rows=page.rows,
        **_ticks(choice, [row.id for row in page.rows]),
        count_text=describe_count(page.count, "contact", "contacts"),
        cursor=cursor,
        next_cursor=page.next_cursor,
        older_label=older_label(page),
        all_url=choice.address("many.change", **{ALL: "yes"}),
        recent=rows_of_changes(list_recent_changes(the_account().id)),
    )


def _ticks(choice: Choice, here: Sequence[int]) -> dict[str, object]:
    """What is ticked on this page, and on others."""
    ticked = list(_with_page_ticked(choice.ticked, here))
    kept = ticked[:MOST_TICKED]
    elsewhere = [number for number in kept if number not in here]
    return {
        "ticked": set(kept),
        "elsewhere": written(elsewhere),
        "elsewhere_count": len(elsewhere),
        "problem": TOO_MANY if len(ticked) > MOST_TICKED else "",
    }


def _with_page_ticked(ticked: tuple[int, ...], here: Sequence[int]) -> dict[int, None]:
    match request.args.get(TICK):
        case "page":
            return dict.fromkeys([*ticked, *here])
        case "none":
            return {}
    return dict.fromkeys(ticked)


@blueprint.route("/change", methods=["GET", "POST"])
@requires(Permission.CHANGE_MANY)
def change() -> ResponseReturnValue:
    choice = read_choice()
    if not choice.is_readable:
        return redirect(choice.history_address())
    form = ChangeForm()
    form.offer()
    if not choice.is_all and len(choice.ticked) > MOST_TICKED:
        form.form_errors.append(TOO_MANY)
    elif form.validate_on_submit() and (address := _prepare(choice, form)):
        return redirect(address)
    selection = choice.selection()
    page = render_template(
        "many/change.html", form=form, choice=choice, count=selection.count, chosen=choice.words(selection.count)
    )
    return page, 422 if form.errors else 200


def _prepare(choice: Choice, form: ChangeForm) -> str:
    """The address of the preview; none where what was asked for is not clear."""
    visibility = request.form.get("visibility", "")
    pressed = request.form.get("kind", ChangeKind.SET_VISIBILITY.value if visibility else "")
    change = form.read_change(pressed, visibility)
    selection = choice.selection()
    if change is None or not selection.count:
        return ""
    many = prepare_change(
        change=change,
        words=describe_change(change),
        selection=selection,
        actor=current_colleague(),
        now=dt.datetime.now(dt.UTC),
    )
    return url_for("many.page", many_change_id=many.id)
