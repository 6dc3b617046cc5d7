"""A generated record in which two organisations, and two people, have everything that a merge has to move."""

import datetime as dt
from dataclasses import dataclass
from random import Random
from typing import Any

from app.accounts.models import Colleague
from app.contacts.models import Contact
from app.contacts.rhythm.keeping import count_anew
from app.contacts.rhythm.models import Rhythm
from app.contacts.rhythm.rules import Unit
from app.database import db
from app.names.rules import match_key
from app.organisations.models import Organisation, OrganisationAlias, OrganisationSuccession, Sector
from app.organisations.rules import PartnerGroup
from app.people.models import Appointment, Person, Post
from app.programme.models import WorkstreamSupporter
from app.upkeep.merging.services import keep_names
from tests.factories.contacts import make_commitment, make_contact, make_theme, make_workstream
from tests.factories.directory import make_organisation, make_person, make_post
from tests.factories.partnership import (
    added,
    make_forum,
    make_inquiry,
    make_invitation,
    make_matter,
    make_member,
    make_point,
    make_stage_change,
    make_update,
    make_witness,
)

FIRST_DAY = dt.date(2020, 3, 1)
BODIES, PEOPLE, CONTACTS = 5, 8, 24


@dataclass
class MergeWorld:
    """The body and the person with the longest histories, and those that they are merged with."""

    bodies: list[Organisation]
    people: list[Person]
    contacts: list[Contact]
    officer: Colleague


def make_merge_world(officer: Colleague, *, seed: int = 7, contacts: int = CONTACTS) -> MergeWorld:
    random = Random(seed)
    sectors = [added(Sector(name=name)) for name in ("Education", "Policing")]
    bodies = [
        make_organisation(f"Example Body {number}", PartnerGroup.PARLIAMENT, sector_id=random.choice(sectors).id)
        for number in range(BODIES)
    ]
    bodies[1].partner_group = PartnerGroup.GOVERNMENT
    people = [make_person(f"Person {number} Example") for number in range(PEOPLE)]
    posts = [make_post(title, body) for body in bodies for title in ("Director", f"Head of {body.name}")]
    _appoint(random, people, bodies, posts)
    strands = [make_workstream(f"Strand {number}") for number in range(3)]
    promises = [make_commitment(f"Promise {number}") for number in range(3)]
    themes = [make_theme(f"Theme {number}") for number in range(2)]
    filed = (strands, promises, themes)
    made = [_meet(random, number, officer, bodies, people, posts, filed) for number in range(contacts)]
    db.session.flush()
    _tie(bodies, people, strands, promises)
    return MergeWorld(bodies, people, made, officer)


def _meet(
    random: Random,
    number: int,
    officer: Colleague,
    bodies: list[Organisation],
    people: list[Person],
    posts: list[Post],
    filed: tuple[list[Any], ...],
) -> Contact:
    strands, promises, themes = filed
    # The first two bodies are nearly everywhere, often both.
    there = [body for place, body in enumerate(bodies) if random.random() < (0.7 if place < 2 else 0.2)]
    there = random.sample(there, len(there)) or [bodies[0]]
    who, post = random.sample(people, 2), random.choice([post for post in posts if post.organisation in there])
    contact = make_contact(
        f"Meeting {number}",
        date=FIRST_DAY + dt.timedelta(days=random.randrange(500)),
        is_restricted=random.random() < 0.2,
        organisations=there,
        people=who,
        posts=[post],
        colleagues=[officer],
        workstreams=random.sample(strands, 1),
        commitments=random.sample(promises, 1),
        themes=themes[:1],
        author=officer,
    )
    for attendee in contact.attendees[:2]:
        attendee.organisation_id = contact.organisation_links[0].organisation_id
    _hang_on(random, contact, bodies, people, posts)
    return contact


def _appoint(random: Random, people: list[Person], bodies: list[Organisation], posts: list[Post]) -> None:
    for person in people:
        for body in bodies[:2]:
            start = dt.date(2019, 1, 1) + dt.timedelta(days=random.randrange(400))
            end = random.choice([None, start + dt.timedelta(days=200)])
            added(Appointment(person_id=person.id, organisation_id=body.id, started_on=start, ended_on=end))
        post = random.choice(posts)
        added(Appointment(person_id=person.id, organisation_id=post.organisation_id, post_id=post.id))


def _hang_on(
    random: Random, contact: Contact, bodies: list[Organisation], people: list[Person], posts: list[Post]
) -> None:
    who: list[dict[str, Any]] = [
        {"by_organisation_id": bodies[0].id},
        {"by_person_id": people[0].id, "by_organisation_id": bodies[1].id},
        {"by_post_id": posts[0].id},
        {},
    ]
    make_point(f"They fear blame {contact.id}", contact, **random.choice(who))
    for body in bodies[:2]:
        make_invitation(contact, organisation_id=body.id)
        make_witness(contact, organisation_id=body.id, person_id=random.choice(people[:2]).id)


def _tie(bodies: list[Organisation], people: list[Person], strands: list[Any], promises: list[Any]) -> None:
    first, second, third, fourth, last = bodies
    strands[0].lead_id, strands[1].lead_id = first.id, second.id
    supports = [(strands[0], second), (strands[1], first), (strands[2], first), (strands[2], second)]
    db.session.add_all(WorkstreamSupporter(workstream_id=one.id, organisation_id=body.id) for one, body in supports)
    promises[0].by_organisation_id, promises[1].to_organisation_id = first.id, first.id
    promises[2].by_person_id, promises[2].to_person_id = people[0].id, people[1].id
    fourth.parent_id, second.parent_id = first.id, fourth.id  # the second is under the first
    pairs = [(third.id, first.id), (third.id, second.id), (first.id, last.id), (first.id, second.id)]
    db.session.add_all(OrganisationSuccession(predecessor_id=one, successor_id=other) for one, other in pairs)
    for body, names in ((first, ("The Body", "Old Body")), (second, ("The Body",))):
        for name in names:
            added(OrganisationAlias(organisation_id=body.id, name=name, match_key=match_key(name)))
    forum, other_forum = make_forum("Example forum"), make_forum("Another forum", convenor_id=first.id)
    make_member(forum, organisation_id=first.id, role="Chair", started_on=FIRST_DAY)
    make_member(forum, organisation_id=second.id, started_on=FIRST_DAY + dt.timedelta(days=9), ended_on=None)
    make_member(other_forum, organisation_id=first.id, person_id=people[0].id)
    make_member(other_forum, organisation_id=first.id, person_id=people[1].id)
    make_matter(first)
    make_inquiry(first)
    make_update(first)
    make_stage_change(first)
    for body in (first, second):
        added(Rhythm(organisation_id=body.id, number=2, unit=Unit.MONTH))
    count_anew(db.session.connection())
    make_point("In a document", by_organisation_id=first.id)
    db.session.flush()
    db.session.expire_all()
    keep_names(first, second)
