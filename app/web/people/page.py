"""What a person's page shows beside their history."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from app.people.record_queries import Place


class Held(Protocol):
    """An appointment, from either side."""

    @property
    def started_on(self) -> dt.date | None: ...

    @property
    def ended_on(self) -> dt.date | None: ...


H = TypeVar("H", bound=Held)


def held_and_left(appointments: Iterable[H], today: dt.date) -> tuple[list[H], list[H]]:
    """Those held today or later, and those that have ended, each the latest first."""
    held: list[H] = []
    left: list[H] = []
    for one in sorted(
        appointments, key=lambda one: (one.started_on or dt.date.min, one.ended_on or dt.date.max), reverse=True
    ):
        (held if one.ended_on is None or one.ended_on >= today else left).append(one)
    return held, left


def summary(name: str, former: Sequence[str], held: Sequence[Place]) -> str:
    """'Also “Pryia Northwick” · Director, Example County Council'."""
    known_as = ", ".join(f"“{other}”" for other in former if other != name)
    return " · ".join(filter(None, [f"Also {known_as}" if known_as else "", places_today(held)]))


def places_today(held: Sequence[Place]) -> str:
    """'Director, Example County Council; Example Trust'."""
    return "; ".join(
        f"{one.post_title}, {one.organisation_name}" if one.post_title else one.organisation_name for one in held
    )
