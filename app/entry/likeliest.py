"""Which of the things that typed letters find are likeliest meant, judged by all that each is called."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import BindParameter, Select, and_, select

from app.entry.suggestions import Build, rows_by_id
from app.merges.models import STANDS, RecordMerge
from app.names.queries import find_by_prefix
from app.names.rules import Closeness, closeness, lacks_only_an_ending
from app.organisations.models import Organisation, OrganisationAlias
from app.people.models import Person, Post

# Many more than are shown, so that whatever begins with what was typed is among them.
FETCHED = 64

Key = tuple[str, int]

_ORGANISATION = Organisation.__table__.c
_ALIAS = OrganisationAlias.__table__.c
_PERSON = Person.__table__.c
_POST = Post.__table__.c
_MERGE = RecordMerge.__table__.c


def find_likeliest(text: str, kinds: Sequence[str], *, limit: int, with_archived: bool = False) -> list[Key]:
    """Organisations, people and posts that the typed words begin words of, the likeliest first."""
    found = find_by_prefix(text, kinds, limit=max(limit, FETCHED), with_archived=with_archived)
    return likeliest_first(text, found)[:limit]


def likeliest_first(text: str, found: Iterable[Key], *, met: Iterable[Key] = ()) -> list[Key]:
    """Whole names first, then those who were met, in the order given; what is archived stays last.

    Of the others those come first one of whose names begins so, and of equals as they were found.
    """
    keys = list(found)
    names: dict[Key, list[str]] = {}
    archived: set[Key] = set()
    for kind, build in _BUILDS.items():
        for number, archived_at, *called in rows_by_id(build, [each for of_kind, each in keys if of_kind == kind]):
            names.setdefault((kind, number), []).extend(filter(None, called))
            if archived_at is not None:
                archived.add((kind, number))
    places = {key: place for place, key in enumerate(met)}

    def order(key: Key) -> tuple[bool, bool, int, int, bool]:
        called = names.get(key, [])
        close, place = closeness(text, called), places.get(key, len(places))
        is_longer = close is not Closeness.WHOLE_NAME
        return key in archived, is_longer, place, close, not lacks_only_an_ending(text, called)

    return sorted(keys, key=order)


def _organisations(numbers: list[BindParameter[int]]) -> Select[Any]:
    known_as = Organisation.__table__.outerjoin(OrganisationAlias.__table__, _ALIAS.organisation_id == _ORGANISATION.id)
    return (
        select(_ORGANISATION.id, _ORGANISATION.archived_at, _ORGANISATION.name, _ORGANISATION.abbreviation, _ALIAS.name)
        .select_from(known_as)
        .where(_ORGANISATION.id.in_(numbers))
    )


def _people(numbers: list[BindParameter[int]]) -> Select[Any]:
    of_them = and_(_MERGE.kind == "person", _MERGE.survivor_id == _PERSON.id, STANDS)
    return (
        select(_PERSON.id, _PERSON.archived_at, _PERSON.name, _MERGE.loser_name, _MERGE.survivor_name)
        .select_from(Person.__table__.outerjoin(RecordMerge.__table__, of_them))
        .where(_PERSON.id.in_(numbers))
    )


def _posts(numbers: list[BindParameter[int]]) -> Select[Any]:
    return select(_POST.id, _POST.archived_at, _POST.title).where(_POST.id.in_(numbers))


_BUILDS: dict[str, Build] = {"organisation": _organisations, "person": _people, "post": _posts}
