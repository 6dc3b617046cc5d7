"""Forms about people and their appointments."""

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import DateField, EmailField, Form, HiddenField, IntegerField, StringField, TelField, TextAreaField
from wtforms.validators import InputRequired, NumberRange, Optional

from app.people.models import Person
from app.people.services import check_email, check_name
from app.web.contacts.filter_form import PickOne, one_line
from app.web.directory_fields import DayField, OrganisationField
from app.web.fields import line, lines
from app.web.problems import tell_problem


class DirectoryFilterForm(Form):
    """The filters of /people/ and of /posts/; the organisation is a number in the address."""

    words = StringField("Words", default="", filters=[one_line])
    archived = PickOne("Archived", "Leave them out")

    def __init__(self, args: "MultiDict[str, str]") -> None:
        super().__init__(args)
        self.archived.offer([("yes", "Archived ones only")])

    @property
    def wants_archived(self) -> bool:
        return bool(self.validate()) and bool(self.archived.data)

    def labels(self) -> dict[str, str]:
        """Each filter in use, in words."""
        words = {"words": f"“{self.words.data}”"} if self.words.data else {}
        return words | ({"archived": self.archived.words} if self.wants_archived else {})


class PersonForm(FlaskForm):  # type: ignore[misc]
    """What is recorded of a person."""

    name = StringField("Name", filters=[line], render_kw={"autocomplete": "off"})
    email = EmailField("Email", filters=[line], render_kw={"autocomplete": "off"})
    telephone = TelField("Telephone", filters=[line], render_kw={"autocomplete": "off"})
    notes = TextAreaField("Notes", filters=[lines], render_kw={"rows": 4})
    version = HiddenField()

    def validate_name(self, field: StringField) -> None:
        tell_problem(lambda typed: check_name(typed, field.data or ""))

    def validate_email(self, field: StringField) -> None:
        tell_problem(lambda typed: check_email(typed, field.data or ""))

    def fill(self, person: Person) -> None:
        """Show what is recorded."""
        for name in ("name", "email", "telephone", "notes", "version"):
            self[name].data = getattr(person, name)

    def said(self) -> dict[str, str]:
        return {name: self[name].data or "" for name in ("name", "email", "telephone", "notes")}


class NewPersonForm(PersonForm):
    """A person, and where they are now."""

    organisation = OrganisationField("Organisation")
    post = StringField("Post", filters=[line], render_kw={"autocomplete": "off"})
    started_on = DayField("Since")
    carry_on = HiddenField()


class AppointmentForm(FlaskForm):  # type: ignore[misc]
    """A place that a person takes up."""

    organisation = OrganisationField("Organisation", missing="Enter the organisation.")
    post = StringField("Post", filters=[line], render_kw={"autocomplete": "off"})
    started_on = DayField("From")


class MoveForm(AppointmentForm):
    """A place that a person leaves for another."""

    ended_on = DayField("Last day in the old one", stands_for="last")


class EndForm(FlaskForm):  # type: ignore[misc]
    ended_on = DayField("Last day", stands_for="last")


MOST = 999_999_999  # within what a database takes for an id


class RemovedForm(FlaskForm):  # type: ignore[misc]
    """What an appointment was that is removed, as its confirmation carries it."""

    organisation = IntegerField(validators=[InputRequired(), NumberRange(1, MOST)])
    post = IntegerField(validators=[Optional(), NumberRange(1, MOST)])
    started_on = DateField(validators=[Optional()])
    ended_on = DateField(validators=[Optional()])


class RemoveForm(FlaskForm):  # type: ignore[misc]
    """Nothing but the token against forged forms."""
