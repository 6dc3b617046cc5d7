"""Organisations, people, posts and appointments for tests, written through the services."""

import datetime as dt
from typing import Any

from app.audit.rules import SystemActor
from app.organisations.details import OrganisationDetails
from app.organisations.models import Organisation
from app.organisations.rules import PartnerGroup
from app.organisations.services import add_described_organisation
from app.people.appointments import appoint
from app.people.models import Appointment, Person, Post
from app.people.post_services import add_post
from app.people.services import add_person

ACTOR = SystemActor()


def make_organisation(
    name: str = "Example County Council", partner_group: PartnerGroup = PartnerGroup.FRONTLINE, **details: Any
) -> Organisation:
    """Further details as OrganisationDetails has them."""
    described = OrganisationDetails(name=name, partner_group=partner_group, **details)
    return add_described_organisation(details=described, actor=ACTOR)


def make_person(name: str = "Kit Example", **fields: Any) -> Person:
    return add_person(name=name, actor=ACTOR, **fields)


def make_post(title: str = "Director of Children’s Services", organisation: Organisation | None = None) -> Post:
    organisation = organisation or make_organisation()
    return add_post(title=title, organisation_id=organisation.id, actor=ACTOR)


def make_appointment(
    person: Person,
    place: Post | Organisation,
    *,
    started_on: dt.date | None = None,
    ended_on: dt.date | None = None,
) -> Appointment:
    """A person in a post, or at an organisation without one."""
    post = place if isinstance(place, Post) else None
    organisation_id = post.organisation_id if post else place.id
    appointment = appoint(person=person, organisation_id=organisation_id, post=post, started_on=started_on, actor=ACTOR)
    appointment.ended_on = ended_on
    return appointment
