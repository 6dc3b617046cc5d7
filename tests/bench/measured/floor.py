"""The floor under a page: the rows it shows by bare SQL through the driver, and a bare template that renders them."""

import datetime as dt
import time
from collections import defaultdict
from typing import Any

from jinja2 import Environment

from tests.bench.bare import BareDatabase, listed
from tests.bench.measured.lists import ContactList

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

# What a list row says, and nothing of the page around it.
_TEMPLATE = """
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Contacts</title></head><body><h1>Contacts</h1>
<table>
{% for contact in contacts %}
<tr>
<td>{{ contact.date }} {{ contact.kind }}{% if contact.direction %} {{ contact.direction }}{% endif %}</td>
<td><a href="/contacts/{{ contact.id }}">{{ contact.subject }}</a>
{% if contact.status != "held" %}<strong>{{ contact.status }}</strong>{% endif %}
{% if contact.visibility == "restricted" %}<strong>restricted</strong>{% endif %}
<p>{% for number, name in contact.organisations %}<a href="/organisations/{{ number }}">{{ name }}</a>
{% endfor %}</p>
<p>{% for _number, name, post in contact.attendees %}{{ name }}{% if post %} ({{ post }}){% endif %}
{% endfor %}</p>
<p>{{ contact.notes }}</p></td>
<td>{% for _number, name in contact.colleagues %}{{ name }}
{% endfor %}{% if contact.capacity %}as {{ contact.capacity }}{% endif %}</td>
<td>{{ contact.follow_ups }} {{ contact.open_follow_ups }} {{ contact.points }}</td>
</tr>
{% endfor %}
</table></body></html>
"""


class Floor:
    """Renders lists of contacts with as little as possible between the driver and the page."""

    def __init__(self, database: BareDatabase) -> None:
        self._database = database
        self._template = Environment(autoescape=True).from_string(_TEMPLATE)

    def seconds_of(self, source: ContactList) -> float:
        """How long the rows of this list and their template take."""
        started = time.perf_counter()
        self._render(source)
        return time.perf_counter() - started

    def _render(self, source: ContactList) -> str:
        ids = listed(source.ids(self._database))
        links = {name: self._links(statement.format(ids=ids)) for name, statement in _LINKS.items()}
        contacts = [
            {
                "id": row[0],
                "date": row[1] if isinstance(row[1], str) else dt.date.isoformat(row[1]),
                "kind": row[3],
                "direction": row[4],
                "status": row[5],
                "capacity": row[6],
                "visibility": row[7],
                "subject": row[8],
                "notes": row[9],
                "follow_ups": row[10],
                "open_follow_ups": row[11],
                "points": row[12],
                **{name: by_contact.get(row[0], ()) for name, by_contact in links.items()},
            }
            for row in self._database.rows(_CONTACTS.format(ids=ids))
        ]
        return self._template.render(contacts=contacts)

    def _links(self, statement: str) -> dict[int, list[tuple[Any, ...]]]:
        by_contact: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        for contact_id, *link in self._database.rows(statement):
            by_contact[contact_id].append(tuple(link))
        return by_contact
