"""Abbreviations, and the initials that they could stand for."""

import re

from app.names.rules import SMALL_WORDS, fold

_SHORTEST = 3
_LONGEST = 8
_LONGEST_SPELT = 4
_PIECE = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def letters_of_abbreviation(name: str) -> str:
    """The letters of "ICO", "ico" or "I.C.O."; empty where the name is none of that kind."""
    pieces = _PIECE.findall(name)
    if len(pieces) > 1 and any(len(piece) > 1 for piece in pieces):
        return ""
    letters = fold("".join(pieces))
    return letters if letters.isalpha() and _SHORTEST <= len(letters) <= _LONGEST else ""


def initials_of(name: str) -> frozenset[str]:
    """The initials of a name of several words, with and without its small words.

    Capitals that are initials already count whole: HM Revenue and Customs is HMRC.
    """
    pieces = _PIECE.findall(name)
    if len(pieces) < 2:
        return frozenset()
    telling = [piece for piece in pieces if fold(piece) not in SMALL_WORDS]
    return frozenset(
        fold("".join(initials)).replace("'", "")
        for initials in (
            [piece[0] for piece in pieces],
            [piece[0] for piece in telling],
            [piece if _is_initials(piece) else piece[0] for piece in telling],
        )
    )


def _is_initials(piece: str) -> bool:
    return len(piece) <= _LONGEST_SPELT and piece.isupper()
