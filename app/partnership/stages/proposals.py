"""Who might be involved next: organisations identified or approached, each with the plain reasons for naming it.

Nothing is counted here that the reader may not read.
"""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Select, func, or_, select

from app.contacts.models import Contact, ContactOrganisation
from app.contacts.rules import TIE_BREAKER_BITS, ContactStatus, sort_key_floor
from app.contacts.visibility import Reader, listed_for
from app.core.plain_dates import PlainDate, format_plain_date
from app.database import db
from app.organisations.models import Organisation
from app.organisations.rules import Stage
from app.partnership.forums.queries import is_member_on
from app.partnership.models import Forum, ForumMember
from app.partnership.stages.board import ONE_DAY, BoardFilters, Standing
from app.points.models import Point

WAITING = (Stage.IDENTIFIED, Stage.APPROACHED)
PROPOSED = 10
CANDIDATES_EACH = 30  # by each of the reasons
LOOKED_BACK_DAYS = 180
CONTACTS_LOOKED_AT = 500
POINTS_LOOKED_AT = 500


@dataclass
class Grounds:
    """Why an organisation might be involved next. The days are of the first that is counted."""

    organisation_id: int
    is_sector_leader: bool = False
    contacts: int = 0
    contacts_since: dt.date | None = None
    points: int = 0
    points_since: dt.date | None = None
    forums: list[str] = field(default_factory=list)

    @property
    def weight(self) -> tuple[int, int, int, int]:
        """More reasons first, then more contacts, more points, the longer known."""
        reasons = sum(map(bool, (self.is_sector_leader, self.contacts, self.points, self.forums)))
        return reasons, self.contacts, self.points, -self.organisation_id


def find_proposals(filters: BoardFilters, *, reader: Reader, today: dt.date) -> Sequence[Grounds]:
    """The likeliest first. What they did lately is looked for among the newest contacts and points alone."""
    since = today - dt.timedelta(days=LOOKED_BACK_DAYS)
    waiting = [Organisation.stage.in_(WAITING), Organisation.is_own.is_(False), *filters.conditions()]
    spoken_with = _counted(_lately_met(reader, since, today), waiting)
    raised = _counted(_lately_raised(reader, since), waiting)
    found = {
        number: Grounds(number) for number in [*_leaders(waiting), *_members(waiting, today), *spoken_with, *raised]
    }
    for number in _leaders_among(found):
        found[number].is_sector_leader = True
    for number, forum in _forums_of(found, today):
        found[number].forums.append(forum)
    for number, grounds in found.items():
        grounds.contacts, grounds.points = spoken_with[number], raised[number]
    proposed = sorted(found.values(), key=lambda grounds: grounds.weight, reverse=True)[:PROPOSED]
    _count_exactly(proposed, reader, since, today)
    return sorted(proposed, key=lambda grounds: grounds.weight, reverse=True)


def reasons_in_words(grounds: Grounds, standing: Standing) -> list[str]:
    """'Sector leader, no contact yet'; '3 contacts since 12 December 2020, still identified'."""
    reasons = []
    last = standing.last_contact
    if grounds.is_sector_leader:
        known = f"last contact {format_plain_date(last.date)}" if last else "no contact yet"
        reasons.append("Sector leader" if grounds.contacts else f"Sector leader, {known}")
    if grounds.contacts and grounds.contacts_since:
        counted = f"{grounds.contacts:,} contact{'' if grounds.contacts == 1 else 's'}"
        when = f"{'on' if grounds.contacts == 1 else 'since'} {_long(grounds.contacts_since)}"
        reasons.append(f"{counted} {when}, still {standing.stage.label.lower()}")
    if grounds.points and grounds.points_since:
        counted = "a point" if grounds.points == 1 else f"{grounds.points:,} points"
        reasons.append(f"Raised {counted} {'on' if grounds.points == 1 else 'since'} {_long(grounds.points_since)}")
    if grounds.forums:
        named = grounds.forums[0] if len(grounds.forums) == 1 else f"{len(grounds.forums)} forums"
        reasons.append(f"Member of {named}")
    return reasons


def _long(day: dt.date) -> str:
    return format_plain_date(PlainDate(day))


def _leaders(waiting: list[ColumnElement[bool]]) -> Sequence[int]:
    query = select(Organisation.id).where(Organisation.is_sector_leader, *waiting)
    return db.session.scalars(query.order_by(Organisation.id).limit(CANDIDATES_EACH)).all()


