"""Saving over many contacts at once: each as one ordinary save does it, with statements for all of them together.

A new version that an open form is told of, what was said before it, an audit entry, the tallies, the search document.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.sql.base import ExecutableOption

from app.accounts.models import Colleague
from app.audit.rules import Action, differences
from app.audit.services import Subject, record_each
from app.contacts.models import (
    Attendee,
    Contact,
    ContactColleague,
    ContactCommitment,
    ContactTheme,
    ContactWorkstream,
)
from app.contacts.queries import hold_contacts
from app.contacts.rules import Visibility
from app.contacts.search.indexing import with_what_is_found, write_search_documents
from app.contacts.services import LinkedIds, set_linked
from app.contacts.tallies import keeping
from app.database import db
from app.entry.description import describe_contact
from app.entry.earlier_versions import keep_earlier_versions
from app.entry.said import said_by
from app.entry.services import SUBJECT_KIND
from app.follow_ups.models import FollowUp
from app.follow_ups.queries import list_follow_ups_of_contacts
from app.points.models import Point
from app.points.queries import list_points_of_contacts


@dataclass(frozen=True)
class Rewriting:
    """What becomes of one contact. What is None or not named stays as it is."""

    linked: LinkedIds = field(default_factory=LinkedIds)
    visibility: Visibility | None = None
    owner_ids: Mapping[int, int] = field(default_factory=dict)  # of follow-ups, by their numbers


@dataclass(frozen=True)
class _Opened:
    """The contacts as they are, with what hangs on them."""

    contacts: Sequence[Contact]
    follow_ups: Mapping[int, list[FollowUp]]
    points: Mapping[int, list[Point]]

    def describe(self) -> dict[int, dict[str, str]]:
        """Without points and files, of which nothing is rewritten."""
        return {each.id: describe_contact(each, self.follow_ups.get(each.id, []), []) for each in self.contacts}


def hold_many(contact_ids: Collection[int]) -> None:
    """Keep these contacts from others until the transaction ends, and read them anew."""
    hold_contacts(contact_ids)
    db.session.expire_all()  # what was read before may be old by now


def rewrite_many(rewritings: Mapping[int, Rewriting], *, actor: Colleague) -> None:
    """Save over contacts that are held, none of which is archived."""
    if not rewritings:
        return
    opened = _open(rewritings)
    before, versions = opened.describe(), {each.id: each.version for each in opened.contacts}
    said = {
        each.id: said_by(each, opened.follow_ups.get(each.id, []), opened.points.get(each.id, []))
        for each in opened.contacts
    }
    keep_earlier_versions(said=said, versions=versions, actor=actor)
    keeping.will_change(*versions)
    for contact in opened.contacts:
        _rewrite(contact, rewritings[contact.id], opened.follow_ups.get(contact.id, []))
    db.session.flush()
    after = opened.describe()
    subjects = [
        Subject(each.id, each.subject, differences(before[each.id], after[each.id]), each.id)
        for each in opened.contacts
    ]
    record_each(actor=actor, action=Action.CHANGED, subject_kind=SUBJECT_KIND, subjects=subjects)
    write_search_documents(opened.contacts)


def _open(contact_ids: Collection[int]) -> _Opened:
    of_these = select(Contact).where(Contact.id.in_(contact_ids)).order_by(Contact.id)
    contacts = db.session.scalars(of_these.options(*with_what_is_found(), *_with_what_is_described())).all()
    return _Opened(
        contacts,
        list_follow_ups_of_contacts([each.id for each in contacts if each.follow_up_count]),
        list_points_of_contacts([each.id for each in contacts if each.point_count]),
    )


@cache
def _with_what_is_described() -> tuple[ExecutableOption, ...]:
    return (
        selectinload(Contact.attendees).joinedload(Attendee.organisation),
        selectinload(Contact.colleague_links).joinedload(ContactColleague.colleague),
        selectinload(Contact.workstream_links).joinedload(ContactWorkstream.workstream),
        selectinload(Contact.commitment_links).joinedload(ContactCommitment.commitment),
        selectinload(Contact.theme_links).joinedload(ContactTheme.theme),
    )


def _rewrite(contact: Contact, said: Rewriting, follow_ups: Sequence[FollowUp]) -> None:
    if said.visibility is not None:
        contact.visibility = said.visibility
    for follow_up in follow_ups:
        follow_up.owner_id = said.owner_ids.get(follow_up.id, follow_up.owner_id)
    set_linked(contact, _with_owners(said.linked, follow_ups))
    flag_modified(contact, "subject")  # a change of links alone raises the version too


def _with_owners(linked: LinkedIds, follow_ups: Sequence[FollowUp]) -> LinkedIds:
    """Whoever owns a follow-up by now is on the contact, and who was for that alone is no longer."""
    return replace(linked, owner_ids=[each.owner_id for each in follow_ups if each.owner_id is not None])
