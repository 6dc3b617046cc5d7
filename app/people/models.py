"""People, the posts they hold, and from when to when."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import Model, UtcDateTime, utc_now
from app.organisations.models import Organisation


class Person(Model):
    """An individual outside our organisation (or a named member of it who has no account)."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    match_key: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254), default="")
    telephone: Mapped[str] = mapped_column(String(60), default="")
    notes: Mapped[str] = mapped_column(Text, default="")
    is_sample: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=utc_now)
    archived_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    archived_reason: Mapped[str] = mapped_column(String(500), default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        Index("ix_person_match_key_id", "match_key", "id"),
        CheckConstraint("archived_at IS NULL OR archived_reason <> ''", name="archived_with_reason"),
    )

    appointments: Mapped[list["Appointment"]] = relationship(
        back_populates="person", cascade="all, delete-orphan", order_by="Appointment.id.desc()"
    )


class Post(Model):
    """An office of an organisation. Holders change; the post and its history stay."""

    __tablename__ = "post"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    match_key: Mapped[str] = mapped_column(String(200))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    notes: Mapped[str] = mapped_column(Text, default="")
    is_sample: Mapped[bool] = mapped_column(default=False)
    source_key: Mapped[str | None] = mapped_column(String(200), unique=True)
    source: Mapped[str] = mapped_column(String(500), default="")
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=utc_now)
    archived_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    archived_reason: Mapped[str] = mapped_column(String(500), default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        Index("ix_post_organisation_id_match_key", "organisation_id", "match_key"),
        Index("ix_post_title_id", "title", "id"),
        CheckConstraint("archived_at IS NULL OR archived_reason <> ''", name="archived_with_reason"),
    )

    organisation: Mapped[Organisation] = relationship()


class Appointment(Model):
    """A person's holding of a post, or simply their place in an organisation where no post is known."""

    __tablename__ = "appointment"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"), index=True)
    started_on: Mapped[dt.date | None]
    ended_on: Mapped[dt.date | None]  # the last day, itself included

    __table_args__ = (
        CheckConstraint("started_on IS NULL OR ended_on IS NULL OR started_on <= ended_on", name="ends_after_start"),
    )

    person: Mapped[Person] = relationship(back_populates="appointments")
    organisation: Mapped[Organisation] = relationship()
    post: Mapped[Post | None] = relationship()

    @property
    def place(self) -> str:
        """'Director, Example County Council', or the organisation alone."""
        return f"{self.post.title}, {self.organisation.name}" if self.post else self.organisation.name

    def is_held_on(self, day: dt.date) -> bool:
        """As held_on in queries: an unknown beginning or end lies as far off as it may."""
        has_begun = self.started_on is None or self.started_on <= day
        return has_begun and (self.ended_on is None or self.ended_on >= day)
