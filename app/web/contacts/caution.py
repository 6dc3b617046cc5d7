"""The form's row of caution: a regulatory matter is open with somebody named, and how were the two roles kept apart?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import get_template_attribute
from markupsafe import Markup

from app.organisations.matter_queries import WithMatter
from app.programme.rules import TWO_ROLES, Capacity

NAMED = 5


@dataclass(frozen=True)
class Caution:
    """Whom it is about, and in which capacity the contact is logged."""

    organisations: Sequence[WithMatter]
    capacity: Capacity | None
    line: str = ""  # what was said already

    @property
    def is_shown(self) -> bool:
        return bool(self.organisations or self.line)

    @property
    def asks(self) -> bool:
        """Whether the line is asked for: not of a regulator or an observer, whose one role it is."""
        return bool(self.line) or (bool(self.organisations) and self.capacity in (None, *TWO_ROLES))

    @property
    def names(self) -> str:
        """'A, B and C'; of many 'A, B, C, D and 3 more'."""
        names = [one.name for one in self.organisations]
        if len(names) > NAMED:
            names = [*names[: NAMED - 1], f"{len(names) - NAMED + 1} more"]
        return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)

    @property
    def words(self) -> Markup:
        drawn: Markup = get_template_attribute("contacts/_caution.html", "words")(self)
        return drawn.strip()

    def as_answer(self) -> dict[str, Any]:
        """For the page's scripts."""
        told = f"Caution: open regulatory matter with {self.names}" if self.organisations else ""
        return {"html": self.words if self.organisations else "", "asks": self.asks, "told": told}
