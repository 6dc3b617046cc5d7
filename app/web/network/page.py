"""What the page of the network says in words, and the contacts behind each of its figures."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import url_for

from app.contacts.rules import ContactStatus
from app.core.paging import describe_count
from app.core.plain_dates import PlainDate, format_plain_date
from app.reports.network import LOOKED_AT, Between, Network
from app.web.network.forms import NetworkForm


@dataclass(frozen=True)
class Met:
    """Whom an organisation met, how often, and the contacts."""

    name: str
    count: int
    url: str


@dataclass(frozen=True)
class MetRow:
    name: str
    url: str
    group: str
    met: Sequence[Met]


def met_rows(network: Network, form: NetworkForm) -> list[MetRow]:
    """Each organisation with those after it that it met; or with the colleagues that met it."""
    history, bodies = _Histories(network, form), url_for("organisations.index")
    rows = []
    for place, body in enumerate(network.bodies):
        others = network.colleagues or [(each.id, each.name) for each in network.bodies[place + 1 :]]
        met = [(number, name, network.met.get((body.id, number), 0)) for number, name in others]
        told = [Met(name, count, history.of(body.id, number)) for number, name, count in met if count]
        rows.append(MetRow(body.name, f"{bodies}{body.id}", body.group.label, told))
    return rows


class _Histories:
    """The lists of contacts behind the figures, with the same filters and days."""

    def __init__(self, network: Network, form: NetworkForm) -> None:
        first, last = form.period
        days = {"from": max(first, network.since or first), "to": last}
        narrowing = {**form.narrowing, **{name: format_plain_date(PlainDate(day)) for name, day in days.items()}}
        rest = urlencode({"status": ContactStatus.HELD.value, **narrowing})
        self._address, self._rest = url_for("contacts.history"), rest
        self._second = "also" if network.between is Between.ORGANISATIONS else "colleague"

    def of(self, body_id: int, number: int) -> str:
        return f"{self._address}?organisation={body_id}&{self._second}={number}&{self._rest}"


def summary(network: Network, form: NetworkForm) -> str:
    """'From the 1,204 contacts held from 1 March 2020 to 28 February 2021, of which 310 were with two or more.'"""
    first, last = form.period
    first = max(first, network.since or first)
    days = f"from {_day(first)} to {_day(last)}"
    contacts = describe_count(network.looked_at, "contact", "contacts")
    which = f"the newest {contacts}" if network.since else contacts
    with_two = {
        Between.ORGANISATIONS: "with two organisations or more",
        Between.COLLEAGUES: "with an organisation and a colleague of ours",
    }[network.between]
    return f"From {which} held {days}: {network.counted:,} {'was' if network.counted == 1 else 'were'} {with_two}."


def left_out(network: Network) -> list[str]:
    """What is not in the picture, in words."""
    told = []
    if network.since:
        told.append(
            f"No more than {LOOKED_AT:,} contacts are looked at, the newest: those before {_day(network.since)} are "
            "left out. Narrow the network to look further back."
        )
    if network.bodies_left_out:
        others = describe_count(network.bodies_left_out, "organisation", "organisations")
        colleagues = describe_count(network.colleagues_left_out, "colleague", "colleagues")
        more = f" and {colleagues}" if network.colleagues_left_out else ""
        contacts = describe_count(network.contacts_left_out, "contact", "contacts")
        told.append(
            f"Shown are the busiest. {others}{more} with fewer contacts are left out, and {contacts} with them alone."
        )
    return told


def _day(day: dt.date) -> str:
    return format_plain_date(PlainDate(day))
