"""Forms about follow-ups, one or several at once."""

from collections.abc import Iterable

from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, ValidationError

from app.core.clock import office_today
from app.web.directory_fields import DayField
from app.web.fields import AtMost, LongSelect, SelectChoice, line, lines, offered, said

OUTCOME_LIMIT = 2_000
CHOOSE = "Choose a colleague"


class OutcomeForm(FlaskForm):  # type: ignore[misc]
    """What came of those that are done."""

    outcome = TextAreaField(
        "What came of it",
        filters=[lines],
        validators=[AtMost(OUTCOME_LIMIT, f"Shorten this to {OUTCOME_LIMIT:,} characters")],
        render_kw={"rows": 3},
    )

    @property
    def words(self) -> str:
        return said(self.outcome).strip()


class RescheduleForm(FlaskForm):  # type: ignore[misc]
    """Another day, and why."""

    due_on = DayField("New date", stands_for="last", prefer="future")
    is_undated = BooleanField("Take the date off: nobody knows yet when")
    reason = StringField(
        "Why it is moved",
        filters=[line],
        validators=[InputRequired("Say why it is moved"), AtMost(500, "Shorten the reason to 500 characters")],
        render_kw={"autocomplete": "off"},
    )

    def validate_due_on(self, field: DayField) -> None:
        if field.errors:
            return
        if self.is_undated.data and field.data:
            raise ValidationError("Give a new date, or take the date off; not both")
        if not self.is_undated.data and field.day is None:
            raise ValidationError("Give the new date, or take the date off")
        if field.day is not None and field.day < office_today():
            raise ValidationError("This day is past. Give one from today on")


class ReassignForm(FlaskForm):  # type: ignore[misc]
    """To whom; and, where it is asked, whether they are put on restricted contacts for it."""

    owner = SelectField("New owner", default="", validate_choice=False, widget=LongSelect())
    put_on = BooleanField("")

    def offer(self, colleagues: Iterable[tuple[int, str]]) -> None:
        self.owner.choices = [
            SelectChoice("", CHOOSE),
            *(SelectChoice(str(number), name) for number, name in colleagues),
        ]

    def validate_owner(self, field: SelectField) -> None:
        if not field.data or field.data not in {choice.value for choice in offered(field)}:
            raise ValidationError(CHOOSE)
