"""Loading the sample once: example bodies, people whom the letter names, contacts, and what ties them together."""

import datetime as dt

from app.accounts.models import Colleague
from app.audit.rules import SystemActor
from app.core.clock import office_today
from app.database import db
from app.upkeep.programme import LETTER_DATE
from app.upkeep.sample.contacts import add_contact, add_point_of_document
from app.upkeep.sample.content import SampleContact
from app.upkeep.sample.directory import add_intervals, add_matter, add_organisation, add_person
from app.upkeep.sample.example_contacts import EXAMPLE_CONTACTS
from app.upkeep.sample.examples import MATTERS, ORGANISATIONS
from app.upkeep.sample.inquiry import add_inquiry, add_update
from app.upkeep.sample.keys import read_keys
from app.upkeep.sample.letter import ARMSTRONG, BICHARD, DENHAM, LETTER_CONTACTS, POINTS_IN_THE_LETTER
from app.upkeep.sample.programme import add_programme
from app.upkeep.sample.removal import sample_is_loaded
from app.upkeep.sample.reviews import add_reviews
from app.upkeep.sample.views import add_view

PEOPLE_NAMED = (ARMSTRONG, BICHARD, DENHAM)


def load_sample(*, colleague: Colleague | None = None, today: dt.date | None = None) -> int:
    """Add the sample where there is none; how many contacts were added.

    The example contacts are the colleague's, who owns their follow-ups. The starter directory and the programme
    have to be there. The people whom the letter names get no appointments: it says what they were that day.
    """
    if sample_is_loaded():
        return 0
    keys, today = read_keys(), today or office_today()
    for example in ORGANISATIONS:
        add_organisation(example, keys, today)
    for name in PEOPLE_NAMED:
        add_person(name, keys)
    for matter in MATTERS:
        add_matter(matter, keys, today)
    contacts: list[tuple[SampleContact, Colleague | None]] = [(sample, None) for sample in LETTER_CONTACTS]
    # The earliest first: some points say the same as an earlier one.
    contacts += [(sample, colleague) for sample in sorted(EXAMPLE_CONTACTS, key=_age, reverse=True)]
    for contact, author in contacts:
        add_contact(contact, keys, author, today)
    add_reviews(keys, today)
    add_intervals(keys, colleague)
    for point in POINTS_IN_THE_LETTER:
        add_point_of_document(point, keys, dated=LETTER_DATE)
    add_programme(keys, colleague, today)
    add_inquiry(keys)
    add_update(keys, colleague or SystemActor(), today)
    if colleague is not None:
        add_view(colleague)
    db.session.flush()
    return len(contacts)


def _age(sample: SampleContact) -> int:
    return sample.days_ago or 0
