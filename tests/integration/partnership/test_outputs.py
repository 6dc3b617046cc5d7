"""Outputs: added, changed, archived, and the list of them."""

import datetime as dt

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.core.errors import InvalidInput, NotFound, StaleVersion
from app.names.queries import find_by_prefix
from app.organisations.models import Sector
from app.partnership.changes import list_changes_for
from app.partnership.evidence import find_points
from app.partnership.output_evidence import add_contact_to_output, add_points_to_output
from app.partnership.outputs.details import OutputDetails
from app.partnership.outputs.queries import (
    OutputFilters,
    count_outputs,
    list_kept_commitments,
    list_outputs,
    list_places,
)
from app.partnership.outputs.services import (
    add_output,
    archive_output,
    change_output,
    keep_commitments,
    let_commitment_go,
    restore_output,
)
from app.points.rules import PointKind
from app.points.services import PointDetails, set_points
from app.programme.rules import OutputKind, OutputStatus
from tests.factories.commitments import TODAY
from tests.factories.contacts import make_commitment, make_contact, make_workstream
from tests.factories.partnership import make_output, make_point


def add(officer, title="Duty desk card", kind=OutputKind.GUIDANCE, **details):
    return add_output(details=OutputDetails(title=title, kind=kind, **details), actor=officer, today=TODAY)


def problems_of(refused):
    return {problem.field: problem.message for problem in refused.value.problems}


def titles(reader, filters=None, **more):
    return [output.title for output in list_outputs(filters or OutputFilters(), reader=reader, **more).items]


def test_an_output_is_found_by_its_title_as_long_as_it_is_called_so(officer):
    output = add(officer)
    assert find_by_prefix("duty", ["output"], limit=5) == [("output", output.id)]
    details = OutputDetails(title="Front door card", kind=OutputKind.TOOLKIT)
    change_output(output=output, details=details, version=output.version, actor=officer, today=TODAY)
    assert find_by_prefix("duty", ["output"], limit=5) == []
    assert find_by_prefix("front", ["output"], limit=5) == [("output", output.id)]
    archive_output(output=output, reason="Entered twice", actor=officer)
    assert find_by_prefix("front", ["output"], limit=5) == []
    restore_output(output=output, actor=officer)
    assert find_by_prefix("front", ["output"], limit=5) == [("output", output.id)]


def test_what_was_changed_is_told_and_a_stale_edit_is_refused(officer, as_officer):
    output = add(officer)
    opened = output.version
    details = OutputDetails(title=output.title, kind=output.kind, due_on=dt.date(2021, 4, 30))
    change_output(output=output, details=details, version=opened, actor=officer, today=TODAY)
    newest = list_changes_for("output", output.id, reader=as_officer)[0]
    assert newest.changes == [{"label": "Due", "old": "", "new": "30 April 2021"}]
    with pytest.raises(StaleVersion):
        change_output(output=output, details=details, version=opened, actor=officer, today=TODAY)


@pytest.mark.parametrize(
    ("details", "field", "complaint"),
    [
        ({"status": OutputStatus.PUBLISHED}, "published_on", "Enter the day on which it was published."),
        ({"published_on": TODAY}, "published_on", "Choose “Published”"),
        ({"status": OutputStatus.PUBLISHED, "published_on": TODAY + dt.timedelta(1)}, "published_on", "still to come"),
        ({"status": OutputStatus.RETIRED}, "retired_on", "Enter the day from which it is retired."),
        ({"retired_on": TODAY}, "retired_on", "Choose “Retired”"),
        (
            {"status": OutputStatus.RETIRED, "published_on": TODAY, "retired_on": TODAY - dt.timedelta(1)},
            "retired_on",
            "before it was published, on 5 March 2021",
        ),
        ({"link": "no address"}, "link", "Enter the address of a website"),
    ],
)
def test_its_days_go_with_its_status_and_its_link_is_an_address(officer, details, field, complaint):
    with pytest.raises(InvalidInput) as refused:
        add(officer, **details)
    assert complaint in problems_of(refused)[field]


def test_everything_wrong_with_it_is_told_at_once(officer):
    with pytest.raises(InvalidInput) as refused:
        add(officer, title=" ", sector_id=999, owner_id=999, workstream_id=999, status=OutputStatus.PUBLISHED)
    assert set(problems_of(refused)) == {"title", "sector_id", "owner_id", "workstream_id", "published_on"}


