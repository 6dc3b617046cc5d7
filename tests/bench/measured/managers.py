"""The pages that only managers open, or open first; asked for by managers, who read what is restricted too."""

from tests.bench.data import directory as sizes
from tests.bench.measured.lists import BenchRequest

OPERATIONS = ("managers_home", "reviews", "review_filter", "many", "rhythm", "audit", "duplicates")
_TEAMS = range(1, sizes.TEAMS + 1)
_SECTORS = range(1, sizes.SECTORS + 1)


def manager_of(officer: int) -> int:
    """The manager whom an officer's client signs in as beside."""
    return (officer - 1) % (sizes.COLLEAGUES // 10) * 10 + 10


def make_manager_requests() -> dict[str, list[BenchRequest]]:
    return {
        "managers_home": [BenchRequest("/"), BenchRequest("/?whose=everyone")],
        "reviews": [
            BenchRequest("/reviews/"),
            BenchRequest("/reviews/?order=newest"),
            *(BenchRequest(f"/reviews/?team={team}") for team in _TEAMS),
        ],
        # Of the unreviewed the small record has too few to fill a page.
        "review_filter": [
            BenchRequest("/contacts/?review=reviewed"),
            *(BenchRequest(f"/contacts/?review=reviewed&team={team}") for team in _TEAMS),
        ],
        "many": [
            BenchRequest("/contacts/many/"),
            BenchRequest("/contacts/many/?kind=meeting"),
            *(BenchRequest(f"/contacts/many/?team={team}") for team in _TEAMS),
        ],
        "rhythm": [
            BenchRequest("/rhythm/"),
            *(BenchRequest(f"/rhythm/?team={team}") for team in _TEAMS),
            *(BenchRequest(f"/rhythm/?sector={sector}") for sector in _SECTORS),
        ],
        "audit": [
            BenchRequest("/audit/"),
            *(BenchRequest(f"/audit/?colleague={number}") for number in range(1, sizes.COLLEAGUES + 1, 7)),
            BenchRequest("/audit/?kind=contact&action=changed"),
            BenchRequest("/audit/?from=1+March+2023&to=31+March+2023"),
            BenchRequest("/audit/?colleague=3&action=changed&to=31+March+2023"),
        ],
        "duplicates": [BenchRequest("/duplicates/"), BenchRequest("/duplicates/?kind=person")],
    }
