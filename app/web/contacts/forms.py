"""The one form that logs a contact and changes it."""

import datetime as dt
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    FormField,
    HiddenField,
    MultipleFileField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Optional, ValidationError

from app.contacts.rules import NOTES_LIMIT, SUBJECT_LIMIT, ContactKind, ContactStatus, Direction, Visibility
from app.core.plain_dates import (
    PlainDate,
    UnreadableDate,
    UnreadableLength,
    UnreadableTime,
    date_examples,
    parse_length_minutes,
    parse_time_of_day,
)
from app.entry.services import REASON_MISSING, STILL_TO_COME
from app.programme.rules import Capacity
from app.web.contacts.date_reading import read_contact_date, status_of_date
from app.web.contacts.row_forms import (
    NOT_SAID,
    ROWS_LIMIT,
    FollowUpForm,
    NewOrganisationForm,
    NewPersonForm,
    PointForm,
    Rows,
)
from app.web.fields import AtMost, SelectChoice, line, lines, said, words_of

# The likeliest first.
STATUSES = (ContactStatus.HELD, ContactStatus.PLANNED, ContactStatus.CANCELLED)


def _limit(characters: int) -> AtMost:
    return AtMost(characters, f"Shorten this to {characters:,} characters or fewer. Nothing was cut off.")


class ContactForm(FlaskForm):  # type: ignore[misc]
    """Kind, date, who and a subject; the rest is up to whoever logs it."""

    submission_token = HiddenField(filters=[line])
    version = HiddenField()
    # The open page that keeps the draft, and the save of the draft that it was opened with: see app/drafts.
    page = HiddenField()
    page_saves = HiddenField()
    opened_page = HiddenField()
    opened_saves = HiddenField()
    # Said by scripts: nothing was typed or chosen when it was sent, so that coming back it makes no draft.
    is_blank = HiddenField()
    # The follow-ups that were done when it was opened, by their numbers.
    seen_done = HiddenField(filters=[line])
    # For scripts: the subject that was proposed, and whether the status was chosen or followed from the date.
    proposed_subject = HiddenField(filters=[line])
    status_from = HiddenField(filters=[line])
    kind = RadioField("Kind", choices=words_of(ContactKind), default=ContactKind.MEETING.value)
    date = StringField("Date", filters=[line], render_kw={"data-pick": "date"})
    status = RadioField("Status", choices=words_of(STATUSES), default=ContactStatus.HELD.value)
    cancelled_reason = StringField("Why it was cancelled", filters=[line], validators=[_limit(500)])
    who = SelectMultipleField("Who", choices=[], validate_choice=False)
    who_text = StringField("Who", filters=[line])
    # The text whose matches were shown: a tick among them says whom it means.
    who_asked = HiddenField(filters=[line])
    new_organisations = Rows(FormField(NewOrganisationForm))
    new_people = Rows(FormField(NewPersonForm))
    roles_kept_apart = StringField("How were the two roles kept apart?", filters=[line], validators=[_limit(500)])
    subject = StringField("Subject", filters=[line], validators=[_limit(SUBJECT_LIMIT)])
    notes = TextAreaField("Notes", filters=[lines], validators=[_limit(NOTES_LIMIT)])
    follow_ups = Rows(FormField(FollowUpForm))
    direction = RadioField("Direction", choices=[NOT_SAID, *words_of(Direction)], default="")
    our_reference = StringField("Our reference", filters=[line], validators=[_limit(100)])
    their_reference = StringField("Their reference", filters=[line], validators=[_limit(100)])
    colleagues = SelectMultipleField("Colleagues", coerce=int, choices=[])
    capacity = RadioField("Capacity", choices=[NOT_SAID, *words_of(Capacity)], default="")
    starts_at = StringField("Time", filters=[line], validators=[Optional()], render_kw={"data-pick": "time"})
    length = StringField("Length", filters=[line], validators=[Optional()])
    place = StringField("Place or channel", filters=[line], validators=[_limit(300)])
    points = Rows(FormField(PointForm))
    # What is chosen here is taken in before the form is read: app/web/uploads.py.
    files = MultipleFileField("Files to add")
    # Those that are listed already, which may be of a draft that this form has parted from.
    attached = SelectMultipleField("Files", choices=[], validate_choice=False)
    workstreams = SelectMultipleField("Workstreams", coerce=int, choices=[])
    commitments = SelectMultipleField("Commitments", coerce=int, choices=[])
    themes = SelectMultipleField("Themes", coerce=int, choices=[])
    advice_given = TextAreaField("Advice given", filters=[lines], validators=[_limit(NOTES_LIMIT)])
    visibility = RadioField("Who can see it", choices=words_of(Visibility), default=Visibility.OPEN.value)

    date_hint = f"Try {date_examples('either')}; for a day not known, “by 3 Feb 2021”."
    owner_choices: list[SelectChoice]
    sector_choices: list[SelectChoice]  # of points, as the next
    point_theme_choices: list[SelectChoice]
    needs_reason = True  # of a contact that is cancelled
    plain_date: PlainDate
    start_time: dt.time | None = None
    length_minutes: int | None = None

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)
        for row in (*self.follow_ups, *self.points, *self.new_people, *self.new_organisations):
            row.form.today = today

    def validate(self, extra_validators: Any = None) -> bool:
        """Every field is judged, so that all that is wrong is said at once."""
        is_valid = bool(super().validate(extra_validators))
        for rows in (self.follow_ups, self.points, self.new_people, self.new_organisations):
            if len(rows) > ROWS_LIMIT:
                self.form_errors.append(f"Save these in two contacts: one holds at most {ROWS_LIMIT} rows of each kind")
                is_valid = False
        return is_valid

    def read_date(self) -> PlainDate:
        """What was typed as the date. Raises UnreadableDate."""
        return read_contact_date(
            said(self.date), status=self.status.data, status_from=self.status_from.data, today=self.today
        )

    def validate_date(self, field: StringField) -> None:
        if not field.data:
            raise ValidationError(f"Say when it was: {date_examples('either')}")
        try:
            self.plain_date = self.read_date()
        except UnreadableDate as problem:
            raise ValidationError(str(problem)) from problem
        self.status.data = status_of_date(
            self.plain_date, status=said(self.status), status_from=self.status_from.data, today=self.today
        )
        if self.status.data == ContactStatus.HELD and self.plain_date.lies_after(self.today):
            raise ValidationError(STILL_TO_COME)

    def validate_cancelled_reason(self, field: StringField) -> None:
        if self.needs_reason and self.status.data == ContactStatus.CANCELLED and not field.data:
            raise ValidationError(REASON_MISSING)

    def validate_starts_at(self, field: StringField) -> None:
        try:
            self.start_time = parse_time_of_day(said(field))
        except UnreadableTime as problem:
            raise ValidationError(str(problem)) from problem

    def validate_length(self, field: StringField) -> None:
        try:
            self.length_minutes = parse_length_minutes(said(field))
        except UnreadableLength as problem:
            raise ValidationError(str(problem)) from problem
