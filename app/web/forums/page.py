"""What a forum's page shows: its members by partner group, and who is not there yet."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask import url_for

from app.contacts.models import Attendee
from app.contacts.rows import ContactRow
from app.managed_lists.queries import list_words
from app.organisations.models import Organisation
from app.organisations.rules import PartnerGroup
from app.organisations.sectors import SECTORS
from app.partnership.forums.attendance import Turnout
from app.partnership.forums.queries import Belonging, list_former_members, list_members
from app.partnership.models import Forum, ForumMember, Invitation
from app.people.queries import appointments_on
from app.people.whom import whom_words

Named = ForumMember | Invitation | Attendee


@dataclass(frozen=True)
class WhomLink:
    """Somebody with the address of their page, and what else is known of them."""

    name: str
    url: str
    beside: str = ""

    @property
    def words(self) -> str:
        return f"{self.name}, {self.beside}" if self.beside else self.name


@dataclass(frozen=True)
class MemberRow:
    member: ForumMember
    whom: WhomLink
    group: PartnerGroup | None
    sector: str

    def starts_after(self, today: dt.date) -> bool:
        return self.member.started_on is not None and self.member.started_on > today


@dataclass
class MemberGroup:
    """The members of one partner group; None is for those whose group isn't known."""

    group: PartnerGroup | None
    rows: list[MemberRow] = field(default_factory=list)

    @property
    def label(self) -> str:
        return self.group.label if self.group else "Partner group not known"


@dataclass(frozen=True)
class Membership:
    """Everybody who belongs to a forum, will or did, and the groups and sectors that nobody is from."""

    count: int
    groups: Sequence[MemberGroup]
    to_join: Sequence[MemberRow]
    missing_groups: Sequence[str]
    missing_sectors: Sequence[str]
    former: Sequence[MemberRow]


def membership_of(forum: Forum, today: dt.date) -> Membership:
    now, former = list_members(forum.id, today), list_former_members(forum.id, today)
    bodies = _bodies_of([*now, *former], today)
    groups = {group: MemberGroup(group) for group in (*PartnerGroup, None)}
    belonging = [_row(member, bodies) for member in now]
    rows = [row for row in belonging if not row.starts_after(today)]
    for row in rows:
        groups[row.group].rows.append(row)
    sectors = {row.sector for row in rows}
    return Membership(
        count=len(rows),
        groups=[group for group in groups.values() if group.rows],
        to_join=[row for row in belonging if row.starts_after(today)],
        missing_groups=[_in_sentence(group) for group in PartnerGroup if not groups[group].rows],
        missing_sectors=[sector.name for sector in list_words(SECTORS) if sector.name not in sectors],
        former=[_row(member, bodies) for member in former],
    )


def _row(member: ForumMember, bodies: Mapping[int, Organisation]) -> MemberRow:
    body = bodies.get(member.id)
    sector = body.sector.name if body and body.sector else ""
    return MemberRow(member, whom_link(member), body.partner_group if body else None, sector)


def _bodies_of(members: Sequence[ForumMember], today: dt.date) -> dict[int, Organisation]:
    """The organisation that each member stands for: the one named, the post's, or the one where the person is now."""
    alone = [each.person_id for each in members if each.person_id and not each.organisation_id and not each.post_id]
    places = appointments_on(alone, today) if alone else {}
    bodies = {}
    for each in members:
        held = places.get(each.person_id or 0, [])
        body = each.organisation or (each.post.organisation if each.post else None)
        body = body or (held[0].organisation if held else None)
        if body is not None:
            bodies[each.id] = body
    return bodies


def _in_sentence(group: PartnerGroup) -> str:
    return {
        PartnerGroup.GOVERNMENT: "government",
        PartnerGroup.PARLIAMENT: "Parliament",
        PartnerGroup.REGULATOR: "a regulator",
        PartnerGroup.FRONTLINE: "the frontline sector",
    }[group]


def whom_link(named: Named) -> WhomLink:
    """The person where there is one, else the post, else the organisation."""
    body = named.organisation or (named.post.organisation if named.post else None)
    if named.person is not None:
        url = url_for("people.person", person_id=named.person_id)
        return WhomLink(named.person.name, url, whom_words(organisation=body, person=None, post=named.post))
    if named.post is not None:
        url = url_for("posts.post", post_id=named.post_id)
        return WhomLink(named.post.title, url, body.name if body else "")
    return organisation_link(body) if body else WhomLink("", "")


def organisation_link(organisation: Organisation) -> WhomLink:
    return WhomLink(organisation.name, url_for("organisations.organisation", organisation_id=organisation.id))


def carried(named: ForumMember | Invitation) -> dict[str, str | int]:
    """What a confirmation carries of a removal, to put it back by."""
    values: dict[str, str | int | None] = {
        "organisation": named.organisation_id,
        "person": named.person_id,
        "post": named.post_id,
    }
    if isinstance(named, ForumMember):
        values["role"] = named.role
        values["started_on"] = named.started_on.isoformat() if named.started_on else None
        values["ended_on"] = named.ended_on.isoformat() if named.ended_on else None
    else:
        values["forum"] = named.forum_id
    return {name: value for name, value in values.items() if value is not None and value != ""}


@dataclass(frozen=True)
class EventRow:
    """An event in a list, with who was asked and who came; nobody has come to what is still planned."""

    contact: ContactRow
    turnout: str


def event_rows(rows: Sequence[ContactRow], turnouts: Mapping[int, Turnout]) -> list[EventRow]:
    return [EventRow(row, _turnout_words(turnouts.get(row.id), row.status == "held")) for row in rows]


def _turnout_words(turnout: Turnout | None, was_held: bool) -> str:
    if turnout is None:
        return ""
    return turnout.words if was_held else turnout.invited_words


@dataclass(frozen=True)
class BelongingLink:
    """A forum on the page of somebody who belongs to it."""

    name: str
    url: str
    beside: str
    since: dt.date | None


def belonging_links(belongings: Sequence[Belonging], *, names_who: bool = False) -> list[BelongingLink]:
    """names_who: on an organisation's page, say who belongs for it."""
    return [
        BelongingLink(
            each.name,
            url_for("forums.forum", forum_id=each.forum_id),
            ", ".join(filter(None, [each.person_name or each.post_title if names_who else None, each.role])),
            each.since,
        )
        for each in belongings
    ]
