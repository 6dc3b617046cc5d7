"""A manager, and contacts to be changed many at once."""

import datetime as dt
from collections.abc import Callable, Sequence

import pytest

from app.accounts.models import Colleague
from app.contacts.filters import ContactFilters
from app.contacts.models import Contact
from app.database import db
from app.many.models import ManyChange
from app.many.rules import Change
from app.many.services import Selection, prepare_change, start_change, undo_change_of_many

NOW = dt.datetime(2021, 4, 1, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def manager(make_colleague: Callable[..., Colleague]) -> Colleague:
    return make_colleague("manager")


@pytest.fixture
def prepare(manager: Colleague) -> Callable[..., ManyChange]:
    """Prepares a change of these contacts, or of all that match some filters."""

    def make(change: Change, contacts: Sequence[Contact] | ContactFilters, *, count: int = 0) -> ManyChange:
        if isinstance(contacts, ContactFilters):
            selection = Selection(filters=contacts, count=count)
        else:
            selection = Selection(contact_ids=[contact.id for contact in contacts])
        return prepare_change(change=change, words="Example change", selection=selection, actor=manager, now=NOW)

    return make


@pytest.fixture
def do(prepare: Callable[..., ManyChange], manager: Colleague) -> Callable[..., ManyChange]:
    """Prepares and does it."""

    def make(change: Change, contacts: Sequence[Contact] | ContactFilters) -> ManyChange:
        many = prepare(change, contacts)
        start_change(many=many, actor=manager, now=NOW)
        db.session.commit()
        return many

    return make


@pytest.fixture
def undo(manager: Colleague) -> Callable[[ManyChange], ManyChange]:
    def make(many: ManyChange) -> ManyChange:
        undo_change_of_many(many=many, actor=manager, now=NOW)
        db.session.commit()
        return many

    return make
