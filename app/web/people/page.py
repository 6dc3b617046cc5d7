"""What a person's page shows beside their history."""

import datetime as dt
from collections.abc import Sequence

from app.people.models import Appointment


def held_and_left(appointments: Sequence[Appointment], today: dt.date) -> tuple[list[Appointment], list[Appointment]]:
    """Those held today or later, and those that have ended, each the latest first."""
    latest_first = sorted(
        appointments, key=lambda one: (one.started_on or dt.date.min, one.ended_on or dt.date.max), reverse=True
    )
    held = [one for one in latest_first if one.ended_on is None or one.ended_on >= today]
    return held, [one for one in latest_first if one not in held]


def places_today(held: Sequence[Appointment]) -> str:
    """'Director, Example County Council; Example Trust'."""
    return "; ".join(
        f"{one.post.title}, {one.organisation.name}" if one.post else one.organisation.name for one in held
    )
