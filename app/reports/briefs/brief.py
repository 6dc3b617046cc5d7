"""What a brief says. Page, PDF and DOCX are all made from this, so that they cannot say different things."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

LONGEST_NAME = 80
NO_CAUTION = "None."
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


class RecordKind(StrEnum):
    """What a line of a brief leads to, where it can lead anywhere."""

    CONTACT = "contact"
    POINT = "point"
    COMMITMENT = "commitment"


@dataclass(frozen=True)
class RecordLink:
    kind: RecordKind
    id: int


class Mark(StrEnum):
    """How something stands, drawn beside the words that say it."""

    NONE = ""
    OPEN = "new"
    CONSIDERED = "considered"
    SETTLED = "settled"
    DECLINED = "declined"


@dataclass(frozen=True)
class BriefLine:
    """A line under the title of a row."""

    text: str
    mark: Mark = Mark.NONE


@dataclass(frozen=True)
class BriefRow:
    """A date in the margin, with a word under it; a title, what follows it in the same breath, and lines below."""

    margin: str
    title: str
    margin_note: str = ""
    is_over: bool = False  # what the margin says is past its day
    after: str = ""
    lines: Sequence[BriefLine] = ()
    link: RecordLink | None = None
    is_restricted: bool = False
    is_sample: bool = False

    @property
    def words_after(self) -> str:
        """As a file has them: ', Example County Council, as adviser (restricted) (sample)'."""
        marks = [" (restricted)" if self.is_restricted else "", " (sample)" if self.is_sample else ""]
        return (f", {self.after}" if self.after else "") + "".join(marks)


@dataclass(frozen=True)
class TableRow:
    cells: Sequence[str]
    link: RecordLink | None = None
    is_over: bool = False  # of its last cell
    is_sample: bool = False

    @property
    def words(self) -> list[str]:
        """As a file has them."""
        first, *others = self.cells
        return [f"{first} (sample)" if self.is_sample else first, *others]


@dataclass(frozen=True)
class BriefSection:
    """Rows, or a table where it has columns; without either, what it says instead."""

    id: str
    heading: str
    note: str = ""
    rows: Sequence[BriefRow] = ()
    columns: Sequence[str] = ()
    table: Sequence[TableRow] = ()
    empty: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.rows or self.table)

    @property
    def full_heading(self) -> str:
        return f"{self.heading}, {self.note}" if self.note else self.heading


@dataclass(frozen=True)
class Brief:
    """One page on an organisation, a person, a post, or those whom a planned contact is with."""

    title: str
    under: str
    made: str  # when, for whom, from what
    made_for: str
    made_on: dt.date
    in_one_look: Sequence[str]
    who: Sequence[tuple[str, str]]
    cautions: Sequence[str]
    sections: Sequence[BriefSection]
    footer: str
    is_sample: bool
    holds_restricted: bool

    @property
    def marks(self) -> list[str]:
        """What has to be known of it before it is handed on."""
        told = ["made from sample records"] if self.is_sample else []
        return [*told, "holds restricted contacts"] if self.holds_restricted else told

    @property
    def under_title(self) -> str:
        """What stands under the title, where it says more than that."""
        return self.under if self.under != self.title else ""

    def file_name(self, ending: str) -> str:
        """'brief-example-county-council-2021-03-05.pdf', in letters that every system takes."""
        words = _NOT_IN_NAMES.sub("-", self.title.lower()).strip("-")[:LONGEST_NAME].strip("-")
        return "-".join(filter(None, ["brief", words, self.made_on.isoformat()])) + f".{ending}"
