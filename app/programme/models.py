"""What contacts can be linked to: workstreams, commitments, outputs, milestones and themes."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Colleague
from app.core.plain_dates import DatePrecision, PlainDate
from app.database import Model, UtcDateTime, utc_now, word_enum
from app.managed_lists.models import ListedWord
from app.organisations.models import Organisation, Sector
from app.people.models import Person, Post
from app.programme.records import ProgrammeRecord
from app.programme.rules import (
    SEEKING_A_LEAD,
    Capacity,
    CommitmentStatus,
    OutputKind,
    OutputStatus,
    WorkstreamStatus,
)


class Workstream(ProgrammeRecord, Model):
    """A strand of work, led by another organisation than our own (the letter, paragraph 7), or seeking a lead."""

    __tablename__ = "workstream"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str | None] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    purpose: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[WorkstreamStatus] = mapped_column(
        word_enum(WorkstreamStatus, "workstream_status"),
        default=WorkstreamStatus.ACTIVE,
        server_default=WorkstreamStatus.ACTIVE,
    )
    lead_id: Mapped[int | None]
    # Always false: with the lead it refers to an organisation that is not our own, which the database so refuses.
    lead_is_own: Mapped[bool] = mapped_column(default=False, server_default=false())
    our_capacity: Mapped[Capacity | None] = mapped_column(word_enum(Capacity, "our_capacity"))
    started_on: Mapped[dt.date | None]
    target_on: Mapped[dt.date | None]
    source_document: Mapped[str] = mapped_column(String(300), default="")
    source_paragraph: Mapped[str] = mapped_column(String(40), default="")
    position: Mapped[int] = mapped_column(default=0)

    __mapper_args__ = {"version_id_col": ProgrammeRecord.version}
    __table_args__ = (
        ForeignKeyConstraint(["lead_id", "lead_is_own"], ["organisation.id", "organisation.is_own"]),
        CheckConstraint("NOT lead_is_own", name="led_by_another"),
        CheckConstraint(
            "started_on IS NULL OR target_on IS NULL OR started_on <= target_on", name="target_after_start"
        ),
        Index("ix_workstream_lead_id", "lead_id"),
    )

    lead: Mapped[Organisation | None] = relationship(
        primaryjoin="foreign(Workstream.lead_id) == Organisation.id", lazy="select"
    )
    sectors: Mapped[list[Sector]] = relationship(secondary="workstream_sector", order_by=Sector.position)
    supporters: Mapped[list[Organisation]] = relationship(secondary="workstream_supporter", order_by=Organisation.name)

    @property
    def lead_words(self) -> str:
        """Who leads it, or that nobody does yet."""
        return self.lead.name if self.lead else SEEKING_A_LEAD


class WorkstreamSector(Model):
    __tablename__ = "workstream_sector"

    workstream_id: Mapped[int] = mapped_column(ForeignKey("workstream.id", ondelete="CASCADE"), primary_key=True)
    sector_id: Mapped[int] = mapped_column(ForeignKey("sector.id"), primary_key=True, index=True)


class WorkstreamSupporter(Model):
    """An organisation that supports a workstream without leading it."""

    __tablename__ = "workstream_supporter"

    workstream_id: Mapped[int] = mapped_column(ForeignKey("workstream.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True, index=True)


class Activity(Model):
    """Something done in a workstream: who was reached by it, and the effort that it took."""

    __tablename__ = "activity"

    id: Mapped[int] = mapped_column(primary_key=True)
    workstream_id: Mapped[int] = mapped_column(ForeignKey("workstream.id", ondelete="CASCADE"))
    what: Mapped[str] = mapped_column(String(500))
    done_on: Mapped[dt.date]
    reached_count: Mapped[int | None]  # people; none where nobody counted
    reached_whom: Mapped[str] = mapped_column(String(300), default="")
    effort_minutes: Mapped[int | None]
    is_sample: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=utc_now)
    removed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # taken off its workstream, and can be put back
    version: Mapped[int] = mapped_column(default=1, server_default="1")

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        CheckConstraint("what <> ''", name="has_what"),
        CheckConstraint("reached_count IS NULL OR reached_count >= 0", name="reached_no_fewer_than_none"),
        CheckConstraint("effort_minutes IS NULL OR effort_minutes >= 0", name="effort_no_less_than_none"),
        Index("ix_activity_workstream", "workstream_id", "done_on", "id"),
    )

    workstream: Mapped[Workstream] = relationship()
    sectors: Mapped[list[Sector]] = relationship(secondary="activity_sector", order_by=Sector.position)


class ActivitySector(Model):
    __tablename__ = "activity_sector"

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True)
    sector_id: Mapped[int] = mapped_column(ForeignKey("sector.id"), primary_key=True, index=True)


class Commitment(ProgrammeRecord, Model):
    """A promise, ours or theirs, with where it was made, by whom and to whom."""

    __tablename__ = "commitment"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)  # said, as it is part of a foreign key
    key: Mapped[str | None] = mapped_column(String(60), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    words: Mapped[str] = mapped_column(Text)
    is_ours: Mapped[bool] = mapped_column(default=True)
    by_organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    by_post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"), index=True)
    by_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    to_organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    to_post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"), index=True)
    to_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    made_on: Mapped[dt.date | None]
    made_at_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"), index=True)
    due_on: Mapped[dt.date | None]
    status: Mapped[CommitmentStatus] = mapped_column(
        word_enum(CommitmentStatus, "commitment_status"), default=CommitmentStatus.OPEN
    )
    status_change_id: Mapped[int | None]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("colleague.id"), index=True)
    workstream_id: Mapped[int | None] = mapped_column(ForeignKey("workstream.id"), index=True)
    source_document: Mapped[str] = mapped_column(String(300), default="")
    source_paragraph: Mapped[str] = mapped_column(String(40), default="")
    position: Mapped[int] = mapped_column(default=0)

    __mapper_args__ = {"version_id_col": ProgrammeRecord.version}
    __table_args__ = (
        # A status is one that a change says, and a change to delivered has evidence: see CommitmentStatusChange.
        ForeignKeyConstraint(
            ["id", "status_change_id", "status"],
            [
                "commitment_status_change.commitment_id",
                "commitment_status_change.id",
                "commitment_status_change.status",
            ],
            name="fk_commitment_status_change",
            use_alter=True,
        ),
        CheckConstraint("status = 'open' OR status_change_id IS NOT NULL", name="status_was_set"),
        Index("ix_commitment_due", "due_on", "id"),
    )

    owner: Mapped[Colleague | None] = relationship()
    workstream: Mapped[Workstream | None] = relationship()
    by_organisation: Mapped[Organisation | None] = relationship(foreign_keys=[by_organisation_id])
    by_post: Mapped[Post | None] = relationship(foreign_keys=[by_post_id])
    by_person: Mapped[Person | None] = relationship(foreign_keys=[by_person_id])
    to_organisation: Mapped[Organisation | None] = relationship(foreign_keys=[to_organisation_id])
    to_post: Mapped[Post | None] = relationship(foreign_keys=[to_post_id])
    to_person: Mapped[Person | None] = relationship(foreign_keys=[to_person_id])


class CommitmentStatusChange(Model):
    """From which day a commitment stood where, why, and what shows it. Delivered is nothing without evidence."""

    __tablename__ = "commitment_status_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitment.id", ondelete="CASCADE"))
    status: Mapped[CommitmentStatus] = mapped_column(word_enum(CommitmentStatus, "status_set"))
    changed_on: Mapped[dt.date]
    reason: Mapped[str] = mapped_column(String(500), default="")
    evidence_contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    evidence_output_id: Mapped[int | None] = mapped_column(ForeignKey("output.id"), index=True)
    evidence_link: Mapped[str] = mapped_column(String(500), default="")
    evidence_document: Mapped[str] = mapped_column(String(300), default="")
    colleague_id: Mapped[int | None] = mapped_column(ForeignKey("colleague.id"))
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=utc_now)

    __table_args__ = (
        UniqueConstraint("commitment_id", "id", "status"),  # what a commitment's status refers to
        CheckConstraint(
            "status <> 'delivered' OR evidence_contact_id IS NOT NULL OR evidence_output_id IS NOT NULL "
            "OR evidence_link <> '' OR evidence_document <> ''",
            name="delivered_with_evidence",
        ),
    )

    output: Mapped["Output | None"] = relationship()
    colleague: Mapped[Colleague | None] = relationship()


class Output(ProgrammeRecord, Model):
    """A thing produced, or to be: where it stands, and where it is published."""

    __tablename__ = "output"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[OutputKind] = mapped_column(word_enum(OutputKind, "output_kind"))
    title: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(Text, default="")
    sector_id: Mapped[int | None] = mapped_column(ForeignKey("sector.id"), index=True)
    status: Mapped[OutputStatus] = mapped_column(
        word_enum(OutputStatus, "output_status"), default=OutputStatus.PROPOSED
    )
    published_at: Mapped[str] = mapped_column(String(200), default="")  # the place, such as the Data Sharing Hub
    link: Mapped[str] = mapped_column(String(500), default="")
    due_on: Mapped[dt.date | None]
    published_on: Mapped[dt.date | None]
    retired_on: Mapped[dt.date | None]
    workstream_id: Mapped[int | None] = mapped_column(ForeignKey("workstream.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("colleague.id"), index=True)

    __mapper_args__ = {"version_id_col": ProgrammeRecord.version}
    __table_args__ = (
        CheckConstraint("title <> ''", name="has_title"),
        CheckConstraint("status <> 'published' OR published_on IS NOT NULL", name="published_on_a_day"),
        Index("ix_output_title", "title", "id"),
    )

    sector: Mapped[Sector | None] = relationship()
    workstream: Mapped[Workstream | None] = relationship()
    owner: Mapped[Colleague | None] = relationship()
    commitments: Mapped[list[Commitment]] = relationship(secondary="commitment_output", order_by=Commitment.position)


class CommitmentOutput(Model):
    """An output that a commitment is kept by."""

    __tablename__ = "commitment_output"

    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitment.id", ondelete="CASCADE"), primary_key=True)
    output_id: Mapped[int] = mapped_column(ForeignKey("output.id", ondelete="CASCADE"), primary_key=True, index=True)


class Milestone(ProgrammeRecord, Model):
    """A point in time that the programme passes; without a planned day, in words such as 'when time allows'."""

    __tablename__ = "milestone"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str | None] = mapped_column(String(60), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(Text, default="")
    planned_on: Mapped[dt.date | None]
    planned_precision: Mapped[DatePrecision] = mapped_column(
        word_enum(DatePrecision, "planned_precision"), default=DatePrecision.DAY
    )
    planned_words: Mapped[str] = mapped_column(String(200), default="")
    actual_on: Mapped[dt.date | None]
    actual_precision: Mapped[DatePrecision] = mapped_column(
        word_enum(DatePrecision, "actual_precision"), default=DatePrecision.DAY
    )
    workstream_id: Mapped[int | None] = mapped_column(ForeignKey("workstream.id"), index=True)
    source_document: Mapped[str] = mapped_column(String(300), default="")
    source_paragraph: Mapped[str] = mapped_column(String(40), default="")
    link: Mapped[str] = mapped_column(String(500), default="")
    position: Mapped[int] = mapped_column(default=0)

    __mapper_args__ = {"version_id_col": ProgrammeRecord.version}
    __table_args__ = (CheckConstraint("title <> ''", name="has_title"),)

    workstream: Mapped[Workstream | None] = relationship()

    @property
    def planned(self) -> PlainDate | None:
        return PlainDate(self.planned_on, self.planned_precision) if self.planned_on else None

    @property
    def actual(self) -> PlainDate | None:
        """When it was passed."""
        return PlainDate(self.actual_on, self.actual_precision) if self.actual_on else None


class Theme(ListedWord, Model):
    """A word from a short managed list that contacts and points are filed under."""

    __tablename__ = "theme"

    key: Mapped[str | None] = mapped_column(String(60), unique=True)
