"""Reads of colleagues and teams."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import bindparam, func, or_, select, text
from sqlalchemy.exc import SQLAlchemyError

from app.accounts.models import Colleague, Team
from app.accounts.rules import Permission, Role, fold_email, role_has
from app.core.errors import NotFound
from app.database import db
from app.prepared import PreparedSelect


def database_answers() -> bool:
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Account:
    """What every page has to know of whoever is signed in, without the weight of the model."""

    id: int
    name: str
    role: Role
    team_id: int | None
    session_version: int
    is_active: bool
    uses_single_keys: bool

    def may(self, permission: Permission) -> bool:
        return self.is_active and role_has(self.role, permission)

    @property
    def may_read_restricted(self) -> bool:
        return self.may(Permission.READ_RESTRICTED)


_COLLEAGUE = Colleague.__table__.c
_ACCOUNT = PreparedSelect(
    select(
        _COLLEAGUE.id,
        _COLLEAGUE.name,
        _COLLEAGUE.role,
        _COLLEAGUE.team_id,
        _COLLEAGUE.session_version,
        _COLLEAGUE.is_active,
        _COLLEAGUE.uses_single_keys,
    ).where(_COLLEAGUE.id == bindparam("colleague_id"))
)


def find_account(colleague_id: int) -> Account | None:
    rows = _ACCOUNT.rows(colleague_id=colleague_id)
    if not rows:
        return None
    [(number, name, role, team_id, session_version, is_active, uses_single_keys)] = rows
    return Account(number, name, Role(role), team_id, session_version, bool(is_active), bool(uses_single_keys))


def find_colleague(colleague_id: int) -> Colleague | None:
    return db.session.get(Colleague, colleague_id)


def get_colleague(colleague_id: int) -> Colleague:
    """Raises NotFound."""
    colleague = find_colleague(colleague_id)
    if colleague is None:
        raise NotFound
    return colleague


def find_colleague_by_email(email: str) -> Colleague | None:
    return db.session.scalar(select(Colleague).where(Colleague.email == fold_email(email)))


_ACTIVE_NAMES = PreparedSelect(
    select(_COLLEAGUE.id, _COLLEAGUE.name).where(_COLLEAGUE.is_active).order_by(_COLLEAGUE.name, _COLLEAGUE.id)
)


_WRITERS = or_(*(_COLLEAGUE.role == role for role in Role if role_has(role, Permission.LOG_CONTACT)))
_WRITERS_NAMES = PreparedSelect(
    select(_COLLEAGUE.id, _COLLEAGUE.name)
    .where(_COLLEAGUE.is_active, _WRITERS)
    .order_by(_COLLEAGUE.name, _COLLEAGUE.id)
)


def list_names_of_active_colleagues() -> list[tuple[int, str]]:
    """Whom a form offers, by number and name."""
    return [(number, name) for number, name in _ACTIVE_NAMES.rows()]


def list_names_of_writers() -> list[tuple[int, str]]:
    """Whom a form offers as an owner: those who may log contacts, since readers change nothing."""
    return [(number, name) for number, name in _WRITERS_NAMES.rows()]


def name_colleagues(ids: Collection[int]) -> list[tuple[int, str]]:
    """Those of the ids that exist, by number and name, whether they can still sign in or not."""
    if not ids:
        return []
    query = select(_COLLEAGUE.id, _COLLEAGUE.name).where(_COLLEAGUE.id.in_(ids))
    return [(number, name) for number, name in db.session.execute(query.order_by(_COLLEAGUE.name, _COLLEAGUE.id))]


def list_colleagues(*, active_only: bool = False) -> list[Colleague]:
    query = select(Colleague).order_by(Colleague.name, Colleague.id)
    if active_only:
        query = query.where(Colleague.is_active)
    return list(db.session.scalars(query))


def has_another_active_administrator(colleague_id: int) -> bool:
    """Locks the rows it looks at, so that two administrators cannot each rely on the other."""
    query = (
        select(Colleague.id)
        .where(Colleague.role == Role.ADMINISTRATOR, Colleague.is_active)
        .order_by(Colleague.id)
        .with_for_update()
    )
    return any(found != colleague_id for found in db.session.scalars(query))


def get_team(team_id: int) -> Team:
    """Raises NotFound."""
    team = db.session.get(Team, team_id)
    if team is None:
        raise NotFound
    return team


def find_team_by_name(name: str) -> Team | None:
    """The team called so in capitals or small letters, archived or not; SQLite folds only those of ASCII."""
    folded = name.casefold()
    return next((team for team in list_teams(with_archived=True) if team.name.casefold() == folded), None)


def count_colleagues_by_team() -> dict[int, int]:
    """Active colleagues of each team that has any."""
    query = (
        select(Colleague.team_id, func.count())
        .where(Colleague.team_id.is_not(None), Colleague.is_active)
        .group_by(Colleague.team_id)
    )
    return {team_id: count for team_id, count in db.session.execute(query) if team_id is not None}


def list_colleagues_of_team(team_id: int) -> list[Colleague]:
    """Those who can sign in."""
    query = select(Colleague).where(Colleague.team_id == team_id, Colleague.is_active)
    return list(db.session.scalars(query.order_by(Colleague.name, Colleague.id)))


def list_teams(*, with_archived: bool = False) -> list[Team]:
    query = select(Team).order_by(Team.name)
    if not with_archived:
        query = query.where(Team.archived_at.is_(None))
    return list(db.session.scalars(query))
