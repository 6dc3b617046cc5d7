"""Loading the sample once: example bodies, the people whom the letter names, and the contacts."""

import datetime as dt
from dataclasses import dataclass, field

from sqlalchemy import select

from app.accounts.models import Colleague
from app.audit.rules import Action, SystemActor
from app.audit.services import record
from app.contacts.models import Contact
from app.contacts.search.indexing import refresh_search_document
from app.contacts.services import AttendeeOfTheDay, ContactLinks, create_contact
from app.core.clock import office_today
from app.database import db, utc_now
from app.follow_ups.models import FollowUp
from app.follow_ups.services import FollowUpDetails, set_follow_ups, tally
from app.names.rules import match_key
from app.names.services import NamedThing, index_names
from app.organisations.models import Organisation, Sector
from app.people.models import Person, Post
from app.points.services import set_points
from app.programme.models import Commitment, Theme, Workstream
from app.upkeep.sample.content import SampleContact, SampleFollowUp
from app.upkeep.sample.examples import EXAMPLE_CONTACTS, ORGANISATIONS, ExampleOrganisation
from app.upkeep.sample.letter import ARMSTRONG, BICHARD, DENHAM, LETTER_CONTACTS
from app.upkeep.sample.removal import sample_is_loaded

STARTER = "starter:"
SAMPLE = "sample:"
PEOPLE_NAMED = (ARMSTRONG, BICHARD, DENHAM)


@dataclass
class _Directory:
    """The ids behind the keys that the sample's contacts use."""

    organisations: dict[str, int] = field(default_factory=dict)
    posts: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    workstreams: dict[str | None, int] = field(default_factory=dict)
    commitments: dict[str | None, int] = field(default_factory=dict)
    themes: dict[str | None, int] = field(default_factory=dict)


def load_sample(*, colleague: Colleague | None = None, today: dt.date | None = None) -> int:
    """Add the sample where there is none; how many contacts were added.

    The example contacts are the colleague's, who owns their follow-ups. The starter directory and the programme
    have to be there. The people whom the letter names get no appointments: it says what they were that day.
    """
    if sample_is_loaded():
        return 0
    directory = _read_directory()
    for example in ORGANISATIONS:
        _add_organisation(example, directory)
    for name in PEOPLE_NAMED:
        person = Person(name=name, match_key=match_key(name), is_sample=True)
        db.session.add(person)
        db.session.flush()
        index_names(NamedThing("person", person.id, [name]))
        directory.people[name] = person.id
    today = today or office_today()
    contacts: list[tuple[SampleContact, Colleague | None]] = [(sample, None) for sample in LETTER_CONTACTS]
    contacts += [(sample, colleague) for sample in EXAMPLE_CONTACTS]
    for sample, author in contacts:
        _add_contact(sample, directory, author, today)
    return len(contacts)


def _read_directory() -> _Directory:
    def by_key(model: type[Organisation | Post]) -> dict[str, int]:
        rows = db.session.execute(select(model.source_key, model.id).where(model.source_key.startswith(STARTER)))
        return {str(key).removeprefix(STARTER): row_id for key, row_id in rows}

    def by_plain_key(model: type[Workstream | Commitment | Theme]) -> dict[str | None, int]:
        return dict(db.session.execute(select(model.key, model.id)).all())

    return _Directory(
        organisations=by_key(Organisation),
        posts=by_key(Post),
        workstreams=by_plain_key(Workstream),
        commitments=by_plain_key(Commitment),
        themes=by_plain_key(Theme),
    )


def _add_organisation(example: ExampleOrganisation, directory: _Directory) -> None:
    organisation = Organisation(
        name=example.name,
        match_key=match_key(example.name),
        abbreviation=example.abbreviation,
        partner_group=example.partner_group,
        sector_id=db.session.scalar(select(Sector.id).where(Sector.key == example.sector)),
        stage=example.stage,
        is_sample=True,
        source_key=SAMPLE + example.key,
        source="Sample: does not exist",
    )
    db.session.add(organisation)
    db.session.flush()
    index_names(NamedThing("organisation", organisation.id, [example.name, example.abbreviation]))
    directory.organisations[example.key] = organisation.id
    for key, title in example.posts.items():
        post = Post(title=title, match_key=match_key(title), organisation_id=organisation.id, is_sample=True)
        db.session.add(post)
        db.session.flush()
        index_names(NamedThing("post", post.id, [title]))
        directory.posts[key] = post.id


def _add_contact(sample: SampleContact, directory: _Directory, author: Colleague | None, today: dt.date) -> Contact:
    contact = create_contact(
        fields=sample.as_of(today),
        links=_links(sample, directory, author),
        author=author,
        is_sample=True,
    )
    set_follow_ups(contact=contact, details=[_follow_up(each, author, today) for each in sample.follow_ups])
    _complete_those_done(contact, sample)
    set_points(contact=contact, details=sample.points)
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
    return contact


def _links(sample: SampleContact, directory: _Directory, author: Colleague | None) -> ContactLinks:
    return ContactLinks(
        organisation_ids=[directory.organisations[key] for key in sample.organisations],
        attendees=[
            AttendeeOfTheDay(
                person_id=directory.people[seat.person] if seat.person else None,
                post_id=directory.posts[seat.post] if seat.post else None,
                organisation_id=directory.organisations[seat.organisation] if seat.organisation else None,
            )
            for seat in sample.seats
        ],
        colleague_ids=[author.id] if author else [],
        workstream_ids=[directory.workstreams[key] for key in sample.workstreams],
        commitment_ids=[directory.commitments[key] for key in sample.commitments],
        theme_ids=[directory.themes[key] for key in sample.themes],
    )


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
