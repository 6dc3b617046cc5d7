import datetime as dt

import pytest
from sqlalchemy import select

from app.accounts.rules import Role
from app.audit.queries import find_last_entry, list_changes
from app.audit.rules import Action, FieldChange
from app.contacts.models import Contact
from app.contacts.visibility import Reader
from app.core.errors import Conflict, InvalidInput, NotFound, NotPermitted, StaleVersion
from app.core.plain_dates import DatePrecision
from app.names.queries import find_by_prefix
from app.organisations.models import Organisation
from app.organisations.rules import PartnerGroup, Stage
from app.organisations.services import archive_organisation
from app.programme.models import Workstream
from app.upkeep.restoring.services import KINDS, can_be_restored, read_earlier, restore_earlier
from app.upkeep.restoring.words import a_date, called, one_of
from tests.factories.changes import make_change
from tests.factories.contacts import make_commitment, make_contact, make_plain_colleague, make_workstream
from tests.factories.directory import make_organisation, make_person, make_post
from tests.factories.duplicates import make_merge
from tests.factories.partnership import make_forum, make_inquiry, make_milestone, make_output

pytestmark = pytest.mark.usefixtures("session")
READER = Reader(colleague_id=0, may_read_restricted=True)
TODAY = dt.date(2021, 6, 1)
DAY = dt.date(2021, 2, 3)


@pytest.fixture
def manager(make_colleague):
    return make_colleague(Role.MANAGER)


def restore(entry, actor, place=0, version=None):
    version = version or read_earlier(entry, place, reader=READER).version
    return restore_earlier(entry=entry, place=place, version=version, actor=actor, reader=READER, today=TODAY)


def make_each(owner):
    """A record of each kind that has restorable fields, with something in every field."""
    committee = make_organisation("Example Committee", PartnerGroup.PARLIAMENT)
    council = make_organisation(
        "Example County Council",
        abbreviation="ECC",
        aliases=("Example Council", "County Hall"),
        parent_id=committee.id,
        website="https://example.org",
        relationship_owner_id=owner.id,
        is_sector_leader=True,
        notes="First line\nSecond line",
    )
    strand = make_workstream(purpose="Why", lead_id=council.id, started_on=DAY, source_document="A letter")
    filed = {"workstream_id": strand.id}
    return {
        "organisation": council,
        "person": make_person(email="kit@example.org", telephone="01234", notes="Met in March"),
        "post": make_post("Director", council),
        "workstream": strand,
        "commitment": make_commitment(made_on=DAY, due_on=TODAY, owner_id=owner.id, **filed),
        "output": make_output(description="A card", due_on=TODAY, owner_id=owner.id, **filed),
        "milestone": make_milestone(planned_on=dt.date(2021, 2, 1), planned_precision=DatePrecision.MONTH, **filed),
        "forum": make_forum(purpose="To meet", convenor_id=council.id, started_on=DAY, **filed),
        "inquiry": make_inquiry(committee, about="Sharing", opened_on=DAY),
        "contact": make_contact(notes="Told in\ntwo lines", place="Wakefield", author=owner),
    }


def test_every_field_of_every_kind_is_read_back_as_it_was_said(manager):
    records = make_each(manager)
    assert set(records) == set(KINDS)
    for name, kind in KINDS.items():
        record = kind.get(records[name].id, READER)
        said = kind.say(record)
        assert set(kind.fields) <= set(said), name
        details = kind.details(record)
        read = {field.name: field.read(said[label]) for label, field in kind.fields.items()}
        as_set = {key: set(value) if isinstance(value, tuple) else value for key, value in read.items()}
        stands = {key: set(value) if isinstance(value, tuple) else value for key, value in details.items()}
        assert as_set == {key: stands[key] for key in read}, name


def test_every_kind_is_written_by_its_own_service(manager):
    for name, made_of_kind in make_each(manager).items():
        kind = KINDS[name]
        label = next(
            label for label in ("Purpose", "Description", "Notes", "About", *kind.fields) if label in kind.fields
        )
        record = kind.get(made_of_kind.id, READER)
        words = kind.say(record)[label]
        entry = make_change(kind=name, number=record.id, changes=[FieldChange(label, f"{words}, before", words)])
        made = restore(entry, manager)
        assert kind.say(record)[label] == f"{words}, before", name
        last = find_last_entry(name, record.id)
        assert (last.id, last.actor_id, last.action) == (made.entry_id, manager.id, Action.CHANGED)
        assert {"label": label, "old": words, "new": f"{words}, before"} == last.changes[made.place]
        assert made.version == record.version


