"""Writing the points raised at a contact, and the tally of them that the contact carries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from app.contacts.models import Contact
from app.database import db
from app.points.groups import free_voices, is_restricted, may_speak_for
from app.points.models import Point
from app.points.rules import BarrierNature, Disposition, PointKind
from app.points.terms import give_terms, keep_terms
from app.programme.models import Theme


@dataclass(frozen=True)
class Disposed:
    """What became of a point: its disposition, with the answer and its day."""

    disposition: Disposition
    answer: str = ""
    disposed_on: dt.date | None = None


@dataclass(frozen=True)
class PointDetails:
    """What is said of a point; with the id of the point it changes, or none for a new one."""

    kind: PointKind
    words: str
    id: int | None = None
    barrier_nature: BarrierNature | None = None  # of a barrier alone
    sector_id: int | None = None
    by_organisation_id: int | None = None
    by_person_id: int | None = None
    by_post_id: int | None = None
    theme_ids: Sequence[int] = ()
    same_as_id: int | None = None  # the first of those that say the same
    disposed: Disposed | None = None  # of one that is brought back; one that is there keeps its own


def add_points(*, contact: Contact, details: Sequence[PointDetails]) -> None:
    """Give a contact that is not written yet its points and the tally of them. They are written with it."""
    themes = _themes_of(details)
    rows = [Point(contact=contact, sort_key=contact.sort_key) for _ in details]
    for position, (row, detail) in enumerate(zip(rows, details, strict=True)):
        _begin(row, detail)
        _say(row, detail, position, themes)
    with db.session.no_autoflush:  # the contact may not be finished yet
        give_terms(rows, contact)
    db.session.add_all(rows)
    contact.point_count = len(details)


def set_points(*, contact: Contact, details: Sequence[PointDetails]) -> None:
    """Make the points raised at the contact these: changed, added, and those not named removed.

    What became of a point that stays is not touched.
    """
    found = select(Point).where(Point.contact_id == contact.id).options(selectinload(Point.themes))
    current = {row.id: row for row in db.session.scalars(found)}
    themes, named = _themes_of(details), {detail.id for detail in details}
    removed = [row for number, row in current.items() if number not in named]
    rows, joined = [], []
    for position, detail in enumerate(details):
        row = current.get(detail.id) if detail.id is not None else None
        if row is None:
            row = Point(contact_id=contact.id, sort_key=contact.sort_key)
            _begin(row, detail)
            db.session.add(row)
        elif detail.same_as_id not in (None, row.same_as_id):
            joined.append(row)
        _say(row, detail, position, themes)
        rows.append(row)
    _take_along(joined)
    free_voices(removed, contact)
    _remove(removed)
    db.session.flush()
    keep_terms(rows, contact)
    free_voices(rows, contact)
    db.session.execute(update(Contact).where(Contact.id == contact.id).values(point_count=len(details)))


def _themes_of(details: Iterable[PointDetails]) -> dict[int, Theme]:
    wanted = {number for detail in details for number in detail.theme_ids}
    if not wanted:
        return {}
    with db.session.no_autoflush:  # the contact may not be finished yet
        return {theme.id: theme for theme in db.session.scalars(select(Theme).where(Theme.id.in_(wanted)))}


def _begin(row: Point, detail: PointDetails) -> None:
    set_committed_value(row, "themes", [])  # nothing to read of what is new
    if detail.disposed is not None:
        row.disposition = detail.disposed.disposition
        row.answer = detail.disposed.answer
        row.disposed_on = detail.disposed.disposed_on


def _say(row: Point, detail: PointDetails, position: int, themes: dict[int, Theme]) -> None:
    row.kind = detail.kind
    row.words = detail.words
    row.position = position
    row.barrier_nature = detail.barrier_nature if detail.kind is PointKind.BARRIER else None
    row.sector_id = detail.sector_id
    row.by_organisation_id = detail.by_organisation_id
    row.by_person_id = detail.by_person_id
    row.by_post_id = detail.by_post_id
    row.same_as_id = detail.same_as_id if detail.same_as_id != row.id else None
    said = [themes[number] for number in dict.fromkeys(detail.theme_ids) if number in themes]
    if {theme.id for theme in said} != {theme.id for theme in row.themes}:
        row.themes = said


def _take_along(rows: Sequence[Point]) -> None:
    """Those that say the same as what now says the same as another are voices of that other too."""
    firsts = {row.id: row.same_as_id for row in rows}
    for voice in _voices_of(firsts):
        voice.same_as_id = firsts[voice.same_as_id or 0]


def _remove(rows: Sequence[Point]) -> None:
    """Where one was the first of several that say the same, the next takes its place, with what became of it.

    That is the earliest that all may read. Where there is none, those of each contact stand by themselves.
    """
    gone = {row.id: row for row in rows}
    heirs: dict[int, list[Point]] = defaultdict(list)
    for voice in sorted(_voices_of(gone), key=is_restricted):
        first = gone[voice.same_as_id or 0]
        heir = next((each for each in heirs[first.id] if may_speak_for(each, voice)), None)
        voice.same_as_id = heir.id if heir is not None else None
        if heir is None:
            heirs[first.id].append(voice)
            voice.disposition, voice.answer, voice.disposed_on = first.disposition, first.answer, first.disposed_on
    for row in rows:
        db.session.delete(row)


def _voices_of(firsts: Collection[int]) -> list[Point]:
    """Of points that stay, the earliest first."""
    if not firsts:
        return []
    voices = select(Point).where(Point.same_as_id.in_(firsts), Point.id.not_in(firsts))
    with db.session.no_autoflush:
        return list(db.session.scalars(voices.order_by(Point.sort_key, Point.id).options(joinedload(Point.contact))))
