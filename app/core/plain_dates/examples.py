"""The ways to write a date that hints and errors name, the same wherever a date is asked for."""

from typing import Literal

Side = Literal["past", "future", "either"]

_BACK = ("yesterday", "mon")
_AHEAD = ("next Tuesday", "in 2 weeks")
_EITHER_WAY = ("26/2/2021", "26 Feb 2021", "February 2021")
_EXAMPLES: dict[Side, tuple[str, ...]] = {
    "past": (*_BACK, *_EITHER_WAY),
    "future": (*_AHEAD, *_EITHER_WAY),
    "either": (*_BACK, *_AHEAD, *_EITHER_WAY),
}


def date_examples(side: Side) -> str:
    """'“next Tuesday”, “in 2 weeks”, “26/2/2021”, “26 Feb 2021” or “February 2021”'."""
    *others, last = (f"“{example}”" for example in _EXAMPLES[side])
    return f"{', '.join(others)} or {last}"
