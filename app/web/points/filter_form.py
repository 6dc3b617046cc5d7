"""The filters of the points board as typed and chosen. One that can't be read says so, and narrows nothing."""

import datetime as dt
from collections.abc import Iterable, Mapping

from werkzeug.datastructures import MultiDict
from wtforms import StringField

from app.contacts.rules import Visibility
from app.contacts.visibility import EVERYBODY, Reader
from app.organisations.models import Organisation
from app.points.filters import PointFilters
from app.points.rules import BarrierNature, Disposition, PointKind
from app.web.contacts.filter_form import PeriodForm, PickOne, one_line
from app.web.directory_fields import OrganisationField

OPEN = "open"
LONG = "long"
EACH = "each"


def last_waiting_day(today: dt.date, waiting_days: int) -> dt.date:
    """The last day on which a point was raised that has waited for longer than it should."""
    return today - dt.timedelta(days=waiting_days + 1)


class PointFilterForm(PeriodForm):
    """Every filter of /points/, named as in its address; an organisation once it is found is `organisation`."""

    words = StringField("Words", default="", filters=[one_line])
    body = OrganisationField("Organisation")
    kind = PickOne("Kind", "Any kind", PointKind)
    disposition = PickOne("What became of it", "Anything")
    waiting = PickOne("Waiting", "However long")
    nature = PickOne("Nature of a barrier", "Any nature", BarrierNature)
    sector = PickOne("Sector", "Any sector")
    theme = PickOne("Theme", "Any theme")
    from_ = StringField("From", name="from", default="", filters=[one_line])
    to = StringField("To", default="", filters=[one_line])
    voices = PickOne("Voices", "Together, as one point")
    visibility = PickOne("Visibility", "Open and restricted")

    def __init__(self, args: "MultiDict[str, str]", *, today: dt.date, waiting_days: int) -> None:
        super().__init__(args)
        self.today, self.waiting_days = today, waiting_days
        self.disposition.offer([(OPEN, "New or under consideration")])
        self.disposition.offer((each.value, each.label) for each in Disposition)
        self.waiting.offer([(LONG, f"Over {waiting_days} days")])
        self.voices.offer([(EACH, "Each by itself")])
        self.visibility.offer([(Visibility.OPEN.value, "Open alone")])

    def offer(self, options: Mapping[str, Iterable[tuple[int, str]]]) -> None:
        """What there is to choose from, which administrators keep."""
        self.sector.offer(options.get("sector", ()))
        self.theme.offer(options.get("theme", ()))

    @property
    def waiting_since(self) -> dt.date:
        return last_waiting_day(self.today, self.waiting_days)

    def reader(self, reader: Reader) -> Reader:
        """Whose points these are: the reader's, or everybody's where the open ones alone are asked for."""
        return EVERYBODY if self.visibility.data and not self.visibility.errors else reader

    def chosen(self, organisation: Organisation | None) -> PointFilters:
        """The filters that could be read; only after the form was validated."""
        said = {field.name: field.data for field in self if field.data and not field.errors}
        disposition = said.get("disposition")
        filters = PointFilters(
            words=said.get("words", ""),
            kind=PointKind(said["kind"]) if "kind" in said else None,
            nature=BarrierNature(said["nature"]) if "nature" in said else None,
            sector_id=int(said["sector"]) if "sector" in said else None,
            theme_id=int(said["theme"]) if "theme" in said else None,
            organisation_id=organisation.id if organisation else None,
            disposition=Disposition(disposition) if disposition and disposition != OPEN else None,
            is_open=disposition == OPEN,
            date_from=self.date_from.date if self.date_from else None,
            date_to=self.date_to.latest if self.date_to else None,
            each_voice="voices" in said,
        )
        return filters.waiting_since(self.waiting_since) if "waiting" in said else filters

    def labels(self, organisation: Organisation | None) -> dict[str, str]:
        """Each filter in use, in words, by its name in the address."""
        labels = {"words": f"“{self.words.data}”"} if self.words.data else {}
        if organisation:
            labels["organisation"] = organisation.name
        picks = (self.kind, self.disposition, self.waiting, self.nature, self.sector, self.theme)
        labels |= {pick.name: pick.words for pick in picks if pick.data and not pick.errors}
        if "waiting" in labels:
            labels["waiting"] = f"waiting longer than {self.waiting_days} days"
        labels |= {name: self.date_label(name, date, kept) for name, date, kept in self.dates}
        if self.voices.data and not self.voices.errors:
            labels["voices"] = "each voice by itself"
        if self.visibility.data and not self.visibility.errors:
            labels["visibility"] = "open alone"
        return labels
