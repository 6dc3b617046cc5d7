"""Whether two people are probably one, judged by their names and by where they work."""

from enum import StrEnum

from app.names.misspelling import is_misspelling
from app.names.rules import match_key

_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "baroness", "baron"}
    | {"rt", "hon", "right", "honourable", "rev", "reverend", "cllr", "councillor", "mp", "msp", "obe", "cbe", "mbe"}
)


class SamePersonReason(StrEnum):
    """Why two people are taken for one, the strongest first."""

    NAME = "the same name"
    FULLER_NAME = "the same name in full"
    SPELLING = "almost the same spelling"
    INITIAL = "the same surname and initial, in the same organisation"


def same_person_reason(name: str, other: str, *, share_organisation: bool) -> SamePersonReason | None:
    """Why the two names are probably one person's; None if they aren't."""
    return same_key_reason(match_key(name), match_key(other), share_organisation=share_organisation)


def same_key_reason(key: str, other: str, *, share_organisation: bool) -> SamePersonReason | None:
    """The same of names whose match keys are known, as those of everybody in the directory are."""
    mine, theirs = telling_words(key), telling_words(other)
    if not mine or not theirs:
        return None
    if sorted(mine) == sorted(theirs):
        return SamePersonReason.NAME
    fewer, more = sorted((set(mine), set(theirs)), key=len)
    if len(fewer) > 1 and fewer < more:
        return SamePersonReason.FULLER_NAME
    if is_misspelling(mine, theirs):
        return SamePersonReason.SPELLING
    if share_organisation and mine[-1] == theirs[-1] and mine[0][0] == theirs[0][0]:
        return SamePersonReason.INITIAL
    return None


def telling_words(key: str) -> list[str]:
    """Of a match key, the words that are no title."""
    words = key.split()
    return [word for word in words if word not in _TITLES] or words
