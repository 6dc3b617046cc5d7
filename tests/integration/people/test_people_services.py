import datetime as dt

import pytest
from sqlalchemy import select, update

from app.audit.queries import list_changes
from app.audit.rules import SystemActor
from app.core.errors import InvalidInput, StaleVersion
from app.names.queries import find_by_prefix
from app.people.appointments import appoint, appoint_to_post, end_appointment, move_appointment, remove_appointment
from app.people.models import Appointment, Person
from app.people.post_services import archive_post, change_post, find_or_add_post
from app.people.queries import PersonFilters, appointments_on, find_similar_people, holders_on, list_people
from app.people.services import archive_people, archive_person, change_person, restore_people, restore_person
from tests.factories.directory import make_appointment, make_organisation, make_person, make_post

pytestmark = pytest.mark.usefixtures("session")
ACTOR = SystemActor()
MARCH = dt.date(2021, 3, 1)


def held(person: Person, day: dt.date) -> list[Appointment]:
    return appointments_on([person.id], day).get(person.id, [])


def fields_refused(error: pytest.ExceptionInfo[InvalidInput]) -> set[str]:
    return {problem.field for problem in error.value.problems}


def last_change(person: Person) -> tuple[str, str]:
    change = list_changes("person", person.id)[0].changes[0]
    return change["old"], change["new"]


def test_every_problem_of_a_person_is_told_at_once():
    with pytest.raises(InvalidInput) as error:
        make_person("", email="not an address", telephone="1" * 61)
    assert fields_refused(error) == {"name", "email", "telephone"}


def test_a_renamed_person_is_found_by_the_new_name_alone():
    person = make_person("Kit Example")
    change_person(
        person=person, name="Kit Sample", email="", telephone="", notes="", version=person.version, actor=ACTOR
    )
    assert find_by_prefix("sample", ["person"], limit=5) == [("person", person.id)]
    assert find_by_prefix("example", ["person"], limit=5) == []
    assert last_change(person) == ("Kit Example", "Kit Sample")


def test_a_change_on_top_of_someone_elses_is_refused():
    person = make_person()
    said = {"name": "Kit Example", "email": "", "telephone": ""}
    opened_at = person.version
    change_person(person=person, **said, notes="Theirs", version=opened_at, actor=ACTOR)
    with pytest.raises(StaleVersion):
        change_person(person=person, **said, notes="Mine", version=opened_at, actor=ACTOR)


def test_none_of_several_is_archived_or_restored_where_one_was_changed_since_it_was_read(session):
    people = [make_person("A Example"), make_person("B Example")]
    session.flush()
    theirs = update(Person).where(Person.id == people[1].id).execution_options(synchronize_session=False)
    session.execute(theirs.values(version=Person.version + 1))
    with pytest.raises(StaleVersion):
        archive_people(people=people, reason="Entered twice", actor=ACTOR)
    assert session.scalars(select(Person.archived_at)).all() == [None, None]
    session.expire_all()
    archive_people(people=people, reason="Entered twice", actor=ACTOR)
    session.execute(theirs.values(version=Person.version + 1))
    with pytest.raises(StaleVersion):
        restore_people(people=people, actor=ACTOR)
    assert None not in session.scalars(select(Person.archived_at)).all()


def test_an_archived_person_leaves_typeaheads_and_the_list():
    person = make_person()
    archive_person(person=person, reason="Entered twice", actor=ACTOR)
    assert find_by_prefix("kit", ["person"], limit=5) == []
    assert list_people(PersonFilters()).items == []
    restore_person(person=person, actor=ACTOR)
    assert list_people(PersonFilters()).items == [person]


def test_people_are_listed_by_the_organisation_that_they_are_or_were_at():
    council, trust = make_organisation(), make_organisation("Example Trust")
    now, former, other = make_person("A"), make_person("B"), make_person("C")
    make_appointment(now, council)
    make_appointment(former, council, ended_on=dt.date(2019, 1, 1))
    make_appointment(other, trust)
    assert list_people(PersonFilters(organisation_id=council.id)).items == [now, former]


def test_the_same_post_is_found_again_however_its_title_is_typed():
    council = make_organisation()
    post = find_or_add_post(title="Director of Children’s Services", organisation_id=council.id, actor=ACTOR)
    again = find_or_add_post(title="the director of childrens services", organisation_id=council.id, actor=ACTOR)
    assert again is post
    archive_post(post=post, reason="Abolished", actor=ACTOR)
    assert find_or_add_post(title=post.title, organisation_id=council.id, actor=ACTOR).archived_at is None


def test_an_organisation_has_no_two_posts_of_one_title():
    post = make_post("Chair")
    with pytest.raises(InvalidInput) as error:
        make_post("chair", organisation=post.organisation)
    assert fields_refused(error) == {"title"}
    other = make_post("Clerk", organisation=post.organisation)
    with pytest.raises(InvalidInput):
        change_post(post=other, title="Chair", organisation_id=post.organisation_id, notes="", version=1, actor=ACTOR)


