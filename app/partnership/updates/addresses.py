"""The addresses of the lists behind a figure. They are kept with the sentence, as text."""

from urllib.parse import urlencode

from app.contacts.rules import ContactStatus, Visibility
from app.partnership.updates.rules import Period


def contacts_address(period: Period, **filters: str | int) -> str:
    """The held and open contacts of the period, narrowed by further filters of /contacts/."""
    of_period = {"from": period.first.isoformat(), "to": period.last.isoformat()}
    told = {"status": ContactStatus.HELD.value, "visibility": Visibility.OPEN.value}
    return f"/contacts/?{urlencode({**filters, **of_period, **told})}"


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
