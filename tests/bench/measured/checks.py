"""Whether an answer really holds what was asked for. Every measured answer is checked, after the clock stopped."""

import json
import re
from urllib.parse import parse_qs, urlsplit

from app.names.rules import name_words
from tests.bench.http_client import Answer
from tests.bench.measured.requests import BenchRequest

_CONTACT_LINK = re.compile(r'href="/contacts/(\d+)"')
_HISTORY = 'id="history"'


class WrongAnswer(Exception):
    """The server's answer is not what the request has to bring."""


def check(request: BenchRequest, answer: Answer) -> None:
    """Raises WrongAnswer."""
    if answer.status != 200:
        raise WrongAnswer(f"{request.path} answered {answer.status}")
    if request.contacts is not None:
        _check_contacts(request.path, request.contacts, answer.body)
    elif request.path.startswith("/find?"):
        _check_matches(request.path, answer.body)
    elif 'name="csrf_token"' not in answer.body or 'name="notes"' not in answer.body:
        raise WrongAnswer(f"{request.path} holds no form")


def _check_contacts(path: str, expected: tuple[int, ...], body: str) -> None:
    """A list shows exactly the expected contacts in their order; a record's page has them in its history."""
    listing = body if path.startswith("/contacts/") else body.partition(_HISTORY)[2]
    shown = tuple(dict.fromkeys(int(number) for number in _CONTACT_LINK.findall(listing)))
    if shown != expected:
        raise WrongAnswer(f"{path} shows {len(shown)} contacts {shown[:5]}…, not {len(expected)} {expected[:5]}…")


def _check_matches(path: str, body: str) -> None:
    matches = json.loads(body)["matches"]
    typed = name_words(parse_qs(urlsplit(path).query)["q"][0])
    if not matches:
        raise WrongAnswer(f"{path} finds nobody")
    for match in matches:
        words = name_words(" ".join(str(value) for value in match.values()))
        if not all(any(word.startswith(begun) for word in words) for begun in typed):
            raise WrongAnswer(f"{path} finds {match['name']}")
