"""The filters of all changes, named as in their address. One that can't be read says so, and narrows nothing."""

import datetime as dt
from collections.abc import Iterable, Mapping

from werkzeug.datastructures import MultiDict
from wtforms import StringField

from app.accounts.models import Colleague
from app.core.clock import OFFICE_ZONE
from app.core.plain_dates import format_plain_date
from app.reports.changes.queries import ChangeFilters
from app.web.audit.words import kind_words
from app.web.contacts.filter_form import PeriodForm, PickOne, one_line

SYSTEM = "liaison"


class ChangeFilterForm(PeriodForm):
    """Who, what was done, to which kind of record, and when."""

    colleague = PickOne("Who", "Anybody")
    kind = PickOne("Kind of record", "Any kind")
    action = PickOne("What was done", "Anything")
    from_ = StringField("From", name="from", default="", filters=[one_line])
    to = StringField("To", default="", filters=[one_line])
    called = StringField("Record", default="", filters=[one_line])

    def __init__(
        self,
        args: "MultiDict[str, str]",
        *,
        colleagues: Iterable[Colleague],
        kinds: Iterable[str],
        actions: Iterable[str],
        today: dt.date,
    ) -> None:
        super().__init__(args)
        self.today = today
        self.colleague.offer([*((one.id, one.name) for one in colleagues), (SYSTEM, "Liaison itself")])
        self.kind.offer(sorted(((kind, kind_words(kind).capitalize()) for kind in kinds), key=lambda pair: pair[1]))
        self.action.offer((action, action.capitalize()) for action in actions)
        self.validate()

    def chosen(self, record_id: int | None) -> ChangeFilters:
        """A record's number counts with its kind alone."""
        who, kind = _clear(self.colleague), _clear(self.kind)
        return ChangeFilters(
            actor_id=int(who) if who and who != SYSTEM else None,
            is_by_system=who == SYSTEM,
            subject_kind=kind,
            subject_id=record_id if kind else None,
            action=_clear(self.action),
            since=_midnight(self.date_from.date) if self.date_from else None,
            before=_midnight(self.date_to.latest + dt.timedelta(days=1)) if self.date_to else None,
        )

    def labels(self) -> Mapping[str, str]:
        """Each filter in use, in words, by its name in the address."""
        picks = {pick.name: pick.words for pick in (self.colleague, self.kind, self.action) if _clear(pick)}
        days = {"from": self.date_from, "to": self.date_to}
        return picks | {name: f"{name} {format_plain_date(day)}" for name, day in days.items() if day is not None}


def _clear(pick: PickOne) -> str:
    return pick.data if pick.data and not pick.errors else ""


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), OFFICE_ZONE)
