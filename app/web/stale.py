"""The record was saved while this form was open: by whom, and what it says now that the form does not."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, Protocol

from markupsafe import Markup
from wtforms import BooleanField, Field, Form
from wtforms.fields.choices import SelectFieldBase

from app.audit.queries import find_last_entry
from app.core.plain_dates import PlainDate, format_plain_date
from app.core.text import shortened
from app.web.access import current_colleague
from app.web.changes import when_label
from app.web.directory_fields import DayField, PlainDateField

LONGEST = 120  # characters of a value that are shown
LEAD = 20  # of these, the ones before the place where two long values part
_PLAIN = "Compare with its page, in another window, and save again to put what is here in its place."
_NO_DIFFERENCE = "It says the same as this form."
_OVER = "Save again to put what is here in place of what is saved."
_BOTH_STAY = "Both stay under Changes."


class Saved(Protocol):
    """A record that counts how often it was saved."""

    __tablename__: Any
    id: Any
    version: Any


class Difference(NamedTuple):
    field: Field
    saved: str
    here: str


def show_stale(form: Form, record: Saved, *, fill: Callable[[], object] | None = None, kind: str = "") -> None:
    """Say so, keep what was typed, and let the next save go over the version that is there now.

    `fill` shows the record in the form, which tells what differs; `kind` is what the changes of the record are kept
    under, where that is not its table.
    """
    who = _who_saved(kind or record.__tablename__, record.id)
    form.form_errors.append(f"{who} {_PLAIN} {_BOTH_STAY}" if fill is None else _told(who, _differing(form, fill)))
    form["version"].data = record.version
    # A hidden field shows what it was sent, unless it is told otherwise.
    form["version"].raw_data = None


def opened_version(form: Form) -> int:
    """The version that the form was opened at; one that is no number is older than any."""
    sent = str(form["version"].data or "")
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 10 else 0


def _who_saved(kind: str, number: int) -> str:
    last = find_last_entry(kind, number)
    if last is None:
        return "Someone else saved this while you were writing."
    who = "You, on another page," if last.actor_id == current_colleague().id else last.actor_name
    return f"{who} saved this while you were writing ({when_label(last.occurred_at)})."


def _differing(form: Form, fill: Callable[[], object]) -> list[Difference]:
    """The fields that say something else than the record does, which is shown in them for a moment."""
    fields = [field for field in form if getattr(field.widget, "input_type", "") != "hidden"]
    here, typed = [_said(field) for field in fields], [dict(vars(field)) for field in fields]
    fill()
    saved = [_said(field) for field in fields]
    for field, state in zip(fields, typed, strict=True):
        vars(field).update(state)
    return [
        Difference(field, *_excerpts(was, now))
        for field, was, now in zip(fields, saved, here, strict=True)
        if was != now
    ]


def _said(field: Field) -> str:
    """What a field says, as people read it, on one line."""
    if isinstance(field, BooleanField):
        return "ticked" if field.data else "not ticked"
    if isinstance(field, SelectFieldBase):
        choices: Iterable[Any] = field.iter_choices()
        return ", ".join(str(choice.label) for choice in choices if choice.selected)
    if isinstance(field, DayField) and field.day is not None:
        return format_plain_date(PlainDate(field.day))
    if isinstance(field, PlainDateField) and field.plain_date is not None:
        return format_plain_date(field.plain_date)
    return " / ".join(filter(None, map(str.strip, str(field.data or "").splitlines())))


def _excerpts(saved: str, here: str) -> tuple[str, str]:
    """Both from just before the place where they part, where one is long."""
    is_long = max(len(saved), len(here)) > LONGEST
    parted = next((place for place, pair in enumerate(zip(saved, here, strict=False)) if pair[0] != pair[1]), 0)
    begin = max(parted - LEAD, 0) if is_long else 0
    before = "…" if begin else ""
    return f"{before}{shortened(saved[begin:], LONGEST)}", f"{before}{shortened(here[begin:], LONGEST)}"


def _told(who: str, differences: Sequence[Difference]) -> Markup:
    if not differences:
        return Markup("{} {} {}").format(who, _NO_DIFFERENCE, _BOTH_STAY)
    each = Markup("").join(
        Markup('<li><a href="#{}">{}</a>: {}, {}</li>').format(
            field.id, field.label.text, _words("saved", saved), _words("here", here)
        )
        for field, saved, here in differences
    )
    return Markup("{} {} {}<ul>{}</ul>").format(who, _OVER, _BOTH_STAY, each)


def _words(where: str, value: str) -> str:
    """'saved as 15 December 2026', 'here 27 November 2026', 'here empty'."""
    return f"{where} {'as ' if value and where == 'saved' else ''}{value or 'empty'}"
