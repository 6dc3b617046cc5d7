"""The filters of the contact history as typed and chosen. One that can't be read says so, and narrows nothing."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, cast

from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import Form, SelectField, StringField
from wtforms.fields.choices import Choice  # type: ignore[attr-defined]
from wtforms.validators import ValidationError

from app.contacts.filter_options import FilterOptions
from app.contacts.rules import ContactKind, ContactStatus, ReviewState, Visibility
from app.contacts.timeliness import Logged
from app.core.plain_dates import PlainDate, UnreadableDate, format_plain_date, is_relative_date, parse_plain_date
from app.organisations.rules import PartnerGroup
from app.programme.rules import Capacity

LONGEST_SHOWN = 40
_LAST_SO_LONG = re.compile(r"(?:the )?(?:last|past) (\w+ (?:day|week|fortnight|month|year)s?)", re.IGNORECASE)


def one_line(text: str | None) -> str:
    """Whatever an address can carry, as words on one line that any database takes."""
    cleaned = (text or "").replace("\x00", " ").encode("utf-8", "replace").decode("utf-8")
    return " ".join(cleaned.split())


@lru_cache(maxsize=512)
def _options_html(options: tuple[tuple[str, str], ...], chosen: str) -> Markup:
    """Options written once and kept: a dozen lists, drawn anew each time, took a quarter of the page's time."""
    plain, selected = Markup('<option value="{}">{}</option>'), Markup('<option value="{}" selected>{}</option>')
    return Markup("").join((selected if value == chosen else plain).format(value, words) for value, words in options)


class PickOne(SelectField):
    """One of a list or none; what is not on the list is told in words, since an address can say anything."""

    def __init__(self, label: str, none: str, words: Iterable[Any] = (), **kwargs: Any) -> None:
        self.options: dict[str, str] = {"": none, **{word.value: word.label for word in words}}
        super().__init__(label, choices=[], default="", **kwargs)

    def offer(self, options: Iterable[tuple[int | str, str]]) -> None:
        self.options.update({str(value): words for value, words in options})

    def iter_choices(self) -> Iterator[Any]:
        return (Choice(value, words, value == self.data, {}) for value, words in self.options.items())

    def pre_validate(self, form: Any) -> None:
        if self.data not in self.options:
            raise ValidationError(f"There is no “{self.data[:LONGEST_SHOWN]}” here. Choose from the list.")

    def options_html(self) -> Markup:
        return _options_html(tuple(self.options.items()), self.data or "")

    @property
    def words(self) -> str:
        return self.options[self.data]


class PeriodForm(Form):
    """Reads the fields `from_` and `to` as dates."""

    today: dt.date
    date_from: PlainDate | None = None
    date_to: PlainDate | None = None

    def validate_from_(self, field: StringField) -> None:
        last_so_long = _LAST_SO_LONG.fullmatch(field.data or "")
        self.date_from = self._read_date(f"{last_so_long[1]} ago" if last_so_long else field.data)

    def validate_to(self, field: StringField) -> None:
        self.date_to = self._read_date(field.data)
        if self.date_to and self.date_from and self.date_to.latest < self.date_from.date:
            self.date_to = None
            raise ValidationError("This is before “From”. Change one of the two.")

    @property
    def dates(self) -> Iterator[tuple[str, PlainDate, str]]:
        """Of each that could be read its name in the address, the date, and how the address keeps it."""
        for name, field, date in (("from", self["from_"], self.date_from), ("to", self["to"], self.date_to)):
            if date is not None:
                yield name, date, field.data if self._moves_on(field.data) else format_plain_date(date)

    @staticmethod
    def date_label(name: str, date: PlainDate, kept: str) -> str:
        """'from 1 November 2020'; 'from 1 November 2026 (30 days ago)' where it moves on with every day."""
        words = format_plain_date(date)
        return f"{name} {words}" if kept == words else f"{name} {words} ({kept})"

    def _moves_on(self, text: str) -> bool:
        return bool(_LAST_SO_LONG.fullmatch(text)) or is_relative_date(text, today=self.today)

    def _read_date(self, text: str | None) -> PlainDate | None:
        if not text:
            return None
        try:
            return parse_plain_date(text, today=self.today)
        except UnreadableDate as problem:
            raise ValidationError(problem.message) from problem


class FilterForm(PeriodForm):
    """Every filter of /contacts/, named as in its address."""

    words = StringField("Words", default="", filters=[one_line])
    with_ = StringField("Organisation, person or post", name="with", default="", filters=[one_line])
    kind = PickOne("Kind", "Any kind", ContactKind)
    from_ = StringField("From", name="from", default="", filters=[one_line])
    to = StringField("To", default="", filters=[one_line])
    status = PickOne("Status", "Any status", ContactStatus)
    group = PickOne("Partner group", "Any partner group", PartnerGroup)
    sector = PickOne("Sector", "Any sector")
    colleague = PickOne("Colleague", "Any colleague")
    team = PickOne("Team", "Any team")
    workstream = PickOne("Workstream", "Any workstream")
    commitment = PickOne("Commitment", "Any commitment")
    capacity = PickOne("Capacity", "Any capacity", Capacity)
    theme = PickOne("Theme", "Any theme")
    visibility = PickOne("Visibility", "Open and restricted", Visibility)
    review = PickOne("Review", "Reviewed or not", ReviewState)
    logged = PickOne("Logged", "However soon", Logged)
    follow_ups = PickOne("Follow-ups", "With or without")
    advice = PickOne("Advice", "Given or not")

    def __init__(self, args: "MultiDict[str, str]", options: FilterOptions, today: dt.date) -> None:
        super().__init__(args)
        self.today = today
        self.pick("follow_ups").offer([("open", "Open follow-ups")])
        self.pick("advice").offer([("given", "Advice given")])
        for name, rows in options:
            self.pick(name).offer(rows)

    def pick(self, name: str) -> PickOne:
        """The choice of this name."""
        return cast(PickOne, self[name])
