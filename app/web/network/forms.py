"""What the network is of: who is told to have met whom, in which days, group, sector and workstream."""

import datetime as dt
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import StringField

from app.contacts.filter_options import FilterOptions
from app.contacts.filters import ContactFilters
from app.core.plain_dates import PlainDate, format_plain_date
from app.organisations.rules import PartnerGroup
from app.reports.network import Between
from app.web.contacts.filter_form import PeriodForm, PickOne, one_line
from app.web.coverage.forms import PickAlways

DAYS_OF_A_YEAR = dt.timedelta(days=365)


class NetworkForm(PeriodForm):
    """Named as in its address. Without dates it is the year that ends today."""

    between = PickAlways("Who met", {each.value: each.label for each in Between}, Between.ORGANISATIONS)
    from_ = StringField("From", name="from", default="", filters=[one_line])
    to = StringField("To", default="", filters=[one_line])
    group = PickOne("Partner group", "Any partner group", PartnerGroup)
    sector = PickOne("Sector", "Any sector")
    workstream = PickOne("Workstream", "Any workstream")

    def __init__(self, args: "MultiDict[str, str]", options: FilterOptions, today: dt.date) -> None:
        super().__init__(args)
        self.today = today
        offered = dict(options)
        self.sector.offer(offered.get("sector", ()))
        self.workstream.offer(offered.get("workstream", ()))

    def validate(self, extra_validators: Any = None) -> bool:
        """Fills in the days that were left out, once those that were typed can be read."""
        if not super().validate(extra_validators):
            return False
        last = self.date_to.latest if self.date_to else self.today
        first = self.date_from.date if self.date_from else last - DAYS_OF_A_YEAR
        self.period = first, last
        if first > last:
            self.from_.errors = ["This is after the day on which the period ends. Enter an earlier day, or “To” too."]
            return False
        for field, day in ((self.from_, first), (self.to, last)):
            field.data = field.data or format_plain_date(PlainDate(day), style="short")
        return True

    @property
    def shown(self) -> Between:
        return Between(self.between.data)

    @property
    def filters(self) -> ContactFilters:
        """What the contacts are narrowed by; only after it has been validated."""
        first, last = self.period
        return ContactFilters(
            date_from=first,
            date_to=last,
            partner_group=PartnerGroup(self.group.data) if self.group.data else None,
            sector_id=int(self.sector.data) if self.sector.data else None,
            workstream_id=int(self.workstream.data) if self.workstream.data else None,
        )

    @property
    def narrowing(self) -> dict[str, str]:
        """The same but for the days, as the list of contacts names them in its address."""
        return {name: self[name].data for name in ("group", "sector", "workstream") if self[name].data}
