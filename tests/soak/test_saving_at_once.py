"""Eight officers save contacts at once, through the form, for a minute: nothing fails, is lost or is there twice."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from statistics import median

import pytest

from tests.bench.bare import BareDatabase
from tests.bench.entry_form import LOG_PATH, filled, open_entry_form, sign_in
from tests.bench.http_client import HttpClient
from tests.soak.conftest import Soaked
from tests.soak.settings import SECONDS

pytestmark = pytest.mark.soak

SEND_TWICE_EVERY = 5
WORD, STEM = "soaking", "soak"


@dataclass
class Officer:
    """What one officer did: which subject went to which address, and anything that went wrong."""

    saved: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def test_eight_officers_saving_at_once_lose_nothing_and_double_nothing(soaked: Soaked) -> None:
    stop_at = time.monotonic() + SECONDS
    with ThreadPoolExecutor(len(soaked.emails)) as pool:
        officers = list(pool.map(lambda number: _save_until(soaked, number, stop_at), range(len(soaked.emails))))
    problems = [problem for officer in officers for problem in officer.problems]
    _tell(officers)

    assert problems == []
    assert soaked.server.log() == ""
    with BareDatabase(soaked.database_url) as database:
        _compare(database, officers)


def _save_until(soaked: Soaked, number: int, stop_at: float) -> Officer:
    officer = Officer()
    with HttpClient(soaked.server.port) as client:
        sign_in(client, soaked.emails[number], soaked.password)
        while time.monotonic() < stop_at:
            count = len(officer.saved)
            subject = f"Officer {number}, contact {count}"
            fields = open_entry_form(client)
            form = filled(
                fields,
                action="save",
                who=soaked.participants[number],
                subject=subject,
                notes=f"A note about {WORD} at once.",
            )
            officer.tokens[subject] = dict(fields)["submission_token"]
            if count % SEND_TWICE_EVERY == 0:
                _send_twice_at_once(client, form, officer, subject)
            else:
                _send(client, form, officer, subject)
    return officer


def _send(client: HttpClient, form: list[tuple[str, str]], officer: Officer, subject: str) -> None:
    started = time.monotonic()
    answer = client.post(LOG_PATH, form)
    officer.seconds.append(time.monotonic() - started)
    if answer.status not in {302, 303}:
        officer.problems.append(f"{subject} was answered with {answer.status}")
    elif officer.saved.setdefault(subject, answer.location) != answer.location:
        officer.problems.append(f"{subject} went to {officer.saved[subject]} and to {answer.location}")


def _send_twice_at_once(client: HttpClient, form: list[tuple[str, str]], officer: Officer, subject: str) -> None:
    """A double click: the same form on two connections of the same browser."""
    with client.another_connection() as second, ThreadPoolExecutor(2) as pool:
        clicks = [pool.submit(_send, each, form, officer, subject) for each in (client, second)]
    for click in clicks:
        click.result()


def _compare(database: BareDatabase, officers: list[Officer]) -> None:
    """The table, the search index, the links and the audit agree with what the officers were told."""
    told = {subject: location for officer in officers for subject, location in officer.saved.items()}
    tokens = {subject: token for officer in officers for subject, token in officer.tokens.items()}
    rows = database.rows("SELECT subject, id, submission_token FROM contact")

    assert Counter(subject for subject, _id, _token in rows) == Counter(told.keys())
    assert {subject: f"/contacts/{number}" for subject, number, _token in rows} == told
    assert {subject: token for subject, _id, token in rows} == tokens
    assert _found(database) == len(told)
    for each in ("contact_organisation", "contact_colleague"):
        followed = f"SELECT count(*) FROM {each} AS link JOIN contact ON contact.sort_key = link.sort_key"
        assert database.numbers(followed) == [len(told)]
    assert database.numbers("SELECT count(*) FROM audit_entry WHERE contact_id IS NOT NULL") == [len(told)]


def _found(database: BareDatabase) -> int:
    """How many contacts the search index holds a word of every note for."""
    statement = "SELECT count(*) FROM contact WHERE search_document @@ to_tsquery('simple', :stem)"
    if database.is_sqlite:
        database.run("INSERT INTO contact_search (contact_search, rank) VALUES ('integrity-check', 1)")
        statement = "SELECT count(*) FROM contact_search WHERE contact_search MATCH :stem"
    return database.numbers(statement, {"stem": STEM})[0]


def _tell(officers: list[Officer]) -> None:
    seconds = sorted(second for officer in officers for second in officer.seconds)
    if seconds:
        print(  # noqa: T201
            f"{sum(len(officer.saved) for officer in officers):,} contacts saved by {len(officers)} officers in "
            f"{SECONDS:.0f} s; a save took {median(seconds) * 1000:.0f} ms at the median, "
            f"{seconds[-1] * 1000:.0f} ms at the longest."
        )
