"""Taking the sample away, and all that hangs on it."""

from sqlalchemy import ColumnElement, delete, or_, select, text, update

from app.audit.models import AuditEntry
from app.audit.rules import Action, SystemActor
from app.audit.services import record
from app.contacts.coverage.keeping import settle, will_change
from app.contacts.models import Attendee, Contact, ContactOrganisation
from app.database import db
from app.follow_ups.models import FollowUp
from app.names.services import forget_names
from app.organisations.models import Organisation
from app.people.models import Appointment, Person, Post
from app.points.models import Point
from app.prepared import PreparedSelect

# Every page asks, so it is asked as plainly as can be.
_ANY_SAMPLE = PreparedSelect(text("SELECT 1 FROM organisation WHERE is_sample = true LIMIT 1"))


def sample_is_loaded() -> bool:
    return bool(_ANY_SAMPLE.rows())


def remove_sample() -> int:
    """Delete every sample contact, person, post and body; how many contacts were removed.

    A sample body or person that a contact of your own names is no sample any more: it stays, unmarked.
    """
    contact_ids = list(db.session.scalars(select(Contact.id).where(Contact.is_sample)))
    will_change(*contact_ids)
    for model in (FollowUp, Point):
        db.session.execute(delete(model).where(model.contact_id.in_(contact_ids)))
    db.session.execute(delete(AuditEntry).where(AuditEntry.contact_id.in_(contact_ids)))
    db.session.execute(delete(Contact).where(Contact.id.in_(contact_ids)))  # its links go with it
    settle()
    _keep_what_is_in_use()
    _remove("person", Person)
    _remove("post", Post)
    _remove("organisation", Organisation)
    record(
        actor=SystemActor(), action=Action.REMOVED, subject_kind="sample", subject_id=0, subject_label="Sample records"
    )
    db.session.flush()
    db.session.expire_all()
    return len(contact_ids)


def _keep_what_is_in_use() -> None:
    """Unmark what your own record refers to: people and posts first, then their organisations."""
    _keep(Person, or_(Person.id.in_(select(Attendee.person_id)), Person.id.in_(select(Appointment.person_id))))
    _keep(Post, or_(Post.id.in_(select(Attendee.post_id)), Post.id.in_(select(Appointment.post_id))))
    _keep(
        Organisation,
        or_(
            Organisation.id.in_(select(ContactOrganisation.organisation_id)),
            Organisation.id.in_(select(Attendee.organisation_id)),
            Organisation.id.in_(select(Appointment.organisation_id)),
            Organisation.id.in_(select(Post.organisation_id).where(Post.is_sample.is_(False))),
            Organisation.id.in_(select(Organisation.parent_id).where(Organisation.is_sample.is_(False))),
        ),
    )


def _keep(model: type[Person | Post | Organisation], is_in_use: ColumnElement[bool]) -> None:
    db.session.execute(
        update(model)
        .where(model.is_sample, is_in_use)
        .values(is_sample=False)
        .execution_options(synchronize_session=False)
    )


def _remove(kind: str, model: type[Person | Post | Organisation]) -> None:
    ids = list(db.session.scalars(select(model.id).where(model.is_sample)))
    forget_names(kind, ids)
    db.session.execute(delete(model).where(model.id.in_(ids)))
