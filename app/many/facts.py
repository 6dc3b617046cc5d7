"""What a change looks at, read for many contacts in a few statements."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from app.contacts.models import Contact, ContactColleague, ContactCommitment, ContactTheme, ContactWorkstream
from app.database import db
from app.follow_ups.models import FollowUp
from app.many.rules import Change, ChangeKind, Facts, OwnedFollowUp

_LINKS: dict[str, InstrumentedAttribute[int]] = {
    "themes": ContactTheme.theme_id,
    "workstreams": ContactWorkstream.workstream_id,
    "commitments": ContactCommitment.commitment_id,
}


def read_facts(change: Change, contact_ids: Collection[int]) -> dict[int, Facts]:
    """By contact; one that is gone is left out."""
    linked, follow_ups = _read_links(change, contact_ids), _read_follow_ups(change, contact_ids)
    columns = (Contact.id, Contact.archived_at, Contact.status, Contact.visibility)
    review = (Contact.reviewed_at, Contact.reviewed_version, Contact.version)
    rows = db.session.execute(select(*columns, *review).where(Contact.id.in_(contact_ids)))
    return {
        number: Facts(
            is_archived=archived_at is not None,
            status=status,
            visibility=visibility,
            is_reviewed=reviewed_at is not None and reviewed_version == version,
            linked=tuple(linked[number]),
            follow_ups=tuple(follow_ups[number]),
        )
        for number, archived_at, status, visibility, reviewed_at, reviewed_version, version in rows
    }


def _read_links(change: Change, contact_ids: Collection[int]) -> dict[int, list[int]]:
    """The list that the change is about: those who took part in their order, all others by number."""
    found: dict[int, list[int]] = defaultdict(list)
    order: tuple[Any, ...] = ()
    if change.kind is ChangeKind.REASSIGN:
        column, order = ContactColleague.colleague_id, (ContactColleague.position,)
    elif change.kind.list_name:
        column = _LINKS[change.kind.list_name]
    else:
        return found
    link = column.class_
    rows = select(link.contact_id, column).where(link.contact_id.in_(contact_ids)).order_by(*order, column)
    if link is ContactColleague:
        rows = rows.where(ContactColleague.took_part)
    for contact_id, number in db.session.execute(rows):
        found[contact_id].append(number)
    return found


def _read_follow_ups(change: Change, contact_ids: Collection[int]) -> dict[int, list[OwnedFollowUp]]:
    found: dict[int, list[OwnedFollowUp]] = defaultdict(list)
    if change.kind is not ChangeKind.REASSIGN:
        return found
    columns = (FollowUp.contact_id, FollowUp.id, FollowUp.owner_id, FollowUp.completed_at)
    rows = select(*columns).where(FollowUp.contact_id.in_(contact_ids)).order_by(FollowUp.position, FollowUp.id)
    for contact_id, number, owner_id, completed_at in db.session.execute(rows):
        found[contact_id].append(OwnedFollowUp(number, owner_id, completed_at is None))
    return found