def test_published_without_its_day_is_refused_by_the_database(session):
    output = make_output()
    session.commit()
    with pytest.raises(IntegrityError):
        session.execute(text("UPDATE output SET status = 'published' WHERE id = :id"), {"id": output.id})
    session.rollback()


def test_filters_narrow_the_list_and_it_goes_on_by_title(officer, as_officer, session):
    sector, strand = Sector(name="Education"), make_workstream()
    session.add(sector)
    session.flush()
    add(officer, "C", sector_id=sector.id)
    add(officer, "B", OutputKind.TOOLKIT, workstream_id=strand.id)
    add(officer, "A", status=OutputStatus.PUBLISHED, published_on=TODAY, published_at="Data Sharing Hub")
    assert titles(as_officer) == ["A", "B", "C"]
    first = list_outputs(OutputFilters(), reader=as_officer, size=2)
    assert titles(as_officer, after=first.next_cursor) == ["C"]
    assert titles(as_officer, OutputFilters(kind=OutputKind.TOOLKIT)) == ["B"]
    assert titles(as_officer, OutputFilters(status=OutputStatus.PUBLISHED)) == ["A"]
    assert titles(as_officer, OutputFilters(sector_id=sector.id)) == ["C"]
    assert titles(as_officer, OutputFilters(workstream_id=strand.id)) == ["B"]
    assert titles(as_officer, OutputFilters(words="c")) == ["C"]
    assert str(count_outputs(OutputFilters(), reader=as_officer)) == "3"
    assert list_places() == ["Data Sharing Hub"]


def test_nothing_behind_it_is_what_the_reader_may_not_read_too(officer, as_officer, as_manager):
    bare, built, secretly = add(officer, "Bare"), add(officer, "Built"), add(officer, "Secretly built")
    add_contact_to_output(output=built, contact=make_contact(), actor=officer)
    secret = make_contact(is_restricted=True)
    point = make_point(contact=secret)
    add_contact_to_output(output=secretly, contact=secret, actor=officer)
    add_points_to_output(output=secretly, point_ids=[point.id], actor=officer, reader=as_manager)
    nothing = OutputFilters(has_nothing_behind=True)
    assert titles(as_officer, nothing) == [bare.title, secretly.title]
    assert titles(as_manager, nothing) == [bare.title]
    assert str(count_outputs(nothing, reader=as_manager)) == "1"


def test_it_keeps_commitments_until_they_are_taken_out(officer, as_officer):
    output, guidance = add(officer), make_commitment("Guidance")
    assert keep_commitments(output=output, commitment_ids=[guidance.id], actor=officer) == 1
    assert keep_commitments(output=output, commitment_ids=[guidance.id], actor=officer) == 0
    assert [kept.title for kept in list_kept_commitments(output.id)] == ["Guidance"]
    let_commitment_go(output=output, commitment=guidance, actor=officer)
    let_commitment_go(output=output, commitment=guidance, actor=officer)
    assert list_kept_commitments(output.id) == []
    told = [change.changes for change in list_changes_for("output", output.id, reader=as_officer)]
    assert len(told) == 3
    with pytest.raises(NotFound):
        keep_commitments(output=output, commitment_ids=[guidance.id, 999], actor=officer)


def test_points_are_found_by_their_words_but_for_those_in_it_and_those_not_to_be_read(officer, as_officer, as_manager):
    output = add(officer)
    words = {"Staff fear blame": False, "They feared to be blamed": False, "A name that staff fear": True}
    for said, is_restricted in words.items():
        contact = make_contact(is_restricted=is_restricted)
        set_points(contact=contact, details=[PointDetails(PointKind.CONCERN, said)])

    def found(text, reader):
        page = find_points(text, reader=reader, not_in_output_id=output.id)
        return [point.words for point in page.items]

    assert found("fear blame", as_officer) == ["They feared to be blamed", "Staff fear blame"]
    assert found("fear staff", as_manager) == ["A name that staff fear", "Staff fear blame"]
    assert found("fear staff", as_officer) == ["Staff fear blame"]
    assert found("", as_officer) == ["They feared to be blamed", "Staff fear blame"]
    [first] = find_points("staff", reader=as_officer, not_in_output_id=output.id).items
    add_points_to_output(output=output, point_ids=[first.id], actor=officer, reader=as_officer)
    assert found("fear", as_officer) == ["They feared to be blamed"]
