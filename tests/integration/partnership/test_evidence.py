"""What outputs are built on: both ways, and no trace of what the reader may not read."""

import datetime as dt

import pytest

from app.core.errors import NotFound
from app.partnership.changes import list_changes_for
from app.partnership.evidence import (
    contacts_of_output,
    count_behind,
    find_points,
    outputs_of_contacts,
    outputs_of_points,
    points_of_output,
)
from app.partnership.output_evidence import (
    add_contact_to_output,
    add_points_to_output,
    take_contact_out_of_output,
    take_point_out_of_output,
)
from app.points.rules import Disposition
from app.programme.models import Output
from tests.factories.contacts import make_contact, make_organisation, make_person
from tests.factories.partnership import make_output, make_point


@pytest.fixture
def output(session) -> Output:
    return make_output("Duty desk card")


def words_of(output, reader, **more):
    return [point.words for point in points_of_output(output.id, reader=reader, **more).items]


def subjects_of(output, reader, **more):
    rows = contacts_of_output(output.id, reader=reader, **more).items
    return ["".join(part.text for part in row.subject) for row in rows]


def add_points(output, *points, officer, reader):
    return add_points_to_output(output=output, point_ids=[point.id for point in points], actor=officer, reader=reader)


def test_a_point_is_found_from_its_output_and_the_output_from_the_point(output, officer, as_officer):
    council = make_organisation()
    contact = make_contact("At the front door", organisations=[council], date=dt.date(2021, 2, 3))
    raised = make_point("Staff fear blame", contact)
    in_a_report = make_point("Say it on one page", raised_on=dt.date(2021, 2, 5), by_person_id=make_person().id)
    assert add_points(output, raised, in_a_report, officer=officer, reader=as_officer) == 2
    behind = points_of_output(output.id, reader=as_officer).items
    assert [(point.words, point.who) for point in behind] == [
        ("Say it on one page", "Kit Example"),
        ("Staff fear blame", council.name),
    ]
    found = outputs_of_points([raised.id, in_a_report.id, 999])
    assert {number: [row.title for row in rows] for number, rows in found.items()} == {
        raised.id: ["Duty desk card"],
        in_a_report.id: ["Duty desk card"],
    }


def test_taking_in_what_is_in_already_is_no_error_and_is_told_once(output, officer, as_officer):
    point, contact = make_point(contact=make_contact()), make_contact("A visit")
    assert add_points(output, point, officer=officer, reader=as_officer) == 1
    assert add_points(output, point, officer=officer, reader=as_officer) == 0
    assert add_contact_to_output(output=output, contact=contact, actor=officer)
    assert not add_contact_to_output(output=output, contact=contact, actor=officer)
    assert len(list_changes_for("output", output.id, reader=as_officer)) == 2


def test_what_is_taken_out_is_behind_it_no_more(output, officer, as_officer):
    point, contact = make_point(contact=make_contact()), make_contact("A visit")
    add_points(output, point, officer=officer, reader=as_officer)
    add_contact_to_output(output=output, contact=contact, actor=officer)
    take_point_out_of_output(output=output, point_id=point.id, actor=officer, reader=as_officer)
    take_contact_out_of_output(output=output, contact=contact, actor=officer)
    take_contact_out_of_output(output=output, contact=contact, actor=officer)
    assert count_behind([output.id], reader=as_officer)[output.id].is_nothing
    newest = list_changes_for("output", output.id, reader=as_officer)[0]
    assert newest.changes == [{"label": "Built on", "old": "Meeting, 3 Feb 2021: A visit", "new": ""}]
    assert len(list_changes_for("output", output.id, reader=as_officer)) == 4


def test_points_are_listed_a_page_at_a_time_though_a_contact_had_several(output, officer, as_officer):
    contact = make_contact()
    points = [make_point(f"Point {number}", contact) for number in range(5)]
    add_points(output, *points, officer=officer, reader=as_officer)
    first = points_of_output(output.id, reader=as_officer, size=2)
    second = points_of_output(output.id, reader=as_officer, size=2, before=first.next_cursor)
    third = points_of_output(output.id, reader=as_officer, size=2, before=second.next_cursor)
    assert [row.words for page in (first, second, third) for row in page.items] == [
        f"Point {number}" for number in (4, 3, 2, 1, 0)
    ]
    assert third.next_cursor is None


