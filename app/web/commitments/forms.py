"""Forms about commitments."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import AnyOf

from app.contacts.models import Contact
from app.partnership.commitments.details import RESTRICTED_MADE_AT, CommitmentDetails
from app.partnership.commitments.queries import DUE_SOON, CommitmentFilters
from app.partnership.commitments.status import NO_EVIDENCE, StatusDetails
from app.people.whom import Whom
from app.programme.models import Commitment
from app.programme.rules import CommitmentStatus
from app.web.contact_field import ContactField
from app.web.contacts.filter_form import PickOne, one_line
from app.web.directory_fields import DayField, OrganisationField
from app.web.fields import SelectChoice, line, lines, number_chosen, said, words_of
from app.web.programme_fields import OutputField
from app.web.whom_field import WhomField

OURS, THEIRS = "ours", "theirs"
UNSETTLED = "unsettled"
OVERDUE, SOON = "overdue", "soon"
NOBODY_YET = "none"
Options = Sequence[tuple[int, str]]


class OrganisationFilter(OrganisationField):
    """In a filter, which cannot come back with a choice, the names to choose from are said."""

    def unclear(self, text: str) -> str:
        if self.choices:
            names = "; ".join(choice.label for choice in self.choices[:3])
            return f"Which organisation is “{text}”? Write one in full, such as: {names}."
        return f"No organisation is called “{text}”. Check the spelling."


class CommitmentFilterForm(Form):
    """Every filter of /commitments/, named as in its address."""

    words = StringField("Words", default="", filters=[one_line])
    whose = PickOne("Whose", "Ours and theirs")
    status = PickOne("Status", "Any status")
    due = PickOne("Due", "Whenever due")
    with_ = OrganisationFilter("Promised by or to", name="with")
    workstream = PickOne("Workstream", "Any workstream")
    owner = PickOne("Owner", "Any owner")
    archived = PickOne("Archived", "Leave them out")

    def __init__(self, args: "MultiDict[str, str]", *, workstreams: Options, colleagues: Options) -> None:
        super().__init__(args)
        self.whose.offer([(OURS, "Ours"), (THEIRS, "Theirs")])
        self.status.offer([(UNSETTLED, "Open or in progress")])
        self.status.offer((status.value, status.label) for status in CommitmentStatus)
        self.due.offer([(OVERDUE, "Overdue"), (SOON, f"Within {DUE_SOON.days} days")])
        self.workstream.offer(workstreams)
        self.owner.offer([(NOBODY_YET, "Nobody yet"), *colleagues])
        self.archived.offer([("yes", "Archived ones only")])

    def chosen(self) -> CommitmentFilters:
        """The filters that could be read."""
        self.validate()
        said = {field.name: field.data for field in self if field.data and not field.errors}
        status, owner = said.get("status"), said.get("owner")
        return CommitmentFilters(
            words=said.get("words", ""),
            is_ours=said["whose"] == OURS if "whose" in said else None,
            status=CommitmentStatus(status) if status and status != UNSETTLED else None,
            is_unsettled=status == UNSETTLED,
            is_overdue=said.get("due") == OVERDUE,
            is_due_soon=said.get("due") == SOON,
            organisation_id=self.with_.picked_id,
            workstream_id=int(said["workstream"]) if "workstream" in said else None,
            owner_id=int(owner) if owner and owner != NOBODY_YET else None,
            has_no_owner=owner == NOBODY_YET,
            is_archived="archived" in said,
        )

    def labels(self) -> dict[str, str]:
        """Each filter in use, in words."""
        picked = (self.whose, self.status, self.due, self.workstream, self.owner, self.archived)
        labels = {"words": f"“{self.words.data}”"} if self.words.data else {}
        if self.with_.picked_id is not None:
            labels["with"] = f"promised by or to {self.with_.data}"
        labels |= {field.name: field.words for field in picked if field.data and not field.errors}
        if labels.get(self.due.name) and self.due.data == SOON:
            labels[self.due.name] = f"due within {DUE_SOON.days} days"
        if self.owner.name in labels:
            labels[self.owner.name] = f"owner: {self.owner.words}"
        return labels


class CommitmentForm(FlaskForm):  # type: ignore[misc]
    """Everything that can be said of a promise."""

    whose = RadioField(
        "Who promised?",
        choices=[SelectChoice(OURS, "We did"), SelectChoice(THEIRS, "They did")],
        default=OURS,
        validate_choice=False,
        validators=[AnyOf([OURS, THEIRS], message="Choose whether we promised it or they did.")],
    )
    by = WhomField("By whom")
    to = WhomField("To whom")
    words = TextAreaField("The words of the promise", filters=[lines], render_kw={"rows": 4})
    title = StringField("Short name", filters=[line], render_kw={"autocomplete": "off"})
    made_at = ContactField("Made at which contact")
    knows_restricted = BooleanField("I know that its words are read by everyone who can sign in")
    made_on = DayField("Made on")
    source_document = StringField("Made in which document", filters=[line], render_kw={"autocomplete": "off"})
    source_paragraph = StringField("Paragraph", filters=[line], render_kw={"autocomplete": "off"})
    due_on = DayField("Due", stands_for="last", prefer="future")
    owner_id = PickOne("Owner", "Nobody yet")
    workstream_id = PickOne("Workstream", "None")
    version = HiddenField()

    names_restricted = False  # whether the contact that the form begins with is restricted

    def offer(self, *, colleagues: Iterable[tuple[int, str]], workstreams: Iterable[tuple[int, str]]) -> None:
        self.owner_id.offer(colleagues)
        self.workstream_id.offer(workstreams)

    def offer_what_it_has(self, commitment: Commitment) -> None:
        """Although it is offered no more."""
        if commitment.owner is not None:
            self.owner_id.offer([(commitment.owner.id, commitment.owner.name)])
        if commitment.workstream is not None:
            self.workstream_id.offer([(commitment.workstream.id, commitment.workstream.name)])

    def name_contact(self, contact: Contact | None) -> None:
        self.made_at.fill(contact)
        self.names_restricted = contact is not None and contact.is_restricted

    @property
    def asks_whether_it_is_known(self) -> bool:
        """Whether to show the box that says so."""
        is_told = RESTRICTED_MADE_AT in self.made_at.errors
        return self.names_restricted or is_told or bool(self.knows_restricted.data)

    def fill(self, commitment: Commitment) -> None:
        """Show what is recorded, but for the contact, which not everybody may read."""
        for name in ("words", "title", "source_document", "source_paragraph", "version"):
            self[name].data = getattr(commitment, name)
        self.whose.data = OURS if commitment.is_ours else THEIRS
        self.by.fill(Whom(commitment.by_organisation_id, commitment.by_person_id, commitment.by_post_id))
        self.to.fill(Whom(commitment.to_organisation_id, commitment.to_person_id, commitment.to_post_id))
        self.made_on.fill(commitment.made_on)
        self.due_on.fill(commitment.due_on)
        self.owner_id.data = str(commitment.owner_id or "")
        self.workstream_id.data = str(commitment.workstream_id or "")

    def details(self) -> CommitmentDetails:
        """What the form says; what of it is not clear is left out."""
        texts = ("words", "title", "source_document", "source_paragraph")
        return CommitmentDetails(
            **{name: said(self[name]) for name in texts},
            is_ours=self.whose.data != THEIRS,
            by=self.by.whom,
            to=self.to.whom,
            made_on=self.made_on.day,
            made_at_id=self.made_at.picked_id,
            knows_restricted=bool(self.knows_restricted.data),
            due_on=self.due_on.day,
            owner_id=number_chosen(self.owner_id),
            workstream_id=number_chosen(self.workstream_id),
        )


class StatusForm(FlaskForm):  # type: ignore[misc]
    """Where a commitment stands, from which day, why, and what shows it."""

    status = RadioField("Where does it stand?", validate_choice=False)
    changed_on = DayField("Since")
    reason = StringField("Why", filters=[line], render_kw={"autocomplete": "off"})
    contact = ContactField("A contact")
    output = OutputField("An output")
    link = StringField("A link", filters=[line], render_kw={"autocomplete": "off", "inputmode": "url"})
    document = StringField("A document", filters=[line], render_kw={"autocomplete": "off"})
    version = HiddenField()

    def offer(self, now: CommitmentStatus) -> None:
        """Every other status than the one that it has."""
        self.status.choices = [choice for choice in words_of(CommitmentStatus) if choice.value != now.value]
        others = [status.value for status in CommitmentStatus]
        self.status.validators = [AnyOf(others, message="Choose where it stands.")]

    def begin(self, commitment: Commitment, today: dt.date) -> None:
        """From today, as the commitment is now."""
        self.changed_on.fill(today)
        self["version"].data = commitment.version

    def details(self) -> StatusDetails:
        """What the form says; what of it is not clear is left out."""
        return StatusDetails(
            status=_status(self.status.data),
            changed_on=self.changed_on.day,
            contact_id=self.contact.picked_id,
            output_id=self.output.picked_id,
            **{name: said(self[name]) for name in ("reason", "link", "document")},
        )

    def leave_out_what_follows(self) -> None:
        """That there is no evidence is not told beside evidence that is not clear yet."""
        others: tuple[Any, ...] = (self.output, self.link, self.document)
        if any(field.errors for field in others) and NO_EVIDENCE in self.contact.errors:
            self.contact.errors = [error for error in self.contact.errors if error != NO_EVIDENCE]


def _status(text: Any) -> CommitmentStatus:
    return CommitmentStatus(text) if text in list(CommitmentStatus) else CommitmentStatus.IN_PROGRESS
