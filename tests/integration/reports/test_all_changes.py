import datetime as dt

import pytest

from app.accounts.rules import ROLE_PERMISSIONS, Permission
from app.audit.rules import Action
from app.contacts.visibility import EVERYBODY, Reader
from app.core.errors import NotFound
from app.reports.changes import queries
from app.reports.changes.queries import (
    ChangeFilters,
    count_all_changes,
    get_change,
    list_actions,
    list_all_changes,
    list_kinds,
)
from app.reports.changes.records import find_records_called, names_of
from tests.factories.changes import make_change
from tests.factories.contacts import make_contact, make_plain_colleague
from tests.factories.directory import make_organisation, make_person

pytestmark = pytest.mark.usefixtures("session")
MANAGER = Reader(colleague_id=0, may_read_restricted=True)
NOON = dt.datetime(2021, 2, 3, 12, tzinfo=dt.UTC)


def labels(reader=MANAGER, **filters):
    page = list_all_changes(ChangeFilters(**filters), reader=reader)
    return [entry.subject_label for entry in page.entries]


def days_ago(days):
    return NOON - dt.timedelta(days=days)


def test_every_filter_narrows_the_list_alone_and_with_the_others():
    officer = make_plain_colleague()
    make_change("A", actor=officer, action=Action.CREATED, kind="organisation", at=days_ago(9))
    make_change("B", actor=officer, kind="person", at=days_ago(6))
    make_change("C", action=Action.CREATED, kind="person", at=days_ago(3))
    make_change("D", actor=officer, kind="person", number=2, at=NOON)
    assert labels() == ["D", "C", "B", "A"]
    assert labels(actor_id=officer.id) == ["D", "B", "A"]
    assert labels(is_by_system=True) == ["C"]
    assert labels(subject_kind="person") == ["D", "C", "B"]
    assert labels(subject_kind="person", subject_id=2) == ["D"]
    assert labels(action="created") == ["C", "A"]
    assert labels(action="created", subject_kind="person") == ["C"]
    assert labels(actor_id=officer.id, action="created") == ["A"]
    assert labels(since=days_ago(6)) == ["D", "C", "B"]
    assert labels(before=days_ago(6)) == ["A"]
    assert labels(since=days_ago(6), before=NOON, subject_kind="person") == ["C", "B"]
    assert labels(since=NOON + dt.timedelta(days=2)) == []


def test_of_a_contact_come_the_changes_of_what_hangs_on_it():
    contact = make_contact("Safeguarding")
    make_change("Safeguarding", kind="contact", number=contact.id, contact_id=contact.id)
    make_change("Send the notes", kind="follow_up", number=7, contact_id=contact.id)
    assert labels(subject_kind="contact", subject_id=contact.id) == ["Send the notes", "Safeguarding"]


def test_pages_go_on_below_the_last_entry_until_there_is_none():
    for number in range(5):
        make_change(str(number))
    first = list_all_changes(ChangeFilters(), reader=MANAGER, size=3)
    second = list_all_changes(ChangeFilters(), reader=MANAGER, size=3, below=first.next_cursor)
    assert [entry.subject_label for entry in [*first.entries, *second.entries]] == ["4", "3", "2", "1", "0"]
    assert second.next_cursor is None


def test_where_few_match_the_page_says_that_it_has_looked_so_far(monkeypatch):
    monkeypatch.setattr(queries, "FIRST_LOOK", 2)
    monkeypatch.setattr(queries, "LOOKED_AT", 4)
    officer = make_plain_colleague()
    oldest = make_change("Oldest", actor=officer, kind="person")
    for number in range(6):
        make_change(str(number), actor=officer)
    filters = ChangeFilters(actor_id=officer.id, subject_kind="person")
    page = list_all_changes(filters, reader=MANAGER)
    assert (list(page.entries), page.is_so_far) == ([], True)
    assert count_all_changes(filters, reader=MANAGER).is_at_least
    onward = list_all_changes(filters, reader=MANAGER, below=page.next_cursor)
    assert [entry.id for entry in onward.entries] == [oldest.id]
    assert (onward.next_cursor, onward.is_so_far) == (None, False)


def test_the_count_is_of_what_matches():
    make_change(kind="person")
    make_change(kind="organisation")
    assert count_all_changes(ChangeFilters(subject_kind="person"), reader=MANAGER).value == 1


def test_what_hangs_on_a_restricted_contact_is_for_those_who_may_read_it():
    officer = make_plain_colleague()
    hidden = make_contact("Hidden", is_restricted=True, colleagues=[officer])
    entry = make_change("Hidden", kind="contact", number=hidden.id, contact_id=hidden.id)
    make_change("Shown")
    on_it = Reader(colleague_id=officer.id, may_read_restricted=False)
    assert (labels(), labels(on_it), labels(EVERYBODY)) == (["Shown", "Hidden"], ["Shown", "Hidden"], ["Shown"])
    assert count_all_changes(ChangeFilters(), reader=EVERYBODY).value == 1
    assert get_change(entry.id, reader=on_it).id == entry.id
    with pytest.raises(NotFound):
        get_change(entry.id, reader=EVERYBODY)


def test_the_kinds_and_the_actions_are_those_that_there_are():
    make_change(kind="person", action=Action.CREATED)
    make_change(kind="organisation", action=Action.ARCHIVED)
    make_change(kind="organisation", action=Action.CREATED)
    assert list_kinds() == ["organisation", "person"]
    assert list_actions() == ["archived", "created"]


def test_records_are_found_by_their_names_and_named_as_they_are_called_now():
    council, person = make_organisation("Example County Council"), make_person("Kit Example")
    assert set(find_records_called("exam").values()) == {"Example County Council", "Kit Example"}
    assert names_of([("organisation", council.id), ("person", person.id), ("person", 999), ("sample", 0)]) == {
        ("organisation", council.id): "Example County Council",
        ("person", person.id): "Kit Example",
    }


def test_whoever_reads_all_changes_may_read_all_that_they_tell():
    needed = {Permission.READ_RESTRICTED, Permission.KEEP_MATTERS}
    for permissions in ROLE_PERMISSIONS.values():
        assert Permission.READ_AUDIT not in permissions or needed <= permissions
