"""Loading the sample's contacts and the points of its document, with all that hangs on them."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select

from app.accounts.models import Colleague
from app.audit.rules import Action, SystemActor
from app.audit.services import record
from app.contacts.models import Contact
from app.contacts.rules import sort_key
from app.contacts.search.indexing import refresh_search_document
from app.contacts.services import AttendeeOfTheDay, ContactLinks, create_contact
from app.database import db, utc_now
from app.follow_ups.models import FollowUp
from app.follow_ups.services import FollowUpDetails, set_follow_ups, tally
from app.people.whom import Whom
from app.points.barriers.keeping import added_in_document
from app.points.models import Point
from app.points.queries import list_points_of_contact
from app.points.services import Disposed, PointDetails, set_points
from app.points.terms import keep_terms
from app.programme.models import Theme
from app.upkeep.sample.content import SampleContact, SampleFollowUp, SamplePoint
from app.upkeep.sample.keys import Keys


def add_contact(sample: SampleContact, keys: Keys, author: Colleague | None, today: dt.date) -> None:
    contact = create_contact(
        fields=sample.as_of(today),
        links=_links(sample, keys, author),
        author=author,
        is_sample=True,
    )
    keys.contacts[sample.key] = contact
    set_follow_ups(contact=contact, details=[_follow_up(each, author, today) for each in sample.follow_ups])
    _complete_those_done(contact, sample)
    _add_points(contact, sample.points, keys, today)
    refresh_search_document(contact)
    record(
        actor=SystemActor(),
        action=Action.LOADED,
        subject_kind="contact",
        subject_id=contact.id,
        subject_label=contact.subject,
        contact_id=contact.id,
    )
    db.session.flush()


def add_point_of_document(sample: SamplePoint, keys: Keys, *, dated: dt.date) -> None:
    """A point that the document tells of without saying where it was raised."""
    point = Point(
        kind=sample.kind,
        words=sample.words,
        barrier_nature=sample.nature,
        sort_key=sort_key(dated, 0),
        disposition=sample.disposition,
        by_organisation_id=keys.whom(sample.by).organisation_id,
        themes=list(db.session.scalars(select(Theme).where(Theme.key.in_(sample.themes)))),
    )
    _mark(point, sample)
    db.session.add(point)
    db.session.flush()
    added_in_document(point.id)
    keep_terms([point], None)


def _add_points(contact: Contact, points: Sequence[SamplePoint], keys: Keys, today: dt.date) -> None:
    set_points(contact=contact, details=[_point(each, keys, today) for each in points])
    for row, sample in zip(list_points_of_contact(contact.id), points, strict=True):
        _mark(row, sample)
        if sample.key:
            keys.points[sample.key] = row.id
    db.session.flush()


def _mark(point: Point, sample: SamplePoint) -> None:
    point.is_sample = True
    point.source_document, point.source_paragraph = sample.document, sample.paragraph


def _point(sample: SamplePoint, keys: Keys, today: dt.date) -> PointDetails:
    by = keys.whom(sample.by)
    return PointDetails(
        sample.kind,
        sample.words,
        barrier_nature=sample.nature,
        sector_id=keys.sectors[sample.sector] if sample.sector else None,
        by_organisation_id=by.organisation_id,
        by_person_id=by.person_id,
        by_post_id=by.post_id,
        theme_ids=[keys.themes[key] for key in sample.themes],
        same_as_id=keys.points[sample.same_as] if sample.same_as else None,
        disposed=Disposed(sample.disposition, sample.answer, sample.settled_on(today)),
    )


def _links(sample: SampleContact, keys: Keys, author: Colleague | None) -> ContactLinks:
    return ContactLinks(
        organisation_ids=[keys.organisations[key] for key in sample.organisations],
        attendees=[_attendee(keys.whom(seat)) for seat in sample.seats],
        colleague_ids=[author.id] if author else [],
        workstream_ids=[keys.workstreams[key] for key in sample.workstreams],
        commitment_ids=[keys.commitments[key] for key in sample.commitments],
        theme_ids=[keys.themes[key] for key in sample.themes],
    )


def _attendee(whom: Whom) -> AttendeeOfTheDay:
    return AttendeeOfTheDay(person_id=whom.person_id, post_id=whom.post_id, organisation_id=whom.organisation_id)


def _follow_up(sample: SampleFollowUp, owner: Colleague | None, today: dt.date) -> FollowUpDetails:
    return FollowUpDetails(
        what=sample.what,
        owner_id=owner.id if owner and sample.is_ours else None,
        owner_outside="" if sample.is_ours else "Theirs",
        due_on=today + dt.timedelta(days=sample.due_in_days),
    )


def _complete_those_done(contact: Contact, sample: SampleContact) -> None:
    done = [each.what for each in sample.follow_ups if each.is_done]
    for follow_up in db.session.scalars(
        select(FollowUp).where(FollowUp.contact_id == contact.id, FollowUp.what.in_(done))
    ):
        follow_up.completed_at = utc_now()
    db.session.flush()
    tally(contact)
