"""The floor under a list: all that its page shows by bare SQL through the driver, and a bare render of its template."""

import time
from collections import defaultdict
from itertools import cycle
from typing import Any

from tests.bench.bare import BareDatabase, listed
from tests.bench.measured.bare_page import BarePage
from tests.bench.measured.lists import ContactList
from tests.bench.measured.requests import BenchRequest

LEAST_ROUNDS = 20

_CONTACTS = (
    "SELECT id, date, date_precision, kind, direction, status, capacity, visibility, subject, substr(notes, 1, 480), "
    "follow_up_count, open_follow_up_count, point_count, is_sample FROM contact WHERE id IN ({ids}) "
    "ORDER BY sort_key DESC"
)
_LINKS = {
    "organisations": (
        "SELECT link.contact_id, organisation.id, organisation.name FROM contact_organisation AS link "
        "JOIN organisation ON organisation.id = link.organisation_id "
        "WHERE link.contact_id IN ({ids}) ORDER BY link.position"
    ),
    "attendees": (
        "SELECT link.contact_id, person.id, person.name, post.title FROM attendee AS link LEFT JOIN person "
        "ON person.id = link.person_id LEFT JOIN post ON post.id = link.post_id "
        "WHERE link.contact_id IN ({ids}) ORDER BY link.position"
    ),
    "colleagues": (
        "SELECT link.contact_id, colleague.id, colleague.name FROM contact_colleague AS link JOIN colleague "
        "ON colleague.id = link.colleague_id WHERE link.contact_id IN ({ids}) ORDER BY link.position"
    ),
}

# What else the history's page shows: how many there are, what is overdue, and what its filters offer.
_COUNT = (
    "SELECT count(*) FROM (SELECT 1 FROM contact WHERE archived_at IS NULL AND visibility = 'open' LIMIT 1001) AS few"
)
_OVERDUE = (
    "SELECT contact_id, count(*) FROM follow_up WHERE contact_id IN ({ids}) AND completed_at IS NULL "
    "AND due_on < CURRENT_DATE GROUP BY contact_id"
)
_OFFERED = (
    "SELECT id, name FROM sector ORDER BY position, name",
    "SELECT id, name FROM colleague ORDER BY name",
    "SELECT id, name FROM team ORDER BY name",
    "SELECT id, name FROM workstream ORDER BY position, name",
    "SELECT id, title FROM commitment ORDER BY position, title",
    "SELECT id, name FROM theme ORDER BY position, name",
)


class Floor:
    """What the history's page shows by bare SQL through the driver, and the page's own template rendered bare."""

    def __init__(self, database: BareDatabase, page: BarePage) -> None:
        self._database = database
        self._page = page

    def timings(self, requests: list[BenchRequest], seconds: float) -> list[float]:
        """Seconds of one operation's lists; none where they are not made from one plain statement."""
        sources = [request.source for request in requests if request.source is not None]
        timings: list[float] = []
        if len(sources) < len(requests):
            return timings
        stop_at = time.perf_counter() + seconds
        for source in cycle(sources):
            started = time.perf_counter()
            self._render(source)
            timings.append(time.perf_counter() - started)
            if started > stop_at and len(timings) >= LEAST_ROUNDS:
                break
        return timings

    def _render(self, source: ContactList) -> str:
        ids = listed(source.ids(self._database))
        links = [self._links(statement.format(ids=ids)) for statement in _LINKS.values()]
        contacts = self._database.rows(_CONTACTS.format(ids=ids))
        for statement in (_COUNT, _OVERDUE.format(ids=ids), *_OFFERED):
            self._database.rows(statement)
        # Gathered by contact as a page has to; what is rendered are the same number of rows.
        gathered = [(contact, [by_contact.get(contact[0], ()) for by_contact in links]) for contact in contacts]
        return self._page.render() if gathered else ""

    def _links(self, statement: str) -> dict[int, list[tuple[Any, ...]]]:
        by_contact: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        for contact_id, *link in self._database.rows(statement):
            by_contact[contact_id].append(tuple(link))
        return by_contact
