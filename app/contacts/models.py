"""The log: one row for each contact, and the links that carry its sort key so that every history is one index walk."""

import datetime as dt

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Colleague, Team
from app.contacts.rules import ContactKind, ContactStatus, Direction, ReviewState, Visibility
from app.contacts.search.column import SearchDocumentColumn
from app.contacts.search.document import SearchDocument
from app.core.plain_dates import DatePrecision, PlainDate
from app.database import Model, UtcDateTime, utc_now, word_enum
from app.organisations.models import Organisation
from app.people.models import Person, Post
from app.programme.models import Commitment, Theme, Workstream
from app.programme.rules import Capacity

# Word for word as the index of the events has it, which is of no use otherwise.
OF_KIND_EVENT = text("kind = 'event'")
UNREVIEWED = text("is_for_review AND reviewed_at IS NULL AND archived_at IS NULL")


class Contact(Model):
    """One logged occasion of contact; never a person."""

    __tablename__ = "contact"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sort_key: Mapped[int] = mapped_column(BigInteger, unique=True)
    kind: Mapped[ContactKind] = mapped_column(word_enum(ContactKind, "kind"))
    status: Mapped[ContactStatus] = mapped_column(word_enum(ContactStatus, "status"), default=ContactStatus.HELD)
    date: Mapped[dt.date]
    date_precision: Mapped[DatePrecision] = mapped_column(
        word_enum(DatePrecision, "date_precision"), default=DatePrecision.DAY
    )
    starts_at: Mapped[dt.time | None]
    length_minutes: Mapped[int | None]
    place: Mapped[str] = mapped_column(String(300), default="")
    direction: Mapped[Direction | None] = mapped_column(word_enum(Direction, "direction"))
    our_reference: Mapped[str] = mapped_column(String(100), default="")
    their_reference: Mapped[str] = mapped_column(String(100), default="")
    subject: Mapped[str] = mapped_column(String(300))
    notes: Mapped[str] = mapped_column(Text, default="")
    capacity: Mapped[Capacity | None] = mapped_column(word_enum(Capacity, "capacity"))
    advice_given: Mapped[str] = mapped_column(Text, default="")
    # How our two roles were kept apart, where it was with somebody whom we hold an open regulatory matter with.
    roles_kept_apart: Mapped[str] = mapped_column(String(500), default="", server_default="")
    visibility: Mapped[Visibility] = mapped_column(word_enum(Visibility, "visibility"), default=Visibility.OPEN)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    is_sample: Mapped[bool] = mapped_column(default=False)
    # Tallies of what hangs on the contact, kept by the services that change it.
    follow_up_count: Mapped[int] = mapped_column(default=0)
    open_follow_up_count: Mapped[int] = mapped_column(default=0)
    point_count: Mapped[int] = mapped_column(default=0)
    attachment_count: Mapped[int] = mapped_column(default=0, server_default="0")
    cancelled_reason: Mapped[str] = mapped_column(String(500), default="", server_default="")
    # Whether it is one of those that managers review: held, and not from before they began to.
    is_for_review: Mapped[bool] = mapped_column(default=False, server_default=false())
    reviewed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    reviewed_by_id: Mapped[int | None] = mapped_column(ForeignKey("colleague.id"))
    reviewed_version: Mapped[int | None]  # what was reviewed; another version was saved since
    # A form sent twice carries the same token, and makes one contact.
    submission_token: Mapped[str | None] = mapped_column(String(64), unique=True)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=utc_now)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("colleague.id"))
    archived_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    archived_reason: Mapped[str] = mapped_column(String(500), default="")
    version: Mapped[int] = mapped_column(default=1)
    search_document: Mapped[SearchDocument] = mapped_column(SearchDocumentColumn, deferred=True)

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        UniqueConstraint("id", "sort_key"),  # what the links' sort keys follow
        Index(
            "ix_contact_open",  # counts the whole history without a look at its rows
            "sort_key",
            sqlite_where=text("visibility = 'open' AND archived_at IS NULL"),
            postgresql_where=text("visibility = 'open' AND archived_at IS NULL"),
        ),
        Index("ix_contact_event", "sort_key", sqlite_where=OF_KIND_EVENT, postgresql_where=OF_KIND_EVENT),
        Index("ix_contact_unreviewed", "sort_key", sqlite_where=UNREVIEWED, postgresql_where=UNREVIEWED),
        Index(
            "ix_contact_unreviewed_of_team", "team_id", "sort_key", sqlite_where=UNREVIEWED, postgresql_where=UNREVIEWED
        ),
        CheckConstraint("subject <> ''", name="has_subject"),
        CheckConstraint("archived_at IS NULL OR archived_reason <> ''", name="archived_with_reason"),
    )

    team: Mapped[Team | None] = relationship()
    created_by: Mapped[Colleague | None] = relationship(foreign_keys=created_by_id)
    reviewed_by: Mapped[Colleague | None] = relationship(foreign_keys=reviewed_by_id)
    organisation_links: Mapped[list["ContactOrganisation"]] = relationship(
        cascade="all, delete-orphan", order_by="ContactOrganisation.position"
    )
    attendees: Mapped[list["Attendee"]] = relationship(cascade="all, delete-orphan", order_by="Attendee.position")
    colleague_links: Mapped[list["ContactColleague"]] = relationship(
        cascade="all, delete-orphan", order_by="ContactColleague.position"
    )
    workstream_links: Mapped[list["ContactWorkstream"]] = relationship(cascade="all, delete-orphan")
    commitment_links: Mapped[list["ContactCommitment"]] = relationship(cascade="all, delete-orphan")
    theme_links: Mapped[list["ContactTheme"]] = relationship(cascade="all, delete-orphan")
    file_words: Mapped["ContactFileWords | None"] = relationship(cascade="all, delete-orphan", passive_deletes=True)

    @property
    def plain_date(self) -> PlainDate:
        return PlainDate(self.date, self.date_precision)

    @property
    def is_restricted(self) -> bool:
        return self.visibility is Visibility.RESTRICTED

    @property
    def our_side(self) -> list[Colleague]:
        """The colleagues who took part."""
        return [link.colleague for link in self.colleague_links if link.took_part]

    @property
    def on_it_for_a_follow_up(self) -> list[Colleague]:
        """The colleagues who may read it because they own a follow-up, and did not take part."""
        return [link.colleague for link in self.colleague_links if not link.took_part]

    @property
    def review_states(self) -> tuple[ReviewState, ...]:
        if self.reviewed_at is None:
            return (ReviewState.UNREVIEWED,) if self.is_for_review else ()
        is_changed = self.version != self.reviewed_version
        return (ReviewState.REVIEWED, ReviewState.CHANGED) if is_changed else (ReviewState.REVIEWED,)


