"""Evidence behind outputs, forums and their members, events, inquiries, and updates to a committee."""

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Colleague
from app.contacts.models import Contact
from app.database import Model, UtcDateTime, utc_now, word_enum
from app.organisations.models import Organisation
from app.partnership.rules import ForumKind, SentenceState, UpdateStatus
from app.people.models import Person, Post
from app.points.models import Point
from app.programme.models import Commitment, Output, Workstream
from app.programme.records import ProgrammeRecord


def _follows_contact() -> ForeignKeyConstraint:
    """When a contact's date moves, the database moves the sort key of every link with it."""
    return ForeignKeyConstraint(
        ["contact_id", "sort_key"], ["contact.id", "contact.sort_key"], onupdate="CASCADE", ondelete="CASCADE"
    )


class OutputPoint(Model):
    """A point that an output is built on."""

    __tablename__ = "output_point"

    output_id: Mapped[int] = mapped_column(ForeignKey("output.id", ondelete="CASCADE"), primary_key=True)
    point_id: Mapped[int] = mapped_column(ForeignKey("point.id", ondelete="CASCADE"), primary_key=True, index=True)

    output: Mapped[Output] = relationship()
    point: Mapped[Point] = relationship()


class OutputContact(Model):
    """A contact that an output is built on."""

    __tablename__ = "output_contact"

    output_id: Mapped[int] = mapped_column(ForeignKey("output.id", ondelete="CASCADE"), primary_key=True)
    contact_id: Mapped[int] = mapped_column(primary_key=True)
    sort_key: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = (
        _follows_contact(),
        Index("ix_output_contact_history", "output_id", "sort_key", "contact_id"),
        Index("ix_output_contact_contact_id", "contact_id"),
    )

    output: Mapped[Output] = relationship()
    contact: Mapped[Contact] = relationship(
        primaryjoin="foreign(OutputContact.contact_id) == Contact.id", viewonly=True
    )


class Forum(ProgrammeRecord, Model):
    """A forum or a network that partners meet in, which outlasts any of its meetings."""

    __tablename__ = "forum"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[ForumKind] = mapped_column(word_enum(ForumKind, "forum_kind"), default=ForumKind.FORUM)
    purpose: Mapped[str] = mapped_column(Text, default="")
    convenor_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    workstream_id: Mapped[int | None] = mapped_column(ForeignKey("workstream.id"), index=True)
    started_on: Mapped[dt.date | None]
    ended_on: Mapped[dt.date | None]

    __mapper_args__ = {"version_id_col": ProgrammeRecord.version}
    __table_args__ = (
        CheckConstraint("name <> ''", name="has_name"),
        CheckConstraint("started_on IS NULL OR ended_on IS NULL OR started_on <= ended_on", name="ends_after_start"),
    )

    convenor: Mapped[Organisation | None] = relationship()
    workstream: Mapped[Workstream | None] = relationship()


class WhomMixin:
    """An organisation, a person or a post, or several of them together: a person in a post of an organisation."""

    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"), index=True)


SOMEBODY = "organisation_id IS NOT NULL OR person_id IS NOT NULL OR post_id IS NOT NULL"


class ForumMember(WhomMixin, Model):
    """Who belongs to a forum, from a day to a day, both included."""

    __tablename__ = "forum_member"

    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(String(100), default="")
    started_on: Mapped[dt.date | None]
    ended_on: Mapped[dt.date | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        CheckConstraint(SOMEBODY, name="somebody"),
        CheckConstraint("started_on IS NULL OR ended_on IS NULL OR started_on <= ended_on", name="ends_after_start"),
    )

    forum: Mapped[Forum] = relationship()
    organisation: Mapped[Organisation | None] = relationship(foreign_keys="ForumMember.organisation_id")
    person: Mapped[Person | None] = relationship(foreign_keys="ForumMember.person_id")
    post: Mapped[Post | None] = relationship(foreign_keys="ForumMember.post_id")


class Invitation(WhomMixin, Model):
    """Who was asked to a contact, such as an event. Who came is told by the contact itself."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int]
    sort_key: Mapped[int] = mapped_column(BigInteger)
    forum_id: Mapped[int | None] = mapped_column(ForeignKey("forum.id"))  # asked as a member of it

    __table_args__ = (
        _follows_contact(),
        CheckConstraint(SOMEBODY, name="somebody"),
        Index("ix_invitation_contact", "contact_id"),
        Index("ix_invitation_newest", "sort_key", "contact_id"),
        Index("ix_invitation_forum", "forum_id", "sort_key", "contact_id"),
    )

    contact: Mapped[Contact] = relationship(primaryjoin="foreign(Invitation.contact_id) == Contact.id", viewonly=True)
    forum: Mapped[Forum | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship(foreign_keys="Invitation.organisation_id")
    person: Mapped[Person | None] = relationship(foreign_keys="Invitation.person_id")
    post: Mapped[Post | None] = relationship(foreign_keys="Invitation.post_id")


class Inquiry(ProgrammeRecord, Model):
    """A committee's inquiry: its sessions and letters are contacts, its undertakings commitments."""

    __tablename__ = "inquiry"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(300))
    committee_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    about: Mapped[str] = mapped_column(Text, default="")
    reference: Mapped[str] = mapped_column(String(100), default="")
    link: Mapped[str] = mapped_column(String(500), default="")
    opened_on: Mapped[dt.date | None]
    closed_on: Mapped[dt.date | None]

    __mapper_args__ = {"version_id_col": ProgrammeRecord.version}
    __table_args__ = (
        CheckConstraint("title <> ''", name="has_title"),
        CheckConstraint("opened_on IS NULL OR closed_on IS NULL OR opened_on <= closed_on", name="closed_after_opened"),
    )

    committee: Mapped[Organisation] = relationship()


