"""Adding differences to the tallies of months."""

from collections import Counter
from collections.abc import Mapping
from typing import cast

from sqlalchemy import Table

from app.contacts.coverage.models import EVERYONE
from app.contacts.months.counted import Cell, OrganisationCell
from app.contacts.months.firsts import find_firsts_again
from app.contacts.months.models import ANY_TEAM, EITHER, By, MonthTally, OrganisationMonth
from app.contacts.tallies.adding import add_numbers

_TALLY = cast(Table, MonthTally.__table__)
_OF_ORGANISATION = cast(Table, OrganisationMonth.__table__)
_COUNTED_BY_ORGANISATION = (EVERYONE, EITHER)


def add_to_months(contacts: Mapping[Cell, int], organisations: Mapping[OrganisationCell, int]) -> None:
    """Those of organisations first, which tell how many of these a month has."""
    differences = Counter(contacts)
    differences.update(_add_to_organisations(organisations))
    add_numbers(_TALLY, differences)


def _add_to_organisations(differences: Mapping[OrganisationCell, int]) -> Counter[Cell]:
    """How many more or fewer organisations a month has: whoever adds the first contact or takes the last away tells."""
    counted: Counter[Cell] = Counter()
    turned: set[tuple[int, int]] = set()
    for organisation_id, reader_id, month, now in add_numbers(_OF_ORGANISATION, differences, is_asked=True):
        before = now - differences[organisation_id, reader_id, month]
        if (now > 0) != (before > 0):
            turned.add((organisation_id, reader_id))
        if reader_id in _COUNTED_BY_ORGANISATION:
            counted[By.ORGANISATIONS, ANY_TEAM, reader_id, month, ""] += (now > 0) - (before > 0)
    find_firsts_again(sorted(turned))
    return counted
