import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from app.accounts.rules import Role
from app.audit.queries import list_changes
from app.audit.rules import Action
from app.contacts.models import ContactOrganisation
from app.contacts.visibility import Reader
from app.core.errors import Conflict, NotPermitted, StaleVersion
from app.database import db, utc_now
from app.entry.details import ParticipantKind, ParticipantRef
from app.entry.likeliest import find_likeliest
from app.entry.services import log_contact
from app.merges.queries import find_merge
from app.names.queries import find_by_prefix
from app.organisations.details import OrganisationDetails
from app.organisations.models import OrganisationSuccession
from app.organisations.queries import get_organisation
from app.organisations.rules import PartnerGroup
from app.organisations.services import change_organisation, restore_organisation
from app.partnership.models import ForumMember
from app.people.models import Appointment
from app.people.queries import find_similar_people, get_person
from app.people.services import archive_person, change_person, restore_person
from app.upkeep.merging.checking import what_moves
from app.upkeep.merging.services import Versions, merge_records
from app.upkeep.merging.tidying import forget_old_journals, move_late_rows
from app.upkeep.merging.undoing import undo_merge
from tests.factories.contacts import make_contact, make_workstream
from tests.factories.directory import make_organisation, make_person
from tests.factories.entry import details
from tests.factories.partnership import make_forum, make_inquiry, make_matter, make_member
from tests.support.merging import merge

MANAGER_READS = Reader(colleague_id=0, may_read_restricted=True)
DAY = dt.date(2021, 2, 3)


def links_of(contact):
    rows = select(ContactOrganisation.organisation_id).where(ContactOrganisation.contact_id == contact.id)
    return list(db.session.scalars(rows.order_by(ContactOrganisation.position)))


def test_links_move_and_where_both_were_there_one_stays_in_the_first_place(two, manager):
    loser, survivor = two
    third = make_organisation("Third")
    alone = make_contact(organisations=[loser, third])
    both = make_contact(organisations=[loser, third, survivor])
    merge(loser, survivor, manager)
    assert links_of(alone) == [survivor.id, third.id]
    assert links_of(both) == [survivor.id, third.id]


def test_what_it_was_called_becomes_another_name_and_finds_the_one_that_stays(two, manager):
    loser, survivor = two
    merge(loser, survivor, manager)
    survivor, loser = get_organisation(survivor.id), get_organisation(loser.id)
    assert [alias.name for alias in survivor.aliases] == ["Example Cnty Council"]
    assert find_by_prefix("cnty", ["organisation"], limit=5) == [("organisation", survivor.id)]
    assert (loser.archived_reason, survivor.website) == ("Merged into Example County Council.", "https://example.org")


@pytest.mark.parametrize("make", [make_organisation, make_person])
def test_a_name_that_is_nearly_the_same_is_kept_too_found_first_and_gone_when_it_is_undone(make, manager):
    loser, survivor, last = make("Northwick Partnerships"), make("Northwick Partnership"), make("Last")
    kind = survivor.__tablename__
    merged, _job = merge(loser, survivor, manager)
    assert find_likeliest("northwick partnerships", [kind], limit=5) == [(kind, survivor.id)]
    merge(survivor, last, manager)
    assert find_likeliest("northwick partnerships", [kind], limit=5) == [(kind, last.id)]
    undo_merge(merge=find_merge(kind, survivor.id), actor=manager, now=utc_now())
    undo_merge(merge=merged, actor=manager, now=utc_now())
    assert find_likeliest("northwick partnerships", [kind], limit=5) == [(kind, loser.id)]


def test_a_person_who_took_over_a_name_is_found_and_warned_of_by_both(session, manager):
    loser, survivor = make_person("Kit Northwick"), make_person("Kit Sample")
    merge(loser, survivor, manager, name="loser")
    person = get_person(survivor.id)
    assert [one.person for one in find_similar_people("Kit Sample")] == [person]
    change_person(
        person=person, name="K Other", email="", telephone="", notes="", version=person.version, actor=manager
    )
    assert find_by_prefix("kit northwick", ["person"], limit=5) == [("person", survivor.id)]
    archive_person(person=person, reason="Gone.", actor=manager)
    restore_person(person=person, actor=manager)
    assert find_by_prefix("kit sample", ["person"], limit=5) == [("person", survivor.id)]


