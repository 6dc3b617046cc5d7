"""How often we mean to be in contact, as it is typed; and what narrows the list of who is quiet."""

from collections.abc import Iterable

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Form, StringField
from wtforms.validators import ValidationError

from app.contacts.rhythm.queries import RhythmFilters
from app.contacts.rhythm.rules import EXAMPLES, Interval, UnreadableInterval, read_interval
from app.organisations.rules import PartnerGroup
from app.web.contacts.filter_form import PickOne
from app.web.fields import line

Options = Iterable[tuple[int, str]]


class IntervalForm(FlaskForm):  # type: ignore[misc]
    every = StringField(
        "How often we mean to be in contact",
        filters=[line],
        description=f"Such as {EXAMPLES}.",
        render_kw={"autocomplete": "off"},
    )

    interval: Interval | None = None

    def validate_every(self, field: StringField) -> None:
        if not field.data:
            raise ValidationError(f"Say how often, as in: {EXAMPLES}")
        try:
            self.interval = read_interval(field.data)
        except UnreadableInterval as problem:
            raise ValidationError(str(problem)) from problem


class RhythmFilterForm(Form):
    """The filters of /rhythm/, named as in its address."""

    group = PickOne("Partner group", "Any partner group", PartnerGroup)
    sector = PickOne("Sector", "Any sector")
    team = PickOne("Team of the relationship owner", "Any team")

    def __init__(self, args: "MultiDict[str, str]", *, sectors: Options, teams: Options) -> None:
        super().__init__(args)
        self.sector.offer(sectors)
        self.team.offer(teams)
        self.validate()

    def chosen(self) -> RhythmFilters:
        """The filters that could be read."""
        said = {field.name: field.data for field in self if field.data and not field.errors}
        return RhythmFilters(
            partner_group=PartnerGroup(said["group"]) if "group" in said else None,
            sector_id=int(said["sector"]) if "sector" in said else None,
            team_id=int(said["team"]) if "team" in said else None,
        )

    def labels(self) -> dict[str, str]:
        """Each filter in use, in words, by its name in the address."""
        picks = (self.group, self.sector, self.team)
        return {pick.name: pick.words for pick in picks if pick.data and not pick.errors}
