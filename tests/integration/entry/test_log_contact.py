"""Logging a contact: the service behind form, import and API."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from app.accounts.rules import Role
from app.audit.queries import list_contact_changes
from app.contacts.models import Attendee, Contact, ContactOrganisation
from app.contacts.queries import get_contact
from app.contacts.rules import Visibility, sort_key
from app.contacts.visibility import Reader
from app.core.clock import office_today
from app.core.errors import InvalidInput, StaleVersion
from app.entry.details import NewOrganisation, NewPerson, ParticipantKind, ParticipantRef, ref_of
from app.entry.services import archive, log_contact, restore, revise_contact
from app.follow_ups.queries import list_follow_ups_of_contact
from app.follow_ups.services import FollowUpDetails
from app.organisations.models import Organisation
from app.people.models import Appointment, Person, Post
from app.points.rules import PointKind
from app.points.services import PointDetails
from tests.factories.contacts import make_organisation, make_person, make_plain_colleague, make_post
from tests.factories.entry import details

EVERYTHING = Reader(0, may_read_restricted=True)


def _attendees(contact: Contact) -> list[tuple[int | None, int | None, int | None]]:
    return [(row.person_id, row.post_id, row.organisation_id) for row in contact.attendees]


def test_a_subject_is_proposed_when_none_is_typed(session):
    officer, council = make_plain_colleague(), make_organisation("Example County Council")
    logged = log_contact(details=details(council), actor=officer)
    assert logged.contact.subject == "Meeting with Example County Council"


def test_a_contact_with_nobody_is_refused(session):
    with pytest.raises(InvalidInput) as refusal:
        log_contact(details=details(), actor=make_plain_colleague())
    assert refusal.value.problems[0].field == "who"


def test_somebody_who_is_not_in_the_directory_is_refused(session):
    wanted = details()
    gone = ParticipantRef(ParticipantKind.PERSON, 987654)
    with pytest.raises(InvalidInput):
        log_contact(details=type(wanted)(fields=wanted.fields, participants=[gone]), actor=make_plain_colleague())


def test_a_person_brings_the_post_and_organisation_of_that_day(session):
    council, trust = make_organisation("Example County Council"), make_organisation("Example Trust")
    person, before, now = make_person(), make_post("Head of Early Help", council), make_post("Director", trust)
    session.add_all(
        [
            Appointment(
                person_id=person.id, organisation_id=council.id, post_id=before.id, ended_on=dt.date(2021, 3, 31)
            ),
            Appointment(person_id=person.id, organisation_id=trust.id, post_id=now.id, started_on=dt.date(2021, 4, 1)),
        ]
    )
    session.flush()
    officer = make_plain_colleague()
    march = log_contact(details=details(person, date=dt.date(2021, 3, 5)), actor=officer).contact
    april = log_contact(details=details(person, date=dt.date(2021, 4, 5)), actor=officer).contact
    assert _attendees(march) == [(person.id, before.id, council.id)]
    assert _attendees(april) == [(person.id, now.id, trust.id)]
    assert [link.organisation_id for link in april.organisation_links] == [trust.id]


def test_an_office_can_be_met_without_a_name(session):
    office = make_post(
        "Children’s Commissioner for England", make_organisation("Office of the Children’s Commissioner")
    )
    contact = log_contact(details=details(office), actor=make_plain_colleague()).contact
    assert _attendees(contact) == [(None, office.id, office.organisation_id)]


def test_a_new_person_and_organisation_are_saved_with_the_contact(session):
    officer = make_plain_colleague()
    logged = log_contact(
        details=details(
            new_organisations=[NewOrganisation("Example Safeguarding Partnership")],
            new_people=[NewPerson("Jo Example", "Independent Chair", "Example Safeguarding Partnership")],
        ),
        actor=officer,
    )
    person = session.scalars(select(Person).where(Person.name == "Jo Example")).one()
    post = session.scalars(select(Post).where(Post.title == "Independent Chair")).one()
    organisation = session.scalars(select(Organisation)).one()
    assert _attendees(logged.contact) == [(person.id, post.id, organisation.id)]
    assert [each.name for each in logged.added_people] == ["Jo Example"]
    assert session.scalars(select(Appointment)).one().post_id == post.id


def test_a_new_person_without_an_organisation_joins_the_only_one_named(session):
    council = make_organisation("Example County Council")
    contact = log_contact(
        details=details(council, new_people=[NewPerson("Jo Example")]), actor=make_plain_colleague()
    ).contact
    assert contact.attendees[0].organisation_id == council.id


def test_the_same_form_sent_twice_makes_one_contact(session):
    officer, council = make_plain_colleague(), make_organisation()
    once = log_contact(details=details(council), actor=officer, submission_token="t1")
    again = log_contact(details=details(council), actor=officer, submission_token="t1")
    assert again.was_already_saved
    assert again.contact.id == once.contact.id
    assert session.scalar(select(func.count()).select_from(Contact)) == 1


def test_whoever_owns_a_follow_up_is_on_the_contact(session):
    officer, other, council = make_plain_colleague("Officer A"), make_plain_colleague("Officer B"), make_organisation()
    contact = log_contact(
        details=details(
            council, colleague_ids=[officer.id], follow_ups=[FollowUpDetails("Send the card", owner_id=other.id)]
        ),
        actor=officer,
    ).contact
    assert (contact.our_side, contact.on_it_for_a_follow_up) == ([officer], [other])
    assert (contact.follow_up_count, contact.open_follow_up_count) == (1, 1)


def test_an_author_cannot_lock_themselves_out_of_a_restricted_contact(session):
    officer, council = make_plain_colleague(), make_organisation()
    contact = log_contact(details=details(council, fields={"visibility": Visibility.RESTRICTED}), actor=officer).contact
    assert get_contact(contact.id, reader=Reader(officer.id, may_read_restricted=False)) is contact


def test_the_team_of_the_day_is_kept(session):
    from app.accounts.models import Team

    team = Team(name="Parliament")
    session.add(team)
    session.flush()
    officer = make_plain_colleague(team_id=team.id)
    assert log_contact(details=details(make_organisation()), actor=officer).contact.team_id == team.id


def test_a_change_records_each_field_with_its_old_and_new_words(session):
    officer, council, trust = (
        make_plain_colleague(),
        make_organisation("Example CC"),
        make_organisation("Example Trust"),
    )
    contact = log_contact(details=details(council, fields={"notes": "First words"}), actor=officer).contact
    revise_contact(
        contact=contact,
        version=contact.version,
        details=details(
            council,
            trust,
            subject="Front door",
            fields={"notes": "Second words"},
            points=[PointDetails(PointKind.NEED, "A card")],
            follow_ups=[FollowUpDetails("Send it", owner_id=officer.id, due_on=dt.date(2021, 3, 19))],
        ),
        actor=officer,
    )
    newest = list_contact_changes(contact.id)[0]
    changes = {change["label"]: (change["old"], change["new"]) for change in newest.changes}
    assert newest.actor_name == officer.name
    assert changes["Notes"] == ("First words", "Second words")
    assert changes["Organisations"] == ("Example CC", "Example CC\nExample Trust")
    assert changes["Subject"] == ("Meeting with Example CC", "Front door")
    assert changes["Points raised"] == ("", "Need: A card")
    assert changes["Follow-ups"] == ("", f"Send it, {officer.name}, by 19 March 2021")
    assert "Date" not in changes


def test_saving_without_a_change_records_nothing(session):
    officer, council = make_plain_colleague(), make_organisation()
    contact = log_contact(details=details(council, colleague_ids=[officer.id]), actor=officer).contact
    revise_contact(
        contact=contact,
        version=contact.version,
        details=details(council, subject=contact.subject, colleague_ids=[officer.id]),
        actor=officer,
    )
    assert [entry.action for entry in list_contact_changes(contact.id)] == ["created"]


def test_the_second_of_two_editors_is_told(session):
    officer, council = make_plain_colleague(), make_organisation()
    contact = log_contact(details=details(council), actor=officer).contact
    opened_at = contact.version
    revise_contact(contact=contact, version=opened_at, details=details(council, subject="One"), actor=officer)
    with pytest.raises(StaleVersion):
        revise_contact(contact=contact, version=opened_at, details=details(council, subject="Two"), actor=officer)


def test_moving_the_date_moves_the_contact_in_every_history(session):
    officer, council, person = make_plain_colleague(), make_organisation(), make_person()
    contact = log_contact(details=details(council, person, colleague_ids=[officer.id]), actor=officer).contact
    revise_contact(
        contact=contact,
        version=contact.version,
        details=details(council, person, date=dt.date(2020, 1, 2), colleague_ids=[officer.id]),
        actor=officer,
    )
    session.flush()
    key = sort_key(dt.date(2020, 1, 2), contact.id)
    assert contact.sort_key == key
    assert session.scalars(select(ContactOrganisation.sort_key)).all() == [key]
    assert session.scalars(select(Attendee.sort_key)).all() == [key]


def test_an_attendee_keeps_the_post_of_the_day_through_a_later_change(session):
    council = make_organisation()
    person, post = make_person(), make_post("Director", council)
    place = Appointment(person_id=person.id, organisation_id=council.id, post_id=post.id)
    session.add(place)
    session.flush()
    officer = make_plain_colleague()
    contact = log_contact(details=details(person), actor=officer).contact
    place.ended_on = dt.date(2020, 1, 1)
    session.flush()
    attendee = contact.attendees[0]
    kept = details(council, subject="Changed later")
    revise_contact(
        contact=contact,
        version=contact.version,
        details=type(kept)(
            fields=kept.fields,
            participants=[*kept.participants, ref_of(attendee)],
        ),
        actor=officer,
    )
    assert _attendees(contact) == [(person.id, post.id, council.id)]


def test_follow_ups_are_changed_added_and_removed_by_the_form(session):
    officer, council = make_plain_colleague(), make_organisation()
    contact = log_contact(
        details=details(council, follow_ups=[FollowUpDetails("Keep"), FollowUpDetails("Drop")]), actor=officer
    ).contact
    keep = list_follow_ups_of_contact(contact.id)[0]
    revise_contact(
        contact=contact,
        version=contact.version,
        details=details(council, follow_ups=[FollowUpDetails("Kept", id=keep.id), FollowUpDetails("New")]),
        actor=officer,
    )
    rows = list_follow_ups_of_contact(contact.id)
    assert [(row.what, row.id == keep.id) for row in rows] == [("Kept", True), ("New", False)]


def test_an_archived_contact_keeps_its_reason_and_comes_back(session):
    officer = make_plain_colleague(role=Role.MANAGER)
    contact = log_contact(details=details(make_organisation()), actor=officer).contact
    archive(contact=contact, reason="Logged twice", actor=officer)
    assert contact.archived_reason == "Logged twice"
    restore(contact=contact, actor=officer)
    assert contact.archived_at is None
    assert [entry.action for entry in list_contact_changes(contact.id)] == ["restored", "archived", "created"]


def test_archiving_needs_a_reason(session):
    officer = make_plain_colleague()
    contact = log_contact(details=details(make_organisation()), actor=officer).contact
    with pytest.raises(InvalidInput):
        archive(contact=contact, reason="", actor=officer)


def test_what_was_held_does_not_lie_ahead_when_logged_or_changed(session):
    officer = make_plain_colleague()
    ahead = details(make_organisation(), date=office_today() + dt.timedelta(days=1))
    contact = log_contact(details=details(make_organisation()), actor=officer).contact
    with pytest.raises(InvalidInput, match="still to come"):
        log_contact(details=ahead, actor=officer)
    with pytest.raises(InvalidInput, match="still to come"):
        revise_contact(contact=contact, version=contact.version, details=ahead, actor=officer)