class InquiryContact(Model):
    """A contact that belongs to an inquiry: a session, a letter, a meeting with its clerk."""

    __tablename__ = "inquiry_contact"

    inquiry_id: Mapped[int] = mapped_column(ForeignKey("inquiry.id", ondelete="CASCADE"), primary_key=True)
    contact_id: Mapped[int] = mapped_column(primary_key=True)
    sort_key: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = (
        _follows_contact(),
        Index("ix_inquiry_contact_history", "inquiry_id", "sort_key", "contact_id"),
        Index("ix_inquiry_contact_contact_id", "contact_id"),
    )

    contact: Mapped[Contact] = relationship(
        primaryjoin="foreign(InquiryContact.contact_id) == Contact.id", viewonly=True
    )


class Witness(WhomMixin, Model):
    """Who gave evidence at a session."""

    __tablename__ = "witness"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)

    __table_args__ = (CheckConstraint(SOMEBODY, name="somebody"),)

    contact: Mapped[Contact] = relationship()
    organisation: Mapped[Organisation | None] = relationship(foreign_keys="Witness.organisation_id")
    person: Mapped[Person | None] = relationship(foreign_keys="Witness.person_id")
    post: Mapped[Post | None] = relationship(foreign_keys="Witness.post_id")


class UndertakingAnswer(Model):
    """A letter that answers an undertaking given to a committee."""

    __tablename__ = "undertaking_answer"

    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitment.id", ondelete="CASCADE"), primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), primary_key=True, index=True)

    commitment: Mapped[Commitment] = relationship()
    contact: Mapped[Contact] = relationship()


class CommitteeUpdate(Model):
    """A letter to a committee about a period, composed from the record and edited by its author, then frozen."""

    __tablename__ = "committee_update"

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    period_from: Mapped[dt.date]
    period_to: Mapped[dt.date]
    status: Mapped[UpdateStatus] = mapped_column(word_enum(UpdateStatus, "update_status"), default=UpdateStatus.DRAFT)
    composed_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=utc_now)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("colleague.id"), index=True)
    frozen_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    reference: Mapped[str] = mapped_column(String(100), default="")
    # As the letter bears them, once it was sent.
    sent_on: Mapped[dt.date | None]
    sender: Mapped[str] = mapped_column(String(300), default="", server_default="")
    recipient: Mapped[str] = mapped_column(String(300), default="", server_default="")
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)  # the letter out that it became
    is_sample: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=utc_now)
    archived_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    archived_reason: Mapped[str] = mapped_column(String(500), default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        CheckConstraint("period_from <= period_to", name="period_ends_after_start"),
        CheckConstraint(
            "status <> 'frozen' OR (frozen_at IS NOT NULL AND reference <> '')", name="frozen_with_reference"
        ),
    )

    committee: Mapped[Organisation] = relationship()
    author: Mapped[Colleague | None] = relationship()


class UpdateSentence(Model):
    """One sentence of an update: as the record composed it, as it stands, and the evidence that it carries."""

    __tablename__ = "update_sentence"

    id: Mapped[int] = mapped_column(primary_key=True)
    update_id: Mapped[int] = mapped_column(ForeignKey("committee_update.id", ondelete="CASCADE"))
    part: Mapped[str] = mapped_column(String(60))  # such as "commitment-3", "engaged", "barriers"
    part_heading: Mapped[str] = mapped_column(String(300))
    part_position: Mapped[int]
    key: Mapped[str] = mapped_column(String(100))  # what it tells, the same each time it is composed
    position: Mapped[int]
    composed: Mapped[str] = mapped_column(Text, default="")
    words: Mapped[str] = mapped_column(Text)
    state: Mapped[SentenceState] = mapped_column(
        word_enum(SentenceState, "sentence_state"), default=SentenceState.COMPOSED
    )
    evidence: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)

    __table_args__ = (
        UniqueConstraint("update_id", "part", "key"),
        Index("ix_update_sentence_order", "update_id", "part_position", "position"),
    )


class UpdateEvidence(Model):
    """A record that a sentence of an update has as evidence: the way from the record to the sentence."""

    __tablename__ = "update_evidence"

    sentence_id: Mapped[int] = mapped_column(ForeignKey("update_sentence.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(32), primary_key=True)  # as in the sentence's evidence, such as "point"
    record_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)

    __table_args__ = (Index("ix_update_evidence_record", "kind", "record_id", "sentence_id"),)
