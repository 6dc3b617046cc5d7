"""What a contact said before each save is kept with the save, and can be said again."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from app.contacts.rules import ContactKind, ContactStatus, Direction, Visibility
from app.contacts.visibility import Reader
from app.core.errors import StaleVersion
from app.entry.earlier_versions import is_saved_over, list_overwritings, said_now
from app.entry.merging import Side, says_the_same
from app.entry.models import EarlierVersion
from app.entry.said import details_of
from app.entry.services import archive, log_contact, restore, revise_contact
from app.entry.two_versions import compare_with_saved
from app.follow_ups.queries import list_follow_ups_of_contact
from app.follow_ups.services import FollowUpDetails, complete_follow_up
from app.points.rules import PointKind
from app.points.services import PointDetails
from app.programme.rules import Capacity
from tests.factories.contacts import (
    make_commitment,
    make_organisation,
    make_person,
    make_plain_colleague,
    make_theme,
    make_workstream,
)
from tests.factories.entry import details

NOW = dt.datetime(2021, 3, 6, 10, tzinfo=dt.UTC)


@pytest.fixture
def officer(session):
    return make_plain_colleague("Officer B")


@pytest.fixture
def full(session, officer):
    """A contact with a value in every field and a row of each kind."""
    fields = {
        "status": ContactStatus.CANCELLED,
        "cancelled_reason": "Fog",
        "starts_at": dt.time(14, 30),
        "length_minutes": 45,
        "place": "By telephone",
        "direction": Direction.IN,
        "our_reference": "A/1",
        "their_reference": "B/2",
        "notes": "Two\n\nparagraphs 🦊",
        "capacity": Capacity.ADVISER,
        "advice_given": "None yet",
        "visibility": Visibility.RESTRICTED,
    }
    said = details(
        make_organisation(),
        make_person(),
        kind=ContactKind.LETTER,
        subject="All of it",
        fields=fields,
        colleague_ids=[officer.id],
        workstream_ids=[make_workstream().id],
        commitment_ids=[make_commitment().id],
        theme_ids=[make_theme().id],
        follow_ups=[
            FollowUpDetails("Send it", officer.id, due_on=dt.date(2021, 4, 1)),
            FollowUpDetails("Wait", None, "Them"),
        ],
        points=[PointDetails(PointKind.NEED, "A need")],
    )
    return log_contact(details=said, actor=officer).contact


def revise(contact, actor, *who, **more):
    who = who or tuple(link.organisation for link in contact.organisation_links)
    said = details(*who, **more)
    return revise_contact(contact=contact, version=contact.version, details=said, actor=actor)


def test_everything_is_kept_and_can_be_said_again(session, officer, full):
    before, version = said_now(full), full.version
    revise(full, officer, make_organisation("Another"), subject="Nothing of it")
    session.expire_all()
    [kept] = list_overwritings(full.id, since=version)
    assert kept.said == before
    assert (kept.version, kept.saved_by_name) == (version, "Officer B")
    revise_contact(contact=full, version=full.version, details=details_of(kept.said), actor=officer)
    session.expire_all()
    assert says_the_same(said_now(full), before)
    assert says_the_same(before, said_now(full))


def test_a_follow_up_that_is_brought_back_stays_done(session, officer, full):
    done = list_follow_ups_of_contact(full.id)[0]
    complete_follow_up(follow_up=done, actor=officer, now=NOW)
    version = full.version
    revise(full, officer, subject="Without it")
    [kept] = list_overwritings(full.id, since=version)
    revise_contact(contact=full, version=full.version, details=details_of(kept.said), actor=officer)
    session.expire_all()
    assert [row.completed_at for row in list_follow_ups_of_contact(full.id)] == [NOW, None]


def test_what_is_no_edit_leaves_an_open_form_current(session, officer, full):
    version = full.version
    complete_follow_up(follow_up=list_follow_ups_of_contact(full.id)[0], actor=officer, now=NOW)
    session.flush()
    assert full.version == version
    archive(contact=full, reason="By mistake", actor=officer)
    restore(contact=full, actor=officer)
    assert full.version > version
    assert not is_saved_over(full, version)
    revise_contact(contact=full, version=version, details=details_of(said_now(full)), actor=officer)


def test_a_change_of_links_alone_saves_over_an_open_form(session, officer, full):
    opened, said = full.version, said_now(full)
    said["themes"] = []
    revise_contact(contact=full, version=opened, details=details_of(said), actor=officer)
    with pytest.raises(StaleVersion):
        revise_contact(contact=full, version=opened, details=details_of(said_now(full)), actor=officer)


def test_the_last_versions_are_kept_and_an_older_one_is_not_mistaken_for_another(session, officer, monkeypatch):
    monkeypatch.setattr("app.entry.earlier_versions.VERSIONS_KEPT", 3)
    contact = log_contact(details=details(make_organisation(), subject="0"), actor=officer).contact
    opened = contact.version
    for number in range(6):
        revise(contact, officer, subject=str(number + 1))
    session.flush()
    assert session.scalar(select(func.count()).select_from(EarlierVersion)) == 3
    assert list_overwritings(contact.id, since=opened) == []
    assert is_saved_over(contact, opened)
    [last] = list_overwritings(contact.id, since=contact.version - 1)
    assert last.said["subject"] == "5"


def test_a_version_that_never_was_is_taken_for_saved_over(session, officer, full):
    assert is_saved_over(full, 0)
    assert is_saved_over(full, full.version + 5)


def test_files_that_a_form_brought_stay_with_what_is_chosen_of_two_versions(session, officer, full):
    opened = full.version
    revise(full, officer, subject="Theirs")
    typed = replace(details(make_organisation("Another")), attached_ids=[7])
    versions = compare_with_saved(
        contact_id=full.id, version=opened, details=typed, reader=Reader(officer.id, may_read_restricted=True)
    )
    choices = {each.key: Side.THEIRS for each in versions.differences}
    assert versions.chosen(choices).attached_ids == [7]


def test_restoring_what_is_not_archived_changes_nothing(session, officer, full):
    version = full.version
    restore(contact=full, actor=officer)
    assert (full.version, list_overwritings(full.id, since=version)) == (version, [])


def test_what_was_kept_before_points_could_say_more_is_understood(session, full, officer):
    revise(full, officer, subject="Other", fields={"place": "Leeds"}, points=[PointDetails(PointKind.NEED, "Another")])
    row = session.scalars(select(EarlierVersion).where(EarlierVersion.contact_id == full.id)).one()
    kept = {name: value for name, value in row.said["said"].items() if name != "roles_kept_apart"}
    points = [{name: point[name] for name in ("id", "kind", "words")} for point in kept["points"]]
    expected, row.said = row.said["said"], row.said | {"said": {**kept, "points": points}}
    session.flush()
    [then] = list_overwritings(full.id, since=1)
    assert says_the_same(then.said, expected)
    [point] = details_of(then.said).points
    assert (point.words, point.by, point.theme_ids) == ("A need", "", [])
