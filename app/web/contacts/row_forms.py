"""The rows of the contact form: each may be left blank, or be filled as far as it needs."""

import datetime as dt
from collections.abc import Iterator
from heapq import nsmallest
from typing import Any

from wtforms import (
    FieldList,
    Form,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import ValidationError

from app.core.plain_dates import UnreadableDate, parse_plain_date
from app.organisations.rules import PartnerGroup
from app.points.rules import BarrierNature, PointKind
from app.web.fields import AtMost, LongSelect, SelectChoice, chosen, line, lines, offered, words_of

OUTSIDE = "outside"
NOT_SAID = SelectChoice("", "Not said")
ROWS_LIMIT = 100
LONGEST_INDEX = 6  # digits


class Rows(FieldList):  # type: ignore[type-arg]
    """Rows of one kind. Of a made-up multitude no more are read than it takes to refuse them."""

    def __init__(self, *args: Any, most: int = ROWS_LIMIT, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most = most

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        numbers = {name[len(prefix) + 1 :].partition("-")[0] for name in formdata if name.startswith(f"{prefix}-")}
        indices = (int(text) for text in numbers if text.isascii() and text.isdecimal() and len(text) <= LONGEST_INDEX)
        yield from nsmallest(self.most + 1, indices)


class RowForm(Form):
    """A row that counts only when something is typed into it."""

    today: dt.date
    telling_fields: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        return not any(self[name].data for name in self.telling_fields)

    def validate(self, extra_validators: Any = None) -> bool:
        # A filter's refusal (text that is no text) counts even in a row that reads as blank.
        return (self.is_blank and not self.errors) or bool(super().validate(extra_validators))


class NewOrganisationForm(RowForm):
    telling_fields = ("name",)

    name = StringField("Name", filters=[line], validators=[AtMost(300, "Shorten the name to 300 characters")])
    partner_group = SelectField("Partner group", choices=words_of(PartnerGroup), default=PartnerGroup.FRONTLINE.value)
    # Which of the look-alikes it is, once they have been shown; "new" when it is none of them.
    same_as = RadioField("Is it one of these?", choices=[], validate_choice=False)


class NewPersonForm(RowForm):
    telling_fields = ("name", "post", "organisation")

    name = StringField("Name", filters=[line], validators=[AtMost(200, "Shorten the name to 200 characters")])
    post = StringField("Post or role", filters=[line], validators=[AtMost(200, "Shorten the post to 200 characters")])
    organisation = StringField(
        "Organisation", filters=[line], validators=[AtMost(300, "Shorten the name to 300 characters")]
    )
    organisation_same_as = RadioField("Which organisation?", choices=[], validate_choice=False)
    same_as = RadioField("Is it one of these?", choices=[], validate_choice=False)

    def validate_name(self, field: StringField) -> None:
        if not field.data:
            raise ValidationError("Type the new person’s name, or empty the row")


class FollowUpForm(RowForm):
    telling_fields = ("what", "due", "owner_outside")

    id = HiddenField()
    what = StringField("What", filters=[line], validators=[AtMost(1000, "Shorten this to 1,000 characters")])
    owner = SelectField("Whose", choices=[], widget=LongSelect())
    owner_outside = StringField(
        "If theirs, whose", filters=[line], validators=[AtMost(200, "Shorten this to 200 characters")]
    )
    due = StringField("By", filters=[line], render_kw={"data-pick": "date"})

    due_on: dt.date | None = None

    def validate_what(self, field: StringField) -> None:
        if not field.data:
            raise ValidationError("Say what needs doing, or empty the follow-up")

    def validate_owner_outside(self, field: StringField) -> None:
        if field.data and self.owner.data != OUTSIDE:
            raise ValidationError("Choose “Theirs” under “Whose”, or empty this")

    def validate_due(self, field: StringField) -> None:
        if not field.data:
            return
        try:
            self.due_on = parse_plain_date(field.data, today=self.today, prefer="future").latest
        except UnreadableDate as problem:
            raise ValidationError(str(problem)) from problem


class PointForm(RowForm):
    """Kind and words; whatever else is known of it may be said too."""

    telling_fields = ("words", "nature", "sector", "by", "themes")

    id = HiddenField()
    kind = SelectField("Kind", choices=words_of(PointKind), default=PointKind.CONCERN.value, widget=LongSelect())
    words = TextAreaField(
        "What was raised", filters=[lines], validators=[AtMost(5000, "Shorten this to 5,000 characters")]
    )
    nature = SelectField("Its nature", choices=[NOT_SAID, *words_of(BarrierNature)], default="", widget=LongSelect())
    by = SelectField("Raised by", choices=[], default="", validate_choice=False, widget=LongSelect())
    sector = SelectField("Sector", choices=[], default="", widget=LongSelect())
    themes = SelectMultipleField("Themes", coerce=int, choices=[])
    # The number of an earlier point, ticked where this one says it again.
    same_as = StringField("It is the same", filters=[line])

    repeats = ""  # the words of that earlier point

    @property
    def holds(self) -> str:
        """What its folded part says, told while it is folded."""
        nature = self.nature if self.kind.data == PointKind.BARRIER.value else None
        parts = [_label(field) for field in (nature, self.by, self.sector) if field is not None and field.data]
        themes = [choice.label for choice in offered(self.themes) if choice.value in chosen(self.themes)]
        return "; ".join(part for part in (*parts, *themes) if part)

    @property
    def may_hold(self) -> str:
        """What its folded part asks for."""
        nature = "its nature, " if self.kind.data == PointKind.BARRIER.value else ""
        return f"{nature}who raised it, sector, themes"

    def validate_words(self, field: TextAreaField) -> None:
        if not field.data:
            raise ValidationError("Say what was raised, or empty the row")


def _label(field: SelectField) -> str:
    return next((choice.label for choice in offered(field) if choice.value == field.data), "")
