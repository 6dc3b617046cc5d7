"""The operations that write: a contact, a contact with all that can come of it, and a draft kept while typing."""

import json
import time
from collections.abc import Callable, Iterator
from random import Random
from uuid import uuid4

from tests.bench.data.names import PersonNames
from tests.bench.data.notes import write_notes
from tests.bench.entry_form import LOG_PATH, filled, open_entry_form
from tests.bench.http_client import Answer, HttpClient
from tests.bench.measured.checks import WrongAnswer
from tests.bench.measured.requests import AUTOSAVE, SAVE, SAVE_WHOLE

SAVED_SUBJECT = "Saved by the benchmark"
LEAST_REQUESTS = 5

Form = list[tuple[str, str]]


def measure_writing(
    operation: str, client: HttpClient, participants: list[str], random: Random, seconds: float
) -> list[float]:
    """Seconds of each request. Raises WrongAnswer where something is not there that was said to be saved."""
    write = {SAVE: _save, SAVE_WHOLE: _save_whole, AUTOSAVE: _autosave}[operation]
    steps = write(client, open_entry_form(client), participants, random)
    timings: list[float] = []
    stop_at = time.perf_counter() + seconds
    for request, check in steps:
        if time.perf_counter() >= stop_at and len(timings) >= LEAST_REQUESTS:
            break
        started = time.perf_counter()
        answer = client.send(request)
        timings.append(time.perf_counter() - started)
        check(answer)
    return timings


Steps = Iterator[tuple[bytes, Callable[[Answer], None]]]


def _save(client: HttpClient, blank: Form, participants: list[str], random: Random) -> Steps:
    """A meeting with one to three of those known, and its notes."""
    number = 0
    while True:
        who = participants[number % len(participants) :][:3]
        yield _saving(client, filled(blank, who=who, notes=write_notes(random, (), ())))
        number += 1


def _save_whole(client: HttpClient, blank: Form, participants: list[str], random: Random) -> Steps:
    """The same with a follow-up and somebody new, who holds a post at one of the organisations."""
    organisations = [each for each in participants if each.startswith("organisation:")]
    people = [each for each in participants if not each.startswith("organisation:")]
    names = PersonNames()
    while True:
        organisation = random.choice(organisations)
        rows = {
            "new_people-0-name": f"{names.draw(random).split()[0]} {_made_up_surname()}",
            "new_people-0-post": "Adviser",
            "new_people-0-organisation_same_as": organisation,
            "new_people-0-same_as": "new",
            "follow_ups-0-what": "Send the draft guidance",
            "follow_ups-0-owner": "outside",
            "follow_ups-0-owner_outside": "The adviser",
            "follow_ups-0-due": "in two weeks",
        }
        who = [organisation, *random.sample(people, 2)]
        yield _saving(client, filled(blank, who=who, notes=write_notes(random, (), ()), **rows))


def _saving(client: HttpClient, form: Form) -> tuple[bytes, Callable[[Answer], None]]:
    subject = f"{SAVED_SUBJECT} {uuid4().hex}"

    def check(answer: Answer) -> None:
        if answer.status not in {302, 303}:
            raise WrongAnswer(f"saving answered {answer.status}")
        # A browser follows the redirect; what was saved has to be there.
        if subject not in client.get(answer.location).body:
            raise WrongAnswer(f"{answer.location} is not what was saved")

    said = filled(form, submission_token=uuid4().hex, action="save", subject=subject)
    return client.prepare_post(LOG_PATH, said), check


def _autosave(client: HttpClient, blank: Form, _participants: list[str], random: Random) -> Steps:
    """One open page that sends its form after each pause in typing, the notes a little longer each time."""
    token, page, saves = uuid4().hex, uuid4().hex, 0
    notes = write_notes(random, (), ())
    while True:
        saves += 1
        last = f"{notes} Word {saves} of {token}."
        said = filled(blank, submission_token=token, notes=last, page=page, page_saves=str(saves))
        request = client.prepare_post(f"/contacts/drafts/{token}", said, accept="application/json")

        def check(answer: Answer, saves: int = saves, last: str = last) -> None:
            if answer.status != 200 or "saved_at" not in json.loads(answer.body):
                raise WrongAnswer(f"keeping a draft answered {answer.status}")
            if saves % 10 == 1 and last not in client.get(f"{LOG_PATH}?draft={token}").body:
                raise WrongAnswer("the draft does not hold what was kept last")

        yield request, check


def _made_up_surname() -> str:
    """One that no generated person has, nor one like it."""
    return "".join(chr(ord("a") + int(digit, 16)) for digit in uuid4().hex[:12]).capitalize()
