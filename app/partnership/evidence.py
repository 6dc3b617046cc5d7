"""What outputs are built on, read both ways: from an output to the points and contacts behind it, and back.

What hangs on a contact is as restricted as the contact is: others see no trace of it, in counts too.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, aliased, contains_eager, joinedload

from app.contacts.models import Contact, ContactOrganisation
from app.contacts.rows import ContactRow, read_rows
from app.contacts.rules import ContactKind, Direction
from app.contacts.search.keys import HIGHEST_KEY, FoundKeys
from app.contacts.search.query import SearchQuery
from app.contacts.visibility import Reader, listed_for
from app.core.paging import BoundedCount, Page
from app.core.plain_dates import PlainDate
from app.database import db
from app.organisations.models import Organisation
from app.partnership.models import OutputContact, OutputPoint
from app.people.whom import whom_words
from app.points.models import Point, PointTerm
from app.points.rules import Disposition, PointKind
from app.points.terms import word_terms
from app.prepared import PreparedSelect, number_parameters, numbered
from app.programme.models import Output
from app.programme.rules import OutputKind, OutputStatus

PAGE_SIZE = 25
TERMS_LOOKED_FOR = 6
OUTPUTS_SHOWN = 100  # of one point or contact: far more than anything goes into

Order = tuple[InstrumentedAttribute[int], InstrumentedAttribute[int]]
BY_POINT: Order = (Point.sort_key, Point.id)


class BuiltOutput(NamedTuple):
    """An output that something went into."""

    id: int
    title: str
    kind: OutputKind
    status: OutputStatus


@dataclass(frozen=True)
class PointBehind:
    """A point that an output is built on, with who raised it: by name, or the body that the contact was with."""

    id: int
    plain_date: PlainDate
    kind: PointKind
    words: str
    who: str
    disposition: Disposition
    contact_id: int | None
    contact_kind: ContactKind | None
    contact_direction: Direction | None
    source: str


@dataclass(frozen=True)
class Behind:
    """How many points and contacts are behind an output, of those that the reader may read."""

    points: BoundedCount
    contacts: BoundedCount

    @property
    def is_nothing(self) -> bool:
        return not (self.points.value or self.contacts.value)


@lru_cache(maxsize=512)
def points_listed_for(reader: Reader) -> ColumnElement[bool]:
    """The points that the reader is listed; a query takes it once it is joined to Point.contact by an outer join."""
    return or_(Point.contact_id.is_(None), listed_for(reader))


def outputs_of_points(point_ids: Iterable[int]) -> dict[int, list[BuiltOutput]]:
    """The outputs, not archived, that each point is taken into; points in none are left out.

    The caller has checked that the reader may read the points.
    """
    return _outputs_of(OutputPoint.point_id, OutputPoint.output_id, point_ids)


def outputs_of_contacts(contact_ids: Iterable[int]) -> dict[int, list[BuiltOutput]]:
    """The same of contacts."""
    return _outputs_of(OutputContact.contact_id, OutputContact.output_id, contact_ids)


def _outputs_of(of: Any, output_id: Any, ids: Iterable[int]) -> dict[int, list[BuiltOutput]]:
    wanted = sorted(set(ids))
    found: dict[int, list[BuiltOutput]] = defaultdict(list)
    rows = _built_from(of, output_id, len(wanted)).rows(**numbered(wanted)) if wanted else []
    for number, output, title, kind, status in rows:
        found[number].append(BuiltOutput(output, title, OutputKind(kind), OutputStatus(status)))
    return dict(found)


@lru_cache(maxsize=256)
def _built_from(of: Any, output_id: Any, count: int) -> PreparedSelect:
    """Of so many points or contacts; built once, for building it takes longer than running it."""
    return PreparedSelect(
        select(of, Output.id, Output.title, Output.kind, Output.status)
        .join(Output, Output.id == output_id)
        .where(of.in_(number_parameters(count)), Output.archived_at.is_(None))
        .order_by(Output.title, Output.id)
        .limit(OUTPUTS_SHOWN * count)
    )


def points_of_output(
    output_id: int, *, reader: Reader, before: int | None = None, size: int = PAGE_SIZE
) -> Page[PointBehind]:
    """The points behind an output, newest first; the cursor is the id of the last one of the page before."""
    query = select(Point).join(OutputPoint, OutputPoint.point_id == Point.id).where(OutputPoint.output_id == output_id)
    return page_of_points(query, reader=reader, before=before, size=size)


def find_points(
    words: str, *, reader: Reader, not_in_output_id: int, before: int | None = None, size: int = PAGE_SIZE
) -> Page[PointBehind]:
    """The points that have each of the words, but for those in the output; without a word, the newest of all."""
    in_it = select(OutputPoint.point_id).where(OutputPoint.output_id == not_in_output_id)
    query, order = select(Point).where(Point.id.not_in(in_it)), BY_POINT
    for place, term in enumerate(word_terms(words)[:TERMS_LOOKED_FOR]):
        having = aliased(PointTerm)
        query = query.join(having, and_(having.point_id == Point.id, having.term == term))
        if place == 0:
            order = (having.sort_key, having.point_id)  # along the word's own index, however many points have it
    return page_of_points(query, reader=reader, before=before, size=size, order=order)


def find_points_named(point_ids: Iterable[int], *, reader: Reader) -> list[PointBehind]:
    """Those of the ids that the reader is listed, newest first."""
    wanted = list(dict.fromkeys(point_ids))
    if not wanted:
        return []
    query = select(Point).where(Point.id.in_(wanted))
    return list(page_of_points(query, reader=reader, before=None, size=len(wanted)).items)


def page_of_points(
    query: Select[Point], *, reader: Reader, before: int | None, size: int, order: Order = BY_POINT
) -> Page[PointBehind]:
    """Those of the points that the reader is listed, newest first, below the point whose id is the cursor."""
    is_listed = points_listed_for(reader)
    query = query.outerjoin(Point.contact).where(is_listed)
    if before is not None:
        last = select(Point.sort_key, Point.id).outerjoin(Point.contact).where(Point.id == before, is_listed)
        found_last = db.session.execute(last).first()
        if found_last is not None:
            query = query.where(tuple_(*order) < tuple_(*found_last))
    found = list(
        db.session.scalars(
            query.options(
                contains_eager(Point.contact).load_only(
                    Contact.kind, Contact.direction, Contact.date, Contact.date_precision
                ),
                joinedload(Point.by_organisation),
                joinedload(Point.by_person),
                joinedload(Point.by_post),
            )
            .order_by(*(column.desc() for column in order))
            .limit(size + 1)
        )
    )
    shown = found[:size]
    return Page(_describe(shown, reader), shown[-1].id if len(found) > size else None)


def _describe(points: Sequence[Point], reader: Reader) -> list[PointBehind]:
    bodies = _first_organisations({point.contact_id for point in points if point.contact_id is not None})
    of_firsts = _dispositions_of_firsts(points, reader)
    return [
        _behind(point, bodies.get(point.contact_id, ""), of_firsts.get(point.same_as_id, point.disposition))
        for point in points
    ]


def _dispositions_of_firsts(points: Sequence[Point], reader: Reader) -> dict[int | None, Disposition]:
    """What became of those that speak for these, as far as the reader is listed them."""
    ids = {point.same_as_id for point in points if point.same_as_id is not None}
    if not ids:
        return {}
    firsts = select(Point.id, Point.disposition).outerjoin(Point.contact)
    return dict(db.session.execute(firsts.where(Point.id.in_(ids), points_listed_for(reader))).all())


def _behind(point: Point, body: str, disposition: Disposition) -> PointBehind:
    contact = point.contact
    return PointBehind(
        id=point.id,
        plain_date=contact.plain_date if contact else PlainDate(point.raised_on),
        kind=point.kind,
        words=point.words,
        who=whom_words(organisation=point.by_organisation, person=point.by_person, post=point.by_post) or body,
        disposition=disposition,
        contact_id=point.contact_id,
        contact_kind=contact.kind if contact else None,
        contact_direction=contact.direction if contact else None,
        source=", ".join(part for part in (point.source_document, point.source_paragraph) if part),
    )


def _first_organisations(contact_ids: set[int]) -> dict[int | None, str]:
    """The first organisation that each of the contacts was with."""
    if not contact_ids:
        return {}
    rows = db.session.execute(
        select(ContactOrganisation.contact_id, Organisation.name)
        .join(Organisation, Organisation.id == ContactOrganisation.organisation_id)
        .where(ContactOrganisation.contact_id.in_(contact_ids))
        .order_by(ContactOrganisation.position.desc(), ContactOrganisation.organisation_id.desc())
    )
    return dict(rows.all())


def contacts_of_output(
    output_id: int, *, reader: Reader, before: int | None = None, size: int = PAGE_SIZE
) -> Page[ContactRow]:
    """The contacts behind an output, newest first; the cursor is the sort key that the page lies below."""
    keys = list(
        db.session.scalars(
            select(OutputContact.sort_key)
            .join(Contact, Contact.id == OutputContact.contact_id)
            .where(
                OutputContact.output_id == output_id,
                OutputContact.sort_key < (HIGHEST_KEY if before is None else before),
                listed_for(reader),
            )
            .order_by(OutputContact.sort_key.desc())
            .limit(size + 1)
        )
    )
    found = FoundKeys(keys, BoundedCount.of(len(keys)))
    rows = read_rows(found, size, reader=reader, query=SearchQuery()) if keys else []
    return Page(rows, keys[size - 1] if len(keys) > size else None)


def count_behind(output_ids: Sequence[int], *, reader: Reader) -> dict[int, Behind]:
    """For each output, how many points and contacts are behind it."""
    if not output_ids:
        return {}
    points = _counted(OutputPoint, output_ids, _is_listed_point(reader))
    contacts = _counted(OutputContact, output_ids, _is_listed_contact(reader))
    none = BoundedCount(0)
    return {number: Behind(points.get(number, none), contacts.get(number, none)) for number in output_ids}


def _counted(
    link: type[OutputPoint | OutputContact], output_ids: Sequence[int], is_listed: ColumnElement[bool]
) -> dict[int, BoundedCount]:
    counts = (
        select(link.output_id, func.count()).where(link.output_id.in_(output_ids), is_listed).group_by(link.output_id)
    )
    return {number: BoundedCount.of(count) for number, count in db.session.execute(counts)}


def has_something_behind(reader: Reader) -> ColumnElement[bool]:
    """Of outputs: whether any point or contact that the reader is listed is behind it."""
    a_point = select(OutputPoint.point_id).where(OutputPoint.output_id == Output.id, _is_listed_point(reader))
    a_contact = select(OutputContact.contact_id).where(OutputContact.output_id == Output.id, _is_listed_contact(reader))
    return or_(*(found.limit(1).scalar_subquery().is_not(None) for found in (a_point, a_contact)))


# Looked up one by one, as few are behind an output: joined, PostgreSQL would read every point there is to hash them.
def _is_listed_point(reader: Reader) -> ColumnElement[bool]:
    listed = select(Point.id).outerjoin(Contact, Contact.id == Point.contact_id)
    listed = listed.where(Point.id == OutputPoint.point_id, points_listed_for(reader))
    return listed.scalar_subquery().is_not(None)


def _is_listed_contact(reader: Reader) -> ColumnElement[bool]:
    listed = select(Contact.id).where(Contact.id == OutputContact.contact_id, listed_for(reader))
    return listed.scalar_subquery().is_not(None)
