import datetime as dt

import pytest

from app.audit.queries import list_changes
from app.audit.rules import SystemActor
from app.core.errors import Conflict, InvalidInput, StaleVersion
from app.names.queries import find_by_prefix
from app.organisations.details import OrganisationDetails
from app.organisations.models import Organisation
from app.organisations.queries import find_organisation_called, list_predecessors, list_successors
from app.organisations.rules import OrganisationStatus, PartnerGroup, Stage
from app.organisations.services import (
    add_organisation,
    archive_organisation,
    change_organisation,
    restore_organisation,
)
from tests.factories.directory import make_organisation

pytestmark = pytest.mark.usefixtures("session")
ACTOR = SystemActor()


def change(organisation: Organisation, **details) -> None:
    said = {"name": organisation.name, "partner_group": organisation.partner_group} | details
    change_organisation(
        organisation=organisation, details=OrganisationDetails(**said), version=organisation.version, actor=ACTOR
    )


def last_changes(organisation: Organisation) -> dict[str, tuple[str, str]]:
    entry = list_changes("organisation", organisation.id)[0]
    return {change["label"]: (change["old"], change["new"]) for change in entry.changes}


def problems_of(error: pytest.ExceptionInfo[InvalidInput]) -> dict[str, str]:
    return {problem.field: problem.message for problem in error.value.problems}


def test_an_organisation_can_be_added_by_name_and_group_alone():
    added = add_organisation(name="  Example   Trust ", partner_group=PartnerGroup.FRONTLINE, actor=ACTOR)
    assert added.name == "Example Trust"
    assert added.stage is Stage.IDENTIFIED
    assert last_changes(added)["Name"] == ("", "Example Trust")


def test_an_organisation_is_found_by_each_of_its_names_and_no_longer_by_one_taken_away():
    council = make_organisation("Example County Council", abbreviation="ECC", aliases=("Shire Hall",))
    for typed in ("example", "ecc", "shire"):
        assert find_by_prefix(typed, ["organisation"], limit=5) == [("organisation", council.id)]
    change(council, abbreviation="ECC")
    assert find_by_prefix("shire", ["organisation"], limit=5) == []


def test_every_problem_is_told_at_once_and_nothing_is_saved():
    with pytest.raises(InvalidInput) as error:
        make_organisation("", website="javascript:alert(1)", closed_on=dt.date(2021, 3, 1), relationship_owner_id=999)
    assert problems_of(error).keys() == {"name", "website", "closed_on", "relationship_owner_id"}
    assert find_by_prefix("javascript", ["organisation"], limit=5) == []


@pytest.mark.parametrize("typed", ["www.example.org", "https://example.org/path?x=1", "HTTP://example.org"])
def test_a_website_may_be_typed_with_or_without_its_scheme(typed: str):
    assert make_organisation(website=typed).website.lower().startswith("http")


@pytest.mark.parametrize("typed", ["javascript:alert(1)", "data:text/html,x", "http://", "nowhere", "https://a b.org"])
def test_what_is_no_website_is_refused(typed: str):
    with pytest.raises(InvalidInput) as error:
        make_organisation(website=typed)
    assert "website" in problems_of(error)


def test_a_name_in_a_letter_that_unfolds_is_still_saved():
    assert make_organisation("ﷺ" * 300).match_key


def test_a_change_records_old_and_new_as_people_read_them():
    parent = make_organisation("Example Combined Authority")
    council = make_organisation()
    change(council, parent_id=parent.id, status=OrganisationStatus.CLOSED, closed_on=dt.date(2021, 3, 31))
    assert last_changes(council) == {
        "Part of": ("", "Example Combined Authority"),
        "Status": ("Live", "Closed"),
        "Closed on": ("", "31 March 2021"),
    }


def test_a_change_of_aliases_alone_raises_the_version_once():
    council = make_organisation()
    version = council.version
    change(council, aliases=("Shire Hall",))
    assert council.version == version + 1


def test_a_change_on_top_of_someone_elses_is_refused():
    council = make_organisation()
    opened_at = council.version
    change(council, notes="Theirs")
    with pytest.raises(StaleVersion):
        change_organisation(
            organisation=council,
            details=OrganisationDetails(name="Mine", partner_group=PartnerGroup.FRONTLINE),
            version=opened_at,
            actor=ACTOR,
        )
    assert council.notes == "Theirs"


def test_saving_without_a_change_leaves_no_entry():
    council = make_organisation()
    change(council)
    assert len(list_changes("organisation", council.id)) == 1


def test_an_organisation_cannot_be_part_of_what_is_under_it():
    top = make_organisation("Top")
    middle = make_organisation("Middle", parent_id=top.id)
    bottom = make_organisation("Bottom", parent_id=middle.id)
    with pytest.raises(InvalidInput) as error:
        change(top, parent_id=bottom.id)
    assert "Bottom is itself part of Top" in problems_of(error)["parent"]
    with pytest.raises(InvalidInput, match="part of itself"):
        change(top, parent_id=top.id)


def test_what_came_before_and_after_is_told_from_both_sides():
    before, after = make_organisation("Before"), make_organisation("After")
    council = make_organisation(predecessor_ids=(before.id,), successor_ids=(after.id,))
    assert list_predecessors(council.id) == [before]
    assert list_successors(council.id) == [after]
    assert list_successors(before.id) == [council]
    change(council, predecessor_ids=(before.id,))
    assert last_changes(council) == {"After it": ("After", "")}


def test_nothing_comes_both_before_and_after():
    before, after = make_organisation("Before"), make_organisation("After")
    middle = make_organisation("Middle", predecessor_ids=(before.id,), successor_ids=(after.id,))
    with pytest.raises(InvalidInput) as error:
        make_organisation("Ring", predecessor_ids=(after.id,), successor_ids=(before.id,))
    assert "successors" in problems_of(error)
    with pytest.raises(InvalidInput):
        change(middle, predecessor_ids=(middle.id,))


def test_archiving_needs_a_reason():
    council = make_organisation()
    with pytest.raises(InvalidInput) as error:
        archive_organisation(organisation=council, reason="  ", actor=ACTOR)
    assert "reason" in problems_of(error)
    assert council.archived_at is None


def test_an_archived_organisation_leaves_typeaheads_and_comes_back_when_restored():
    council = make_organisation()
    archive_organisation(organisation=council, reason="Entered twice", actor=ACTOR)
    assert find_by_prefix("example", ["organisation"], limit=5) == []
    assert find_organisation_called("Example County Council") is None
    assert last_changes(council) == {"Reason": ("", "Entered twice")}
    restore_organisation(organisation=council, actor=ACTOR)
    assert find_by_prefix("example", ["organisation"], limit=5) == [("organisation", council.id)]
    assert council.archived_reason == ""


def test_our_own_organisation_cannot_be_archived():
    ours = make_organisation()
    ours.is_own = True
    with pytest.raises(Conflict):
        archive_organisation(organisation=ours, reason="No", actor=ACTOR)
