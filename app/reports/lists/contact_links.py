"""What contacts are linked to, in the words of one cell for each contact."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import select

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
from app.prepared import PreparedSelect, among, listed
from app.programme.models import Commitment, Theme, Workstream
from app.reports.lists.columns import joined

Linked = Mapping[int, str]  # by the number of the contact
InPlace = tuple[int, int, str]  # after its place, and its number where two have the same
Who = tuple[int | None, int | None, int | None]  # a person, their post and their organisation

NAMES_KEPT = 50_000  # of each kind, some 5 MB
PARTNER_GROUP = {group.value: group.label for group in PartnerGroup}

_ATTENDEE = Attendee.__table__.c
# Of each column, and of colleagues, the link, with what it is in order of.
_LINKS: dict[str, tuple[Any, str, str]] = {
    "organisations": (ContactOrganisation, "organisation_id", "position"),
    "groups": (ContactOrganisation, "organisation_id", "position"),
    "sectors": (ContactOrganisation, "organisation_id", "position"),
    "themes": (ContactTheme, "theme_id", "theme_id"),
    "workstreams": (ContactWorkstream, "workstream_id", "workstream_id"),
    "commitments": (ContactCommitment, "commitment_id", "commitment_id"),
    "colleagues": (ContactColleague, "colleague_id", "position"),
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
LINKED = frozenset({*_LINKS, *_WHO} - {"colleagues"})


class LinkReader:
    """Reads what contacts are linked to. It remembers names, which are few beside the contacts that have them."""

    def __init__(self) -> None:
        self._names: dict[str, dict[int, Any]] = defaultdict(dict)
        self._partners: dict[Who, str] = {}
        self._ours: dict[Who, str] = {}

    def read(self, contact_ids: Sequence[int], columns: Collection[str]) -> dict[str, Linked]:
        """The columns of these names; a contact that has nothing in one of them is not there."""
        numbers = listed(contact_ids)
        found: dict[str, Linked] = {name: self._linked(name, numbers) for name in columns if name in _LINKS}
        if _WHO.intersection(columns):
            people, ours = self._attendees(numbers)
            if "people" in columns:
                found["people"] = _in_words(people)
            if "our_side" in columns:
                found["our_side"] = self._our_side(numbers, ours)
        return found

    def _linked(self, column: str, numbers: str) -> Linked:
        rows = _links_of(column).rows(numbers=numbers)
        names = self._named(column, (number for _contact, number, _place in rows))
        words: dict[int, list[str]] = defaultdict(list)
        for contact_id, number, _place in rows:
            word, said = names[number], words[contact_id]
            if word and word not in said:
                said.append(word)
        return _in_words(words)

    def _attendees(self, numbers: str) -> tuple[Mapping[int, Sequence[str]], Mapping[int, list[InPlace]]]:
        """Those of the partners, and who came for our own organisation, with their places."""
        people: dict[int, list[str]] = defaultdict(list)
        ours: dict[int, list[InPlace]] = defaultdict(list)
        attendees = _ATTENDEES.rows(numbers=numbers)
        self._meet({attendee[3:] for attendee in attendees})
        partners = self._partners
        for contact_id, place, number, person_id, post_id, organisation_id in attendees:
            who = person_id, post_id, organisation_id
            words = partners.get(who)
            if words is None:
                ours[contact_id].append((place, number, self._ours[who]))
            else:
                people[contact_id].append(words)
        return people, ours

    def _our_side(self, numbers: str, attendees: Mapping[int, list[InPlace]]) -> Linked:
        """Colleagues, and whoever else came for our own organisation."""
        rows = _links_of("colleagues").rows(numbers=numbers)
        names = self._named("colleagues", (number for _contact, number, _place in rows))
        ours = defaultdict(list, attendees)
        for contact_id, number, place in rows:
            ours[contact_id].append((place, number, names[number]))
        return _in_words({contact_id: [words for *_place, words in sorted(each)] for contact_id, each in ours.items()})

    def _meet(self, attendees: set[Who]) -> None:
        """Learn what the attendees are called who were not met yet, and whether they came for us."""
        if len(self._partners) > NAMES_KEPT:
            self._partners.clear()
        # Not by taking away keys, which goes through all that are known.
        new = [who for who in attendees if who not in self._partners and who not in self._ours]
        people = self._named("people", (who[0] for who in new))
        posts = self._named("posts", (who[1] for who in new))
        own = self._named("own", (who[2] for who in new))
        for who in new:
            name, title = people.get(who[0]), posts.get(who[1])
            if own.get(who[2]):
                self._ours[who] = title or name or ""
            else:
                self._partners[who] = f"{name} ({title})" if name and title else name or title or ""

    def _named(self, column: str, numbers: Iterable[int | None]) -> Mapping[int | None, Any]:
        known: dict[Any, Any] = self._names[column]
        if len(known) > NAMES_KEPT:
            known.clear()
        new = {number for number in numbers if number is not None and number not in known}
        if new:
            say = PARTNER_GROUP if column == "groups" else None
            rows = _names_of(column).rows(numbers=listed(sorted(new)))
            known.update((number, say[word]) if say else (number, word) for number, word in rows)
        return known


def _in_words(words: Mapping[int, Sequence[str]]) -> Linked:
    return {contact_id: each[0] if len(each) == 1 else joined(each) for contact_id, each in words.items()}


@lru_cache(maxsize=16)
def _links_of(link: str) -> PreparedSelect:
    model, number, place = _LINKS[link]
    columns = model.__table__.c
    linked = select(columns.contact_id, columns[number], columns[place].label("place"))
    if model is ContactColleague:
        linked = linked.where(columns.took_part)
    in_order = linked.order_by(columns.contact_id, columns[place], columns[number])
    return PreparedSelect(in_order.where(among(columns.contact_id)))


@lru_cache(maxsize=16)
def _names_of(column: str) -> PreparedSelect:
    number, name = _NAMED[column]
    return PreparedSelect(select(number, name).where(among(number)))


_ATTENDEES = PreparedSelect(
    select(
        _ATTENDEE.contact_id,
        _ATTENDEE.position,
        _ATTENDEE.id,
        _ATTENDEE.person_id,
        _ATTENDEE.post_id,
        _ATTENDEE.organisation_id,
    )
    .where(among(_ATTENDEE.contact_id))
    .order_by(_ATTENDEE.contact_id, _ATTENDEE.position, _ATTENDEE.id)
)
