"""Keeping the tallies of barriers in step with the points, in the transaction that changes them or their contacts."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, cast
from weakref import WeakKeyDictionary

from sqlalchemy import Select, Table
from sqlalchemy.orm import SessionTransaction

from app.contacts.tallies import keeping
from app.contacts.tallies.adding import add_numbers
from app.contacts.tallies.facts import as_day
from app.contacts.tallies.followers import Follower, followers
from app.database import db
from app.points.barriers.cells import cells_at_contacts, cells_in_documents
from app.points.barriers.models import BarrierTally
from app.points.barriers.rebuilding import rebuild_barriers
from app.prepared import PreparedSelect, number_parameters, numbered

_TALLY = cast(Table, BarrierTally.__table__)

Cells = Counter[tuple[Any, ...]]  # by reader, month, sector and nature


@dataclass
class _Unsettled:
    """What a transaction has changed so far: contacts and points of documents, and what they counted before."""

    contacts: set[int] = field(default_factory=set)
    in_documents: set[int] = field(default_factory=set)
    before: Cells = field(default_factory=Counter)


_unsettled: WeakKeyDictionary[SessionTransaction, _Unsettled] = WeakKeyDictionary()


def will_change_in_documents(*point_ids: int) -> None:
    """Say that points of documents are about to be changed or removed, while the database has them as they were."""
    known = _of_transaction()
    new = set(point_ids) - known.in_documents
    known.before += _count(cells_in_documents, new)
    known.in_documents |= new


def added_in_document(point_id: int) -> None:
    """Say that there is another point of a document."""
    _of_transaction().in_documents.add(point_id)


def _will_add(contact_id: int) -> None:
    _of_transaction().contacts.add(contact_id)


def _will_change(contact_ids: Sequence[int]) -> None:
    known = _of_transaction()
    new = set(contact_ids) - known.contacts
    known.before += _count(cells_at_contacts, new)
    known.contacts |= new


def _settle(transaction: SessionTransaction) -> None:
    changed = _unsettled.pop(transaction, None)
    if changed is None:
        return
    differences = _count(cells_at_contacts, changed.contacts)
    differences.update(_count(cells_in_documents, changed.in_documents))
    differences.subtract(changed.before)
    add_numbers(_TALLY, differences)


followers.append(Follower(_will_add, _will_change, _settle, rebuild_barriers))


def _of_transaction() -> _Unsettled:
    return _unsettled.setdefault(keeping.will_settle(), _Unsettled())


Statement = Callable[..., Select[Any]]


def _count(statement: Statement, numbers: Collection[int]) -> Cells:
    found: Cells = Counter()
    several, dialect = sorted(numbers), db.session.get_bind().dialect.name
    for start in range(0, len(several), keeping.AT_ONCE):
        some = several[start : start + keeping.AT_ONCE]
        rows = _prepared(statement, len(some), dialect).rows(**numbered(some))
        for reader_id, month, sector_id, nature, number in rows:
            found[reader_id, as_day(month), sector_id, nature] += number
    return found


@lru_cache(maxsize=1024)
def _prepared(statement: Statement, count: int, dialect: str) -> PreparedSelect:
    numbers = number_parameters(count)
    return PreparedSelect(statement(lambda number: number.in_(numbers), dialect))
