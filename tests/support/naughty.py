"""Strings that break programs: the big list where it lies beside the project, and some of the worst of our own."""

import json
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import pytest
from selectolax.lexbor import LexborNode

LIST = Path(__file__).resolve().parents[3] / "shared" / "data" / "adversarial" / "naughty_strings.json"

OUR_OWN = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>'",
    "</textarea></form><form action=//evil.example>",
    "{{ 7 * 7 }}{% raw %}&lt;&#39;&amp;",
    "Robert'); DROP TABLE contact;--",
    "%s %(name)s ${x} :number ?",
    '-5 OR _vrestricted NEAR(* "',
    "\u202egnp.exe",
    "e\u0301\u0327 \ufdfa \U0001f469\u200d\U0001f52c",
    "\x01\x1b[31m\x7f\x9f\ufffe",
    "\u2028\u2029\x85\x0b",
    "  ends and  middle\t",
    "\nafter an empty line\n\n\n",
    "=1+1",
    "../../etc/passwd",
    "!!!",
    "???",
)


@cache
def naughty_strings() -> tuple[str, ...]:
    """The big list. Skips the test where it is not there."""
    if not LIST.is_file():
        pytest.skip("the list of naughty strings does not lie beside the project")
    return tuple(json.loads(LIST.read_text(encoding="utf-8")))


# Every string of the big list goes through the pages on one database, and the worst on the other: what the databases
# themselves make of the big list is held below the pages.
each_list = pytest.mark.parametrize(
    ("strings", "database"), [("the big list", "sqlite"), ("our own", "postgresql")], indirect=True
)


def packed(strings: Sequence[str], *, limit: int) -> list[list[str]]:
    """Several to a field, in groups whose line is no longer than the limit. A longer one is alone, as our own are."""
    if strings is OUR_OWN:
        return [[text] for text in strings]
    groups: list[list[str]] = []
    for text in sorted(strings, key=len, reverse=True):
        group = next((each for each in groups if len(" ".join([*each, text])) <= limit), None)
        if group is None:
            groups.append([text])
        else:
            group.append(text)
    return groups


def as_a_line(text: str) -> str:
    """What a field of one line keeps: composed, white space single and none at the ends; all else to the letter."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def plain_texts(nodes: Iterable[LexborNode]) -> list[str]:
    """The text of each node, and a failure where anything but text is in it: a string that became an element."""
    nodes = list(nodes)
    elements = {child.tag for node in nodes for child in node.iter(include_text=True)} - {"-text"}
    assert elements == set(), f"there are elements in the text: {elements}"
    return [node.text() for node in nodes]
