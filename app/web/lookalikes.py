"""The warning that something of nearly the same name is there already. It never stands in the way twice."""

from collections.abc import Sequence
from dataclasses import dataclass

from wtforms import Form


@dataclass(frozen=True)
class Lookalike:
    """Something that may be what is being added."""

    name: str
    url: str
    is_archived: bool


@dataclass(frozen=True)
class DuplicateWarning:
    """What was typed, and what it is close to."""

    typed: str
    lookalikes: list[Lookalike]


def warn_of(form: Form, typed: str, similar: Sequence[tuple[str, str, bool]]) -> DuplicateWarning | None:
    """None when nothing is similar, or when the form carries on after a warning about this very name.

    similar: name, address and whether it is archived. The form needs a hidden field `carry_on`.
    """
    carries_on = form["carry_on"].data == typed
    form["carry_on"].data = typed
    if carries_on or not similar:
        return None
    return DuplicateWarning(typed, [Lookalike(*one) for one in similar])
