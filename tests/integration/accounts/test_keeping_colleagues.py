"""Colleagues and teams: what may be kept, and what is recorded of it."""

import datetime as dt
from collections.abc import Callable

import pytest

from app.accounts import services
from app.accounts.models import Colleague, Team
from app.accounts.passwords import is_password
from app.accounts.queries import (
    count_colleagues_by_team,
    find_colleague_by_email,
    list_colleagues,
    list_colleagues_of_team,
    list_teams,
)
from app.accounts.rules import Role
from app.audit.queries import list_changes
from app.audit.rules import SystemActor
from app.core.errors import Conflict, InvalidInput, NotFound

pytestmark = pytest.mark.usefixtures("session")

SYSTEM = SystemActor()
NOW = dt.datetime(2021, 3, 5, 9, 0, tzinfo=dt.UTC)
PASSWORD = "teapot walrus ladder"


def add(**changed: object) -> Colleague:
    details = {"name": "Officer A", "email": "a@liaison.example", "role": Role.OFFICER, "password": PASSWORD}
    return services.create_colleague(**{**details, **changed}, actor=SYSTEM)  # type: ignore[arg-type]


def fields_at_fault(error: pytest.ExceptionInfo[InvalidInput]) -> list[str]:
    return [problem.field for problem in error.value.problems]


def test_a_colleague_is_found_by_the_address_however_it_is_written() -> None:
    added = add(email=" A@Liaison.Example ", name="  Officer   A ")
    assert (added.email, added.name) == ("a@liaison.example", "Officer A")
    assert find_colleague_by_email("a@LIAISON.example") is added


def test_everything_wrong_with_a_new_colleague_is_said_at_once() -> None:
    with pytest.raises(InvalidInput) as error:
        add(name=" ", email="nowhere", password="short")
    assert fields_at_fault(error) == ["name", "email", "password"]


def test_broken_characters_are_refused_in_words() -> None:
    with pytest.raises(InvalidInput) as error:
        add(name="Officer\x00", email="a\x00@liaison.example")
    assert fields_at_fault(error) == ["name", "email"]


def test_two_colleagues_cannot_share_an_address() -> None:
    add()
    with pytest.raises(InvalidInput, match="Officer A already has this email address"):
        add(name="Officer B", email="A@liaison.example")


def test_a_colleague_keeps_their_address_while_their_name_changes() -> None:
    colleague = add()
    services.change_colleague(
        colleague=colleague, name="Officer Z", email=colleague.email, role=Role.MANAGER, team_id=None, actor=SYSTEM
    )
    (changed, _created) = list_changes("colleague", colleague.id)
    assert changed.changes == [
        {"label": "Name", "old": "Officer A", "new": "Officer Z"},
        {"label": "Role", "old": "Officer", "new": "Manager"},
    ]


def test_saving_without_a_change_records_none() -> None:
    colleague = add()
    services.change_colleague(
        colleague=colleague, name="Officer A", email=colleague.email, role=Role.OFFICER, team_id=None, actor=SYSTEM
    )
    assert len(list_changes("colleague", colleague.id)) == 1


def test_the_record_holds_neither_a_password_nor_its_hash() -> None:
    colleague = add()
    first_hash = colleague.password_hash
    services.set_password(colleague=colleague, password="ladder walrus teapot", actor=SYSTEM)
    written = repr([(entry.subject_label, entry.changes) for entry in list_changes("colleague", colleague.id)])
    assert "Password" in written
    for secret in (PASSWORD, "ladder walrus teapot", first_hash, colleague.password_hash):
        assert secret not in written


def test_a_new_password_replaces_the_old_and_ends_the_sessions() -> None:
    colleague = add()
    before = colleague.session_version
    services.set_password(colleague=colleague, password="ladder walrus teapot", actor=SYSTEM)
    assert is_password("ladder walrus teapot", colleague.password_hash)
    assert not is_password(PASSWORD, colleague.password_hash)
    assert colleague.session_version > before


def test_a_password_that_breaks_the_rules_changes_nothing() -> None:
    colleague = add()
    with pytest.raises(InvalidInput):
        services.set_password(colleague=colleague, password="a@liaison.example", actor=SYSTEM)
    assert is_password(PASSWORD, colleague.password_hash)


