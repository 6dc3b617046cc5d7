"""How each list is read from the filters of its address. The pages know how, and say so here."""

from collections.abc import Callable, Iterator, Sequence

from app.contacts.visibility import Reader
from app.core.errors import NotFound
from app.reports.lists.columns import Cell

Rows = Sequence[tuple[Cell, ...]]  # each with its number first
# Of a list with these filters, in these columns, for this reader: how many there are, and all of them, lot by lot.
ListReader = Callable[[str, Sequence[str], Reader], tuple[Callable[[], int], Iterator[Rows]]]
HeadsOf = Callable[[Sequence[str]], Sequence[str]]

_readers: dict[str, tuple[ListReader, HeadsOf]] = {}


def know_list(name: str, reader: ListReader, heads_of: HeadsOf) -> None:
    """Let the list of this name be read without its page."""
    _readers[name] = (reader, heads_of)


def reader_of(name: str) -> tuple[ListReader, HeadsOf]:
    """Raises NotFound."""
    if name not in _readers:
        raise NotFound
    return _readers[name]
