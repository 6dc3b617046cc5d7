"""The words of what ties the programme to the record."""

from enum import StrEnum


class _Word(StrEnum):
    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()


class ForumKind(_Word):
    FORUM = "forum"
    NETWORK = "network"
    BOARD = "board"
    WORKING_GROUP = "working_group"


class UpdateStatus(_Word):
    DRAFT = "draft"
    FROZEN = "frozen"


class SentenceState(_Word):
    """Whether a sentence of an update stands as it was composed."""

    COMPOSED = "composed"
    EDITED = "edited"
    LEFT_OUT = "left_out"
    WRITTEN = "written"  # by the author: the record has nothing behind it
