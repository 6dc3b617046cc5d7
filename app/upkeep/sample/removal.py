"""Taking the sample away, and all that hangs on it."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, delete, exists, or_, select, text, update

from app.audit.models import AuditEntry
from app.audit.rules import Action, SystemActor
from app.audit.services import record
from app.contacts.models import Contact
from app.contacts.tallies.keeping import settle, will_change
from app.database import Model, db
from app.merges.services import forget_merges_of
from app.names.services import forget_names
from app.organisations.models import Organisation, RegulatoryMatter, StageChange
from app.partnership.models import CommitteeUpdate, Forum, Inquiry, Invitation, UpdateEvidence
from app.people.models import Person, Post
from app.points.barriers.keeping import will_change_in_documents
from app.points.models import Point
from app.prepared import PreparedSelect
from app.programme.models import Activity, Commitment, Output, Workstream, WorkstreamSupporter
from app.saved_views.models import SavedView
from app.upkeep.sample.statuses import take_back_statuses

# Every page asks, so it is asked as plainly as can be.
_ANY_SAMPLE = PreparedSelect(text("SELECT 1 FROM organisation WHERE is_sample = true LIMIT 1"))

# Parts of a body or of a commitment are no reason to keep it.
_PARTS = {
    "organisation_alias",
    "organisation_succession",
    "stage_change",
    "commitment_status_change",
    "commitment_output",
    "undertaking_answer",
    "rhythm",
}
_Sampled = type[Any]
_FIRST: tuple[tuple[str, _Sampled], ...] = (
    ("point", Point),
    ("activity", Activity),
    ("inquiry", Inquiry),
    ("update", CommitteeUpdate),
    ("output", Output),
    ("forum", Forum),
    ("saved_view", SavedView),
)
# In this order: a body stays with the post that stays, and a person with what they promised.
_UNLESS_IN_USE: tuple[tuple[str, _Sampled], ...] = (
    ("commitment", Commitment),
    ("person", Person),
    ("post", Post),
    ("organisation", Organisation),
)


def sample_is_loaded() -> bool:
    return bool(_ANY_SAMPLE.rows())


def remove_sample() -> int:
    """Delete every sample record and what hangs on it; how many contacts were removed.

    A sample body or person that your own record names is no sample any more: it stays, unmarked. So does a sample
    commitment that a contact of your own is about. The programme stays, and stands where it stood without the sample.
    """
    take_back_statuses()
    _let_go_of_bodies()
    contact_ids = _remove_contacts()
    db.session.execute(update(Invitation).where(_is_sample(Invitation.forum_id, Forum)).values(forum_id=None))
    will_change_in_documents(*db.session.scalars(select(Point.id).where(Point.is_sample)))
    for kind, model in _FIRST:
        _remove(kind, model)
    for kind, model in _UNLESS_IN_USE:
        _keep_what_is_in_use(model)
        _remove(kind, model)
    record(
        actor=SystemActor(), action=Action.REMOVED, subject_kind="sample", subject_id=0, subject_label="Sample records"
    )
    db.session.flush()
    db.session.expire_all()
    return len(contact_ids)


def _remove_contacts() -> Sequence[int]:
    contact_ids = db.session.scalars(select(Contact.id).where(Contact.is_sample)).all()
    will_change(*contact_ids)
    of_sample = _is_sample(CommitteeUpdate.letter_id, Contact)
    db.session.execute(update(CommitteeUpdate).where(of_sample).values(letter_id=None))
    db.session.execute(delete(AuditEntry).where(AuditEntry.contact_id.in_(contact_ids)))
    _forget("contact", contact_ids)
    db.session.execute(delete(Contact).where(Contact.id.in_(contact_ids)))  # what hangs on it goes with it
    settle()
    return contact_ids


def _let_go_of_bodies() -> None:
    """The workstreams that Liaison starts with are led by no sample body, and the sample said nothing of any body."""
    started_with = Workstream.key.is_not(None)
    led = update(Workstream).where(started_with, _is_sample(Workstream.lead_id, Organisation))
    db.session.execute(led.values(lead_id=None, version=Workstream.version + 1))
    supported = WorkstreamSupporter.workstream_id.in_(select(Workstream.id).where(started_with))
    of_sample = _is_sample(WorkstreamSupporter.organisation_id, Organisation)
    db.session.execute(delete(WorkstreamSupporter).where(supported, of_sample))
    # What colleagues say has their name.
    moved, opened = StageChange, RegulatoryMatter
    of_sample = _is_sample(moved.organisation_id, Organisation)
    db.session.execute(delete(moved).where(moved.colleague_id.is_(None), of_sample))
    of_sample = _is_sample(opened.organisation_id, Organisation)
    db.session.execute(delete(opened).where(opened.opened_by_id.is_(None), of_sample))


def _keep_what_is_in_use(model: _Sampled) -> None:
    """Unmark what your own record refers to: all that is left of the sample's own is what is removed after it."""
    in_use = [_refers(column, model) for column in _references_to(model)]
    unmarked = update(model).where(model.is_sample, or_(*in_use)).values(is_sample=False)
    db.session.execute(unmarked.execution_options(synchronize_session=False))


def _references_to(model: _Sampled) -> Iterator[Column[Any]]:
    """Every column that refers to the model's rows, but for those of their own parts."""
    for table in Model.metadata.sorted_tables:
        for key in table.foreign_key_constraints:
            if key.referred_table is model.__table__ and table.name not in _PARTS:
                yield key.columns[0]


def _refers(column: Column[Any], model: _Sampled) -> ColumnElement[bool]:
    """Whether a row that is no sample itself refers to the one at hand."""
    table = column.table.alias()
    refers = table.c[column.name] == model.id
    if "is_sample" in table.c:
        refers = refers & table.c.is_sample.is_(False)
    return exists().where(refers)


def _is_sample(column: Any, model: _Sampled) -> ColumnElement[bool]:
    is_sample: ColumnElement[bool] = column.in_(select(model.id).where(model.is_sample))
    return is_sample


def _remove(kind: str, model: _Sampled) -> None:
    ids = db.session.scalars(select(model.id).where(model.is_sample)).all()
    _forget(kind, ids)
    db.session.execute(delete(model).where(model.id.in_(ids)))


def _forget(kind: str, ids: Sequence[int]) -> None:
    """What was recorded of them and what they are found by: SQLite gives their numbers to others later."""
    forget_names(kind, ids)
    db.session.execute(delete(AuditEntry).where(AuditEntry.subject_kind == kind, AuditEntry.subject_id.in_(ids)))
    db.session.execute(delete(UpdateEvidence).where(UpdateEvidence.kind == kind, UpdateEvidence.record_id.in_(ids)))
    forget_merges_of(kind, ids)
