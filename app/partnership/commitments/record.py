"""What hangs on one commitment, as far as the reader may know of it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, select
from sqlalchemy.orm import joinedload

from app.contacts.models import Contact
from app.contacts.rules import ContactStatus, kind_label
from app.contacts.visibility import Reader, listed_for, readable_by
from app.core.plain_dates import PlainDate
from app.database import db
from app.partnership.evidence import BuiltOutput
from app.partnership.models import UndertakingAnswer
from app.programme.models import CommitmentOutput, CommitmentStatusChange, Output
from app.programme.rules import CommitmentStatus

CHANGES_SHOWN = 100
OUTPUTS_SHOWN = 100
LETTERS_SHOWN = 50


@dataclass(frozen=True)
class NamedContact:
    """A contact as other records name it."""

    id: int
    kind_label: str
    plain_date: PlainDate
    subject: str
    our_reference: str
    their_reference: str


@dataclass(frozen=True)
class StatusLine:
    """One change of status, with its evidence.

    A contact that the reader may not read is not there, nor is the reason, which may tell of it.
    """

    id: int
    status: CommitmentStatus
    changed_on: dt.date
    reason: str
    is_reason_kept_back: bool
    who: str
    contact: NamedContact | None
    output_id: int | None
    output_title: str
    link: str
    document: str


def find_contacts_named(contact_ids: Iterable[int | None], *, reader: Reader) -> dict[int, NamedContact]:
    """Those of the ids that the reader may read, archived ones included."""
    wanted = {number for number in contact_ids if number is not None}
    if not wanted:
        return {}
    found = db.session.execute(_contacts(Contact.id.in_(wanted), readable_by(reader)))
    return {contact.id: contact for contact in map(_named, found)}


def _contacts(*conditions: ColumnElement[bool]) -> Select[Any]:
    columns: tuple[Any, ...] = (
        Contact.id,
        Contact.kind,
        Contact.direction,
        Contact.date,
        Contact.date_precision,
        Contact.subject,
        Contact.our_reference,
        Contact.their_reference,
    )
    return select(*columns).where(*conditions)


def _named(row: Row[Any]) -> NamedContact:
    return NamedContact(
        id=row.id,
        kind_label=kind_label(row.kind, row.direction),
        plain_date=PlainDate(row.date, row.date_precision),
        subject=row.subject,
        our_reference=row.our_reference,
        their_reference=row.their_reference,
    )


def list_status_changes(commitment_id: int, *, reader: Reader) -> list[StatusLine]:
    """Newest first."""
    changes = list(
        db.session.scalars(
            select(CommitmentStatusChange)
            .where(CommitmentStatusChange.commitment_id == commitment_id)
            .options(joinedload(CommitmentStatusChange.output), joinedload(CommitmentStatusChange.colleague))
            .order_by(CommitmentStatusChange.id.desc())
            .limit(CHANGES_SHOWN)
        )
    )
    contacts = find_contacts_named((change.evidence_contact_id for change in changes), reader=reader)
    return [_status_line(change, contacts) for change in changes]


def _status_line(change: CommitmentStatusChange, contacts: Mapping[int, NamedContact]) -> StatusLine:
    contact = contacts.get(change.evidence_contact_id) if change.evidence_contact_id is not None else None
    is_kept_back = contact is None and change.evidence_contact_id is not None
    return StatusLine(
        id=change.id,
        status=change.status,
        changed_on=change.changed_on,
        reason="" if is_kept_back else change.reason,
        is_reason_kept_back=is_kept_back and bool(change.reason),
        who=change.colleague.name if change.colleague else "",
        contact=contact,
        output_id=change.evidence_output_id,
        output_title=change.output.title if change.output else "",
        link=change.evidence_link,
        document=change.evidence_document,
    )


def list_outputs_keeping(commitment_id: int) -> list[BuiltOutput]:
    """The outputs, not archived, that the commitment is kept by, by title."""
    rows = db.session.execute(
        select(Output.id, Output.title, Output.kind, Output.status)
        .join(CommitmentOutput, CommitmentOutput.output_id == Output.id)
        .where(CommitmentOutput.commitment_id == commitment_id, Output.archived_at.is_(None))
        .order_by(Output.title, Output.id)
        .limit(OUTPUTS_SHOWN)
    )
    return [BuiltOutput._make(row) for row in rows]


def list_answers(commitment_id: int, *, reader: Reader) -> list[NamedContact]:
    """The letters that answered it where it is an undertaking given to a committee, newest first."""
    letters = (
        _contacts(UndertakingAnswer.commitment_id == commitment_id, listed_for(reader))
        .where(Contact.status == ContactStatus.HELD)  # what is planned or cancelled answers nothing
        .join(UndertakingAnswer, UndertakingAnswer.contact_id == Contact.id)
        .order_by(Contact.sort_key.desc())
        .limit(LETTERS_SHOWN)
    )
    return [_named(row) for row in db.session.execute(letters)]
