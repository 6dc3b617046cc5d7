"""Who has met whom: how many contacts two organisations had together, or a colleague with an organisation.

Of the newest contacts that match, and of the busiest among those; what is left out is counted.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from itertools import combinations

from sqlalchemy import select, true

from app.accounts.models import Colleague
from app.contacts.filters import ContactFilters
from app.contacts.listing import find_keys
from app.contacts.models import ContactColleague, ContactOrganisation
from app.contacts.rules import TIE_BREAKER_BITS, ContactStatus
from app.contacts.search.query import SearchQuery
from app.contacts.visibility import Reader
from app.database import db
from app.organisations.models import Organisation
from app.organisations.rules import PartnerGroup
from app.prepared import PreparedSelect, number_parameters, numbered

LOOKED_AT = 3_000
ORGANISATIONS_SHOWN, COLLEAGUES_SHOWN = 30, 16
AT_ONCE = 500
_NUMBER_OF_CONTACT = (1 << TIE_BREAKER_BITS) - 1
_OWN = select(Organisation.id).where(Organisation.is_own == true())


class Between(StrEnum):
    """Who is told to have met whom."""

    ORGANISATIONS = "organisations"
    COLLEAGUES = "colleagues"

    @property
    def label(self) -> str:
        return "Organisations with each other" if self is Between.ORGANISATIONS else "Our colleagues with organisations"


@dataclass(frozen=True)
class Body:
    """An organisation of the network."""

    id: int
    name: str
    group: PartnerGroup


@dataclass(frozen=True)
class Network:
    """`met` is by the numbers of two organisations, the first of them first in the order; or of one and a colleague."""

    between: Between
    bodies: Sequence[Body] = ()
    colleagues: Sequence[tuple[int, str]] = ()
    met: dict[tuple[int, int], int] = field(default_factory=dict)
    looked_at: int = 0  # contacts
    counted: int = 0  # of these, those that tell of two who met
    bodies_left_out: int = 0
    colleagues_left_out: int = 0
    contacts_left_out: int = 0  # those that tell of none who is shown
    since: dt.date | None = None  # where not all were looked at: the first day of which all were


def read_network(filters: ContactFilters, between: Between, *, reader: Reader) -> Network:
    """Of the held contacts that match, as far back as is looked."""
    held = replace(filters, status=ContactStatus.HELD)
    found = find_keys(held, SearchQuery(), reader=reader, before=None, limit=LOOKED_AT + 1, count_to=0).sort_keys
    keys, since = _whole_days(found)
    ids = [key & _NUMBER_OF_CONTACT for key in keys]
    own = set(db.session.scalars(_OWN))
    bodies = _linked("organisation", ids, own)
    if between is Between.ORGANISATIONS:
        network = _of_organisations(bodies)
    else:
        network = _of_colleagues(bodies, _linked("colleague", ids, set()))
    return replace(network, looked_at=len(keys), since=since)


def _whole_days(keys: Sequence[int]) -> tuple[Sequence[int], dt.date | None]:
    """Without the earliest day, of which some may lie further back: a list can be of the same days then."""
    if len(keys) <= LOOKED_AT:
        return keys, None
    earliest = keys[-1] >> TIE_BREAKER_BITS
    whole = [key for key in keys if key >> TIE_BREAKER_BITS > earliest]
    if not whole:  # a single day with more contacts than are looked at
        return keys[:LOOKED_AT], dt.date.fromordinal(earliest)
    return whole, dt.date.fromordinal(whole[-1] >> TIE_BREAKER_BITS)


def _of_organisations(linked: dict[int, list[int]]) -> Network:
    together = [numbers for numbers in linked.values() if len(numbers) > 1]
    busy = Counter(number for numbers in together for number in numbers)
    shown = _bodies(_busiest(busy, ORGANISATIONS_SHOWN))
    places = {body.id: place for place, body in enumerate(shown)}
    met: Counter[tuple[int, int]] = Counter()
    left_out = 0
    for numbers in together:
        here = sorted((number for number in numbers if number in places), key=places.__getitem__)
        met.update(combinations(here, 2))
        left_out += len(here) < 2
    return Network(
        Between.ORGANISATIONS,
        bodies=shown,
        met=dict(met),
        counted=len(together),
        bodies_left_out=len(busy) - len(shown),
        contacts_left_out=left_out,
    )


def _of_colleagues(linked: dict[int, list[int]], colleagues: dict[int, list[int]]) -> Network:
    both = [(numbers, colleagues[contact_id]) for contact_id, numbers in linked.items() if contact_id in colleagues]
    busy = Counter(number for numbers, _ours in both for number in numbers)
    ours = Counter(number for _numbers, present in both for number in present)
    shown = _bodies(_busiest(busy, ORGANISATIONS_SHOWN))
    named = _colleagues(_busiest(ours, COLLEAGUES_SHOWN))
    body_ids, colleague_ids = {body.id for body in shown}, {number for number, _name in named}
    met: Counter[tuple[int, int]] = Counter()
    left_out = 0
    for numbers, present in both:
        pairs = [(body, one) for body in numbers if body in body_ids for one in present if one in colleague_ids]
        met.update(pairs)
        left_out += not pairs
    return Network(
        Between.COLLEAGUES,
        bodies=shown,
        colleagues=named,
        met=dict(met),
        counted=len(both),
        bodies_left_out=len(busy) - len(shown),
        colleagues_left_out=len(ours) - len(named),
        contacts_left_out=left_out,
    )


def _busiest(counts: Counter[int], most: int) -> list[int]:
    return sorted(counts, key=lambda number: (-counts[number], number))[:most]


def _bodies(ids: Sequence[int]) -> list[Body]:
    """By partner group, and in each the busiest first, as the ids come."""
    rows = db.session.execute(
        select(Organisation.id, Organisation.name, Organisation.partner_group).where(Organisation.id.in_(ids))
    )
    groups = list(PartnerGroup)
    return sorted((Body(*row) for row in rows), key=lambda body: (groups.index(body.group), ids.index(body.id)))


def _colleagues(ids: Sequence[int]) -> list[tuple[int, str]]:
    names = dict(db.session.execute(select(Colleague.id, Colleague.name).where(Colleague.id.in_(ids))).all())
    return [(number, names[number]) for number in ids]


def _linked(what: str, contact_ids: Sequence[int], leaving_out: set[int]) -> dict[int, list[int]]:
    """What each of the contacts is linked to."""
    found: dict[int, list[int]] = defaultdict(list)
    for some in _in_batches(contact_ids):
        for contact_id, number in _LINKS[what]().rows(**numbered(some)):
            if number not in leaving_out:
                found[contact_id].append(number)
    return found


def _in_batches(ids: Sequence[int]) -> Iterable[list[int]]:
    """As many each time, the last filled up with one of them again, so that there is one statement."""
    for start in range(0, len(ids), AT_ONCE):
        some = list(ids[start : start + AT_ONCE])
        yield some + some[-1:] * (AT_ONCE - len(some))


@lru_cache
def _organisation_links() -> PreparedSelect:
    link = ContactOrganisation.__table__.c
    return PreparedSelect(
        select(link.contact_id, link.organisation_id).where(link.contact_id.in_(number_parameters(AT_ONCE)))
    )


@lru_cache
def _colleague_links() -> PreparedSelect:
    link = ContactColleague.__table__.c
    return PreparedSelect(
        select(link.contact_id, link.colleague_id).where(
            link.contact_id.in_(number_parameters(AT_ONCE)), link.took_part
        )
    )


_LINKS = {"organisation": _organisation_links, "colleague": _colleague_links}
