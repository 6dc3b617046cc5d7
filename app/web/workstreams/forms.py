"""Forms about workstreams and what was done in them."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Field, Form, HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import AnyOf, ValidationError

from app.core.plain_dates import UnreadableLength, effort_words, parse_effort_minutes
from app.organisations.models import Sector
from app.programme.activities import ActivityDetails
from app.programme.models import Activity, Workstream
from app.programme.rules import SEEKING_A_LEAD, Capacity, WorkstreamStatus
from app.programme.workstream_details import WorkstreamDetails, check_lead, check_name
from app.programme.workstream_queries import WorkstreamFilters
from app.web.contacts.filter_form import PickOne
from app.web.directory_fields import DayField, OrganisationField, OrganisationsField, organisation_text
from app.web.fields import SelectChoice, chosen, line, lines, offered, said, words_of
from app.web.problems import tell_problem

NONE = ""
LONGEST_COUNT = 12


class WorkstreamFilterForm(Form):
    """Every filter of /workstreams/, named as in its address."""

    status = PickOne("Status", "Any status", WorkstreamStatus)
    sector = PickOne("Sector", "Any sector")
    lead = PickOne("Lead", "With or without a lead")
    archived = PickOne("Archived", "Leave them out")

    def __init__(self, args: "MultiDict[str, str]", sectors: Sequence[Sector]) -> None:
        super().__init__(args)
        self.sector.offer((sector.id, sector.name) for sector in sectors)
        self.lead.offer([("none", SEEKING_A_LEAD)])
        self.archived.offer([("yes", "Archived ones only")])

    def chosen(self) -> WorkstreamFilters:
        """The filters that could be read."""
        self.validate()
        said = {field.name: field.data for field in self if field.data and not field.errors}
        return WorkstreamFilters(
            status=WorkstreamStatus(said["status"]) if "status" in said else None,
            sector_id=int(said["sector"]) if "sector" in said else None,
            is_seeking_lead="lead" in said,
            is_archived="archived" in said,
        )

    def labels(self) -> dict[str, str]:
        """Each filter in use, in words."""
        picked = (self.status, self.sector, self.lead, self.archived)
        return {field.name: field.words for field in picked if field.data and not field.errors}


class SectorsField(SelectMultipleField):
    """Any of the sectors, as boxes to tick."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, coerce=int, choices=[], **kwargs)

    def offer(self, sectors: Iterable[Sector], has_already: Iterable[Sector] = ()) -> None:
        """What can be chosen, and what the record has although it is offered no more."""
        there = {sector.id: sector.name for sector in (*sectors, *has_already)}
        self.choices = [SelectChoice(number, name) for number, name in there.items()]

    def pre_validate(self, form: Any) -> None:
        there = {choice.value for choice in offered(self)}
        if not set(self.data or []) <= there:
            raise ValidationError("Choose sectors from the list.")


