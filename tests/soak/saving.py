"""An officer who goes on saving whole contacts while the server is killed again and again."""

import json
import time
from dataclasses import dataclass, field
from hashlib import sha256
from random import Random
from threading import Event
from uuid import uuid4

from tests.bench.entry_form import LOG_PATH, filled, open_entry_form
from tests.bench.http_client import Answer, HttpClient

Form = list[tuple[str, str]]
GIVEN_UP_EVERY = 4
FILE_EVERY = 4
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
    has_file: bool

    @property
    def content(self) -> bytes:
        """Of its file, if it has one; no two are the same."""
        return f"Minutes of {self.subject}, {self.token}.\n".encode() * 200

    def people(self) -> set[str]:
        return {f"{self.subject} person {number}" for number in range(self.new_people)}

    def form(self, blank: Form, file_id: int | None) -> Form:
        attached = {} if file_id is None else {"attached": str(file_id)}
        rows = {"submission_token": self.token, "subject": self.subject, "notes": f"Notes of {self.subject}, soaking."}
        for number, name in enumerate(sorted(self.people())):
            rows |= {f"new_people-{number}-name": name, f"new_people-{number}-same_as": "new"}
        for number in range(self.follow_ups):
            rows |= {f"follow_ups-{number}-what": f"{self.subject} follow-up {number}"}
            rows |= {f"follow_ups-{number}-owner": "outside"}
        for number in range(self.points):
            rows |= {f"points-{number}-words": f"{self.subject} point {number}", f"points-{number}-kind": "concern"}
        return filled(blank, action="save", who=self.organisation, **rows, **attached)


@dataclass
class Told:
    """What an officer was told: where each contact went, which were cut off for good, and what was wrong."""

    saved: dict[str, str] = field(default_factory=dict)
    given_up: set[str] = field(default_factory=set)
    sent: list[Sent] = field(default_factory=list)
    uploaded: set[str] = field(default_factory=set)  # the hash of each file that was acknowledged
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
        count = len(self.told.sent)
        subject = f"Officer {self._number} contact {count}"
        counts = (self._random.randrange(3) for _ in range(3))
        sent = Sent(subject, uuid4().hex, self._organisation, *counts, has_file=count % FILE_EVERY == 0)
        self.told.sent.append(sent)
        return sent

    def _save(self, sent: Sent) -> None:
        file_id = self._upload(sent) if sent.has_file else None
        if sent.has_file and file_id is None:
            self.told.given_up.add(sent.subject)
            return
        answer = self._insist(self._client.prepare_post(LOG_PATH, sent.form(self._blank, file_id)))
        if answer is None:
            self.told.given_up.add(sent.subject)
        elif answer.status != 302:
            self.told.problems.append(f"{sent.subject} was answered with {answer.status}")
        else:
            self.told.saved[sent.subject] = answer.location
            self._look_at(sent, answer.location)

    def _upload(self, sent: Sent) -> int | None:
        path = f"/contacts/drafts/{sent.token}/files"
        said = {"csrf_token": dict(self._blank)["csrf_token"]}
        answer = self._insist(self._client.prepare_upload(path, said, "minutes.txt", sent.content))
        if answer is None:
            return None
        files = json.loads(answer.body).get("files") if answer.status == 200 else None
        if not files:
            self.told.problems.append(f"the file of {sent.subject} was answered with {answer.status}, {answer.body}")
            return None
        self.told.uploaded.add(sha256(sent.content).hexdigest())
        return int(files[0]["id"])

    def _insist(self, request: bytes) -> Answer | None:
        """Send until there is an answer, or give up for good once it was cut off."""
        while True:
            try:
                return self._client.send(request)
            except ConnectionRefusedError:
                time.sleep(WAIT_SECONDS)  # nothing was sent: the server is still starting
            except OSError:
                self._client.close()
                self.told.cut_off += 1
                if self.told.cut_off % GIVEN_UP_EVERY == 0:
                    return None

    def _look_at(self, sent: Sent, location: str) -> None:
        """What was acknowledged is there at once, unless the server is gone again."""
        try:
            answer = self._client.get(location)
        except OSError:
            self._client.close()
            return
        if answer.status != 200 or sent.subject not in answer.body:
            self.told.problems.append(f"{location} is not {sent.subject}, and answers {answer.status}")
