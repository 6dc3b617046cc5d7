"""Forms about milestones."""

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from app.core.clock import office_today
from app.programme.milestones import MilestoneDetails
from app.programme.models import Milestone
from app.web.directory_fields import PlainDateField
from app.web.fields import SelectChoice, line, lines, said

NONE = ""
TEXTS = ("title", "description", "planned_words", "source_document", "source_paragraph", "link")


class MilestoneForm(FlaskForm):  # type: ignore[misc]
    """Everything that can be said of a milestone."""

    title = StringField("Milestone", filters=[line], render_kw={"autocomplete": "off"})
    planned = PlainDateField("Planned", prefer="future")
    planned_words = StringField("Without a date yet, when in words", filters=[line])
    actual = PlainDateField("Passed")
    workstream_id = SelectField("Workstream", default=NONE)
    description = TextAreaField("About it", filters=[lines], render_kw={"rows": 4})
    source_document = StringField("Document it comes from", filters=[line])
    source_paragraph = StringField("Paragraph", filters=[line])
    link = StringField("Link", filters=[line], render_kw={"autocomplete": "off", "inputmode": "url"})
    version = HiddenField()

    def __init__(self, milestone: Milestone | None, workstreams: Sequence[tuple[int, str]]) -> None:
        super().__init__()
        there = {str(number): name for number, name in workstreams}
        if milestone and milestone.workstream:
            there[str(milestone.workstream.id)] = milestone.workstream.name
        choices = [SelectChoice(number, name) for number, name in there.items()]
        self.workstream_id.choices = [SelectChoice(NONE, "None"), *choices]

    def validate_title(self, field: StringField) -> None:
        if not field.data and not field.errors:
            raise ValidationError("Enter what the milestone is.")

    def validate_actual(self, field: PlainDateField) -> None:
        if field.plain_date and field.plain_date.lies_after(office_today()):
            raise ValidationError("This is after today. Say under “Planned” when it is to be passed.")

    def fill(self, milestone: Milestone) -> None:
        """Show what is recorded."""
        for name in (*TEXTS, "version"):
            self[name].data = getattr(milestone, name)
        self.planned.fill(milestone.planned)
        self.actual.fill(milestone.actual)
        self.workstream_id.data = str(milestone.workstream_id or NONE)

    def details(self) -> MilestoneDetails:
        """What the form says; only after it has been validated."""
        return MilestoneDetails(
            **{name: said(self[name]) for name in TEXTS},
            planned=self.planned.plain_date,
            actual=self.actual.plain_date,
            workstream_id=int(self.workstream_id.data) if self.workstream_id.data else None,
        )
