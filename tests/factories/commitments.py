"""Commitments for tests, written by the services."""

import datetime as dt
from typing import Any

from app.accounts.models import Colleague
from app.contacts.visibility import Reader
from app.partnership.commitments.details import CommitmentDetails
from app.partnership.commitments.services import add_commitment
from app.partnership.commitments.status import StatusDetails, set_status
from app.programme.models import Commitment, CommitmentStatusChange
from app.programme.rules import CommitmentStatus

TODAY = dt.date(2021, 3, 5)


def promise(actor: Colleague, words: str = "We will write guidance.", **details: Any) -> Commitment:
    """Further details as CommitmentDetails has them."""
    return add_commitment(
        details=CommitmentDetails(words=words, **details), actor=actor, reader=reader_of(actor), today=TODAY
    )


def move(
    commitment: Commitment, status: CommitmentStatus, actor: Colleague, *, on: dt.date = TODAY, **details: Any
) -> CommitmentStatusChange:
    """Further details as StatusDetails has them."""
    return set_status(
        commitment=commitment,
        details=StatusDetails(status=status, changed_on=on, **details),
        version=commitment.version,
        actor=actor,
        reader=reader_of(actor),
        today=TODAY,
    )


def reader_of(colleague: Colleague) -> Reader:
    return Reader(colleague.id, colleague.role == "manager")
