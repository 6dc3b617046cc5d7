"""Which tallies are for whom."""

from app.contacts.coverage.models import EVERYONE, PERMITTED
from app.contacts.visibility import Reader


def values_of_reader(reader: Reader) -> dict[str, int]:
    """Under which numbers the tallies have what the reader may read; nothing counts under both."""
    return {"everyone": EVERYONE, "reader": PERMITTED if reader.may_read_restricted else reader.colleague_id}