def test_a_deactivated_colleague_has_no_session_and_comes_back_by_reactivation() -> None:
    colleague = add()
    before = colleague.session_version
    services.deactivate_colleague(colleague=colleague, actor=SYSTEM)
    assert colleague.session_version > before
    assert list_colleagues(active_only=True) == []
    services.reactivate_colleague(colleague=colleague, actor=SYSTEM)
    assert list_colleagues(active_only=True) == [colleague]
    back, out, _created = list_changes("colleague", colleague.id)
    assert out.changes == [{"label": "Can sign in", "old": "Yes", "new": "No"}]
    assert back.changes == [{"label": "Can sign in", "old": "No", "new": "Yes"}]


def test_deactivating_twice_is_recorded_once() -> None:
    colleague = add()
    services.deactivate_colleague(colleague=colleague, actor=SYSTEM)
    services.deactivate_colleague(colleague=colleague, actor=SYSTEM)
    assert len(list_changes("colleague", colleague.id)) == 2


def test_the_last_active_administrator_cannot_be_deactivated(make_colleague: Callable[..., Colleague]) -> None:
    last, gone = make_colleague(Role.ADMINISTRATOR), make_colleague(Role.ADMINISTRATOR, email="b@liaison.example")
    services.deactivate_colleague(colleague=gone, actor=SYSTEM)
    with pytest.raises(Conflict, match="last active administrator"):
        services.deactivate_colleague(colleague=last, actor=SYSTEM)
    assert last.is_active


def test_the_last_active_administrator_cannot_be_given_another_role(make_colleague: Callable[..., Colleague]) -> None:
    last = make_colleague(Role.ADMINISTRATOR)
    with pytest.raises(InvalidInput, match="last active administrator") as error:
        services.change_colleague(
            colleague=last, name=last.name, email=last.email, role=Role.OFFICER, team_id=None, actor=SYSTEM
        )
    assert fields_at_fault(error) == ["role"]
    assert last.role is Role.ADMINISTRATOR


def test_with_another_administrator_one_may_go(make_colleague: Callable[..., Colleague]) -> None:
    one = make_colleague(Role.ADMINISTRATOR)
    make_colleague(Role.ADMINISTRATOR, email="b@liaison.example")
    services.deactivate_colleague(colleague=one, actor=SYSTEM)
    assert not one.is_active


@pytest.mark.parametrize("taken", ["Équipe", "équipe", "ÉQUIPE"])
def test_a_team_name_is_taken_however_it_is_capitalised(taken: str) -> None:
    services.add_team(name="Équipe", actor=SYSTEM)
    with pytest.raises(InvalidInput, match="already there"):
        services.add_team(name=taken, actor=SYSTEM)


def test_a_team_can_change_only_the_capitals_of_its_name() -> None:
    team = services.add_team(name="policy", actor=SYSTEM)
    services.rename_team(team=team, name="Policy", actor=SYSTEM)
    assert team.name == "Policy"


def archived_team() -> Team:
    team = services.add_team(name="Hub", actor=SYSTEM)
    services.archive_team(team=team, now=NOW, actor=SYSTEM)
    return team


def test_an_archived_team_leaves_the_choices_and_can_come_back() -> None:
    team = archived_team()
    assert list_teams() == []
    services.restore_team(team=team, actor=SYSTEM)
    assert list_teams() == [team]


def test_an_archived_team_cannot_be_chosen() -> None:
    with pytest.raises(InvalidInput, match="Hub is archived"):
        add(team_id=archived_team().id)


def test_a_colleague_of_an_archived_team_can_be_saved_with_it() -> None:
    team = services.add_team(name="Hub", actor=SYSTEM)
    colleague = add(team_id=team.id)
    services.archive_team(team=team, now=NOW, actor=SYSTEM)
    services.change_colleague(
        colleague=colleague, name="Z", email=colleague.email, role=Role.OFFICER, team_id=team.id, actor=SYSTEM
    )
    assert colleague.team is team


def test_a_team_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        add(team_id=999)


def test_a_team_counts_the_colleagues_who_can_sign_in() -> None:
    team = services.add_team(name="Hub", actor=SYSTEM)
    staying, leaving = add(team_id=team.id), add(team_id=team.id, email="b@liaison.example")
    services.deactivate_colleague(colleague=leaving, actor=SYSTEM)
    assert count_colleagues_by_team() == {team.id: 1}
    assert list_colleagues_of_team(team.id) == [staying]
