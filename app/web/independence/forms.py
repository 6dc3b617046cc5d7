"""The forms that keep regulatory matters: everything that is wrong is told at once."""

import datetime as dt
from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField, TextAreaField

from app.core.clock import office_today
from app.core.typed_input import TypedInput
from app.organisations.matter_services import MatterDetails, check_closing, check_matter
from app.organisations.models import RegulatoryMatter
from app.web.directory_fields import DayField
from app.web.fields import line, lines, said


class CheckedForm(FlaskForm):  # type: ignore[misc]
    """A form whose fields are judged by what the service refuses as well."""

    version = HiddenField()

    def check(self, typed: TypedInput) -> None:
        raise NotImplementedError

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid, typed = bool(super().validate(extra_validators)), TypedInput()
        self.check(typed)
        for problem in typed.problems:
            field = self[problem.field]
            if not field.errors:  # a day that cannot be read is not missing too
                field.errors = [problem.message]
        return is_valid and not typed.problems


class MatterForm(CheckedForm):
    about = TextAreaField("What it is about", filters=[lines], render_kw={"rows": 5})
    reference = StringField("Reference", filters=[line], render_kw={"autocomplete": "off"})
    opened_on = DayField("Opened on")
    review_on = DayField("Review due", stands_for="last", prefer="future")

    def __init__(self, matter: RegulatoryMatter | None = None) -> None:
        self.closed_on = matter.closed_on if matter is not None else None
        super().__init__()

    def fill(self, matter: RegulatoryMatter) -> None:
        """Show what is recorded."""
        self.about.data, self.reference.data = matter.about, matter.reference
        self.opened_on.fill(matter.opened_on)
        self.review_on.fill(matter.review_on)
        self.version.data = str(matter.version)

    def check(self, typed: TypedInput) -> None:
        check_matter(typed, self.details(), today=office_today(), closed_on=self.closed_on)

    def details(self) -> MatterDetails:
        return MatterDetails(
            about=said(self.about),
            reference=said(self.reference),
            opened_on=self.opened_on.day,
            review_on=self.review_on.day,
        )


class CloseForm(CheckedForm):
    closed_on = DayField("Closed on", stands_for="last")
    reason = StringField("Why it is closed", filters=[line], render_kw={"autocomplete": "off"})

    def __init__(self, opened_on: dt.date) -> None:
        self.opened_on = opened_on
        super().__init__()

    def check(self, typed: TypedInput) -> None:
        check_closing(
            typed,
            closed_on=self.closed_on.day,
            reason=said(self.reason),
            opened_on=self.opened_on,
            today=office_today(),
        )
