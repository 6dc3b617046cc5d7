"""The addresses of the lists behind a figure. They are kept with the sentence, as text."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from app.contacts.rules import ContactStatus, Visibility
from app.partnership.updates.rules import Period

CONTACTS = "/contacts/"
ORGANISATION = "organisation"
POST = "post"


def contacts_address(period: Period, **filters: str | int) -> str:
    """The held and open contacts of the period, narrowed by further filters of /contacts/."""
    of_period = {"from": period.first.isoformat(), "to": period.last.isoformat()}
    told = {"status": ContactStatus.HELD.value, "visibility": Visibility.OPEN.value}
    return f"{CONTACTS}?{urlencode({**filters, **of_period, **told})}"


def points_address(period: Period, **filters: str | int) -> str:
    """The points that were raised in the period and are open, narrowed by further filters of /points/."""
    of_period = {"from": period.first.isoformat(), "to": period.last.isoformat()}
    # A figure counts every voice; the list would show those that say the same as one.
    told = {"voices": "each", "visibility": Visibility.OPEN.value}
    return f"/points/?{urlencode({**filters, **of_period, **told})}"


def activities_address(workstream_id: int) -> str:
    return f"/workstreams/{workstream_id}#activities"


def status_address(commitment_id: int) -> str:
    return f"/commitments/{commitment_id}#status"


@dataclass(frozen=True)
class NamedBody:
    """Whose contacts a list has: of a period, with one organisation or post, about one commitment or about anything."""

    kind: str  # the filter that names it
    id: int
    commitment_id: int | None
    period: Period


def read_named_body(address: str) -> NamedBody | None:
    """The organisation or post that a list of contacts is narrowed by; None for any other address."""
    page, _, query = address.partition("?")
    said = dict(parse_qsl(query))
    kind = next((each for each in (ORGANISATION, POST) if each in said), None)
    if page != CONTACTS or kind is None:
        return None
    first, last = (dt.date.fromisoformat(said[side]) for side in ("from", "to"))
    commitment_id = int(said["commitment"]) if "commitment" in said else None
    return NamedBody(kind, int(said[kind]), commitment_id, Period(first, last, last))
