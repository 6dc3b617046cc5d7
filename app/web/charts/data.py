"""What a chart says, apart from where anything of it stands."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One place along the axis: 'Apr' with '2020' under it; `words` name it in the table, 'April 2020'."""

    label: str
    words: str
    under: str = ""


@dataclass(frozen=True)
class Figure:
    """A value, the list of what it counts, and what it is written as where that is not the plain number."""

    value: float
    url: str = ""
    words: str = ""
    is_unfinished: bool = False  # its month is not over: the bar is outlined

    @property
    def label(self) -> str:
        return self.words or f"{self.value:,.10g}"


@dataclass(frozen=True)
class Series:
    """One of the small multiples: its figures column by column, none where there is nothing to say yet."""

    label: str
    figures: Sequence[Figure | None]
    under: str = ""  # '28 in all'


@dataclass(frozen=True)
class Chart:
    """Series on one scale. `id` begins the ids in the page; `note` stands under the drawing."""

    id: str
    title: str
    columns: Sequence[Column]
    series: Sequence[Series]
    counted: tuple[str, str] = ("contact", "contacts")  # what a figure counts: of one, of several
    first_column: str = "Month"
    note: str = ""