class WorkstreamForm(FlaskForm):  # type: ignore[misc]
    """Everything that can be said of a workstream."""

    name = StringField("Name", filters=[line], render_kw={"autocomplete": "off"})
    purpose = TextAreaField("Purpose", filters=[lines], render_kw={"rows": 4})
    lead = OrganisationField("Lead organisation")
    supporters = OrganisationsField("Supporting organisations", render_kw={"rows": 3})
    our_capacity = SelectField("Our capacity in it", default=NONE, choices=[SelectChoice(NONE, "Not said")])
    sector_ids = SectorsField("Sectors")
    status = SelectField(
        "Status",
        choices=words_of(WorkstreamStatus),
        default=WorkstreamStatus.ACTIVE,
        validate_choice=False,
        validators=[AnyOf(list(WorkstreamStatus), message="Choose the status.")],
    )
    started_on = DayField("Started on")
    target_on = DayField("Target", stands_for="last", prefer="future")
    source_document = StringField("Document it comes from", filters=[line])
    source_paragraph = StringField("Paragraph", filters=[line])
    version = HiddenField()

    def __init__(self, workstream: Workstream | None, sectors: Sequence[Sector]) -> None:
        super().__init__()
        self.workstream_id = workstream.id if workstream else None
        self.our_capacity.choices = [SelectChoice(NONE, "Not said"), *words_of(Capacity)]
        self.sector_ids.offer(sectors, workstream.sectors if workstream else ())

    def validate_name(self, field: StringField) -> None:
        tell_problem(lambda typed: check_name(typed, said(field), workstream_id=self.workstream_id))

    def validate_lead(self, field: OrganisationField) -> None:
        tell_problem(lambda typed: check_lead(typed, field.picked_id))

    def fill(self, workstream: Workstream) -> None:
        """Show what is recorded."""
        for name in ("name", "purpose", "source_document", "source_paragraph", "version"):
            self[name].data = getattr(workstream, name)
        self.lead.data = organisation_text(workstream.lead)
        self.supporters.fill(workstream.supporters)
        self.our_capacity.data = workstream.our_capacity.value if workstream.our_capacity else NONE
        self.sector_ids.data = [sector.id for sector in workstream.sectors]
        self.status.data = workstream.status.value
        self.started_on.fill(workstream.started_on)
        self.target_on.fill(workstream.target_on)

    def details(self) -> WorkstreamDetails:
        """What the form says; only after it has been validated."""
        texts = {name: said(self[name]) for name in ("name", "purpose", "source_document", "source_paragraph")}
        return WorkstreamDetails(
            **texts,
            lead_id=self.lead.picked_id,
            supporter_ids=self.supporters.picked_ids,
            our_capacity=Capacity(self.our_capacity.data) if self.our_capacity.data else None,
            sector_ids=tuple(chosen(self.sector_ids)),
            status=WorkstreamStatus(self.status.data),
            started_on=self.started_on.day,
            target_on=self.target_on.day,
        )


class ActivityForm(FlaskForm):  # type: ignore[misc]
    """Something done in a workstream: what, when, who was reached, the effort that it took."""

    what = StringField("What was done", filters=[line], render_kw={"autocomplete": "off"})
    done_on = DayField("Date")
    reached_count = StringField("How many people were reached", filters=[line], render_kw={"inputmode": "numeric"})
    reached_whom = StringField("Whom", filters=[line])
    sector_ids = SectorsField("Sectors")
    effort = StringField("Effort it took us", filters=[line], render_kw={"autocomplete": "off"})
    version = HiddenField()

    people: int | None = None
    effort_minutes: int | None = None

    def __init__(self, activity: Activity | None, sectors: Sequence[Sector]) -> None:
        super().__init__()
        self.sector_ids.offer(sectors, activity.sectors if activity else ())

    def validate_what(self, field: StringField) -> None:
        self._is_said(field, "Enter what was done.")

    def validate_done_on(self, field: DayField) -> None:
        self._is_said(field, "Enter the day that it was done.")

    def validate_reached_count(self, field: StringField) -> None:
        digits = said(field).replace(",", "").replace(" ", "")
        if not digits:
            return
        if not (digits.isascii() and digits.isdecimal() and len(digits) < LONGEST_COUNT):
            raise ValidationError("Enter how many people as a number, such as 40. Say about whom in the next field.")
        self.people = int(digits)

    def validate_effort(self, field: StringField) -> None:
        if not field.data:
            return
        try:
            self.effort_minutes = parse_effort_minutes(field.data)
        except UnreadableLength as problem:
            raise ValidationError(problem.message) from problem

    def fill(self, activity: Activity) -> None:
        """Show what is recorded."""
        self.what.data, self.reached_whom.data = activity.what, activity.reached_whom
        self.done_on.fill(activity.done_on)
        self.reached_count.data = "" if activity.reached_count is None else f"{activity.reached_count:,}"
        self.sector_ids.data = [sector.id for sector in activity.sectors]
        self.effort.data = effort_words(activity.effort_minutes) if activity.effort_minutes else ""
        self.version.data = str(activity.version)

    def details(self) -> ActivityDetails:
        """What the form says; only after it has been validated."""
        return ActivityDetails(
            what=said(self.what),
            done_on=self.done_on.day,
            reached_count=self.people,
            reached_whom=said(self.reached_whom),
            sector_ids=tuple(chosen(self.sector_ids)),
            effort_minutes=self.effort_minutes,
        )

    @staticmethod
    def _is_said(field: Field, message: str) -> None:
        if not field.data and not field.errors:
            raise ValidationError(message)
