"""Keeping colleagues and teams."""

import datetime as dt

from app.accounts.models import Colleague, Team
from app.accounts.passwords import find_password_problem, hash_password
from app.accounts.queries import (
    find_colleague_by_email,
    find_team_by_name,
    get_team,
    has_another_active_administrator,
)
from app.accounts.rules import EMAIL_LIMIT, Role, fold_email, is_email
from app.audit.rules import Action, Actor, FieldChange, SystemActor, differences
from app.audit.services import record
from app.core.errors import Conflict, InvalidInput, Problem
from app.core.text import InvalidText, clean_line
from app.database import db

NAME_LIMIT = 200
LAST_ADMINISTRATOR = "This is the last active administrator. Make another colleague an administrator first."


def create_colleague(
    *, name: str, email: str, role: Role, password: str, team_id: int | None = None, actor: Actor | None = None
) -> Colleague:
    """Add a colleague who can sign in at once. Without an actor, set-up did it. Raises InvalidInput."""
    name, email, problems = _check_identity(name, email, besides=None)
    problem = find_password_problem(password, email=email, name=name)
    if problem:
        problems.append(Problem("password", problem))
    if problems:
        raise InvalidInput(problems)
    colleague = Colleague(name=name, email=email, role=role, password_hash=hash_password(password))
    colleague.team = _find_team(team_id, before=None)
    db.session.add(colleague)
    db.session.flush()
    _record(colleague, Action.CREATED, differences({}, _describe(colleague)), actor or SystemActor())
    return colleague


def change_colleague(
    *, colleague: Colleague, name: str, email: str, role: Role, team_id: int | None, actor: Actor
) -> None:
    """Raises InvalidInput, also when no active administrator would be left."""
    name, email, problems = _check_identity(name, email, besides=colleague)
    if role is not Role.ADMINISTRATOR and _is_last_administrator(colleague):
        problems.append(Problem("role", LAST_ADMINISTRATOR))
    if problems:
        raise InvalidInput(problems)
    team = _find_team(team_id, before=colleague.team)
    before = _describe(colleague)
    colleague.name, colleague.email, colleague.role, colleague.team = name, email, role, team
    db.session.flush()
    changes = differences(before, _describe(colleague))
    if changes:
        _record(colleague, Action.CHANGED, changes, actor)


def deactivate_colleague(*, colleague: Colleague, actor: Actor) -> None:
    """Shut a colleague out, now and in every session. Raises Conflict for the last active administrator."""
    if not colleague.is_active:
        return
    if _is_last_administrator(colleague):
        raise Conflict(LAST_ADMINISTRATOR)
    colleague.is_active = False
    colleague.session_version += 1
    db.session.flush()
    _record(colleague, Action.CHANGED, [FieldChange("Can sign in", "Yes", "No")], actor)


def reactivate_colleague(*, colleague: Colleague, actor: Actor) -> None:
    if colleague.is_active:
        return
    colleague.is_active = True
    db.session.flush()
    _record(colleague, Action.CHANGED, [FieldChange("Can sign in", "No", "Yes")], actor)


def set_password(*, colleague: Colleague, password: str, actor: Actor) -> None:
    """Give a colleague a password chosen by an administrator, ending their sessions. Raises InvalidInput."""
    replace_password(colleague=colleague, password=password, field="password", actor=actor)


def replace_password(*, colleague: Colleague, password: str, field: str, actor: Actor) -> None:
    """Keep a new password and end every session. Raises InvalidInput for the field that it was typed into."""
    problem = find_password_problem(password, email=colleague.email, name=colleague.name)
    if problem:
        raise InvalidInput.of(field, problem)
    colleague.password_hash = hash_password(password)
    colleague.session_version += 1
    db.session.flush()
    # The record says that it changed, and nothing from which either password could be told.
    _record(colleague, Action.CHANGED, [FieldChange("Password", "", "changed")], actor)


def set_single_keys(*, colleague: Colleague, are_used: bool, actor: Actor) -> None:
    """Turn the keys that do something alone off or on again (WCAG 2.2, 2.1.4)."""
    if colleague.uses_single_keys is are_used:
        return
    colleague.uses_single_keys = are_used
    db.session.flush()
    words = {True: "On", False: "Off"}
    _record(colleague, Action.CHANGED, [FieldChange("Single keys", words[not are_used], words[are_used])], actor)