def test_a_post_of_no_organisation_is_refused():
    with pytest.raises(InvalidInput) as error:
        find_or_add_post(title="Chair", organisation_id=12345, actor=ACTOR)
    assert fields_refused(error) == {"organisation"}


def test_an_appointment_counts_on_its_first_and_on_its_last_day():
    person, post = make_person(), make_post()
    appointment = make_appointment(person, post, started_on=MARCH, ended_on=dt.date(2021, 3, 31))
    assert held(person, MARCH) == held(person, dt.date(2021, 3, 31)) == [appointment]
    assert held(person, dt.date(2021, 2, 28)) == held(person, dt.date(2021, 4, 1)) == []


def test_an_appointment_without_dates_counts_on_every_day():
    person = make_person()
    appointment = make_appointment(person, make_organisation())
    assert held(person, dt.date(1999, 1, 1)) == held(person, dt.date(2099, 1, 1)) == [appointment]


def test_of_several_places_the_latest_comes_first():
    person, council = make_person(), make_organisation()
    unknown = make_appointment(person, council)
    old = make_appointment(person, make_post("Clerk", council), started_on=dt.date(2015, 1, 1))
    new = make_appointment(person, make_post("Chair", council), started_on=dt.date(2020, 1, 1))
    assert held(person, MARCH) == [new, old, unknown]


def test_moving_ends_one_and_starts_another_in_one_step():
    person, post = make_person(), make_post()
    first = make_appointment(person, post, started_on=dt.date(2020, 9, 1))
    trust = make_organisation("Example Trust")
    second = move_appointment(appointment=first, organisation_id=trust.id, post=None, started_on=MARCH, actor=ACTOR)
    assert first.ended_on == dt.date(2021, 2, 28)
    assert held(person, dt.date(2021, 2, 28)) == [first]
    assert held(person, MARCH) == [second]
    entries = list_changes("person", person.id)[:2]
    assert [entry.changes[0]["new"] for entry in entries] == [
        "Example Trust, from 1 March 2021",
        "Director of Children’s Services, Example County Council, from 1 September 2020 to 28 February 2021",
    ]


def test_moving_needs_the_day_that_the_new_one_starts():
    appointment = make_appointment(make_person(), make_post())
    with pytest.raises(InvalidInput) as error:
        move_appointment(
            appointment=appointment,
            organisation_id=appointment.organisation_id,
            post=None,
            started_on=None,
            actor=ACTOR,
        )
    assert fields_refused(error) == {"started_on"}


def test_nothing_ends_before_it_starts():
    appointment = make_appointment(make_person(), make_post(), started_on=MARCH)
    with pytest.raises(InvalidInput, match="1 March 2021"):
        end_appointment(appointment=appointment, ended_on=dt.date(2021, 2, 1), actor=ACTOR)
    with pytest.raises(InvalidInput):
        end_appointment(appointment=appointment, ended_on=None, actor=ACTOR)
    end_appointment(appointment=appointment, ended_on=MARCH, actor=ACTOR)
    assert appointment.ended_on == MARCH


def test_nobody_is_appointed_twice_to_what_they_hold():
    person, post = make_person(), make_post()
    make_appointment(person, post)
    with pytest.raises(InvalidInput, match="already"):
        make_appointment(person, post)


def test_a_post_and_its_organisation_always_agree():
    person, post, trust = make_person(), make_post(), make_organisation("Example Trust")
    appointment = appoint(person=person, organisation_id=trust.id, post=post, started_on=None, actor=ACTOR)
    assert appointment.organisation_id == post.organisation_id


def test_a_new_holder_can_end_the_last_ones_time():
    post, last, new = make_post(), make_person("Ray Example"), make_person("Kit Example")
    former = make_appointment(last, post, started_on=dt.date(2015, 3, 1))
    appoint_to_post(person=new, post=post, started_on=MARCH, ends_others=True, actor=ACTOR)
    assert former.ended_on == dt.date(2021, 2, 28)
    assert [held.person for held in holders_on([post.id], MARCH)[post.id]] == [new]


def test_an_appointment_recorded_in_error_can_be_taken_out():
    person, post = make_person(), make_post()
    remove_appointment(appointment=make_appointment(person, post), actor=ACTOR)
    assert held(person, MARCH) == []
    assert last_change(person) == ("Director of Children’s Services, Example County Council", "")


def test_a_person_of_nearly_the_same_name_is_told_before_others():
    council = make_organisation()
    here, elsewhere = make_person("Kit Example"), make_person("Kit Example")
    make_appointment(here, council)
    make_person("Sam Other")
    assert [found.person for found in find_similar_people("kit example", organisation_id=council.id)] == [
        here,
        elsewhere,
    ]
    assert [found.person for found in find_similar_people("K Example", organisation_id=council.id)] == [here]
    assert find_similar_people("") == []
