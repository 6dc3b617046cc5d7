"""What contacts are linked to, in the words of one cell for each contact."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, select

from app.accounts.models import Colleague
from app.contacts.models import (
    Attendee,
    ContactColleague,
    ContactCommitment,
    ContactOrganisation,
    ContactTheme,
    ContactWorkstream,
)
from app.organisations.models import Organisation, Sector
from app.organisations.rules import PartnerGroup
from app.people.models import Person, Post
from app.prepared import PreparedSelect, number_parameters, numbered
from app.programme.models import Commitment, Theme, Workstream
from app.reports.lists.columns import joined

Linked = Mapping[int, str]  # by the number of the contact
Words = dict[int, str]

NAMES_KEPT = 50_000  # of each kind, some 5 MB
PADDED = 50

_ATTENDEE = Attendee.__table__.c
# Of each column its link, with what it is in order of.
_LINKS: dict[str, tuple[Any, str, str]] = {
    "organisations": (ContactOrganisation, "organisation_id", "position"),
    "groups": (ContactOrganisation, "organisation_id", "position"),
    "sectors": (ContactOrganisation, "organisation_id", "position"),
    "themes": (ContactTheme, "theme_id", "theme_id"),
    "workstreams": (ContactWorkstream, "workstream_id", "workstream_id"),
    "commitments": (ContactCommitment, "commitment_id", "commitment_id"),
}
_SECTOR_OF = select(Sector.name).where(Sector.id == Organisation.sector_id).scalar_subquery()
_NAMED: dict[str, tuple[Any, Any]] = {
    "organisations": (Organisation.id, Organisation.name),
    "groups": (Organisation.id, Organisation.partner_group),
    "sectors": (Organisation.id, _SECTOR_OF),
    "themes": (Theme.id, Theme.name),
    "workstreams": (Workstream.id, Workstream.name),
    "commitments": (Commitment.id, Commitment.title),
    "people": (Person.id, Person.name),
    "posts": (Post.id, Post.title),
    "colleagues": (Colleague.id, Colleague.name),
    "own": (Organisation.id, Organisation.is_own),
}
_WHO = frozenset({"people", "our_side"})
LINKED = frozenset({*_LINKS, *_WHO})


class LinkReader:
    """Reads what contacts are linked to. It remembers names, which are few beside the contacts that have them."""

    def __init__(self) -> None:
        self._names: dict[str, dict[int, Any]] = defaultdict(dict)
        self._attendees: dict[tuple[Any, ...], tuple[bool, str]] = {}

    def read(self, contact_ids: Sequence[int], columns: Iterable[str]) -> dict[str, Linked]:
        """The columns of these names; a contact that has nothing in one of them is not there."""
        wanted = list(columns)
        found: dict[str, Linked] = {name: self._linked(name, contact_ids) for name in wanted if name in _LINKS}
        if _WHO.intersection(wanted):
            people, our_side = self._who(contact_ids)
            found |= {"people": people, "our_side": our_side}
        return found

    def _linked(self, column: str, contact_ids: Sequence[int]) -> Linked:
        rows = _rows(column, contact_ids)
        names = self._named(column, (number for _contact, number, _place in rows))
        words: dict[int, list[str]] = defaultdict(list)
        for contact_id, number, _place in rows:
            word = names[number]
            if word and word not in words[contact_id]:
                words[contact_id].append(word)
        return _in_words(words)

    def _who(self, contact_ids: Sequence[int]) -> tuple[Linked, Linked]:
        """Those of the partners, and our side: colleagues, and who else came for our own organisation."""
        people: dict[int, list[str]] = defaultdict(list)
        ours: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
        attendees = _rows("attendees", contact_ids)
        self._meet({row[3:] for row in attendees})
        for attendee in attendees:
            is_ours, words = self._attendees[attendee[3:]]
            if is_ours:
                ours[attendee[0]].append((*attendee[1:3], words))
            else:
                people[attendee[0]].append(words)
        rows = _rows("colleagues", contact_ids)
        names = self._named("colleagues", (number for _contact, number, _place in rows))
        for contact_id, number, place in rows:
            ours[contact_id].append((place, number, names[number]))
        our_side = {
            number: [each[0][2]] if len(each) == 1 else [one[2] for one in sorted(each)]
            for number, each in ours.items()
        }
        return _in_words(people), _in_words(our_side)

    def _meet(self, attendees: set[tuple[Any, ...]]) -> None:
        """Learn what the attendees are called who were not met yet, and whether they came for us."""
        if len(self._attendees) > NAMES_KEPT:
            self._attendees.clear()
        new = attendees - self._attendees.keys()
        people = self._named("people", (who[0] for who in new))
        posts = self._named("posts", (who[1] for who in new))
        own = self._named("own", (who[2] for who in new))
        for who in new:
            name, title, is_ours = people.get(who[0]), posts.get(who[1]), bool(own.get(who[2]))
            with_post = f"{name} ({title})" if name and title else name or title or ""
            self._attendees[who] = (is_ours, (title or name or "") if is_ours else with_post)

    def _named(self, column: str, numbers: Iterable[int | None]) -> Mapping[int | None, Any]:
        known: dict[Any, Any] = self._names[column]
        if len(known) > NAMES_KEPT:
            known.clear()
        new = {number for number in numbers if number is not None and number not in known}
        if new:
            padded = _padded(sorted(new))
            say = PARTNER_GROUP if column == "groups" else None
            rows = _names_of(column, len(padded)).rows(**numbered(padded))
            known.update((number, say[word]) if say else (number, word) for number, word in rows)
        return known


PARTNER_GROUP = {group.value: group.label for group in PartnerGroup}


def _in_words(words: Mapping[int, Sequence[str]]) -> Words:
    return {contact_id: each[0] if len(each) == 1 else joined(each) for contact_id, each in words.items()}


def _rows(link: str, contact_ids: Sequence[int]) -> list[tuple[Any, ...]]:
    padded = _padded(contact_ids)
    return _links_of(link, len(padded)).rows(**numbered(padded)) if padded else []


def _padded(numbers: Sequence[int]) -> Sequence[int]:
    """So that there are few statements, each made once."""
    return [*numbers, *([numbers[-1]] * (-len(numbers) % PADDED))] if len(numbers) > PADDED else numbers


@lru_cache(maxsize=512)
def _links_of(link: str, count: int) -> PreparedSelect:
    return PreparedSelect(_LINK_STATEMENTS.get(link, _link_statement(link))(number_parameters(count)))


def _link_statement(link: str) -> Callable[[Sequence[Any]], Select[Any]]:
    model, number, place = _LINKS.get(link, (ContactColleague, "colleague_id", "position"))
    columns = model.__table__.c

    def statement(numbers: Sequence[Any]) -> Select[Any]:
        read = (columns.contact_id, columns[number], columns[place].label("place"))
        found = select(*read).where(columns.contact_id.in_(numbers))
        return found.order_by(columns.contact_id, columns[place], columns[number])

    return statement


def _attendees_of(numbers: Sequence[Any]) -> Select[Any]:
    who = (_ATTENDEE.person_id, _ATTENDEE.post_id, _ATTENDEE.organisation_id)
    read = (_ATTENDEE.contact_id, _ATTENDEE.position, _ATTENDEE.id, *who)
    found = select(*read).where(_ATTENDEE.contact_id.in_(numbers))
    return found.order_by(_ATTENDEE.contact_id, _ATTENDEE.position, _ATTENDEE.id)


_LINK_STATEMENTS: dict[str, Callable[[Sequence[Any]], Select[Any]]] = {"attendees": _attendees_of}


@lru_cache(maxsize=512)
def _names_of(column: str, count: int) -> PreparedSelect:
    number, name = _NAMED[column]
    return PreparedSelect(select(number, name).where(number.in_(number_parameters(count))))