def test_a_name_that_is_taken_over_leaves_the_other_as_an_alias(two, manager):
    loser, survivor = two
    merge(loser, survivor, manager, name="loser", website="survivor")
    survivor = get_organisation(survivor.id)
    assert (survivor.name, survivor.website) == ("Example Cnty Council", "")
    assert "Example County Council" in [alias.name for alias in survivor.aliases]


def test_both_sides_have_an_entry_of_it_and_of_its_undoing(two, manager):
    loser, survivor = two
    merged, _job = merge(loser, survivor, manager)
    undo_merge(merge=merged, actor=manager, now=utc_now())
    of_survivor, of_loser = list_changes("organisation", survivor.id), list_changes("organisation", loser.id)
    assert [entry.action for entry in of_survivor[:2]] == [Action.UNMERGED, Action.MERGED]
    assert of_survivor[1].changes[0] == {"label": "Merged with", "old": "", "new": "Example Cnty Council"}
    assert {"label": "Website", "old": "", "new": "https://example.org"} in of_survivor[1].changes
    assert of_loser[1].changes == [{"label": "Merged into", "old": "", "new": "Example County Council"}]
    assert of_loser[0].changes == [{"label": "Merged into", "old": "Example County Council", "new": ""}]


def test_memberships_and_appointments_at_the_same_time_become_one_and_others_stay_apart(two, manager):
    loser, survivor = two
    forum, person = make_forum(), make_person()
    make_member(forum, organisation_id=loser.id, role="Chair", started_on=DAY)
    make_member(forum, organisation_id=survivor.id, started_on=DAY + dt.timedelta(days=30))
    for body, start, end in ((loser, dt.date(2018, 1, 1), dt.date(2018, 12, 31)), (survivor, DAY, None)):
        db.session.add(Appointment(person_id=person.id, organisation_id=body.id, started_on=start, ended_on=end))
    db.session.flush()
    merge(loser, survivor, manager)
    members = db.session.scalars(select(ForumMember)).all()
    assert [(one.organisation_id, one.role, one.started_on) for one in members] == [(survivor.id, "Chair", DAY)]
    places = db.session.scalars(select(Appointment).order_by(Appointment.started_on)).all()
    assert [(one.organisation_id, one.ended_on) for one in places] == [
        (survivor.id, dt.date(2018, 12, 31)),
        (survivor.id, None),
    ]


def test_one_after_the_other_is_no_succession_and_a_body_between_them_stands_in_the_way(two, manager):
    loser, survivor = two
    db.session.add(OrganisationSuccession(predecessor_id=loser.id, successor_id=survivor.id))
    between = make_organisation("Between")
    pairs = [(loser.id, between.id), (between.id, survivor.id)]
    rows = [OrganisationSuccession(predecessor_id=one, successor_id=other) for one, other in pairs]
    db.session.add_all(rows)
    db.session.flush()
    with pytest.raises(Conflict, match="Between comes after Example Cnty Council and before Example County Council"):
        merge(loser, survivor, manager)
    db.session.delete(rows[1])
    db.session.flush()
    merge(loser, survivor, manager)
    left = db.session.execute(select(OrganisationSuccession.predecessor_id, OrganisationSuccession.successor_id))
    assert left.all() == [(survivor.id, between.id)]


def test_our_own_organisation_is_never_taken_away_and_takes_over_no_lead_nor_matter(session, manager):
    own, other = make_organisation("Ours"), make_organisation("Other")
    own.is_own = True
    make_workstream(lead_id=other.id)
    make_matter(other)
    session.flush()
    with pytest.raises(Conflict, match="Ours is our own organisation"):
        merge(own, other, manager)
    with pytest.raises(Conflict, match=r"leads a workstream.* has a regulatory matter"):
        merge(other, own, manager)


