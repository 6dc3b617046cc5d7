"""Reads of colleagues and teams."""

from sqlalchemy import select, text
from sqlalchemy.exc import SQLAlchemyError

from app.accounts.models import Colleague, Team
from app.core.errors import NotFound
from app.database import db


def database_answers() -> bool:
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True


def find_colleague(colleague_id: int) -> Colleague | None:
    return db.session.get(Colleague, colleague_id)


def get_colleague(colleague_id: int) -> Colleague:
    """Raises NotFound."""
    colleague = find_colleague(colleague_id)
    if colleague is None:
        raise NotFound
    return colleague


def find_colleague_by_email(email: str) -> Colleague | None:
    return db.session.scalar(select(Colleague).where(Colleague.email == email.strip().lower()))


def list_colleagues(*, active_only: bool = False) -> list[Colleague]:
    query = select(Colleague).order_by(Colleague.name, Colleague.id)
    if active_only:
        query = query.where(Colleague.is_active)
    return list(db.session.scalars(query))


def list_teams(*, with_archived: bool = False) -> list[Team]:
    query = select(Team).order_by(Team.name)
    if not with_archived:
        query = query.where(Team.archived_at.is_(None))
    return list(db.session.scalars(query))
