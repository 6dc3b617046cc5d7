"""The requests of the lists of follow-ups, each with what plain SQL says that its answer has to hold."""

from typing import Any
from urllib.parse import urlencode

from tests.bench.bare import BareDatabase
from tests.bench.measured.lists import READABLE, BenchRequest

OPERATIONS = ("follow_ups", "follow_ups_filtered", "follow_ups_board")
SHOWN = 25
_WHERE = {
    "owner": "follow_up.owner_id = :owner",
    "team": "follow_up.owner_id IN (SELECT id FROM colleague WHERE team_id = :team)",
    "organisation": (
        "follow_up.contact_id IN (SELECT contact_id FROM contact_organisation WHERE organisation_id = :organisation)"
    ),
}


def make_follow_up_requests(
    database: BareDatabase, officer: int, *, organisations: list[int], colleagues: list[int]
) -> dict[str, list[BenchRequest]]:
    """For one officer, with what that officer is to see. Those of the small record fill a page, as all others do."""
    teams = database.numbers("SELECT DISTINCT team_id FROM colleague WHERE team_id IS NOT NULL ORDER BY team_id")
    boards = [{}, *({"owner": owner} for owner in colleagues[:4]), *({"team": team} for team in teams[:4])]
    return {
        "follow_ups": [_listed(database, officer)],
        "follow_ups_filtered": [
            *(_listed(database, officer, team=team) for team in teams),
            *(_listed(database, officer, organisation=organisation) for organisation in organisations[:1]),
        ],
        "follow_ups_board": [BenchRequest(f"/follow-ups/?{urlencode({'as': 'board'} | each)}") for each in boards],
    }


def _listed(database: BareDatabase, officer: int, **filters: Any) -> BenchRequest:
    """The first page, the earliest due first."""
    narrowed = "".join(f" AND {_WHERE[name]}" for name in filters)
    statement = (
        "SELECT follow_up.id FROM follow_up JOIN contact ON contact.id = follow_up.contact_id "
        f"WHERE follow_up.completed_at IS NULL AND {READABLE}{narrowed} "
        f"ORDER BY follow_up.due_on, follow_up.id LIMIT {SHOWN}"
    )
    ids = tuple(database.numbers(statement, {"officer": officer, **filters}))
    return BenchRequest(f"/follow-ups/?{urlencode(filters)}" if filters else "/follow-ups/", follow_ups=ids)
