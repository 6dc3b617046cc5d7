"""What is said of files, and how many words of theirs a contact is found by."""

from collections.abc import Iterable
from dataclasses import dataclass

# A search index keeps the places of the first sixteen thousand words: of the rest each counts once.
ORDERED_CHARACTERS = 120_000
MOST_CHARACTERS = 1_000_000
REMOVED_KEPT_DAYS = 30
UNUSED_KEPT_SECONDS = 3600
FILES_LABEL = "Files"  # in the record of changes


@dataclass(frozen=True)
class NotTaken:
    """A file that is not attached, and why, with what to do."""

    name: str
    why: str

    def __str__(self) -> str:
        return f"“{self.name}” was not added. {self.why}"


def is_empty(name: str) -> NotTaken:
    return NotTaken(name, "It is empty: 0 bytes. Check that it was saved, then add it again.")


def is_too_large(name: str, most_megabytes: int) -> NotTaken:
    return NotTaken(name, f"It is larger than {most_megabytes} MB, the most for one file. Make it smaller or split it.")


def has_no_name() -> NotTaken:
    """For one whose name did not survive the way here."""
    return NotTaken("file", "Its name ends in a backslash, and cannot be read. Rename it, then add it again.")


def is_one_too_many(name: str, most: int) -> NotTaken:
    return NotTaken(name, f"A contact holds at most {most} files. Remove one first, or log a second contact.")


def is_there_already(name: str) -> NotTaken:
    return NotTaken(name, "The same file is there already.")


def too_many(count: int, most: int) -> str:
    """What is said where files would be put with a contact that together are more than it holds."""
    return (
        f"A contact holds at most {most} files, and this would make {count}. "
        f"Remove {count - most} of them first, or log a second contact"
    )


def size_words(size: int) -> str:
    """'812 bytes', '24 KB', '3.4 MB', as people read sizes."""
    if size < 1000:
        return "1 byte" if size == 1 else f"{size} bytes"
    if size < 999_500:
        return f"{round(size / 1000):,} KB"
    return f"{size / 1_000_000:,.1f} MB"


def searchable_words(texts: Iterable[str]) -> str:
    """The texts in order as far as order is kept, then each further word once; bounded."""
    whole = "\n".join(texts)
    if len(whole) <= ORDERED_CHARACTERS:
        return whole
    cut = max(whole.rfind(" ", 0, ORDERED_CHARACTERS), whole.rfind("\n", 0, ORDERED_CHARACTERS))
    cut = cut if cut > 0 else ORDERED_CHARACTERS
    head = whole[:cut]
    known = set(head.split())
    further = (word for word in dict.fromkeys(whole[cut:].split()) if word not in known)
    return f"{head}\n{' '.join(further)}"[:MOST_CHARACTERS]
