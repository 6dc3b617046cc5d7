"""Moving an organisation along the stages, and what the board shows."""

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Form, HiddenField, RadioField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from app.core.clock import office_today
from app.organisations.models import Organisation
from app.organisations.rules import PartnerGroup, Stage
from app.organisations.stages import check_day, check_reason, check_stage
from app.web.contacts.filter_form import PickOne
from app.web.directory_fields import DayField
from app.web.fields import line
from app.web.problems import tell_problem


class MoveForm(FlaskForm):  # type: ignore[misc]
    stage = RadioField("Stage", validate_choice=False)
    changed_on = DayField("Since")
    reason = StringField("Why", filters=[line], render_kw={"autocomplete": "off"})
    version = HiddenField()

    def validate_stage(self, _field: RadioField) -> None:
        tell_problem(lambda typed: check_stage(typed, self.organisation, self.chosen_stage()))

    def validate_changed_on(self, field: DayField) -> None:
        if not field.errors:
            tell_problem(lambda typed: check_day(typed, self.organisation, field.day))

    def validate_reason(self, field: StringField) -> None:
        tell_problem(lambda typed: check_reason(typed, field.data or ""))

    def offer(self, organisation: Organisation) -> None:
        """Every stage but the one that it is at."""
        self.organisation = organisation
        self.stage.choices = [
            SelectChoice(stage.value, stage.label) for stage in Stage if stage is not organisation.stage
        ]

    def fill(self, organisation: Organisation) -> None:
        self["version"].data = organisation.version
        self.changed_on.fill(office_today())

    def chosen_stage(self) -> Stage | None:
        return Stage(self.stage.data) if self.stage.data in set(Stage) else None


class BoardForm(Form):
    """Which organisations the board shows, named as in its address."""

    group = PickOne("Partner group", "Every partner group", PartnerGroup)
    leaders = PickOne("Sector leaders", "All organisations")

    def __init__(self, args: "MultiDict[str, str]") -> None:
        super().__init__(args)
        self.leaders.offer([("yes", "Sector leaders only")])
        self.validate()

    @property
    def chosen_group(self) -> PartnerGroup | None:
        return PartnerGroup(self.group.data) if self.group.data and not self.group.errors else None

    @property
    def wants_leaders(self) -> bool:
        return bool(self.leaders.data) and not self.leaders.errors

    def labels(self) -> dict[str, str]:
        """Each filter in use, in words."""
        return {field.name: field.words for field in (self.group, self.leaders) if field.data and not field.errors}
