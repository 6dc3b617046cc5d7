"""Points as lists show them: by whom, where, with how many voices, and what became of them. A handful of queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import false, func, select

from app.contacts.models import Contact, ContactOrganisation
from app.contacts.rules import TIE_BREAKER_BITS, ContactKind, Direction, Visibility
from app.contacts.visibility import Reader
from app.core.plain_dates import DatePrecision, PlainDate
from app.organisations.models import Organisation
from app.people.models import Person, Post
from app.points.models import Point
from app.points.rules import BarrierNature, Disposition, PointKind
from app.points.visibility import is_readable, listed_at
from app.prepared import PreparedSelect, number_parameters, numbered

BODIES_SHOWN = 2
READ_TOGETHER = 100

_POINT = Point.__table__.c
_LINK = ContactOrganisation.__table__.c
_ORGANISATION = Organisation.__table__.c


@dataclass(frozen=True, kw_only=True)
class Became:
    """What became of a point."""

    disposition: Disposition
    answer: str
    disposed_on: dt.date | None


@dataclass(frozen=True, kw_only=True)
class RaisedAt:
    """Where a point was raised: at a contact, or in a document."""

    contact_id: int | None
    contact_kind: ContactKind | None
    contact_direction: Direction | None
    contact_subject: str
    is_restricted: bool
    document: str
    paragraph: str


@dataclass(frozen=True, kw_only=True)
class PointRow:
    """One point. `voices` counts all that say the same, itself among them, as far as the reader is shown."""

    id: int
    sort_key: int
    plain_date: PlainDate
    kind: PointKind
    nature: BarrierNature | None
    words: str
    who: str
    is_said_by: bool  # whether somebody is named; otherwise it is whom the contact was with
    at: RaisedAt
    first_id: int  # its own number, or of the one that it is a voice of
    first_words: str
    voices: int
    became: Became
    version: int
    is_sample: bool

    @property
    def is_voice(self) -> bool:
        return self.first_id != self.id


def read_points(ids: Sequence[int], *, reader: Reader, with_archived: bool = False) -> list[PointRow]:
    """Those of the points that the reader is shown, in the order given; those of archived contacts where asked for."""
    raw = _read(ids, reader, with_archived)
    firsts = _read({row["same_as_id"] for row in raw.values()} - {None}, reader, with_archived)
    heads = {number: row["same_as_id"] if row["same_as_id"] in firsts else number for number, row in raw.items()}
    voices = _count_voices(set(heads.values()), reader)
    unnamed = {row["contact_id"] for row in raw.values() if not row["who"] and row["contact_id"] is not None}
    bodies = _bodies(unnamed)
    return [
        _row(raw[number], {**raw, **firsts}[heads[number]], voices.get(heads[number], 0) + 1, bodies)
        for number in ids
        if number in raw
    ]


def dispositions_of(ids: Sequence[int], *, reader: Reader) -> list[tuple[dt.date, Disposition]]:
    """The day that each was raised on, and what became of it or of the first that speaks for it."""
    if not ids:
        return []
    padded = [*ids, *([ids[-1]] * (-len(ids) % READ_TOGETHER))]  # so that there are few statements, each made once
    rows = _dispositions(len(padded)).rows(**numbered(padded))
    firsts = _read({first for _key, first, _word in rows if first is not None}, reader, with_archived=False)
    return [
        (
            dt.date.fromordinal(key >> TIE_BREAKER_BITS),
            Disposition(firsts[first]["disposition"] if first in firsts else disposition),
        )
        for key, first, disposition in rows
    ]


@lru_cache(maxsize=16)
def _dispositions(count: int) -> PreparedSelect:
    columns = (_POINT.sort_key, _POINT.same_as_id, _POINT.disposition)
    return PreparedSelect(select(*columns).where(_POINT.id.in_(number_parameters(count))))


def _row(raw: dict[str, Any], first: dict[str, Any], voices: int, bodies: dict[int, str]) -> PointRow:
    return PointRow(
        id=raw["id"],
        sort_key=raw["sort_key"],
        plain_date=_day(raw),
        kind=PointKind(raw["kind"]),
        nature=BarrierNature(raw["barrier_nature"]) if raw["barrier_nature"] else None,
        words=raw["words"],
        is_said_by=bool(raw["who"]),
        who=raw["who"] or bodies.get(raw["contact_id"], ""),
        at=_place(raw),
        first_id=first["id"],
        first_words=first["words"],
        voices=voices,
        became=Became(
            disposition=Disposition(first["disposition"]),
            answer=first["answer"],
            disposed_on=_date(first["disposed_on"]),
        ),
        version=raw["version"],
        is_sample=bool(raw["is_sample"] or raw["contact_is_sample"]),
    )


def _place(raw: dict[str, Any]) -> RaisedAt:
    return RaisedAt(
        contact_id=raw["contact_id"],
        contact_kind=ContactKind(raw["contact_kind"]) if raw["contact_kind"] else None,
        contact_direction=Direction(raw["direction"]) if raw["direction"] else None,
        contact_subject=raw["subject"] or "",
        is_restricted=raw["visibility"] == Visibility.RESTRICTED.value,
        document=raw["source_document"],
        paragraph=raw["source_paragraph"],
    )


def _day(raw: dict[str, Any]) -> PlainDate:
    """As exactly as the contact's is known."""
    precision = DatePrecision(raw["date_precision"]) if raw["date_precision"] else DatePrecision.DAY
    return PlainDate(dt.date.fromordinal(raw["sort_key"] >> TIE_BREAKER_BITS), precision)


