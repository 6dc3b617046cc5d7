import pytest

from app.accounts.rules import Role
from app.database import db, utc_now
from app.organisations.services import archive_organisation
from app.upkeep.duplicates.finding import find_and_keep_pairs
from app.upkeep.duplicates.queries import count_pairs, find_pair, list_pairs
from app.upkeep.duplicates.services import dismiss_pair, look_for_duplicates, put_pair_back
from tests.factories.contacts import make_plain_colleague
from tests.factories.directory import make_appointment, make_organisation, make_person
from tests.factories.duplicates import make_pair
from tests.support.jobs import run_waiting_jobs

pytestmark = pytest.mark.usefixtures("session")


def found(kind="organisation"):
    """The names of each pair, with the reasons."""
    db.session.commit()
    find_and_keep_pairs(commit=db.session.commit)
    return {(pair.first_id, pair.second_id): pair.reasons for pair in list_pairs(kind).items}


def test_organisations_are_alike_by_name_alias_initials_spelling_and_website():
    council = make_organisation("Example County Council", abbreviation="ECC", website="https://www.ecc.example/")
    same = make_organisation("The Example County Council", website="http://ecc.example")
    alias = make_organisation("County Hall", aliases=("Example County Council",))
    spelling = make_organisation("Northshire Constabulary")
    slip = make_organisation("Northshire Constabulery")
    letters = make_organisation("NPB")
    full = make_organisation("Northshire Policing Board")
    make_organisation("Southshire Fire Authority", abbreviation="SFA")
    make_organisation("Schools Finance Agency", abbreviation="SFA")
    make_organisation("East Lindsey District Council")
    make_organisation("West Lindsey District Council")
    pairs = found()
    assert pairs[council.id, same.id] == ["nearly the same name", "the same website"]
    assert pairs[council.id, alias.id] == ["the same name"]
    assert pairs[spelling.id, slip.id] == ["almost the same spelling"]
    assert pairs[letters.id, full.id] == ["the same initials"]
    assert len(pairs) == 5
    assert list_pairs("organisation").items[0].first_id == council.id


def test_a_body_and_the_one_above_before_or_after_it_are_two_whatever_they_are_called():
    ministry = make_organisation("Example Ministry")
    make_organisation("Example Ministry", parent_id=ministry.id)
    make_organisation("Example Ministry", predecessor_ids=(ministry.id,))
    assert all(ministry.id not in pair for pair in found())


def test_people_are_alike_by_name_email_and_surname_in_one_organisation():
    council = make_organisation()
    people = [make_person(name) for name in ("Kit Example", "Dr Kit Example", "K Example", "Robin Other")]
    mail = [make_person(name, email="desk@example.org") for name in ("Alex Desk", "Ashley Table")]
    for person in people[1:3]:
        make_appointment(person, council)
    pairs = found("person")
    assert pairs[people[0].id, people[1].id] == ["nearly the same name"]
    assert pairs[people[1].id, people[2].id] == ["the same surname and initial, in the same organisation"]
    assert pairs[mail[0].id, mail[1].id] == ["the same email address"]
    assert len(pairs) == 3


def test_what_is_not_the_same_is_remembered_and_can_be_listed_again():
    one, other = make_organisation("Example Council"), make_organisation("Example Council")
    officer = make_plain_colleague(role=Role.MANAGER)
    assert (one.id, other.id) in found()
    pair = dismiss_pair(kind="organisation", one=other.id, other=one.id, actor=officer, now=utc_now())
    assert found() == {}
    put_pair_back(pair=pair)
    assert (one.id, other.id) in found()


def test_two_that_nobody_listed_are_remembered_too():
    one, other = make_organisation("One"), make_organisation("Other")
    pair = dismiss_pair(kind="organisation", one=one.id, other=other.id, actor=make_plain_colleague(), now=utc_now())
    assert find_pair("organisation", other.id, one.id) == pair
    put_pair_back(pair=pair)
    assert find_pair("organisation", other.id, one.id) is None


def test_pairs_that_are_alike_no_more_go_and_those_of_the_archived_are_not_shown(make_colleague):
    one = make_organisation("Example Council")
    make_organisation("Example Council")
    unlike = make_organisation("Unlike")
    make_pair(one, unlike)
    found()
    assert find_pair("organisation", one.id, unlike.id) is None
    assert count_pairs("organisation").value == 1
    archive_organisation(organisation=one, reason="Closed", actor=make_colleague(Role.MANAGER))
    assert (count_pairs("organisation").value, list(list_pairs("organisation").items)) == (0, [])


def test_pages_go_from_the_likeliest_to_the_least():
    bodies = [make_organisation(f"Body {number}") for number in range(5)]
    made = [
        make_pair(bodies[0], other, strength=strength)
        for other, strength in zip(bodies[1:], (30, 90, 60, 60), strict=True)
    ]
    first = list_pairs("organisation", size=2)
    second = list_pairs("organisation", size=2, after=first.next_cursor)
    assert [pair.id for pair in (*first.items, *second.items)] == [made[1].id, made[3].id, made[2].id, made[0].id]
    assert second.next_cursor is None


def test_the_directory_is_looked_through_in_the_background(make_colleague):
    make_organisation("Example Council")
    make_organisation("Example Council")
    manager = make_colleague(Role.MANAGER)
    job = look_for_duplicates(actor=manager, now=utc_now())
    assert look_for_duplicates(actor=manager, now=utc_now()) is job
    run_waiting_jobs()
    assert (job.state, job.done_count, count_pairs("organisation").value) == ("done", 1, 1)
