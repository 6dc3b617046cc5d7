"""Who might be involved next: organisations identified or approached, each with the plain reasons for naming it.

Nothing is counted here that the reader may not read.
"""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from heapq import nlargest

from sqlalchemy import ScalarSelect, Select, func, or_, select

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
LOOKED_BACK_DAYS = 180
CONTACTS_LOOKED_AT = 200
POINTS_LOOKED_AT = 200
MEMBERS_LOOKED_AT = 300
LEADERS_LOOKED_AT = 50
COUNTED = 100


@dataclass
class Grounds:
    """Why an organisation might be involved next. Counts end at one more than COUNTED; the days are of the first."""

    organisation_id: int
    is_sector_leader: bool = False
    contacts: int = 0
    contacts_since: dt.date | None = None
    points: int = 0
    points_since: dt.date | None = None
    forum_count: int = 0
    forums: list[str] = field(default_factory=list)

    @property
    def weight(self) -> tuple[int, int, int, int]:
        """More reasons first, then more contacts, more points, the longer known."""
        reasons = sum(map(bool, (self.is_sector_leader, self.contacts, self.points, self.forum_count)))
        return reasons, self.contacts, self.points, -self.organisation_id


def find_proposals(filters: BoardFilters, *, reader: Reader, today: dt.date) -> Sequence[Grounds]:
    """The likeliest first. What they did lately is looked for among the newest contacts and points alone."""
    since = today - dt.timedelta(days=LOOKED_BACK_DAYS)
    spoken_with, raised = _lately_met(reader, since, today), _lately_raised(reader, since)
    members = _members(today)
    candidates = [*_leaders(filters), *spoken_with, *raised, *members]
    found = (
        Grounds(number, is_leader, spoken_with[number], points=raised[number], forum_count=members[number])
        for number, is_leader in _waiting(filters, candidates)
    )
    proposed = nlargest(PROPOSED, found, key=lambda grounds: grounds.weight)
    _count_all(proposed, reader, since, today)
    for number, forum in _forums_of([grounds.organisation_id for grounds in proposed], today):
        next(each for each in proposed if each.organisation_id == number).forums.append(forum)
    return sorted(proposed, key=lambda grounds: grounds.weight, reverse=True)


def reasons_in_words(grounds: Grounds, standing: Standing) -> list[str]:
    """'Sector leader, no contact yet'; '3 contacts since 12 December 2020, still identified'."""
    reasons = []
    last = standing.last_contact
    if grounds.is_sector_leader:
        known = f"last contact {format_plain_date(last.date)}" if last else "no contact yet"
        reasons.append("Sector leader" if grounds.contacts else f"Sector leader, {known}")
    if grounds.contacts and grounds.contacts_since:
        counted = f"{_number(grounds.contacts)} contact{'' if grounds.contacts == 1 else 's'}".capitalize()
        when = f"{'on' if grounds.contacts == 1 else 'since'} {_long(grounds.contacts_since)}"
        reasons.append(f"{counted} {when}, still {standing.stage.label.lower()}")
    if grounds.points and grounds.points_since:
        counted = "a point" if grounds.points == 1 else f"{_number(grounds.points)} points"
        reasons.append(f"Raised {counted} {'on' if grounds.points == 1 else 'since'} {_long(grounds.points_since)}")
    if grounds.forums:
        named = grounds.forums[0] if len(grounds.forums) == 1 else f"{len(grounds.forums)} forums"
        reasons.append(f"Member of {named}")
    return reasons


def _number(count: int) -> str:
    return f"{count:,}" if count <= COUNTED else f"more than {COUNTED}"


def _long(day: dt.date) -> str:
    return format_plain_date(PlainDate(day))


def _leaders(filters: BoardFilters) -> Sequence[int]:
    waiting = [Organisation.stage.in_(WAITING), *replace(filters, leaders_only=True).conditions()]
    in_order = (Organisation.stage, Organisation.partner_group, Organisation.stage_since)  # as their index has it
    query = select(Organisation.id).where(*waiting).order_by(*in_order)
    return db.session.scalars(query.limit(LEADERS_LOOKED_AT)).all()


