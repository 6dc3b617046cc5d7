import datetime as dt

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.audit.queries import list_changes
from app.audit.rules import SystemActor
from app.core.clock import office_today
from app.core.errors import Conflict, InvalidInput, StaleVersion
from app.organisations.details import OrganisationDetails
from app.organisations.rules import PartnerGroup, Stage
from app.organisations.services import archive_organisation, change_organisation
from app.organisations.stages import list_stage_changes, move_stage, undo_move
from tests.factories.directory import make_organisation

pytestmark = pytest.mark.usefixtures("session")
ACTOR = SystemActor()
DAY = dt.date(2019, 10, 14)


def move(organisation, stage=Stage.ENGAGED, changed_on=DAY, reason="They asked to join", **more):
    version = more.pop("version", organisation.version)
    return move_stage(
        organisation=organisation, stage=stage, changed_on=changed_on, reason=reason, version=version, actor=ACTOR
    )


def test_an_organisation_begins_at_the_stage_that_it_is_added_at():
    council = make_organisation(stage=Stage.ENGAGED)
    [begun] = list_stage_changes(council.id)
    assert (begun.stage, begun.stage_before, begun.changed_on) == (Stage.ENGAGED, None, office_today())
    assert begun.reason == "Added to the directory as engaged."
    assert council.stage_since == office_today()


def test_a_move_keeps_the_stage_the_day_and_the_reason():
    council = make_organisation()
    move(council)
    assert (council.stage, council.stage_since) == (Stage.ENGAGED, DAY)
    newest = list_stage_changes(council.id)[0]
    assert (newest.stage, newest.stage_before, newest.reason) == (
        Stage.ENGAGED,
        Stage.IDENTIFIED,
        "They asked to join",
    )
    told = {
        change["label"]: (change["old"], change["new"]) for change in list_changes("organisation", council.id)[0][5]
    }
    assert told == {
        "Stage": ("Identified", "Engaged"),
        "Since": ("", "14 October 2019"),
        "Why": ("", "They asked to join"),
    }


def test_what_is_wrong_with_a_move_is_told_at_once():
    council = make_organisation()
    with pytest.raises(InvalidInput) as error:
        move(council, Stage.IDENTIFIED, office_today() + dt.timedelta(days=1), " ")
    assert {problem.field for problem in error.value.problems} == {"stage", "changed_on", "reason"}
    with pytest.raises(InvalidInput) as error:
        move(council, None, None)
    assert {problem.field for problem in error.value.problems} == {"stage", "changed_on"}
    assert council.stage is Stage.IDENTIFIED


def test_a_move_is_not_dated_before_the_one_before_it():
    council = make_organisation()
    move(council)
    with pytest.raises(InvalidInput, match="since 14 October 2019"):
        move(council, Stage.PARTNER, DAY - dt.timedelta(days=1))
    move(council, Stage.PARTNER, DAY)


def test_the_last_move_can_be_taken_back_and_no_other():
    council = make_organisation()
    first, second = move(council), move(council, Stage.PARTNER, DAY + dt.timedelta(days=9))
    with pytest.raises(Conflict):
        undo_move(organisation=council, change_id=first.id, actor=ACTOR)
    undo_move(organisation=council, change_id=second.id, actor=ACTOR)
    assert (council.stage, council.stage_since) == (Stage.ENGAGED, DAY)
    undo_move(organisation=council, change_id=first.id, actor=ACTOR)
    assert (council.stage, council.stage_since) == (Stage.IDENTIFIED, office_today())
    [begun] = list_stage_changes(council.id)
    with pytest.raises(Conflict):
        undo_move(organisation=council, change_id=begun.id, actor=ACTOR)


def test_neither_an_archived_organisation_nor_our_own_is_moved():
    gone, own = make_organisation("Gone"), make_organisation("Our Office")
    archive_organisation(organisation=gone, reason="Entered twice", actor=ACTOR)
    own.is_own = True
    for organisation in (gone, own):
        with pytest.raises(Conflict, match="is not moved"):
            move(organisation)


def test_a_move_on_top_of_someone_elses_is_refused():
    council = make_organisation()
    opened_at = council.version
    move(council)
    with pytest.raises(StaleVersion):
        move(council, Stage.PARTNER, version=opened_at)


def test_editing_an_organisation_leaves_its_stage_alone():
    council = make_organisation(stage=Stage.PARTNER)
    details = OrganisationDetails(name="Renamed Council", partner_group=PartnerGroup.FRONTLINE)
    change_organisation(organisation=council, details=details, version=council.version, actor=ACTOR)
    assert (council.name, council.stage) == ("Renamed Council", Stage.PARTNER)
    assert len(list_stage_changes(council.id)) == 1


def test_the_database_refuses_a_move_without_a_reason(session):
    make_organisation()
    with pytest.raises(IntegrityError):
        session.execute(text("UPDATE stage_change SET reason = ''"))
    session.rollback()