def add_team(*, name: str, actor: Actor) -> Team:
    """Raises InvalidInput."""
    team = Team(name=_check_team_name(name, besides=None))
    db.session.add(team)
    db.session.flush()
    _record_team(team, Action.CREATED, [FieldChange("Name", "", team.name)], actor)
    return team


def rename_team(*, team: Team, name: str, actor: Actor) -> None:
    """Raises InvalidInput."""
    new_name = _check_team_name(name, besides=team)
    if new_name == team.name:
        return
    change = FieldChange("Name", team.name, new_name)
    team.name = new_name
    db.session.flush()
    _record_team(team, Action.CHANGED, [change], actor)


def archive_team(*, team: Team, now: dt.datetime, actor: Actor) -> None:
    """Take a team out of the choices; its colleagues and its contacts keep it."""
    if team.archived_at is None:
        team.archived_at = now
        db.session.flush()
        _record_team(team, Action.ARCHIVED, [], actor)


def restore_team(*, team: Team, actor: Actor) -> None:
    if team.archived_at is not None:
        team.archived_at = None
        db.session.flush()
        _record_team(team, Action.RESTORED, [], actor)


def _check_identity(name: str, email: str, *, besides: Colleague | None) -> tuple[str, str, list[Problem]]:
    problems: list[Problem] = []
    name = _checked_line("name", name, "Enter the colleague’s name", problems)
    email = fold_email(_checked_line("email", email, "Enter an email address", problems, EMAIL_LIMIT))
    if email and not is_email(email):
        problems.append(Problem("email", "Enter an email address like name@organisation.org"))
    other = find_colleague_by_email(email) if email else None
    if other is not None and other is not besides:
        problems.append(Problem("email", f"{other.name} already has this email address"))
    return name, email, problems


def _checked_line(field: str, text: str, if_empty: str, problems: list[Problem], limit: int = NAME_LIMIT) -> str:
    try:
        line = clean_line(text)
    except InvalidText as error:
        problems.append(Problem(field, str(error)))
        return ""
    if not line:
        problems.append(Problem(field, if_empty))
    elif len(line) > limit:
        problems.append(Problem(field, f"This must be {limit} characters or fewer"))
    return line


def _check_team_name(name: str, *, besides: Team | None) -> str:
    problems: list[Problem] = []
    name = _checked_line("name", name, "Enter the team’s name", problems)
    other = find_team_by_name(name) if name else None
    if other is not None and other is not besides:
        archived = ", and is archived" if other.archived_at else ""
        problems.append(Problem("name", f"A team called {other.name} is already there{archived}"))
    if problems:
        raise InvalidInput(problems)
    return name


def _find_team(team_id: int | None, *, before: Team | None) -> Team | None:
    """The team chosen. An archived one can stay, but not be chosen anew."""
    if team_id is None:
        return None
    team = get_team(team_id)
    if team.archived_at is not None and team is not before:
        raise InvalidInput.of("team_id", f"{team.name} is archived. Choose another team")
    return team


def _is_last_administrator(colleague: Colleague) -> bool:
    is_one = colleague.is_active and colleague.role is Role.ADMINISTRATOR
    return is_one and not has_another_active_administrator(colleague.id)


def _describe(colleague: Colleague) -> dict[str, str]:
    return {
        "Name": colleague.name,
        "Email": colleague.email,
        "Role": colleague.role.label,
        "Team": colleague.team.name if colleague.team else "",
    }


def _record(colleague: Colleague, action: Action, changes: list[FieldChange], actor: Actor) -> None:
    record(
        actor=actor,
        action=action,
        subject_kind="colleague",
        subject_id=colleague.id,
        subject_label=colleague.name,
        changes=changes,
    )


def _record_team(team: Team, action: Action, changes: list[FieldChange], actor: Actor) -> None:
    record(
        actor=actor,
        action=action,
        subject_kind="team",
        subject_id=team.id,
        subject_label=team.name,
        changes=changes,
    )
