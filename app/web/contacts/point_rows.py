"""The rows of points raised: whom they may have been raised by, and which earlier point they repeat."""

from collections.abc import Iterable, Sequence

from app.entry.details import ParticipantRef
from app.entry.queries import describe_participants
from app.entry.said_points import speaker_ref
from app.entry.suggestions import Suggestion
from app.points.groups import resolve_same_as
from app.points.models import Point
from app.points.queries import words_of
from app.points.services import PointDetails
from app.web.contacts.assemble import number_in
from app.web.contacts.forms import ContactForm
from app.web.contacts.reading import current_reader
from app.web.contacts.row_forms import PointForm
from app.web.contacts.who import Who
from app.web.fields import SelectChoice, said

WHOEVER_WAS_THERE = SelectChoice("", "Whoever was there")


def point_values(point: Point | PointDetails) -> dict[str, str | list[int]]:
    """A point raised as a row of the form."""
    theme_ids = [theme.id for theme in point.themes] if isinstance(point, Point) else list(point.theme_ids)
    return {
        "id": str(point.id),
        "kind": point.kind.value,
        "words": point.words,
        "nature": point.barrier_nature.value if point.barrier_nature else "",
        "sector": str(point.sector_id or ""),
        "by": getattr(point, "by", "") or speaker_ref(point),
        "themes": theme_ids,
        "same_as": str(point.same_as_id or ""),
    }


def show_points(form: ContactForm, who: Who, blank: PointForm) -> None:
    """Let each row offer those who are named, and tell what it repeats, as far as the reader may read that."""
    rows = [*(row.form for row in form.points), blank]
    speakers = _speakers(form, who)
    known = {choice.value for choice in speakers}
    beyond = _named_beyond({said(row.by) for row in rows} - known)
    for row in rows:
        row.by.choices = [*speakers, *(choice for choice in beyond if choice.value == said(row.by))]
    _show_repeated(rows)


def _speakers(form: ContactForm, who: Who) -> list[SelectChoice]:
    """Everybody at the contact, those who are new by the names of their rows."""
    new = [row for row in (*form.new_organisations, *form.new_people) if said(row.form.name)]
    return [
        WHOEVER_WAS_THERE,
        *(_speaker(row.suggestion) for row in who.rows),
        *(SelectChoice(row.name, f"{said(row.form.name)} (new)") for row in new),
    ]


def _named_beyond(texts: Iterable[str]) -> list[SelectChoice]:
    """Those who are at the contact no more, or never were, and raised it all the same."""
    refs = ParticipantRef.parse_all(texts)
    return [_speaker(one) for one in describe_participants(refs).values()] if refs else []


def _speaker(one: Suggestion) -> SelectChoice:
    is_somebody = one.person_id is not None or one.ref.attendee is not None
    return SelectChoice(str(one.ref), f"{one.name}, {one.detail}" if is_somebody and one.detail else one.name)


def _show_repeated(rows: Sequence[PointForm]) -> None:
    numbers = {number for row in rows if (number := number_in(row.same_as.data)) is not None}
    firsts = resolve_same_as(numbers, reader=current_reader())
    words = words_of(firsts.values())
    for row in rows:
        row.repeats = words.get(firsts.get(number_in(row.same_as.data) or 0, 0), "")