def test_putting_back_can_be_put_back_in_turn_and_long_words_come_back_whole(manager):
    long = "Minutes of the meeting. " * 4000
    person = make_person(notes="Short")
    entry = make_change(kind="person", number=person.id, changes=[FieldChange("Notes", long.strip(), "Short")])
    made = restore(entry, manager)
    assert person.notes == long.strip()
    restore(find_last_entry("person", person.id), manager, made.place, made.version)
    assert person.notes == "Short"


def test_an_organisation_is_found_again_by_the_name_that_is_put_back(manager, session):
    council = make_organisation("Newname Council")
    contact = make_contact(organisations=[council])
    entry = make_change(number=council.id, changes=[FieldChange("Name", "Oldname Council", "Newname Council")])
    restore(entry, manager)
    assert find_by_prefix("oldname", ["organisation"], limit=5) == [("organisation", council.id)]
    session.expire_all()
    assert "oldnam" in str(session.scalar(select(Contact.search_document).where(Contact.id == contact.id)))


@pytest.mark.parametrize(
    ("kind", "change", "action"),
    [
        ("organisation", FieldChange("Stage", "Identified", "Engaged"), Action.CHANGED),
        ("commitment", FieldChange("Promised by", "Them", "Us"), Action.CHANGED),
        ("contact", FieldChange("Follow-ups", "Send", ""), Action.CHANGED),
        ("organisation", FieldChange("Name", "", "Example"), Action.CREATED),
        ("organisation", FieldChange("Reason", "Closed", ""), Action.RESTORED),
        ("theme", FieldChange("Name", "Old", "New"), Action.CHANGED),
        ("regulatory_matter", FieldChange("What it is about", "Old", "New"), Action.CHANGED),
    ],
)
def test_what_cannot_be_put_back_exactly_is_not_offered(kind, change, action):
    entry = make_change(kind=kind, action=action, changes=[change])
    assert not can_be_restored(entry, 0)
    assert not can_be_restored(entry, 1)
    with pytest.raises(NotFound):
        read_earlier(entry, 0, reader=READER)


def test_it_says_why_where_the_words_lead_to_nothing_now(manager):
    council = make_organisation()
    for label, words, why in [
        ("Part of", "Gone Ministry", "There is no organisation called “Gone Ministry” any more"),
        ("Partner group", "Friends", "“Friends” is no longer a choice"),
        ("Closed on", "one of these days", "cannot be read back as a date"),
        ("Website", "", "It says so already"),
    ]:
        entry = make_change(number=council.id, changes=[FieldChange(label, words, "something")])
        with pytest.raises(Conflict, match=why):
            read_earlier(entry, 0, reader=READER)
    make_organisation("Twin")
    make_organisation("Twin")
    with pytest.raises(Conflict, match="More than one organisation is called “Twin”"):
        called(Organisation.name, "organisation")("Twin")
    assert called(Workstream.name, "workstream", none="Nobody yet")("Nobody yet") is None
    assert one_of(Stage)("") is None
    assert a_date("") is None


def test_what_the_record_takes_no_more_is_refused_and_nothing_is_written(manager):
    council = make_organisation("Kept")
    before = len(list_changes("organisation", council.id))
    entry = make_change(number=council.id, changes=[FieldChange("Website", "not an address", "")])
    with pytest.raises(InvalidInput):
        restore(entry, manager)
    assert council.website == ""
    assert len(list_changes("organisation", council.id)) == before + 1


def test_it_is_kept_to_the_record_as_it_was_looked_at_to_those_who_may_edit_and_to_what_is_not_archived(manager):
    council = make_organisation()
    entry = make_change(number=council.id, changes=[FieldChange("Website", "https://old.example", "")])
    with pytest.raises(StaleVersion):
        restore(entry, manager, version=council.version + 1)
    with pytest.raises(NotPermitted):
        restore(entry, make_plain_colleague(role=Role.READER))
    archive_organisation(organisation=council, reason="Closed", actor=manager)
    with pytest.raises(Conflict, match="archived"):
        restore(entry, manager)


def test_a_contact_that_may_not_be_read_is_not_put_back(manager):
    hidden = make_contact("Hidden", is_restricted=True)
    entry = make_change(kind="contact", number=hidden.id, contact_id=hidden.id, changes=[FieldChange("Notes", "a", "")])
    with pytest.raises(NotFound):
        read_earlier(entry, 0, reader=Reader(colleague_id=0, may_read_restricted=False))


def test_what_was_merged_since_is_not_put_back(manager):
    ministry, again = make_organisation("Example Ministry"), make_organisation("Ministry of Examples")
    make_merge(again, ministry)
    entry = make_change(number=make_organisation().id, changes=[FieldChange("Part of", again.name, "something")])
    with pytest.raises(Conflict, match="“Ministry of Examples” was merged into Example Ministry since"):
        read_earlier(entry, 0, reader=READER)