def test_an_open_matter_stays_open_with_the_one_that_stays(two, manager):
    loser, survivor = two
    matter = make_matter(loser)
    merge(loser, survivor, manager)
    db.session.refresh(matter)
    assert (matter.organisation_id, matter.closed_on, matter.version) == (survivor.id, None, 2)


def test_a_committee_stays_one_of_parliament(session, manager):
    committee, other = make_organisation("Committee", PartnerGroup.PARLIAMENT), make_organisation("Other")
    make_inquiry(committee)
    with pytest.raises(Conflict, match="Keep the partner group “Parliament”"):
        merge(committee, other, manager)
    merge(committee, other, manager, partner_group="loser")
    assert get_organisation(other.id).partner_group is PartnerGroup.PARLIAMENT


def test_it_is_kept_to_those_who_may_to_what_was_looked_at_and_to_two_that_are_in_use(two, manager, make_colleague):
    loser, survivor = two
    with pytest.raises(NotPermitted):
        merge(loser, survivor, make_colleague(Role.OFFICER))
    with pytest.raises(StaleVersion):
        merge_records(
            kind="organisation",
            survivor_id=survivor.id,
            loser_id=loser.id,
            choices={},
            versions=Versions(survivor.version, loser.version + 1),
            actor=manager,
            now=utc_now(),
        )
    with pytest.raises(Conflict, match="one record already"):
        merge(loser, loser, manager)
    merge(loser, survivor, manager)
    with pytest.raises(Conflict, match="Example Cnty Council is archived"):
        merge(loser, make_organisation("Third"), manager)


def test_a_form_that_was_open_before_means_the_one_that_stays(two, manager):
    loser, survivor = two
    person, again = make_person("Kit Example"), make_person("Kit Exampel")
    merge(loser, survivor, manager)
    merge(again, person, manager)
    who = [
        ParticipantRef(ParticipantKind.ORGANISATION, loser.id),
        ParticipantRef.of_the_day(person_id=again.id, organisation_id=loser.id),
    ]
    contact = log_contact(details=replace(details(), participants=who), actor=manager).contact
    assert links_of(contact) == [survivor.id]
    assert [(one.person_id, one.organisation_id) for one in contact.attendees] == [(person.id, survivor.id)]


def test_a_merged_record_is_neither_edited_nor_restored(two, manager):
    loser, survivor = two
    merge(loser, survivor, manager)
    loser = get_organisation(loser.id)
    told = "This was merged into Example County Council"
    with pytest.raises(Conflict, match=told):
        restore_organisation(organisation=loser, actor=manager)
    said = OrganisationDetails(name="Another name", partner_group=loser.partner_group)
    with pytest.raises(Conflict, match=told):  # at once, though the form is of before the merge
        change_organisation(organisation=loser, details=said, version=loser.version - 1, actor=manager)


def test_what_refers_to_the_merged_one_after_all_moves_later_and_old_journals_are_forgotten(two, manager):
    loser, survivor = two
    merged, _job = merge(loser, survivor, manager)
    late = make_contact(organisations=[loser])
    assert move_late_rows(after=0) == (1, merged.id)
    assert move_late_rows(after=merged.id) == (0, None)
    assert links_of(late) == [survivor.id]
    assert forget_old_journals(now=merged.merged_at + dt.timedelta(days=31)) > 0


def test_the_figures_are_exact_and_tell_nothing_of_contacts_to_those_who_may_not_read_all(two, session):
    loser, survivor = two
    for number in range(3):
        make_contact(organisations=[loser, survivor][: 1 + number % 2], is_restricted=number == 2)
    make_matter(loser)
    told = {
        each.reference.table: (each.count, each.meets)
        for each in what_moves("organisation", survivor.id, loser.id, reader=MANAGER_READS)
    }
    assert told == {"contact_organisation": (3, 1), "regulatory_matter": (1, 0)}
    reader = Reader(colleague_id=0, may_read_restricted=False)
    of_contacts = [
        each
        for each in what_moves("organisation", survivor.id, loser.id, reader=reader)
        if each.reference.hangs_on_contact
    ]
    assert [(each.count, each.meets) for each in of_contacts] == [(None, None)] * 5
