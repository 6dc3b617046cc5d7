"""Loading the sample's bodies and people, and what stands of them beside their contacts."""

import datetime as dt

from app.accounts.models import Colleague
from app.contacts.rhythm.rules import read_interval
from app.contacts.rhythm.services import set_rhythm
from app.database import db
from app.names.rules import match_key
from app.names.services import NamedThing, index_names
from app.organisations.models import Organisation, RegulatoryMatter, StageChange
from app.people.models import Person, Post
from app.upkeep.sample.content import before
from app.upkeep.sample.examples import INTERVALS, ExampleMatter, ExampleOrganisation
from app.upkeep.sample.keys import SAMPLE, Keys


def add_organisation(example: ExampleOrganisation, keys: Keys, today: dt.date) -> None:
    organisation = Organisation(
        name=example.name,
        match_key=match_key(example.name),
        abbreviation=example.abbreviation,
        partner_group=example.partner_group,
        sector_id=keys.sectors.get(example.sector),
        stage=example.stage,
        stage_since=before(today, example.moves[-1].days_ago),
        is_sample=True,
        source_key=SAMPLE + example.key,
        source="Sample: does not exist",
    )
    db.session.add(organisation)
    db.session.flush()
    index_names(NamedThing("organisation", organisation.id, [example.name, example.abbreviation]))
    keys.organisations[example.key] = organisation.id
    _add_stages(example, organisation, today)
    for key, title in example.posts.items():
        post = Post(title=title, match_key=match_key(title), organisation_id=organisation.id, is_sample=True)
        db.session.add(post)
        db.session.flush()
        index_names(NamedThing("post", post.id, [title]))
        keys.posts[key] = post.id


def add_person(name: str, keys: Keys) -> None:
    person = Person(name=name, match_key=match_key(name), is_sample=True)
    db.session.add(person)
    db.session.flush()
    index_names(NamedThing("person", person.id, [name]))
    keys.people[name] = person.id


def add_matter(example: ExampleMatter, keys: Keys, today: dt.date) -> None:
    db.session.add(
        RegulatoryMatter(
            organisation_id=keys.organisations[example.organisation],
            about=example.about,
            reference=example.reference,
            opened_on=before(today, example.opened_days_ago),
            review_on=before(today, -example.review_in_days),
        )
    )


def add_intervals(keys: Keys, colleague: Colleague | None) -> None:
    """How often the colleague means to meet some of the bodies; nobody's without one."""
    if colleague is None:
        return
    for key, words in INTERVALS.items():
        organisation = db.session.get_one(Organisation, keys.organisations[key])
        set_rhythm(of=organisation, interval=read_interval(words), actor=colleague)


def _add_stages(example: ExampleOrganisation, organisation: Organisation, today: dt.date) -> None:
    earlier = None
    for move in example.moves:
        db.session.add(
            StageChange(
                organisation_id=organisation.id,
                stage=move.stage,
                stage_before=earlier,
                changed_on=before(today, move.days_ago),
                reason=move.reason,
            )
        )
        db.session.flush()  # one by one, since they are read in the order in which they were written
        earlier = move.stage
