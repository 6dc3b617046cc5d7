"""What the rows of an export have to say, by plain SQL over the tables: nothing here is the application's own."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from tests.bench.bare import BareDatabase

# As the export's form names them, in the order of its file.
COLUMNS = ("date", "subject", "organisations", "people", "notes", "follow_ups", "points", "files", "number")
AT_ONCE = 5_000
Row = tuple[str, ...]

_CONTACTS = (
    "SELECT id, date, date_precision, subject, notes, follow_up_count, point_count, attachment_count, sort_key "
    "FROM contact WHERE archived_at IS NULL AND sort_key < :below AND sort_key >= :lowest "
    "ORDER BY sort_key DESC LIMIT :wanted"
)
_ORGANISATIONS = (
    "SELECT link.contact_id, organisation.name FROM contact_organisation AS link "
    "JOIN organisation ON organisation.id = link.organisation_id "
    "WHERE link.sort_key <= :newest AND link.sort_key >= :oldest ORDER BY link.contact_id, link.position, "
    "link.organisation_id"
)
_PEOPLE = (
    "SELECT attendee.contact_id, person.name, post.title FROM attendee "
    "LEFT JOIN person ON person.id = attendee.person_id LEFT JOIN post ON post.id = attendee.post_id "
    "LEFT JOIN organisation ON organisation.id = attendee.organisation_id "
    "WHERE attendee.sort_key <= :newest AND attendee.sort_key >= :oldest "
    "AND coalesce(organisation.is_own, false) = false ORDER BY attendee.contact_id, attendee.position, attendee.id"
)


@dataclass(frozen=True)
class Part:
    """The newest contacts of a record: from which day on, and how many of them there are."""

    from_day: str
    lowest_key: int
    contacts: int


def newest_part(database: BareDatabase, wanted: int) -> Part:
    """From the day of the last of so many contacts; all contacts of that day are in it."""
    newest = f"SELECT sort_key FROM contact WHERE archived_at IS NULL ORDER BY sort_key DESC LIMIT {int(wanted)}"
    [oldest] = database.numbers(f"SELECT min(sort_key) FROM ({newest}) AS newest")
    [(day,)] = database.rows("SELECT date FROM contact WHERE sort_key = :oldest", {"oldest": oldest})
    [lowest] = database.numbers("SELECT min(sort_key) FROM contact WHERE date = :day", {"day": day})
    counted = "SELECT count(*) FROM contact WHERE archived_at IS NULL AND sort_key >= :lowest"
    return Part(str(day), lowest, database.numbers(counted, {"lowest": lowest})[0])


def expected_rows(database: BareDatabase, part: Part) -> Iterator[Row]:
    """Newest first, every cell as text."""
    below = 2**63 - 1
    while True:
        values = {"below": below, "lowest": part.lowest_key, "wanted": AT_ONCE}
        contacts = database.rows(_CONTACTS, values)
        if not contacts:
            return
        below = contacts[-1][-1]
        span = {"newest": contacts[0][-1], "oldest": below}
        bodies, people = defaultdict(list), defaultdict(list)
        for number, name in database.rows(_ORGANISATIONS, span):
            bodies[number].append(name)
        for number, name, title in database.rows(_PEOPLE, span):
            people[number].append(f"{name} ({title})" if name and title else name or title)
        for number, date, precision, subject, notes, *counts, _key in contacts:
            who = "; ".join(bodies[number]), "; ".join(people[number])
            yield (_day(date, precision), subject, *who, notes, *map(str, counts), str(number))


def _day(date: dt.date | str, precision: str) -> str:
    day = dt.date.fromisoformat(date) if isinstance(date, str) else date
    if precision == "day":
        return day.isoformat()
    words = {"year": f"{day.year}", "month": f"{day:%B %Y}"}
    return words.get(precision, f"on or before {day.day} {day:%B %Y}")
