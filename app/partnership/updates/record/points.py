"""The points that were raised in the period: how many of which kind, and the voices that say the same as one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload

from app.contacts.models import Contact, ContactOrganisation
from app.database import db
from app.organisations.models import Organisation, Sector
from app.partnership.models import OutputPoint
from app.partnership.updates.record.open_only import may_be_named, may_be_told, was_raised_in
from app.partnership.updates.rules import Period
from app.people.models import Post
from app.points.models import Point
from app.points.rules import BarrierNature, PointKind
from app.programme.models import Output

MOST_GROUPS = 30


@dataclass
class Voices:
    """The points of the period that say the same: `first` has the words that stand for all, `root` what became of them.

    They are one and the same, unless that one was raised after the period or may not be told: then the words are those
    of the first of the period. There is no root where it may not be told.
    """

    first: Point
    root: Point | None
    voices: list[Point] = field(default_factory=list)
    earlier: int = 0
    outputs: list[Output] = field(default_factory=list)


@dataclass(frozen=True)
class Heard:
    """All that was raised in the period; the groups of most voices first, as many as are set out."""

    by_kind: dict[PointKind, int]
    groups: Sequence[Voices]
    organisations: dict[int, list[str]]  # of the contacts at which points were raised, by contact

    @property
    def total(self) -> int:
        return sum(self.by_kind.values())

    @property
    def not_set_out(self) -> int:
        return self.total - sum(len(group.voices) for group in self.groups)


def read_heard(period: Period) -> Heard:
    kinds = _told(select(Point.kind, func.count()), period).group_by(Point.kind)
    groups = _list_groups(period)
    return Heard(
        by_kind=dict(db.session.execute(kinds).all()),
        groups=groups,
        organisations=_name_organisations([point for group in groups for point in group.voices]),
    )


class BarrierCount(NamedTuple):
    """How many barriers of one nature were raised in one sector."""

    nature: BarrierNature | None
    sector: str | None
    sector_id: int | None
    number: int


def count_barriers(period: Period) -> list[BarrierCount]:
    columns = (Point.barrier_nature, Sector.name, Sector.id)
    query = _told(select(*columns, func.count()), period).join(Sector, Sector.id == Point.sector_id, isouter=True)
    query = query.where(Point.kind == PointKind.BARRIER).group_by(*columns)
    return [BarrierCount._make(row) for row in db.session.execute(query.order_by(func.count().desc(), Sector.name))]


def _told(query: Any, period: Period) -> Select[Any]:
    """Of the points of the period that may be told."""
    joined = query.select_from(Point).join(Contact, Contact.id == Point.contact_id, isouter=True)
    told: Select[Any] = joined.where(was_raised_in(period), may_be_told())
    return told


def _list_groups(period: Period) -> list[Voices]:
    root = func.coalesce(Point.same_as_id, Point.id)
    most = (
        _told(select(root), period)
        .group_by(root)
        .order_by(func.count().desc(), func.min(Point.sort_key), root)
        .limit(MOST_GROUPS)
    )
    roots = list(db.session.scalars(most))
    told = defaultdict(list)
    for point in db.session.scalars(_voices(or_(Point.id.in_(roots), Point.same_as_id.in_(roots)))):
        told[point.same_as_id or point.id].append(point)
    outputs = _list_outputs([point.id for points in told.values() for point in points])
    return [_group(number, told[number], outputs, period) for number in roots]


def _voices(which: ColumnElement[bool]) -> Select[Point]:
    return (
        select(Point)
        .join(Contact, Contact.id == Point.contact_id, isouter=True)
        .where(which, may_be_told())
        .options(
            joinedload(Point.contact),
            joinedload(Point.by_organisation),
            joinedload(Point.by_post).joinedload(Post.organisation),
            joinedload(Point.sector),
        )
        .order_by(Point.sort_key, Point.id)
    )


def _group(number: int, told: Sequence[Point], outputs: dict[int, list[Output]], period: Period) -> Voices:
    of_period = [point for point in told if period.lowest <= point.sort_key < period.below]
    root = next((point for point in told if point.id == number), None)
    return Voices(
        first=root if root is not None and root.sort_key < period.below else of_period[0],
        root=root,
        voices=of_period,
        earlier=sum(point.sort_key < period.lowest for point in told),
        outputs=list({output.id: output for point in told for output in outputs[point.id]}.values()),
    )


def _list_outputs(point_ids: Sequence[int]) -> dict[int, list[Output]]:
    query = (
        select(OutputPoint.point_id, Output)
        .join(Output, Output.id == OutputPoint.output_id)
        .where(OutputPoint.point_id.in_(point_ids), Output.archived_at.is_(None))
        .order_by(Output.title, Output.id)
    )
    outputs: dict[int, list[Output]] = defaultdict(list)
    for point_id, output in db.session.execute(query):
        outputs[point_id].append(output)
    return outputs


def _name_organisations(points: Sequence[Point]) -> dict[int, list[str]]:
    """Whom the contacts were with, for points of which it is not recorded who raised them."""
    unknown = {point.contact_id for point in points if point.by_organisation_id is None and point.by_post_id is None}
    query = (
        select(ContactOrganisation.contact_id, Organisation.name)
        .join(Organisation, Organisation.id == ContactOrganisation.organisation_id)
        .where(ContactOrganisation.contact_id.in_([each for each in unknown if each is not None]), may_be_named())
        .order_by(ContactOrganisation.contact_id, ContactOrganisation.position, Organisation.name)
    )
    names: dict[int, list[str]] = defaultdict(list)
    for contact_id, name in db.session.execute(query):
        names[contact_id].append(name)
    return names
