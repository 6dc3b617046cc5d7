"""The last contact of a rhythm for each kind of reader: found among given contacts, from the index, or counted anew."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    case,
    func,
    literal_column,
    select,
    union_all,
)

from app.contacts.coverage.models import EVERYONE, PERMITTED
from app.contacts.models import Attendee, Contact, ContactColleague, ContactOrganisation
from app.contacts.rhythm.models import Rhythm
from app.contacts.rules import ContactStatus, Visibility
from app.contacts.search import facets
from app.contacts.search.criteria import Alternatives, Criteria, facets_on_it
from app.contacts.search.keys import KeySpan
from app.contacts.search.match import find_matches
from app.contacts.search.query import parse_search
from app.prepared import PreparedSelect, number_parameters, numbered

Found = dict[int, dict[int, int]]  # by rhythm and reader: a sort key
Among = Callable[[ColumnElement[int]], ColumnElement[bool]]  # which, said of a column of their numbers

_NO_WORDS = parse_search("")
_CONTACT = Contact.__table__.c
_RHYTHM = Rhythm.__table__.c


def last_of_contacts(contact_ids: Sequence[int]) -> Found:
    """Those of the contacts that are held and not archived, by the rhythms that they belong to now."""
    return _by_rhythm(_of_contacts(len(contact_ids)).rows(**numbered(contact_ids)))


def last_of_rhythms(connection: Connection, rhythm_ids: Sequence[int] | None = None) -> Found:
    """Counted anew from all contacts of these rhythms, or of every one."""
    chosen = _RHYTHM.id.in_(rhythm_ids) if rhythm_ids is not None else _RHYTHM.id.is_not(None)
    return _by_rhythm(connection.execute(_last(chosen)))


def find_last(rhythm: Rhythm, reader_id: int) -> int | None:
    """The sort key of the newest contact that a kind of reader finds, from the search index."""
    whom = (
        facets.post(rhythm.post_id) if rhythm.post_id is not None else facets.organisation(rhythm.organisation_id or 0)
    )
    is_seen = facets.OPEN if reader_id == EVERYONE else facets.RESTRICTED
    wanted: list[Alternatives] = [(whom,), (facets.status(ContactStatus.HELD),), (is_seen,)]
    if reader_id > EVERYONE:
        wanted.append(facets_on_it(reader_id))
    criteria = Criteria(_NO_WORDS, tuple(wanted), ())
    found = find_matches(criteria, KeySpan(), link=None, before=None, limit=1, count_to=0)
    return found.sort_keys[0] if found.sort_keys else None


def _by_rhythm(rows: Any) -> Found:
    found: Found = {}
    for rhythm_id, reader_id, sort_key in rows:
        found.setdefault(rhythm_id, {})[reader_id] = sort_key
    return found


@lru_cache(maxsize=512)
def _of_contacts(count: int) -> PreparedSelect:
    return PreparedSelect(_last(_CONTACT.id.in_(number_parameters(count))))


def _last(chosen: ColumnElement[bool]) -> Select[Any]:
    """The highest sort key of each rhythm and reader, over the rhythms or the contacts that are chosen."""
    is_restricted = _CONTACT.visibility == Visibility.RESTRICTED
    reader = case((is_restricted, literal_column(str(PERMITTED))), else_=literal_column(str(EVERYONE)))
    on_it = ContactColleague.__table__
    branches: list[Select[Any]] = []
    for link, is_its in (
        (ContactOrganisation.__table__, ContactOrganisation.__table__.c.organisation_id == _RHYTHM.organisation_id),
        (Attendee.__table__, Attendee.__table__.c.post_id == _RHYTHM.post_id),
    ):
        linked = (
            select(_RHYTHM.id.label("rhythm_id"), reader.label("reader_id"), _CONTACT.sort_key.label("sort_key"))
            .select_from(Rhythm.__table__)
            .join(link, is_its)
            .join(Contact.__table__, _CONTACT.id == link.c.contact_id)
            .where(chosen, _CONTACT.status == ContactStatus.HELD, _CONTACT.archived_at.is_(None))
        )
        of_colleagues = linked.with_only_columns(_RHYTHM.id, on_it.c.colleague_id, _CONTACT.sort_key)
        branches += [linked, of_colleagues.join(on_it, on_it.c.contact_id == _CONTACT.id).where(is_restricted)]
    every = union_all(*branches).subquery()
    key = every.c.rhythm_id, every.c.reader_id
    return select(*key, func.max(every.c.sort_key)).group_by(*key)
