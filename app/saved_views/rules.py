"""Who sees a saved view, and how much one may hold."""

from enum import StrEnum

NAME_LIMIT = 100
FILTERS_LIMIT = 2_000
WORDS_LIMIT = 1_000
MOST_ON_HOME = 8  # each is counted whenever home is opened


class Sharing(StrEnum):
    PRIVATE = "private"
    TEAM = "team"
    ALL = "all"

    @property
    def label(self) -> str:
        return {"private": "Only me", "team": "My team", "all": "Everyone"}[self.value]