def _members(waiting: list[ColumnElement[bool]], today: dt.date) -> Sequence[int]:
    query = (
        select(ForumMember.organisation_id)
        .join(Forum, Forum.id == ForumMember.forum_id)
        .join(Organisation, Organisation.id == ForumMember.organisation_id)
        .where(Forum.archived_at.is_(None), is_member_on(today), *waiting)
        .group_by(ForumMember.organisation_id)
        .order_by(func.count().desc(), ForumMember.organisation_id)
    )
    return [number for number in db.session.scalars(query.limit(CANDIDATES_EACH)) if number is not None]


def _lately_met(reader: Reader, since: dt.date, today: dt.date) -> Select[int]:
    """The organisation of each link of the newest contacts held."""
    newest = (
        select(Contact.id)
        .where(
            Contact.sort_key >= sort_key_floor(since),
            Contact.sort_key < sort_key_floor(today + ONE_DAY),
            Contact.status == ContactStatus.HELD,
            listed_for(reader),
        )
        .order_by(Contact.sort_key.desc())
        .limit(CONTACTS_LOOKED_AT)
        .subquery()
    )
    return select(ContactOrganisation.organisation_id.label("number")).join(
        newest, newest.c.id == ContactOrganisation.contact_id
    )


def _lately_raised(reader: Reader, since: dt.date) -> Select[int]:
    """The organisation that raised each of the newest points."""
    newest = (
        select(Point.by_organisation_id.label("number"))
        .outerjoin(Contact, Contact.id == Point.contact_id)
        .where(Point.sort_key >= sort_key_floor(since), or_(Point.contact_id.is_(None), listed_for(reader)))
        .order_by(Point.sort_key.desc(), Point.id.desc())
        .limit(POINTS_LOOKED_AT)
        .subquery()
    )
    return select(newest.c.number)


def _counted(numbers: Select[int], waiting: list[ColumnElement[bool]]) -> Counter[int]:
    """How often each of the organisations that wait is among the numbers, the most frequent alone."""
    each = numbers.subquery()
    query = (
        select(Organisation.id, func.count())
        .join(each, each.c.number == Organisation.id)
        .where(*waiting)
        .group_by(Organisation.id)
        .order_by(func.count().desc(), Organisation.id)
    )
    return Counter(dict(db.session.execute(query.limit(CANDIDATES_EACH)).all()))


def _leaders_among(found: dict[int, Grounds]) -> Sequence[int]:
    query = select(Organisation.id).where(Organisation.id.in_(found), Organisation.is_sector_leader)
    return db.session.scalars(query).all() if found else []


def _forums_of(found: dict[int, Grounds], today: dt.date) -> Sequence[tuple[int, str]]:
    if not found:
        return []
    query = (
        select(ForumMember.organisation_id, Forum.name)
        .join(Forum, Forum.id == ForumMember.forum_id)
        .where(ForumMember.organisation_id.in_(found), Forum.archived_at.is_(None), is_member_on(today))
        .distinct()
        .order_by(Forum.name)
    )
    return [(number, name) for number, name in db.session.execute(query) if number is not None]


def _count_exactly(proposed: Sequence[Grounds], reader: Reader, since: dt.date, today: dt.date) -> None:
    """All of their contacts and points since that day, however many newer ones there are of others."""
    ids = [grounds.organisation_id for grounds in proposed]
    if not ids:
        return
    link = ContactOrganisation
    met = (
        select(link.organisation_id, func.count(), func.min(link.sort_key))
        .join(Contact, Contact.id == link.contact_id)
        .where(link.organisation_id.in_(ids), link.sort_key >= sort_key_floor(since))
        .where(link.sort_key < sort_key_floor(today + ONE_DAY))
        .where(Contact.status == ContactStatus.HELD, listed_for(reader))
        .group_by(link.organisation_id)
    )
    raised = (
        select(Point.by_organisation_id, func.count(), func.min(Point.sort_key))
        .outerjoin(Contact, Contact.id == Point.contact_id)
        .where(Point.by_organisation_id.in_(ids), Point.sort_key >= sort_key_floor(since))
        .where(or_(Point.contact_id.is_(None), listed_for(reader)))
        .group_by(Point.by_organisation_id)
    )
    by_number = {grounds.organisation_id: grounds for grounds in proposed}
    for number, count, first in db.session.execute(met):
        by_number[number].contacts, by_number[number].contacts_since = count, _day(first)
    for raised_by, count, first in db.session.execute(raised):
        grounds = by_number[raised_by or 0]
        grounds.points, grounds.points_since = count, _day(first)


def _day(key: int) -> dt.date:
    return dt.date.fromordinal(key >> TIE_BREAKER_BITS)
