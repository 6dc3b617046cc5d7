"""Colleagues and their teams."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.rules import Permission, Role, role_has
from app.database import Model, UtcDateTime, utc_now, word_enum


class Team(Model):
    """A group of colleagues; a contact keeps the team of the day."""

    __tablename__ = "team"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    archived_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class Colleague(Model):
    """A user of Liaison. Never deleted: a deactivated colleague keeps their name on what they did."""

    __tablename__ = "colleague"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)  # kept in lower case
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[Role] = mapped_column(word_enum(Role, "role"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"), index=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    # Raised by a new password or a deactivation, which ends every other session.
    session_version: Mapped[int] = mapped_column(default=1)
    is_active: Mapped[bool] = mapped_column(default=True)
    # Whether one letter alone does something (WCAG 2.2, 2.1.4): each colleague can turn that off.
    uses_single_keys: Mapped[bool] = mapped_column(default=True, server_default=true())
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=utc_now)

    team: Mapped[Team | None] = relationship(lazy="joined")

    def may(self, permission: Permission) -> bool:
        return self.is_active and role_has(self.role, permission)

    @property
    def may_read_restricted(self) -> bool:
        return self.may(Permission.READ_RESTRICTED)


class SignInAttempt(Model):
    """A failed sign-in, kept only as long as the throttle looks back. The subject is a digest, not an address."""

    __tablename__ = "sign_in_attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(64))
    occurred_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=utc_now)

    __table_args__ = (Index("ix_sign_in_attempt_subject_occurred_at", "subject", "occurred_at"),)
