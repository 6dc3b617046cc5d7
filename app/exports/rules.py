"""In what form a list leaves Liaison."""

from enum import StrEnum


class FileKind(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"
    PDF = "pdf"

    @property
    def label(self) -> str:
        return self.value.upper()
