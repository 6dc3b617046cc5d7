"""The server is killed again and again while officers save: what was acknowledged is there once, nothing is half."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from hashlib import sha256
from random import Random
from threading import Event

import pytest

from tests.bench.bare import BareDatabase
from tests.bench.entry_form import sign_in
from tests.bench.http_client import HttpClient
from tests.soak.agreement import disagreements
from tests.soak.conftest import Soaked
from tests.soak.saving import Officer, Sent, Told
from tests.soak.settings import KILLS

pytestmark = pytest.mark.soak

# A kill comes after so many saves, at the most, and somewhere within so many seconds of the last of them.
MOST_SAVES, WITHIN_SECONDS = 12, 0.05
PATIENCE_SECONDS = 10.0


def test_what_was_acknowledged_outlives_every_kill_and_nothing_is_half(soaked: Soaked) -> None:
    started = time.monotonic()
    told = _save_while_killing(soaked)
    with BareDatabase(soaked.database_url) as database:
        lost = list(_lost_or_double(database, told))
        half = list(_half(database, {sent.subject: sent for each in told for sent in each.sent}))
        wrong_files = list(_wrong_files(soaked, database, told))
    _say(told, time.monotonic() - started)

    assert [problem for each in told for problem in each.problems] == []
    assert lost == []
    assert half == []
    assert wrong_files == []
    assert disagreements(soaked.database_url, soaked.folder) == []
    # A run whose kills cut nothing off has shown nothing.
    assert sum(each.cut_off for each in told) >= KILLS / 2


def _save_while_killing(soaked: Soaked) -> list[Told]:
    random, stop = Random(0), Event()
    with ExitStack() as stack, ThreadPoolExecutor(len(soaked.emails)) as pool:
        officers = []
        for number, email in enumerate(soaked.emails):
            client = stack.enter_context(HttpClient(soaked.server.port))
            sign_in(client, email, soaked.password)
            officers.append(Officer(client, number, soaked.participants[number]))
        at_work = [pool.submit(officer.save_until, stop) for officer in officers]
        try:
            for _ in range(KILLS):
                _wait_for_saves(officers, random.randint(1, MOST_SAVES))
                time.sleep(random.uniform(0, WITHIN_SECONDS))
                soaked.server.kill()
                soaked.server.start_again()
        finally:
            stop.set()
        return [each.result() for each in at_work]


def _wait_for_saves(officers: list[Officer], count: int) -> None:
    give_up = time.monotonic() + PATIENCE_SECONDS
    goal = sum(len(officer.told.saved) for officer in officers) + count
    while sum(len(officer.told.saved) for officer in officers) < goal and time.monotonic() < give_up:
        time.sleep(0.005)


def _lost_or_double(database: BareDatabase, told: list[Told]) -> Iterator[str]:
    """Acknowledged contacts that are not there once where it was said, and any others that are there twice."""
    rows = database.rows("SELECT subject, id FROM contact")
    times = Counter(subject for subject, _id in rows)
    addresses = {subject: f"/contacts/{number}" for subject, number in rows}
    for each in told:
        for subject, location in each.saved.items():
            if times[subject] != 1 or addresses[subject] != location:
                yield f"{subject} was saved as {location}, and is there {times[subject]} times, at {addresses[subject]}"
        yield from (f"{subject} is there {times[subject]} times" for subject in each.given_up if times[subject] > 1)
    known = {sent.subject for each in told for sent in each.sent}
    yield from (f"{subject} was never sent" for subject in times.keys() - known)


def _half(database: BareDatabase, sent: dict[str, Sent]) -> Iterator[str]:
    """Contacts without all that they were sent with, or with more; and what is there of contacts that are not."""
    is_with = _by_contact(database, "organisation_id", "contact_organisation")
    colleagues = _by_contact(database, "colleague_id", "contact_colleague")
    follow_ups = _by_contact(database, "what", "follow_up")
    points = _by_contact(database, "words", "point")
    files = _by_contact(database, "sha256", "attachment")
    people = _by_contact(database, "person.name", "attendee JOIN person ON person.id = person_id")
    logged = _by_contact(database, "action", "audit_entry")
    everybody: list[str] = []
    for number, subject in database.rows("SELECT id, subject FROM contact"):
        whole = sent[subject]
        everybody += whole.people()
        parts = {
            "organisations": (is_with[number], [int(whole.organisation.partition(":")[2])]),
            "follow-ups": (follow_ups[number], [f"{subject} follow-up {one}" for one in range(whole.follow_ups)]),
            "points": (points[number], [f"{subject} point {one}" for one in range(whole.points)]),
            "people": (people[number], list(whole.people())),
            "files": (files[number], [sha256(whole.content).hexdigest()] if whole.has_file else []),
            "audit": (logged[number], ["created"]),
        }
        yield from (f"{subject}: {part} are {has}" for part, (has, due) in parts.items() if has != Counter(due))
        if colleagues[number].total() != 1:
            yield f"{subject} has {colleagues[number].total()} colleagues"
    if Counter(database.numbers("SELECT name FROM person")) != Counter(everybody):
        yield "the directory has people of contacts that were not saved, or lacks those of contacts that were"


def _wrong_files(soaked: Soaked, database: BareDatabase, told: list[Told]) -> Iterator[str]:
    """Files that are not there once, with all that was sent, in the storage and as the server gives them."""
    rows = database.rows("SELECT id, contact_id, sha256, size FROM attachment")
    times = Counter(digest for _id, _contact, digest, _size in rows)
    uploaded = {digest for each in told for digest in each.uploaded}
    yield from (f"the file {digest} is there {times[digest]} times" for digest in uploaded if times[digest] != 1)
    stored = soaked.folder / "files"
    for _id, _contact, digest, size in rows:
        content = (stored / digest[:2] / digest[2:]).read_bytes()
        if sha256(content).hexdigest() != digest or len(content) != size:
            yield f"what is kept as {digest} is something else"
    with HttpClient(soaked.server.port) as client:
        sign_in(client, soaked.emails[0], soaked.password)
        for number, contact, digest, _size in rows:
            if contact and sha256(client.get(f"/contacts/{contact}/files/{number}").raw_body).hexdigest() != digest:
                yield f"file {number} of contact {contact} is served as something else"


def _by_contact(database: BareDatabase, column: str, table: str) -> dict[int, Counter[object]]:
    found: dict[int, Counter[object]] = defaultdict(Counter)
    for number, value in database.rows(f"SELECT contact_id, {column} FROM {table} WHERE contact_id IS NOT NULL"):
        found[number][value] += 1
    return found


def _say(told: list[Told], seconds: float) -> None:
    print(  # noqa: T201
        f"{KILLS} kills in {seconds:.0f} s; {sum(len(each.saved) for each in told):,} contacts were acknowledged, "
        f"{sum(each.cut_off for each in told)} saves were cut off, "
        f"{sum(len(each.given_up) for each in told)} of them for good; "
        f"{sum(len(each.uploaded) for each in told)} files were acknowledged."
    )
