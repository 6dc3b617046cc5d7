"""Forms about inquiries, and about what belongs to them."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField, TextAreaField

from app.organisations.details import check_website
from app.partnership.inquiries.details import (
    InquiryDetails,
    check_committee,
    check_days,
    check_reference,
    check_title,
)
from app.partnership.models import Inquiry
from app.web.contact_field import ContactField
from app.web.directory_fields import DayField, OrganisationField, organisation_text
from app.web.fields import line, lines
from app.web.problems import tell_problem
from app.web.whom_field import WhomField


class InquiryForm(FlaskForm):  # type: ignore[misc]
    """Everything that can be said of an inquiry itself."""

    title = StringField("Title", filters=[line], render_kw={"autocomplete": "off"})
    committee = OrganisationField("Committee", missing="Name the committee whose inquiry it is.")
    about = TextAreaField("What it is about", filters=[lines], render_kw={"rows": 4})
    reference = StringField("Its reference", filters=[line], render_kw={"autocomplete": "off"})
    link = StringField("Link", filters=[line], render_kw={"autocomplete": "off", "inputmode": "url"})
    opened_on = DayField("Opened on")
    closed_on = DayField("Closed on", stands_for="last")
    version = HiddenField()

    def validate_title(self, field: StringField) -> None:
        tell_problem(lambda typed: check_title(typed, field.data or ""))

    def validate_committee(self, field: OrganisationField) -> None:
        if field.picked_id is not None:
            tell_problem(lambda typed: check_committee(typed, field.picked_id))

    def validate_reference(self, field: StringField) -> None:
        tell_problem(lambda typed: check_reference(typed, field.data or ""))

    def validate_link(self, field: StringField) -> None:
        tell_problem(lambda typed: check_website(typed, field.data or "", field="link"))

    def validate_closed_on(self, field: DayField) -> None:
        tell_problem(lambda typed: check_days(typed, self.opened_on.day, field.day))

    def fill(self, inquiry: Inquiry) -> None:
        """Show what is recorded."""
        for name in ("title", "about", "reference", "link", "version"):
            self[name].data = getattr(inquiry, name)
        self.committee.data = organisation_text(inquiry.committee)
        self.opened_on.fill(inquiry.opened_on)
        self.closed_on.fill(inquiry.closed_on)

    def details(self) -> InquiryDetails:
        """What the form says; only after it has been validated."""
        return InquiryDetails(
            **{name: self[name].data or "" for name in ("title", "about", "reference", "link")},
            committee_id=self.committee.picked_id,
            opened_on=self.opened_on.day,
            closed_on=self.closed_on.day,
        )


class InquiryContactForm(FlaskForm):  # type: ignore[misc]
    contact = ContactField("Contact", missing="Name the contact that belongs to the inquiry.")


class WitnessForm(FlaskForm):  # type: ignore[misc]
    who = WhomField("Who gave evidence", missing="Name who gave evidence.")


class AnswerForm(FlaskForm):  # type: ignore[misc]
    letter = ContactField("Letter", missing="Name the letter that answers it.")