def test_a_page_goes_on_from_no_point_that_the_reader_may_not_read(output, officer, as_officer, as_manager):
    hidden = make_point("A name was given", make_contact(is_restricted=True, date=dt.date(2021, 2, 2)))
    shown = [make_point(f"Point {day}", raised_on=dt.date(2021, 2, day)) for day in (1, 3)]
    add_points(output, hidden, *shown, officer=officer, reader=as_manager)
    for before in (hidden.id, 99_999):
        found = find_points("", reader=as_officer, not_in_output_id=0, before=before)
        assert [point.words for point in found.items] == words_of(output, as_officer, before=before)
        assert words_of(output, as_officer, before=before) == ["Point 3", "Point 1"]
    assert words_of(output, as_manager, before=hidden.id) == ["Point 1"]


def test_of_a_voice_it_is_told_what_became_of_the_first_that_the_reader_may_read(
    output, officer, as_officer, as_manager
):
    noted = {"disposition": Disposition.NOTED, "disposed_on": dt.date(2021, 2, 5)}
    shown = make_point("Fear of blame", **noted)
    hidden = make_point("A name was given", make_contact(is_restricted=True), **noted)
    voices = [make_point("Staff fear blame", same_as_id=first.id) for first in (hidden, shown)]
    add_points(output, *voices, officer=officer, reader=as_officer)

    def told(reader):
        return [point.disposition for point in points_of_output(output.id, reader=reader).items]

    assert told(as_officer) == [Disposition.NOTED, Disposition.NEW]
    assert told(as_manager) == [Disposition.NOTED, Disposition.NOTED]


def test_contacts_are_listed_newest_first_a_page_at_a_time(output, officer, as_officer):
    for day in (1, 2, 3):
        contact = make_contact(f"Meeting {day}", date=dt.date(2021, 2, day))
        add_contact_to_output(output=output, contact=contact, actor=officer)
    first = contacts_of_output(output.id, reader=as_officer, size=2)
    assert subjects_of(output, as_officer, size=2) == ["Meeting 3", "Meeting 2"]
    assert subjects_of(output, as_officer, before=first.next_cursor) == ["Meeting 1"]


def test_what_is_restricted_leaves_no_trace_for_others(output, officer, as_officer, as_manager):
    secret = make_contact("Told in confidence", is_restricted=True)
    point = make_point("A name was given", secret)
    with pytest.raises(NotFound):
        add_points(output, point, officer=officer, reader=as_officer)
    add_points(output, point, officer=officer, reader=as_manager)
    add_contact_to_output(output=output, contact=secret, actor=officer)
    assert words_of(output, as_officer) == subjects_of(output, as_officer) == []
    assert count_behind([output.id], reader=as_officer)[output.id].is_nothing
    assert list_changes_for("output", output.id, reader=as_officer) == []
    with pytest.raises(NotFound):
        take_point_out_of_output(output=output, point_id=point.id, actor=officer, reader=as_officer)
    assert words_of(output, as_manager) == ["A name was given"]
    assert subjects_of(output, as_manager) == ["Told in confidence"]
    counted = count_behind([output.id], reader=as_manager)[output.id]
    assert (str(counted.points), str(counted.contacts)) == ("1", "1")
    assert len(list_changes_for("output", output.id, reader=as_manager)) == 2


def test_an_archived_output_is_told_of_no_more(output, session, officer, as_officer):
    contact = make_contact()
    point = make_point(contact=contact)
    add_points(output, point, officer=officer, reader=as_officer)
    add_contact_to_output(output=output, contact=contact, actor=officer)
    assert outputs_of_contacts([contact.id])[contact.id][0].id == output.id
    output.archived_at = dt.datetime(2021, 3, 1, tzinfo=dt.UTC)
    session.flush()
    assert outputs_of_points([point.id]) == outputs_of_contacts([contact.id]) == {}
