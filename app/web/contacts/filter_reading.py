"""From the address of a list to its filters, and back to the addresses of the lists beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import url_for
from werkzeug.datastructures import MultiDict

from app.contacts.filters import ContactFilters
from app.contacts.rules import ContactKind, ContactStatus, ReviewState, Visibility
from app.contacts.timeliness import Logged
from app.entry.details import ParticipantKind, ParticipantRef
from app.entry.queries import describe_participants
from app.entry.standing import standing_for
from app.organisations.rules import PartnerGroup
from app.programme.rules import Capacity
from app.web.contacts.filter_form import FilterForm
from app.web.directory_lists import kept_view

# Each choice's field: the filter that it sets, and how its value is read.
PICKS: dict[str, tuple[str, Any]] = {
    "kind": ("kind", ContactKind),
    "status": ("status", ContactStatus),
    "group": ("partner_group", PartnerGroup),
    "sector": ("sector_id", int),
    "colleague": ("colleague_id", int),
    "team": ("team_id", int),
    "workstream": ("workstream_id", int),
    "commitment": ("commitment_id", int),
    "capacity": ("capacity", Capacity),
    "theme": ("theme_id", int),
    "visibility": ("visibility", Visibility),
    "review": ("review", ReviewState),
    "logged": ("logged", Logged),
    "follow_ups": ("has_open_follow_up", bool),
    "advice": ("has_advice", bool),
}
# What the address names by number: of which kind it is, and the filter that it sets.
RECORDS = {
    "organisation": (ParticipantKind.ORGANISATION, "organisation_ids"),
    "also": (ParticipantKind.ORGANISATION, "also_organisation_id"),
    "person": (ParticipantKind.PERSON, "person_id"),
    "post": (ParticipantKind.POST, "post_id"),
}


RECORD_KINDS = tuple(dict.fromkeys(kind.value for kind, _filter_name in RECORDS.values()))


@dataclass(frozen=True)
class FilterInUse:
    """A filter as a chip: which it is in the address and in the filters, and what it says."""

    parameter: str
    filter_name: str
    value: str
    label: str


@dataclass
class FilterReading:
    """What the address asks for, with what of it could be read."""

    form: FilterForm
    filters: ContactFilters = field(default_factory=ContactFilters)
    in_use: list[FilterInUse] = field(default_factory=list)

    @property
    def arguments(self) -> dict[str, str]:
        return {used.parameter: used.value for used in self.in_use}

    def address(self, more: Mapping[str, int] | None = None, *, without: str = "") -> str:
        """The list with these filters, less one, or with something more."""
        values: dict[str, Any] = {name: value for name, value in self.arguments.items() if name != without}
        return history_address({**values, **(more or {})})


def history_address(values: Mapping[str, Any] | None = None) -> str:
    """The list with these filters in its address."""
    return url_for("contacts.history", **(values or {}), **kept_view())


def read_filters(form: FilterForm, args: "MultiDict[str, str]") -> FilterReading:
    """Judge every filter; those that can't be read get a message beside their field and narrow nothing."""
    form.validate()
    reading = FilterReading(form)
    values: dict[str, Any] = {}
    if form.words.data:
        _use(reading, values, "words", "words", form.words.data, f"“{form.words.data}”", form.words.data)
    _read_records(reading, values, args)
    for parameter, date, kept in form.dates:
        day = date.date if parameter == "from" else date.latest
        _use(reading, values, parameter, f"date_{parameter}", day, form.date_label(parameter, date, kept), kept)
    for name, (filter_name, read) in PICKS.items():
        pick = form.pick(name)
        if pick.data and not pick.errors:
            _use(reading, values, name, filter_name, read(pick.data), pick.words, pick.data)
    reading.filters = ContactFilters(**values)
    return reading


def _use(
    reading: FilterReading, values: dict[str, Any], parameter: str, filter_name: str, value: Any, label: str, shown: str
) -> None:
    values[filter_name] = value
    reading.in_use.append(FilterInUse(parameter, filter_name, shown, label))


def _read_records(reading: FilterReading, values: dict[str, Any], args: Mapping[str, str]) -> None:
    """The organisations, the person and the post that the address names by number."""
    given = {name: args[name] for name in RECORDS if args.get(name)}
    if not given:
        return
    asked = {name: ParticipantRef.parse(f"{RECORDS[name][0]}:{text}") for name, text in given.items()}
    standing = standing_for([ref for ref in asked.values() if ref is not None])
    refs = {name: standing[ref] if ref is not None else None for name, ref in asked.items()}
    known = describe_participants([ref for ref in refs.values() if ref is not None])
    for name, ref in refs.items():
        kind, filter_name = RECORDS[name]
        if ref is None or ref not in known:
            reading.form.with_.errors = [*reading.form.with_.errors, f"There is no {kind} “{given[name][:40]}”."]
            continue
        value = (ref.id,) if filter_name == "organisation_ids" else ref.id
        label = f"and {known[ref].name} too" if name == "also" else known[ref].name
        _use(reading, values, name, filter_name, value, label, str(ref.id))
