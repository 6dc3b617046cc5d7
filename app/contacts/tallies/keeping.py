"""Keeping the tallies in step with the contacts, in the transaction that changes them and as the last of its writes.

Savers wait for each other at the tallies of one day, so these are written when the transaction is about to end.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import cast
from weakref import WeakKeyDictionary

from sqlalchemy import event, text
from sqlalchemy.orm import Session, SessionTransaction

from app.contacts.coverage.cells import cells_by_one_organisation
from app.contacts.coverage.writing import add_to_tallies
from app.contacts.months.cells import months_by_one_organisation
from app.contacts.months.writing import add_to_months
from app.contacts.rhythm.keeping import follow
from app.contacts.tallies.differences import Differences
from app.contacts.tallies.facts import Facts, Sides, as_day, read_facts, read_sides
from app.contacts.tallies.followers import followers
from app.database import db

AT_ONCE = 500  # contacts that one statement reads


@dataclass
class _Unsettled:
    """What a transaction has changed so far: contacts, with what they said before, and organisations."""

    contacts: dict[int, Facts | None] = field(default_factory=dict)
    organisations: dict[int, Sides] = field(default_factory=dict)


_unsettled: WeakKeyDictionary[SessionTransaction, _Unsettled] = WeakKeyDictionary()


def will_add(contact_id: int) -> None:
    """Say that a contact is about to be added."""
    _of_transaction().contacts[contact_id] = None
    for follower in followers:
        follower.will_add(contact_id)


def will_change(*contact_ids: int) -> None:
    """Say that contacts are about to be changed or removed, while the database still has them as they were.

    Whatever then changes them in this transaction, a statement over many of them too, counts anew where it is to.
    """
    known = _of_transaction().contacts
    new = [number for number in contact_ids if number not in known]
    known.update(dict.fromkeys(new) | _read(new))
    for follower in followers:
        follower.will_change(new)


def organisation_changed(organisation_id: int, *, were: Sides) -> None:
    """Say that an organisation is filed under another group or sector; `were` are the sides that it was of before."""
    _of_transaction().organisations.setdefault(organisation_id, were)


def will_settle() -> SessionTransaction:
    """Say that a follower has something to write at the end of this transaction, even if no contact is changed."""
    _of_transaction()
    return _transaction()


def settle() -> None:
    """Write the differences. Done when the transaction ends; whoever removes organisations within it does it before."""
    db.session.flush()
    transaction = _transaction()
    unsettled = _unsettled.pop(transaction, None)
    if unsettled is None:
        return
    # Alone from the start where it has to be: of two who shared it first, each would wait for the other to let go.
    _agree_on_sides(is_changing=bool(unsettled.organisations))
    differences = Differences()
    _of_contacts(unsettled, differences)
    if unsettled.organisations:
        _of_organisations(unsettled.organisations, differences)
    add_to_tallies(differences.coverage)
    add_to_months(differences.months, differences.organisations)
    for follower in followers:
        follower.settle(transaction)
    follow(list(unsettled.contacts))


def wait_for_savers() -> None:
    """Let whoever is about to commit a contact do so first, and others wait at their end for this transaction's.

    After it this transaction may wait for no contact and no organisation: who has one may be among those others.
    """
    _agree_on_sides(is_changing=True)


@event.listens_for(db.session, "before_commit")
def _before_commit(session: Session) -> None:
    transaction = session.get_transaction()
    if transaction is not None and transaction in _unsettled and not session.in_nested_transaction():
        settle()


def _of_contacts(unsettled: _Unsettled, differences: Differences) -> None:
    """How many more or fewer each cell has, with the sides that organisations were of before this transaction."""
    now = _read(list(unsettled.contacts))
    pairs = [(facts, now.get(number)) for number, facts in unsettled.contacts.items() if facts != now.get(number)]
    named = {number for facts in _known(pairs) for number in facts.organisation_ids}
    if not pairs:
        return
    sides = read_sides(sorted(named)) | unsettled.organisations
    for before, after in pairs:
        differences.add(before, sides, times=-1)
        differences.add(after, sides, times=1)


def _known(pairs: Iterable[tuple[Facts | None, Facts | None]]) -> Iterable[Facts]:
    return (facts for pair in pairs for facts in pair if facts is not None)


def _of_organisations(organisations: dict[int, Sides], differences: Differences) -> None:
    """How many more or fewer each cell has, as the contacts are now, for the sides that organisations are of now."""
    for number, are in read_sides(sorted(organisations)).items():
        for sides, times in ((organisations[number] - are, -1), (are - organisations[number], 1)):
            for side in sides:
                for *cell, day, count in db.session.execute(cells_by_one_organisation(number, side)):
                    differences.coverage[(*cell, as_day(day))] += times * count
                for *at, month, key, count in db.session.execute(months_by_one_organisation(number, side, _dialect())):
                    differences.months[(*at, as_day(month), key)] += times * count


def _agree_on_sides(*, is_changing: bool) -> None:
    """Let no organisation be filed elsewhere while contacts count on its sides, nor contacts while it is.

    SQLite has one writer anyway. Whoever has this lock waits for nothing any more but the tallies.
    """
    if _dialect() == "postgresql":
        lock = "pg_advisory_xact_lock" if is_changing else "pg_advisory_xact_lock_shared"
        db.session.execute(text(f"SELECT {lock}(hashtextextended('sides of the coverage', 0))"))


def _of_transaction() -> _Unsettled:
    return _unsettled.setdefault(_transaction(), _Unsettled())


def _transaction() -> SessionTransaction:
    session = db.session()
    session.connection()  # begins it where there is none yet
    return cast(SessionTransaction, session.get_transaction())


def _read(contact_ids: Sequence[int]) -> dict[int, Facts]:
    found: dict[int, Facts] = {}
    for start in range(0, len(contact_ids), AT_ONCE):
        found |= read_facts(contact_ids[start : start + AT_ONCE])
    return found


def _dialect() -> str:
    return str(db.session.get_bind().dialect.name)
