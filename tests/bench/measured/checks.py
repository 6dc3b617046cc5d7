"""Whether an answer really holds what was asked for. Every measured answer is checked, after the clock stopped."""

import json
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

from app.names.rules import name_words
from tests.bench.http_client import Answer
from tests.bench.measured.lists import BenchRequest

_CONTACT_LINK = re.compile(r'href="/contacts/(\d+)"')
_FOLLOW_UP_BUTTON = re.compile(r'formaction="/follow-ups/(\d+)/complete"')
_POINT_LINK = re.compile(r'href="/points/(\d+)"')
_FIGURE = re.compile(r'href="/contacts/\?([^"]+)"[^>]*><span[^>]*>[^<]*</span>\s*<strong>([\d,]+)</strong>')
_LINKED = re.compile(r'href="/[a-z/-]+\?([^"]+)">([\d,]+)<span')
_HISTORY = 'id="history"'
_LISTS = ("/contacts/", "/forums/events")
_HEADING = "<h1"
_FORM = "/contacts/log"


class WrongAnswer(Exception):
    """The server's answer is not what the request has to bring."""


def check(request: BenchRequest, answer: Answer) -> None:
    """Raises WrongAnswer."""
    if answer.status != 200:
        raise WrongAnswer(f"{request.path} answered {answer.status}")
    if request.contacts is not None:
        _check_contacts(request.path, request.contacts, answer.body)
    elif request.points is not None:
        _check_rows(request.path, "points", request.points, _POINT_LINK, answer.body)
    elif request.follow_ups is not None:
        _check_rows(request.path, "follow-ups", request.follow_ups, _FOLLOW_UP_BUTTON, answer.body)
    elif request.figures is not None:
        _check_figures(request.path, request.figures, answer.body)
    elif request.linked is not None:
        _check_linked(request.path, request.linked, answer.body)
    elif request.briefed is not None:
        told = answer.body.partition('<section id="contacts"')[2].partition("</section>")[0]
        _check_rows(request.path, "contacts", request.briefed, _CONTACT_LINK, told)
    else:
        _check_page(request.path, answer.body)


def _check_page(path: str, body: str) -> None:
    """One that lists nothing that is known beforehand."""
    if path.startswith("/find?"):
        _check_matches(path, body)
    elif path == _FORM:
        _check_form(body)
    elif _HEADING not in body:
        raise WrongAnswer(f"{path} has no heading")


def _check_contacts(path: str, expected: tuple[int, ...], body: str) -> None:
    """A list shows exactly the expected contacts in their order; a record's page has them in its history."""
    listing = body if path.startswith(_LISTS) else body.partition(_HISTORY)[2]
    shown = tuple(dict.fromkeys(int(number) for number in _CONTACT_LINK.findall(listing)))
    if shown != expected:
        raise WrongAnswer(f"{path} shows {len(shown)} contacts {shown[:5]}…, not {len(expected)} {expected[:5]}…")


def _check_rows(path: str, what: str, expected: tuple[int, ...], number: re.Pattern[str], body: str) -> None:
    """The list shows exactly the expected rows in their order."""
    shown = tuple(dict.fromkeys(int(found) for found in number.findall(body)))
    if shown != expected:
        raise WrongAnswer(f"{path} shows {len(shown)} {what} {shown[:5]}…, not {len(expected)} {expected[:5]}…")


def _check_figures(path: str, expected: dict[tuple[int, str], int], body: str) -> None:
    """Each figure of the matrix is the expected one, and none is left out."""
    shown: dict[tuple[int, str], int] = {}
    for query, figure in _FIGURE.findall(body):
        said = {name: values[0] for name, values in parse_qs(unescape(query)).items()}
        strand = said.get("workstream") or said.get("commitment")
        if strand and "group" in said:
            shown[int(strand), said["group"]] = int(figure.replace(",", ""))
    if wrong := {key: (shown.get(key), count) for key, count in expected.items() if shown.get(key) != count}:
        raise WrongAnswer(
            f"{path} counts {len(wrong)} of {len(expected)} otherwise, such as {next(iter(wrong.items()))}"
        )


def _check_linked(path: str, expected: dict[str, int], body: str) -> None:
    """Each figure of a report that is expected is there, and leads to its list."""
    shown = {unescape(query): int(figure.replace(",", "")) for query, figure in _LINKED.findall(body)}
    if wrong := {query: (shown.get(query), count) for query, count in expected.items() if shown.get(query) != count}:
        raise WrongAnswer(
            f"{path} counts {len(wrong)} of {len(expected)} otherwise, such as {next(iter(wrong.items()))}"
        )


def _check_form(body: str) -> None:
    if 'name="csrf_token"' not in body or 'name="notes"' not in body:
        raise WrongAnswer("the page that logs a contact holds no form")


def _check_matches(path: str, body: str) -> None:
    matches = json.loads(body)["matches"]
    typed = name_words(parse_qs(urlsplit(path).query)["q"][0])
    if not matches:
        raise WrongAnswer(f"{path} finds nobody")
    for match in matches:
        words = name_words(" ".join(str(value) for value in match.values()))
        if not all(any(word.startswith(begun) for word in words) for begun in typed):
            raise WrongAnswer(f"{path} finds {match['name']}")
