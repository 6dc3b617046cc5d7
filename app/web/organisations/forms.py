"""Forms about organisations."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import AnyOf

from app.accounts.models import Colleague
from app.organisations.details import (
    OrganisationDetails,
    aliases_from_lines,
    check_aliases,
    check_name,
    check_website,
)
from app.organisations.models import Organisation, Sector
from app.organisations.queries import OrganisationFilters, list_predecessors, list_successors
from app.organisations.rules import OrganisationStatus, PartnerGroup, Stage
from app.web.contacts.filter_form import PickOne, one_line
from app.web.directory_fields import DayField, OrganisationField, OrganisationsField, organisation_text
from app.web.fields import line, lines, words_of
from app.web.problems import tell_problem

NONE = ""


class OrganisationFilterForm(Form):
    """Every filter of /organisations/, named as in its address."""

    words = StringField("Words", default="", filters=[one_line])
    group = PickOne("Partner group", "Any partner group", PartnerGroup)
    sector = PickOne("Sector", "Any sector")
    stage = PickOne("Stage", "Any stage", Stage)
    status = PickOne("Status", "Live and closed", OrganisationStatus)
    leaders = PickOne("Sector leaders", "All organisations")
    archived = PickOne("Archived", "Leave them out")

    def __init__(self, args: "MultiDict[str, str]", sectors: Sequence[Sector]) -> None:
        super().__init__(args)
        self.sector.offer((sector.id, sector.name) for sector in sectors)
        self.leaders.offer([("yes", "Sector leaders only")])
        self.archived.offer([("yes", "Archived ones only")])

    def chosen(self) -> OrganisationFilters:
        """The filters that could be read."""
        self.validate()
        said = {field.name: field.data for field in self if field.data and not field.errors}
        return OrganisationFilters(
            words=said.get("words", ""),
            partner_group=PartnerGroup(said["group"]) if "group" in said else None,
            sector_id=int(said["sector"]) if "sector" in said else None,
            stage=Stage(said["stage"]) if "stage" in said else None,
            status=OrganisationStatus(said["status"]) if "status" in said else None,
            leaders_only="leaders" in said,
            is_archived="archived" in said,
        )

    def labels(self) -> dict[str, str]:
        """Each filter in use, in words."""
        chosen = (self.group, self.sector, self.stage, self.status, self.leaders, self.archived)
        labels = {field.name: field.words for field in chosen if field.data and not field.errors}
        return ({"words": f"“{self.words.data}”"} if self.words.data else {}) | labels


class OrganisationForm(FlaskForm):  # type: ignore[misc]
    """Everything that can be said of an organisation that is in the directory. Its stage moves on a page of its own."""

    name = StringField("Name", filters=[line], render_kw={"autocomplete": "off"})
    abbreviation = StringField("Abbreviation", filters=[line], render_kw={"autocomplete": "off"})
    aliases = TextAreaField("Also known as", filters=[lines], render_kw={"rows": 3})
    partner_group = RadioField(
        "Partner group",
        choices=words_of(PartnerGroup),
        validate_choice=False,
        validators=[AnyOf(list(PartnerGroup), message="Choose the partner group.")],
    )
    sector_id = SelectField("Sector", default=NONE)
    is_sector_leader = BooleanField("A leader of its sector")
    relationship_owner_id = SelectField("Relationship owner", default=NONE)
    website = StringField("Website", filters=[line], render_kw={"autocomplete": "off", "inputmode": "url"})
    status = SelectField("Status", choices=words_of(OrganisationStatus), default=OrganisationStatus.LIVE)
    closed_on = DayField("Closed on", stands_for="last")
    parent = OrganisationField("Part of")
    predecessors = OrganisationsField("Came before it", render_kw={"rows": 2})
    successors = OrganisationsField("Came after it", render_kw={"rows": 2})
    notes = TextAreaField("Notes", filters=[lines], render_kw={"rows": 4})
    version = HiddenField()
    carry_on = HiddenField()

    def validate_name(self, field: StringField) -> None:
        tell_problem(lambda typed: check_name(typed, field.data or ""))

    def validate_aliases(self, field: TextAreaField) -> None:
        # Before any of them is compared with the names that are there.
        aliases = aliases_from_lines(field.data or "")
        tell_problem(lambda typed: check_aliases(typed, aliases, name=self.name.data or ""))

    def validate_website(self, field: StringField) -> None:
        tell_problem(lambda typed: check_website(typed, field.data or ""))

    def offer(
        self, sectors: Sequence[Sector], colleagues: Sequence[Colleague], organisation: Organisation | None
    ) -> None:
        """What can be chosen, and what the organisation has although it is offered no more."""
        sectors, colleagues = list(sectors), list(colleagues)
        if organisation and organisation.sector and organisation.sector not in sectors:
            sectors.append(organisation.sector)
        if organisation and organisation.relationship_owner and organisation.relationship_owner not in colleagues:
            colleagues.append(organisation.relationship_owner)
        self.sector_id.choices = [SelectChoice(NONE, "Not said")] + [
            SelectChoice(str(sector.id), sector.name) for sector in sectors
        ]
        self.relationship_owner_id.choices = [SelectChoice(NONE, "Nobody yet")] + [
            SelectChoice(str(colleague.id), colleague.name) for colleague in colleagues
        ]

    def fill(self, organisation: Organisation) -> None:
        """Show what is recorded."""
        for name in ("name", "abbreviation", "website", "is_sector_leader", "notes", "version"):
            self[name].data = getattr(organisation, name)
        self.partner_group.data, self.status.data = organisation.partner_group.value, organisation.status.value
        self.aliases.data = "\n".join(alias.name for alias in organisation.aliases)
        self.sector_id.data = str(organisation.sector_id or NONE)
        self.relationship_owner_id.data = str(organisation.relationship_owner_id or NONE)
        self.closed_on.fill(organisation.closed_on)
        self.parent.data = organisation_text(organisation.parent)
        self.predecessors.fill(list_predecessors(organisation.id))
        self.successors.fill(list_successors(organisation.id))

    def details(self) -> OrganisationDetails:
        """What the form says; only after it has been validated."""
        said: dict[str, Any] = {name: self[name].data or "" for name in ("name", "abbreviation", "website", "notes")}
        return OrganisationDetails(
            **said,
            partner_group=PartnerGroup(self.partner_group.data),
            aliases=aliases_from_lines(self.aliases.data or ""),
            sector_id=int(self.sector_id.data) if self.sector_id.data else None,
            parent_id=self.parent.picked_id,
            predecessor_ids=self.predecessors.picked_ids,
            successor_ids=self.successors.picked_ids,
            status=OrganisationStatus(self.status.data),
            closed_on=self.closed_on.day,
            is_sector_leader=self.is_sector_leader.data,
            relationship_owner_id=int(self.relationship_owner_id.data) if self.relationship_owner_id.data else None,
        )

    @property
    def names(self) -> list[str]:
        """All that the organisation is said to be called."""
        return [self.name.data or "", self.abbreviation.data or "", *aliases_from_lines(self.aliases.data or "")]


class NewOrganisationForm(OrganisationForm):
    """What is said of one that is added: also the stage that it is at."""

    stage = SelectField("Stage", choices=words_of(Stage), default=Stage.IDENTIFIED)

    def details(self) -> OrganisationDetails:
        return replace(super().details(), stage=Stage(self.stage.data))
