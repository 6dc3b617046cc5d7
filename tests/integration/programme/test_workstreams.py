"""Workstreams: kept in versions, found by name, archived with what is filed under them left alone."""

import datetime as dt

import pytest

from app.audit.queries import list_changes
from app.audit.rules import SystemActor
from app.core.errors import InvalidInput, StaleVersion
from app.names.queries import find_by_prefix
from app.organisations.models import Sector
from app.programme.models import Workstream
from app.programme.rules import SEEKING_A_LEAD, WorkstreamStatus
from app.programme.workstream_details import WorkstreamDetails
from app.programme.workstream_queries import (
    KIND,
    InWorkstream,
    WorkstreamFilters,
    count_in_workstreams,
    count_workstreams,
    find_workstreams,
    list_workstreams,
)
from app.programme.workstreams import add_workstream, archive_workstream, change_workstream, restore_workstream
from app.versions import hold
from tests.factories.contacts import make_commitment, make_organisation
from tests.factories.partnership import added, make_activity, make_milestone, make_output

pytestmark = pytest.mark.usefixtures("app")

ACTOR = SystemActor()
TODAY = dt.date(2021, 3, 5)


def make(name: str = "Child protection", **details: object) -> Workstream:
    return add_workstream(details=WorkstreamDetails(name=name, **details), actor=ACTOR)


def found(text: str) -> list[tuple[str, int]]:
    return find_by_prefix(text, [KIND], limit=5, with_archived=True)


def test_one_without_a_lead_is_seeking_one() -> None:
    assert make().lead_words == SEEKING_A_LEAD


def test_a_new_one_comes_last_in_the_programme() -> None:
    names = [make(name).name for name in ("Second letter", "A later thought")]
    assert [row.name for row in list_workstreams(WorkstreamFilters()).items] == names


def test_a_name_is_given_once_whatever_the_case_of_its_letters() -> None:
    first, second = make("Ŵyl Ddata"), make("Child protection")
    for same in ("Ŵyl Ddata", "ŵYL DDATA"):
        with pytest.raises(InvalidInput, match="There is already a workstream called “Ŵyl Ddata”"):
            make(same)
        details = WorkstreamDetails(name=same)
        with pytest.raises(InvalidInput, match="already"):
            change_workstream(workstream=second, details=details, version=second.version, actor=ACTOR)
    details = WorkstreamDetails(name="ŵyl ddata")
    assert change_workstream(workstream=first, details=details, version=first.version, actor=ACTOR).name == "ŵyl ddata"


def test_it_is_found_by_its_name_by_its_new_name_and_archived_last() -> None:
    first, second = make("Child protection"), make("Child poverty")
    assert found("chil") == [(KIND, first.id), (KIND, second.id)]
    change_workstream(workstream=first, details=WorkstreamDetails(name="Children"), version=first.version, actor=ACTOR)
    assert found("protection") == []
    archive_workstream(workstream=first, reason="Ended", actor=ACTOR)
    assert found("chil") == [(KIND, second.id), (KIND, first.id)]
    assert find_by_prefix("chil", [KIND], limit=5) == [(KIND, second.id)]
    restore_workstream(workstream=first, actor=ACTOR)
    assert find_by_prefix("children", [KIND], limit=5) == [(KIND, first.id)]
    assert find_workstreams([first.id])[first.id].archived_reason == ""


@pytest.mark.parametrize("name", ["Child protection", "CHILD PROTECTION"])
def test_there_is_one_of_a_name_and_an_archived_one_is_to_be_restored(name: str) -> None:
    archive_workstream(workstream=make(), reason="Ended", actor=ACTOR)
    with pytest.raises(InvalidInput, match="already a workstream called “Child protection”, archived: restore that"):
        make(name)


def test_every_problem_is_told_at_once() -> None:
    lead = make_organisation()
    with pytest.raises(InvalidInput) as refused:
        make(
            "",
            lead_id=lead.id,
            supporter_ids=(lead.id,),
            sector_ids=(999,),
            started_on=dt.date(2021, 2, 1),
            target_on=dt.date(2021, 1, 1),
        )
    assert [problem.field for problem in refused.value.problems] == ["name", "supporters", "sector_ids", "target_on"]


def test_a_change_of_supporters_alone_is_recorded_and_makes_others_stale() -> None:
    workstream, supporter = make(), make_organisation()
    opened_at = workstream.version
    details = WorkstreamDetails(name="Child protection", supporter_ids=(supporter.id,))
    change_workstream(workstream=workstream, details=details, version=opened_at, actor=ACTOR)
    with pytest.raises(StaleVersion):
        hold(workstream, opened_at)
    [changed, _created] = list_changes(KIND, workstream.id)
    assert changed.changes == [{"label": "Supported by", "old": "", "new": "Example County Council"}]


def test_the_list_is_narrowed_by_status_sector_and_want_of_a_lead() -> None:
    health = added(Sector(name="Health"))
    lead = make_organisation()
    make("Led", lead_id=lead.id)
    make("Paused", status=WorkstreamStatus.PAUSED)
    make("In health", sector_ids=(health.id,))
    for filters, names in (
        (WorkstreamFilters(status=WorkstreamStatus.PAUSED), ["Paused"]),
        (WorkstreamFilters(sector_id=health.id), ["In health"]),
        (WorkstreamFilters(is_seeking_lead=True), ["Paused", "In health"]),
        (WorkstreamFilters(is_archived=True), []),
    ):
        assert [row.name for row in list_workstreams(filters).items] == names
        assert count_workstreams(filters).value == len(names)


def test_a_long_list_goes_on_where_the_page_before_ended() -> None:
    made = [make(f"Workstream {number}") for number in range(5)]
    page = list_workstreams(WorkstreamFilters(), size=3)
    assert [row.id for row in page.items] == [row.id for row in made[:3]]
    rest = list_workstreams(WorkstreamFilters(), after=page.next_cursor, size=3)
    assert ([row.id for row in rest.items], rest.next_cursor) == ([row.id for row in made[3:]], None)


def test_what_is_in_it_is_counted_without_what_is_settled_archived_or_removed() -> None:
    workstream, other = make(), make("Another")
    make_commitment("Overdue", workstream_id=workstream.id, due_on=TODAY - dt.timedelta(days=1))
    make_commitment("Open", workstream_id=workstream.id, due_on=TODAY)
    make_commitment("Archived", workstream_id=workstream.id, archived_at=dt.datetime(2021, 1, 1, tzinfo=dt.UTC))
    make_output(workstream_id=workstream.id)
    make_milestone(workstream_id=workstream.id)
    make_activity(workstream)
    make_activity(workstream, removed_at=dt.datetime(2021, 1, 1, tzinfo=dt.UTC))
    counts = count_in_workstreams([workstream.id, other.id], today=TODAY)
    assert counts == {
        workstream.id: InWorkstream(commitments=2, overdue=1, outputs=1, milestones=1, activities=1),
        other.id: InWorkstream(),
    }
