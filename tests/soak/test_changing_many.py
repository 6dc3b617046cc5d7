"""All contacts are changed and changed back by workers that are killed, while others save: nothing lost or twice."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.bare import BareDatabase
from tests.soak.agreement import disagreements_of_contacts
from tests.soak.changing import Record, undo_all
from tests.soak.filling import fill
from tests.soak.settings import CONTACTS
from tests.soak.tallies import tallies_that_disagree
from tests.support.missing import skip_or_fail
from tests.support.postgresql import MissingPostgresql, ThrowawayPostgresql

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(not CONTACTS, reason="a short run changes no whole record unless SOAK_CONTACTS says how large"),
]


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'liaison.sqlite3'}"
        return
    try:
        cluster = ThrowawayPostgresql(settings={})
    except MissingPostgresql as missing:
        skip_or_fail(str(missing))
    try:
        yield cluster.create_database("changed")
    finally:
        cluster.stop()


def test_a_whole_record_is_changed_and_changed_back(empty: str, tmp_path: Path) -> None:
    record = Record(empty, tmp_path, CONTACTS)
    fill(record.database_url, record.contacts)
    before = _themes(record)
    many_change_id, theme_id = record.prepare()
    with record.editing():
        record.work_through(many_change_id, "looked at", with_kill=False)
        record.begin(many_change_id)
        record.work_through(many_change_id, "changed", with_kill=True)
        assert _wrong_when_changed(record, many_change_id, theme_id) == []
        record.begin(many_change_id, undo_all)
        record.work_through(many_change_id, "undone", with_kill=True)
    _say(record)
    assert _themes(record) == before
    assert _wrong_when_undone(record, many_change_id) == []
    assert _wrong_edits(record) == []
    assert disagreements_of_contacts(record.database_url, record.folder) == []
    assert tallies_that_disagree(record.database_url, record.folder) == []


def _say(record: Record) -> None:
    steps = ", ".join(f"{step} in {seconds:.0f} s" for step, seconds in record.seconds.items())
    edits = len(record.notes.read_text(encoding="utf-8").splitlines())
    print(f"{record.contacts:,} contacts: {steps}; {edits:,} saves of others meanwhile.")  # noqa: T201


def _themes(record: Record) -> Counter[tuple[int, int]]:
    with BareDatabase(record.database_url) as database:
        return Counter(database.rows("SELECT contact_id, theme_id FROM contact_theme"))


def _wrong_when_changed(record: Record, many_change_id: int, theme_id: int) -> list[str]:
    """Every contact that is not archived has the theme once, and one entry that says so."""
    with BareDatabase(record.database_url) as database:
        chosen = set(database.numbers("SELECT id FROM contact WHERE archived_at IS NULL"))
        has = Counter(
            database.numbers("SELECT contact_id FROM contact_theme WHERE theme_id = :theme", {"theme": theme_id})
        )
        return [
            *(f"contact {number} has the theme {has[number]} times" for number in chosen if has[number] != 1),
            *(f"contact {number} was not chosen" for number in has.keys() - chosen),
            *_wrong_entries(database, chosen, 1),
            *_wrong_outcomes(database, many_change_id, {"changed": len(chosen)}),
        ]


def _wrong_when_undone(record: Record, many_change_id: int) -> list[str]:
    with BareDatabase(record.database_url) as database:
        chosen = set(database.numbers("SELECT id FROM contact WHERE archived_at IS NULL"))
        return [
            *_wrong_entries(database, chosen, 2),
            *_wrong_outcomes(database, many_change_id, {"undone": len(chosen)}),
        ]


def _wrong_entries(database: BareDatabase, chosen: set[int], times: int) -> Iterator[str]:
    """The audit tells of each change of themes of each contact."""
    told = "SELECT subject_id FROM audit_entry WHERE subject_kind = 'contact' AND CAST(changes AS text) LIKE :label"
    entries = Counter(database.numbers(told, {"label": '%"Themes"%'}))
    yield from (f"contact {number} has {entries[number]} entries" for number in chosen if entries[number] != times)


def _wrong_outcomes(database: BareDatabase, many_change_id: int, due: dict[str, int]) -> Iterator[str]:
    rows = database.rows(
        "SELECT outcome, count(*) FROM many_change_contact WHERE many_change_id = :it GROUP BY outcome",
        {"it": many_change_id},
    )
    if dict(rows) != due:
        yield f"the journal says {dict(rows)}, not {due}"


def _wrong_edits(record: Record) -> list[str]:
    """Saves of others that failed, or are not there; what was last said of a contact is what it says."""
    notes = record.notes.read_text(encoding="utf-8").splitlines()
    last = {int(number): place for word, number, place in (line.split(" ", 2) for line in notes) if word == "saved"}
    with BareDatabase(record.database_url) as database:
        now = dict(database.rows("SELECT id, place FROM contact WHERE archived_at IS NULL"))
    assert len(last) > 1, "nobody else saved, which shows nothing"
    failed = [line for line in notes if not line.startswith("saved")]
    lost = [number for number in now.keys() & last.keys() if now[number] != last[number]]
    return failed + [f"contact {number} is at {now[number]!r}, not at {last[number]!r}" for number in lost]