def _date(value: Any) -> dt.date | None:
    """SQLite's driver gives a date as text."""
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


_NAMES = (
    "id", "sort_key", "kind", "barrier_nature", "words", "contact_id", "same_as_id", "disposition", "answer",
    "disposed_on", "source_document", "source_paragraph", "version", "is_sample",
)  # fmt: skip
_OF_CONTACT = ("contact_kind", "direction", "subject", "visibility", "date_precision", "contact_is_sample")


def _read(ids: Collection[int], reader: Reader, with_archived: bool) -> dict[int, dict[str, Any]]:
    """What is kept of each, and who is said to have raised it."""
    if not ids:
        return {}
    names = (*_NAMES, *_OF_CONTACT, "person", "post", "organisation")
    found = {}
    for row in _points(reader, len(ids), with_archived).rows(**numbered(list(ids))):
        raw = dict(zip(names, row, strict=True))
        raw["who"] = ", ".join(filter(None, (raw["person"], raw["post"], raw["organisation"])))
        found[raw["id"]] = raw
    return found


# Each built once, since building them takes longer than running them.
@lru_cache(maxsize=1024)
def _points(reader: Reader, count: int, with_archived: bool) -> PreparedSelect:
    """Names are looked up one by one: joined, PostgreSQL would read the whole directory to hash it."""
    at = Contact.__table__.alias()
    of_contact = [at.c[name.removeprefix("contact_")].label(name) for name in _OF_CONTACT]
    person, post = Person.__table__.c, Post.__table__.c
    named = [
        select(person.name).where(person.id == _POINT.by_person_id).scalar_subquery(),
        select(post.title).where(post.id == _POINT.by_post_id).scalar_subquery(),
        select(_ORGANISATION.name).where(_ORGANISATION.id == _POINT.by_organisation_id).scalar_subquery(),
    ]
    shown = is_readable(reader) if with_archived else listed_at(_POINT.sort_key, reader)
    query = select(*(_POINT[name] for name in _NAMES), *of_contact, *named).outerjoin_from(
        Point.__table__, at, at.c.id == _POINT.contact_id
    )
    return PreparedSelect(query.where(_POINT.id.in_(number_parameters(count)), shown))


def _count_voices(firsts: Collection[int], reader: Reader) -> dict[int, int]:
    """How many say the same as each of these."""
    return dict(_voices(reader, len(firsts)).rows(**numbered(list(firsts)))) if firsts else {}


@lru_cache(maxsize=1024)
def _voices(reader: Reader, count: int) -> PreparedSelect:
    voices = select(_POINT.same_as_id, func.count()).where(
        _POINT.same_as_id.in_(number_parameters(count)), listed_at(_POINT.sort_key, reader)
    )
    return PreparedSelect(voices.group_by(_POINT.same_as_id))


def _bodies(contact_ids: Collection[int]) -> dict[int, str]:
    """Whom each of the contacts was with, but for ourselves; the first two by name."""
    names: dict[int, list[str]] = defaultdict(list)
    if contact_ids:
        for contact_id, name in _links(len(contact_ids)).rows(**numbered(list(contact_ids))):
            names[contact_id].append(name)
    return {contact_id: _listed(found) for contact_id, found in names.items()}


@lru_cache(maxsize=64)
def _links(count: int) -> PreparedSelect:
    organisations = (
        select(_LINK.contact_id, _ORGANISATION.name)
        .join(Organisation.__table__, _ORGANISATION.id == _LINK.organisation_id)
        .where(_LINK.contact_id.in_(number_parameters(count)), _ORGANISATION.is_own == false())
        .order_by(_LINK.contact_id, _LINK.position, _LINK.organisation_id)
    )
    return PreparedSelect(organisations)


def _listed(names: list[str]) -> str:
    if len(names) <= BODIES_SHOWN:
        return ", ".join(names)
    return f"{', '.join(names[:BODIES_SHOWN])} + {len(names) - BODIES_SHOWN}"
