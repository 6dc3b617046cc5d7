"""Putting follow-ups on another date, giving them to another colleague, and the way back from either.

Both are said in the contact's form too, so each is a save of the contact, which others' open forms are told of.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import delete

from app.accounts.models import Colleague
from app.audit.rules import Action, FieldChange, differences
from app.contacts.models import Contact
from app.contacts.search.indexing import refresh_search_document
from app.contacts.services import change_contact
from app.core.errors import InvalidInput
from app.core.plain_dates import PlainDate, format_plain_date
from app.database import db
from app.entry.current import fields_of, links_of
from app.entry.description import ON_IT
from app.entry.earlier_versions import keep_earlier_version
from app.follow_ups.models import FollowUp, FollowUpMove
from app.follow_ups.queries import list_follow_ups_of_contact
from app.follow_ups.services import record_change

WHY_IT_WAS_MOVED = "Why it was moved"
UNDONE = "undone"


@dataclass(frozen=True)
class FormerDate:
    """When a follow-up was due before it was moved, and the move."""

    follow_up_id: int
    due_on: dt.date | None
    move_id: int


@dataclass(frozen=True)
class FormerOwner:
    """Whose a follow-up was, and the version of its contact that says otherwise."""

    follow_up_id: int
    owner_id: int | None
    owner_outside: str
    version: int


class MustBePutOn(InvalidInput):
    """The new owner could not read what the restricted contacts say without being put on them."""

    def __init__(self, owner: Colleague, follow_ups: Sequence[FollowUp]) -> None:
        self.owner, self.follow_ups = owner, follow_ups
        super().__init__(InvalidInput.of("put_on", f"Say whether {owner.name} is to be put on them").problems)


def reschedule(
    *, follow_ups: Sequence[FollowUp], due_on: dt.date | None, reason: str, actor: Colleague, now: dt.datetime
) -> list[FormerDate]:
    """Those that are open and due on another day; their contacts are held. Raises InvalidInput without a reason."""
    if not reason:
        raise InvalidInput.of("reason", "Say why it is moved")
    former: list[FormerDate] = []
    moved = [each for each in follow_ups if each.is_open and each.due_on != due_on]
    for contact, rows in _by_contact(moved):
        _save_over(contact, actor)
        for row in rows:
            move = FollowUpMove(
                follow_up_id=row.id,
                due_before=row.due_on,
                due_after=due_on,
                reason=reason,
                moved_at=now,
                moved_by_id=actor.id,
            )
            db.session.add(move)
            db.session.flush()
            former.append(FormerDate(row.id, row.due_on, move.id))
            _move(row, due_on, reason, actor)
    return former


def put_dates_back(
    *, follow_ups: Sequence[FollowUp], former: Sequence[FormerDate], moved_to: dt.date | None, actor: Colleague
) -> int:
    """Undo a move, where the follow-up is still open and on that date. How many were; their contacts are held."""
    was = {each.follow_up_id: each for each in former}
    still = [each for each in follow_ups if each.id in was and each.is_open and each.due_on == moved_to]
    for contact, rows in _by_contact(still):
        _save_over(contact, actor)
        for row in rows:
            db.session.execute(delete(FollowUpMove).where(FollowUpMove.id == was[row.id].move_id))
            _move(row, was[row.id].due_on, UNDONE, actor)
    return len(still)


def who_must_be_put_on(follow_ups: Sequence[FollowUp], owner: Colleague) -> list[FollowUp]:
    """The follow-ups of restricted contacts that the colleague could not read."""
    if owner.may_read_restricted:
        return []
    return [each for each in follow_ups if each.contact.is_restricted and not _is_on(each.contact, owner.id)]


def reassign(
    *, follow_ups: Sequence[FollowUp], owner: Colleague, may_put_on: bool, actor: Colleague
) -> list[FormerOwner]:
    """Give the open ones that are not the colleague's to them; whoever owns a follow-up of a contact is on it.

    Whoever owned one, owns none of it now and did not take part is on it no longer. Their contacts are held.
    Raises MustBePutOn where that lets them read what is restricted, and nobody said so.
    """
    if not owner.is_active:
        raise InvalidInput.of("owner", f"{owner.name} can no longer sign in. Choose somebody else")
    given = [each for each in follow_ups if each.is_open and each.owner_id != owner.id]
    secret = who_must_be_put_on(given, owner)
    if secret and not may_put_on:
        raise MustBePutOn(owner, secret)
    former: list[FormerOwner] = []
    for contact, rows in _by_contact(given):
        told = _save_over(contact, actor, owners={row.id: owner.id for row in rows})
        for row in rows:
            former.append(FormerOwner(row.id, row.owner_id, row.owner_outside, contact.version))
            _give(row, owner, "", actor, told if row is rows[0] else ())
        refresh_search_document(contact)
    return former


def give_back(*, follow_ups: Sequence[FollowUp], former: Sequence[FormerOwner], given_to: int, actor: Colleague) -> int:
    """Undo that, where the follow-up is still open and theirs. How many were; their contacts are held.

    Whoever was taken off a contact since does not get one of it back: they could not read what it is about.
    """
    was = {each.follow_up_id: each for each in former}
    theirs = [each for each in follow_ups if each.id in was and each.is_open and each.owner_id == given_to]
    still = [each for each in theirs if _could_read(was[each.id].owner_id, each) or _is_as_given(each, was[each.id])]
    for contact, rows in _by_contact(still):
        told = _save_over(contact, actor, owners={row.id: was[row.id].owner_id for row in rows})
        for row in rows:
            before = was[row.id]
            owner = db.session.get(Colleague, before.owner_id) if before.owner_id is not None else None
            _give(row, owner, before.owner_outside, actor, told if row is rows[0] else ())
        refresh_search_document(contact)
    return len(still)


def _by_contact(follow_ups: Sequence[FollowUp]) -> Iterator[tuple[Contact, list[FollowUp]]]:
    for contact in dict.fromkeys(each.contact for each in follow_ups):
        yield contact, [each for each in follow_ups if each.contact is contact]


def _save_over(
    contact: Contact, actor: Colleague, *, owners: Mapping[int, int | None] | None = None
) -> list[FieldChange]:
    """Keep what the contact says, and raise its version. With the owners of some follow-ups, by their numbers, those
    are on it from then on, which is told."""
    keep_earlier_version(contact=contact, actor=actor)
    before, links = _on_it_for_a_follow_up(contact), links_of(contact)
    if owners is not None:
        every = [owners.get(row.id, row.owner_id) for row in list_follow_ups_of_contact(contact.id)]
        links = replace(links, owner_ids=[number for number in every if number is not None])
    change_contact(contact=contact, version=contact.version, fields=fields_of(contact), links=links)
    return differences(before, _on_it_for_a_follow_up(contact))


def _on_it_for_a_follow_up(contact: Contact) -> dict[str, str]:
    return {ON_IT: "\n".join(each.name for each in contact.on_it_for_a_follow_up)}


def _could_read(colleague_id: int | None, follow_up: FollowUp) -> bool:
    owner = db.session.get(Colleague, colleague_id) if colleague_id is not None else None
    return owner is None or not who_must_be_put_on([follow_up], owner)


def _is_as_given(follow_up: FollowUp, was: FormerOwner) -> bool:
    """Whether its contact was not saved since: then it was giving it away that took its owner off."""
    return follow_up.contact.version == was.version


def _is_on(contact: Contact, colleague_id: int) -> bool:
    return any(link.colleague_id == colleague_id for link in contact.colleague_links)


def _move(row: FollowUp, due_on: dt.date | None, reason: str, actor: Colleague) -> None:
    changes = [FieldChange("Due", _day(row.due_on), _day(due_on)), FieldChange(WHY_IT_WAS_MOVED, "", reason)]
    row.due_on = due_on
    record_change(row, actor, Action.MOVED, changes)


def _give(
    row: FollowUp, owner: Colleague | None, outside: str, actor: Colleague, told: Sequence[FieldChange] = ()
) -> None:
    before = row.owner.name if row.owner else row.owner_outside
    row.owner, row.owner_outside = owner, outside
    after = owner.name if owner else outside
    given = FieldChange("Owner", before or "Theirs", after or "Theirs")
    record_change(row, actor, Action.REASSIGNED, [given, *told])


def _day(due_on: dt.date | None) -> str:
    return format_plain_date(PlainDate(due_on)) if due_on else "No date"
