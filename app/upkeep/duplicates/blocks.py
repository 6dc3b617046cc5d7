"""Which records are worth comparing: those that share a key that few have. All with all would take hours."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from urllib.parse import urlsplit

from app.names.initials import initials_of, letters_of_abbreviation
from app.names.rules import match_key
from app.people.rules import telling_words

MOST_OF_A_KEY = 60  # what more than these share tells nothing
LETTERS = 4  # a slip of the pen seldom falls in the first letters

Pair = tuple[int, int]


def pairs_sharing(keys: Mapping[int, Iterable[str]]) -> set[Pair]:
    """The lower number first."""
    holders: dict[str, list[int]] = {}
    for number in sorted(keys):
        for key in set(keys[number]):
            holders.setdefault(key, []).append(number)
    shared = (numbers for numbers in holders.values() if 1 < len(numbers) <= MOST_OF_A_KEY)
    return {pair for numbers in shared for pair in combinations(numbers, 2)}


def keys_of_organisation(names: Iterable[str], website: str) -> Iterator[str]:
    """Of its names, what they may stand for, the beginnings of their words, and its website."""
    for name in names:
        key = match_key(name)
        yield f"name {key.replace(' ', '')}"
        yield from (f"letters {letters}" for letters in initials_of(name))
        if letters := letters_of_abbreviation(name):
            yield f"letters {letters}"
        words = key.split()
        yield from (f"words {one[:LETTERS]} {other[:LETTERS]}" for one, other in combinations(sorted(words), 2))
        yield from (f"word {word[:LETTERS]}" for word in words)
    if address := plain_website(website):
        yield f"website {address}"


def keys_of_person(key: str, email: str) -> Iterator[str]:
    """Of a match key: the whole of it in any order, and the surname with the first letter of the first name."""
    words = telling_words(key)
    yield f"name {' '.join(sorted(words))}"
    if len(words) > 1:
        yield f"surname {words[-1][:LETTERS]} {words[0][0]}"
        yield f"surname {words[0][:LETTERS]} {words[-1][0]}"
    if email:
        yield f"email {email.lower()}"


def plain_website(website: str) -> str:
    """The address without what differs from one spelling of it to another."""
    parts = urlsplit(website.strip().lower())
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}" if host else ""