def _follows_contact() -> ForeignKeyConstraint:
    """When a contact's date moves, the database moves the sort key of every link with it."""
    return ForeignKeyConstraint(
        ["contact_id", "sort_key"], ["contact.id", "contact.sort_key"], onupdate="CASCADE", ondelete="CASCADE"
    )


class ContactLinkMixin:
    """A link from a contact to something else, found newest first by (that thing, sort key)."""

    # First in the table and so in its key, which is how a contact finds its links.
    contact_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, sort_order=-2)
    sort_key: Mapped[int] = mapped_column(BigInteger, sort_order=-1)


class ContactOrganisation(ContactLinkMixin, Model):
    """An organisation that the contact was with: those named, and those of its attendees on the day."""

    __tablename__ = "contact_organisation"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    position: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        _follows_contact(),
        Index("ix_contact_organisation_history", "organisation_id", "sort_key", "contact_id"),
    )

    organisation: Mapped[Organisation] = relationship()


class Attendee(Model):
    """A person at a contact, or an office, with the post and the organisation of that day."""

    __tablename__ = "attendee"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int]
    sort_key: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    position: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        _follows_contact(),
        CheckConstraint("person_id IS NOT NULL OR post_id IS NOT NULL", name="person_or_post"),
        Index("ix_attendee_contact", "contact_id"),
        Index("ix_attendee_person_history", "person_id", "sort_key", "contact_id"),
        Index("ix_attendee_post_history", "post_id", "sort_key", "contact_id"),
        Index("ix_attendee_organisation", "organisation_id"),
    )

    person: Mapped[Person | None] = relationship()
    post: Mapped[Post | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship()


class ContactColleague(ContactLinkMixin, Model):
    """A colleague on the contact, who may read it when it is restricted: one of our side, or owner of a follow-up."""

    __tablename__ = "contact_colleague"

    colleague_id: Mapped[int] = mapped_column(ForeignKey("colleague.id"), primary_key=True)
    position: Mapped[int] = mapped_column(default=0)
    # Whether they were there. Not so of those who are on it only because they own a follow-up: that is access.
    took_part: Mapped[bool] = mapped_column(default=True, server_default=true())

    __table_args__ = (
        _follows_contact(),
        Index("ix_contact_colleague_history", "colleague_id", "sort_key", "contact_id", "took_part"),
    )

    colleague: Mapped[Colleague] = relationship()


class ContactWorkstream(ContactLinkMixin, Model):
    __tablename__ = "contact_workstream"

    workstream_id: Mapped[int] = mapped_column(ForeignKey("workstream.id"), primary_key=True)

    __table_args__ = (
        _follows_contact(),
        Index("ix_contact_workstream_history", "workstream_id", "sort_key", "contact_id"),
    )

    workstream: Mapped[Workstream] = relationship()


class ContactCommitment(ContactLinkMixin, Model):
    __tablename__ = "contact_commitment"

    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitment.id"), primary_key=True)

    __table_args__ = (
        _follows_contact(),
        Index("ix_contact_commitment_history", "commitment_id", "sort_key", "contact_id"),
    )

    commitment: Mapped[Commitment] = relationship()


class ContactTheme(ContactLinkMixin, Model):
    __tablename__ = "contact_theme"

    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), primary_key=True)

    __table_args__ = (
        _follows_contact(),
        Index("ix_contact_theme_history", "theme_id", "sort_key", "contact_id"),
    )

    theme: Mapped[Theme] = relationship()


class ContactFileWords(Model):
    """The names of a contact's files and the words in them, to be found by; apart, since a row is read without them."""

    __tablename__ = "contact_file_words"

    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contact.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    words: Mapped[str] = mapped_column(Text)


class ContactNumber(Model):
    """Hands out contact numbers on SQLite, so that none is ever used twice; PostgreSQL uses its sequence."""

    __tablename__ = "contact_number"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(default=0)
