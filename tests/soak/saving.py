"""An officer who goes on saving whole contacts while the server is killed again and again."""

import time
from dataclasses import dataclass, field
from random import Random
from threading import Event
from uuid import uuid4

from tests.bench.entry_form import LOG_PATH, filled, open_entry_form
from tests.bench.http_client import HttpClient

Form = list[tuple[str, str]]
GIVEN_UP_EVERY = 4
WAIT_SECONDS = 0.02


@dataclass(frozen=True)
class Sent:
    """One contact as it was sent, all its parts named after it."""

    subject: str
    token: str
    organisation: str
    new_people: int
    follow_ups: int
    points: int

    def people(self) -> set[str]:
        return {f"{self.subject} person {number}" for number in range(self.new_people)}

    def form(self, blank: Form) -> Form:
        rows = {"submission_token": self.token, "subject": self.subject, "notes": f"Notes of {self.subject}, soaking."}
        for number, name in enumerate(sorted(self.people())):
            rows |= {f"new_people-{number}-name": name, f"new_people-{number}-same_as": "new"}
        for number in range(self.follow_ups):
            rows |= {f"follow_ups-{number}-what": f"{self.subject} follow-up {number}"}
            rows |= {f"follow_ups-{number}-owner": "outside"}
        for number in range(self.points):
            rows |= {f"points-{number}-words": f"{self.subject} point {number}", f"points-{number}-kind": "concern"}
        return filled(blank, action="save", who=self.organisation, **rows)


@dataclass
class Told:
    """What an officer was told: where each contact went, which were cut off for good, and what was wrong."""

    saved: dict[str, str] = field(default_factory=dict)
    given_up: set[str] = field(default_factory=set)
    sent: list[Sent] = field(default_factory=list)
    cut_off: int = 0
    problems: list[str] = field(default_factory=list)


class Officer:
    """Saves until told to stop. What was cut off is sent again with its token, or given up for good."""

    def __init__(self, client: HttpClient, number: int, organisation: str) -> None:
        self.told = Told()
        self._client = client
        self._number = number
        self._organisation = organisation
        self._random = Random(number)
        self._blank = open_entry_form(client)

    def save_until(self, stop: Event) -> Told:
        while not stop.is_set():
            self._save(self._next())
        return self.told

    def _next(self) -> Sent:
        subject = f"Officer {self._number} contact {len(self.told.sent)}"
        counts = (self._random.randrange(3) for _ in range(3))
        sent = Sent(subject, uuid4().hex, self._organisation, *counts)
        self.told.sent.append(sent)
        return sent

    def _save(self, sent: Sent) -> None:
        form = sent.form(self._blank)
        while True:
            try:
                answer = self._client.post(LOG_PATH, form)
            except ConnectionRefusedError:
                time.sleep(WAIT_SECONDS)  # nothing was sent: the server is still starting
            except OSError:
                self._client.close()
                self.told.cut_off += 1
                if self.told.cut_off % GIVEN_UP_EVERY == 0:
                    self.told.given_up.add(sent.subject)
                    return
            else:
                self._note(sent, answer.status, answer.location)
                return

    def _note(self, sent: Sent, status: int, location: str) -> None:
        if status != 302:
            self.told.problems.append(f"{sent.subject} was answered with {status}")
            return
        self.told.saved[sent.subject] = location
        self._look_at(sent, location)

    def _look_at(self, sent: Sent, location: str) -> None:
        """What was acknowledged is there at once, unless the server is gone again."""
        try:
            answer = self._client.get(location)
        except OSError:
            self._client.close()
            return
        if answer.status != 200 or sent.subject not in answer.body:
            self.told.problems.append(f"{location} is not {sent.subject}, and answers {answer.status}")
