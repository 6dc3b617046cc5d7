"""Organisations: what they are called, where they belong, what came before and after them."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Colleague
from app.database import Model, UtcDateTime, utc_now, word_enum
from app.managed_lists.models import ListedWord
from app.organisations.rules import OrganisationStatus, PartnerGroup, Stage


def _index_of_listed(name: str, *columns: str) -> Index:
    """An index of the organisations that are not archived, with all that the board asks of them."""
    listed = text("archived_at IS NULL")
    return Index(name, *columns, "is_sector_leader", "archived_at", sqlite_where=listed, postgresql_where=listed)


class Sector(ListedWord, Model):
    """A field of work that organisations are filed under. The key is set for those that Liaison starts with."""

    __tablename__ = "sector"

    key: Mapped[str | None] = mapped_column(String(40), unique=True)


class Organisation(Model):
    """A body we deal with; exactly one is our own."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(300))
    match_key: Mapped[str] = mapped_column(String(300))
    abbreviation: Mapped[str] = mapped_column(String(40), default="")
    partner_group: Mapped[PartnerGroup] = mapped_column(word_enum(PartnerGroup, "partner_group"))
    sector_id: Mapped[int | None] = mapped_column(ForeignKey("sector.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    status: Mapped[OrganisationStatus] = mapped_column(
        word_enum(OrganisationStatus, "organisation_status"), default=OrganisationStatus.LIVE
    )
    closed_on: Mapped[dt.date | None]
    website: Mapped[str] = mapped_column(String(500), default="")
    stage: Mapped[Stage] = mapped_column(word_enum(Stage, "stage"), default=Stage.IDENTIFIED)
    stage_since: Mapped[dt.date | None]  # the day of the last StageChange; none where no move was ever dated
    is_sector_leader: Mapped[bool] = mapped_column(default=False)
    relationship_owner_id: Mapped[int | None] = mapped_column(ForeignKey("colleague.id"), index=True)
    notes: Mapped[str] = mapped_column(Text, default="")
    is_own: Mapped[bool] = mapped_column(default=False)
    is_sample: Mapped[bool] = mapped_column(default=False, index=True)
    # Where a shipped row comes from, and what makes loading it again find it.
    source_key: Mapped[str | None] = mapped_column(String(200), unique=True)
    source: Mapped[str] = mapped_column(String(500), default="")
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=utc_now)
    archived_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    archived_reason: Mapped[str] = mapped_column(String(500), default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        Index("ix_organisation_match_key_id", "match_key", "id"),
        Index(
            "uq_organisation_is_own",
            "is_own",
            unique=True,
            sqlite_where=text("is_own"),
            postgresql_where=text("is_own"),
        ),
        UniqueConstraint("id", "is_own"),  # what a workstream's lead refers to, which our own can't be
        # The board of stages: counted by group, and listed with the newest moves first, from the indexes alone.
        _index_of_listed("ix_organisation_stage_group", "stage", "partner_group", "stage_since"),
        _index_of_listed("ix_organisation_stage_since", "stage", "stage_since"),
        CheckConstraint("parent_id IS NULL OR parent_id <> id", name="parent_is_another"),
        CheckConstraint("archived_at IS NULL OR archived_reason <> ''", name="archived_with_reason"),
    )

    sector: Mapped[Sector | None] = relationship()
    parent: Mapped["Organisation | None"] = relationship(remote_side=[id])
    relationship_owner: Mapped[Colleague | None] = relationship()
    aliases: Mapped[list["OrganisationAlias"]] = relationship(
        cascade="all, delete-orphan", order_by="OrganisationAlias.name"
    )


class OrganisationAlias(Model):
    """Another name that people know an organisation by."""

    __tablename__ = "organisation_alias"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(300))
    match_key: Mapped[str] = mapped_column(String(300), index=True)


class OrganisationSuccession(Model):
    """One body came before another."""

    __tablename__ = "organisation_succession"

    predecessor_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True)
    successor_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True, index=True
    )

    __table_args__ = (CheckConstraint("predecessor_id <> successor_id", name="successor_is_another"),)


class StageChange(Model):
    """From which day an organisation stood at which stage, and why."""

    __tablename__ = "stage_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    stage: Mapped[Stage] = mapped_column(word_enum(Stage, "stage_set"))
    stage_before: Mapped[Stage | None] = mapped_column(word_enum(Stage, "stage_before"))  # none when it was added
    changed_on: Mapped[dt.date]
    reason: Mapped[str] = mapped_column(String(500))
    colleague_id: Mapped[int | None] = mapped_column(ForeignKey("colleague.id"))
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=utc_now)

    __table_args__ = (
        CheckConstraint("reason <> ''", name="has_reason"),
        Index("ix_stage_change_organisation", "organisation_id", "changed_on", "id"),
    )

    colleague: Mapped[Colleague | None] = relationship()


class RegulatoryMatter(Model):
    """A matter on which our organisation may act as regulator. That there is one is seen by all; what about, by few."""

    __tablename__ = "regulatory_matter"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    about: Mapped[str] = mapped_column(Text)
    reference: Mapped[str] = mapped_column(String(100), default="")
    opened_on: Mapped[dt.date]
    review_on: Mapped[dt.date]
    closed_on: Mapped[dt.date | None]
    closed_reason: Mapped[str] = mapped_column(String(500), default="")
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("colleague.id"))
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("colleague.id"))
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=utc_now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        CheckConstraint("about <> ''", name="says_what_about"),
        CheckConstraint("closed_on IS NULL OR closed_on >= opened_on", name="closed_after_opened"),
        CheckConstraint("closed_on IS NULL OR closed_reason <> ''", name="closed_with_reason"),
        Index("ix_regulatory_matter_organisation", "organisation_id", "opened_on", "closed_on"),
    )

    organisation: Mapped[Organisation] = relationship()
    opened_by: Mapped[Colleague | None] = relationship(foreign_keys=[opened_by_id])
    closed_by: Mapped[Colleague | None] = relationship(foreign_keys=[closed_by_id])