def _members(today: dt.date) -> Counter[int]:
    """In how many forums each organisation is, of the newest memberships."""
    newest = (
        select(ForumMember.organisation_id)
        .join(Forum, Forum.id == ForumMember.forum_id)
        .where(Forum.archived_at.is_(None), is_member_on(today))
        .order_by(ForumMember.id.desc())
        .limit(MEMBERS_LOOKED_AT)
    )
    return Counter(number for number in db.session.scalars(newest) if number is not None)


def _lately_met(reader: Reader, since: dt.date, today: dt.date) -> Counter[int]:
    """How often each organisation was met at the newest contacts held.

    In two looks: given both at once, SQLite would go through every link there is.
    """
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
    )
    ids = db.session.scalars(newest).all()
    link = ContactOrganisation
    return (
        Counter(db.session.scalars(select(link.organisation_id).where(link.contact_id.in_(ids)))) if ids else Counter()
    )


def _lately_raised(reader: Reader, since: dt.date) -> Counter[int]:
    """How many of the newest points each organisation raised."""
    newest = (
        select(Point.by_organisation_id)
        .outerjoin(Contact, Contact.id == Point.contact_id)
        .where(Point.sort_key >= sort_key_floor(since), or_(Point.contact_id.is_(None), listed_for(reader)))
        .order_by(Point.sort_key.desc(), Point.id.desc())
        .limit(POINTS_LOOKED_AT)
    )
    return Counter(number for number in db.session.scalars(newest) if number is not None)


def _waiting(filters: BoardFilters, candidates: Sequence[int]) -> Sequence[tuple[int, bool]]:
    """Those of them that are identified or approached, and whether each is a sector leader."""
    ids = sorted(set(candidates))
    if not ids:
        return []
    waiting = [Organisation.stage.in_(WAITING), Organisation.is_own.is_(False), *filters.conditions()]
    query = select(Organisation.id, Organisation.is_sector_leader).where(Organisation.id.in_(ids), *waiting)
    return [(number, is_leader) for number, is_leader in db.session.execute(query)]


def _forums_of(organisation_ids: Sequence[int], today: dt.date) -> Sequence[tuple[int, str]]:
    if not organisation_ids:
        return []
    query = (
        select(ForumMember.organisation_id, Forum.name)
        .join(Forum, Forum.id == ForumMember.forum_id)
        .where(ForumMember.organisation_id.in_(organisation_ids), Forum.archived_at.is_(None), is_member_on(today))
        .distinct()
        .order_by(Forum.name)
    )
    return [(number, name) for number, name in db.session.execute(query) if number is not None]


def _count_all(proposed: Sequence[Grounds], reader: Reader, since: dt.date, today: dt.date) -> None:
    """All of their contacts and points since that day, however many newer ones there are of others, up to COUNTED."""
    link, body = ContactOrganisation, Organisation.id
    met = (
        select(link.sort_key)
        .join(Contact, Contact.id == link.contact_id)
        .where(link.organisation_id == body, link.sort_key >= sort_key_floor(since))
        .where(link.sort_key < sort_key_floor(today + ONE_DAY))
        .where(Contact.status == ContactStatus.HELD, listed_for(reader))
    )
    raised = (
        select(Point.sort_key)
        .outerjoin(Contact, Contact.id == Point.contact_id)
        .where(Point.by_organisation_id == body, Point.sort_key >= sort_key_floor(since))
        .where(or_(Point.contact_id.is_(None), listed_for(reader)))
    )
    by_number = {grounds.organisation_id: grounds for grounds in proposed}
    counts = select(body, *_number_and_first(met), *_number_and_first(raised)).where(body.in_(by_number))
    for number, contacts, first_contact, points, first_point in db.session.execute(counts):
        grounds = by_number[number]
        grounds.contacts, grounds.contacts_since = contacts, _day(first_contact)
        grounds.points, grounds.points_since = points, _day(first_point)


def _number_and_first(keys: Select[int]) -> tuple[ScalarSelect[int], ScalarSelect[int]]:
    """Of each organisation: how many, one more than COUNTED at the most, and the lowest of all."""
    [key] = keys.selected_columns
    counted = keys.correlate(Organisation).limit(COUNTED + 1).subquery()
    number = select(func.count()).select_from(counted).correlate(Organisation)
    return number.scalar_subquery(), keys.correlate(Organisation).order_by(key).limit(1).scalar_subquery()


def _day(key: int | None) -> dt.date | None:
    return None if key is None else dt.date.fromordinal(key >> TIE_BREAKER_BITS)
