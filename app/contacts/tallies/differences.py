"""By how much a transaction changes the tallies."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.contacts.coverage import counted as of_matrix
from app.contacts.months import counted as of_months
from app.contacts.tallies.facts import Facts, Sides


@dataclass
class Differences:
    """How many more or fewer each cell of the matrix and of the months has."""

    coverage: Counter[of_matrix.Cell] = field(default_factory=Counter)
    months: Counter[of_months.Cell] = field(default_factory=Counter)
    organisations: Counter[of_months.OrganisationCell] = field(default_factory=Counter)

    def add(self, facts: Facts | None, sides_of: Mapping[int, Sides], *, times: int) -> None:
        """A contact as it was, or is now; none where it does not count."""
        if facts is None:
            return
        for cell in of_matrix.cells_of(facts, sides_of):
            self.coverage[cell] += times
        for at, number in of_months.cells_of(facts, sides_of):
            self.months[at] += times * number
        for with_whom in of_months.organisation_cells_of(facts):
            self.organisations[with_whom] += times
