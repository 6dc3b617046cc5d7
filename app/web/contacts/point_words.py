"""A point raised in the words of the page that sets two versions side by side."""

from collections.abc import Mapping
from typing import Any

from app.entry.two_versions import TwoVersions
from app.organisations.sectors import list_sector_names
from app.points.groups import resolve_same_as
from app.points.queries import words_of
from app.points.rules import BarrierNature, PointKind
from app.web.contacts.forms import ContactForm
from app.web.contacts.reading import current_reader


class PointWords:
    """Words for any point of the two versions; speakers are named by what the versions have for them."""

    def __init__(self, versions: TwoVersions, form: ContactForm, speakers: Mapping[Any, str]) -> None:
        rows = [*versions.yours["points"], *versions.theirs["points"]]
        self._speakers = speakers
        self._themes = {choice.value: str(choice.label) for choice in form.point_theme_choices}
        has_sector = any(row["sector"] for row in rows)
        self._sectors = {each.id: each.name for each in list_sector_names()} if has_sector else {}
        self._firsts = resolve_same_as({row["same_as"] for row in rows} - {None}, reader=current_reader())
        self._repeated = words_of(self._firsts.values())

    def text(self, row: Mapping[str, Any]) -> str:
        """'Barrier: Staff fear blame', and on a line each what else is said of it."""
        nature = f", {BarrierNature(row['nature']).label.lower()}" if row["nature"] else ""
        repeated = self._repeated.get(self._firsts.get(row["same_as"], 0), "")
        parts = [
            f"{PointKind(row['kind']).label}{nature}: {row['words']}",
            f"Raised by {self._speakers.get(row['by'], 'someone no longer there')}" if row["by"] else "",
            self._sectors.get(row["sector"], ""),
            ", ".join(self._themes[number] for number in row["themes"] if number in self._themes),
            f"It is the same as “{repeated}”" if repeated else "",
        ]
        return "\n".join(part for part in parts if part)
