"""The words of the coverage matrix."""

from enum import StrEnum


class Span(StrEnum):
    DAY = "day"
    MONTH = "month"


class StrandKind(StrEnum):
    WORKSTREAM = "workstream"
    COMMITMENT = "commitment"


class SideKind(StrEnum):
    GROUP = "group"
    SECTOR = "sector"
