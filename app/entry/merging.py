"""Two versions of a contact, field by field: where they differ, and what comes of the choices between them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from json import dumps
from typing import Any

from app.contacts.rules import NOTES_LIMIT
from app.entry.said import Said

LISTS = ("who", "colleagues", "workstreams", "commitments", "themes")
ROWS = ("follow_ups", "points")
LONG_TEXTS = ("notes", "advice_given")
NOT_IN_FORM = ("id", "completed_at", "outcome", "disposed")
BETWEEN_TEXTS = "\n\n"


class Side(StrEnum):
    YOURS = "yours"
    THEIRS = "theirs"
    BOTH = "both"


class _Absent:
    """No such row, or no version known: unlike any value, None included."""

    def __bool__(self) -> bool:
        return False


ABSENT = _Absent()


@dataclass(frozen=True)
class Difference:
    """A field, or a row of one, that says one thing in yours and another in theirs."""

    field: str
    yours: Any
    theirs: Any
    base: Any  # what the form showed when it was opened; ABSENT where that is not known, or had no such row
    row: str = ""  # which of the field's rows: its number, or 'new-<place in yours>'
    preselected: Side | None = None  # where only one of the two changed it
    may_be_both: bool = False

    @property
    def key(self) -> str:
        """Names the choice. Another when either says something else, so that no choice is taken for one not seen."""
        theirs = self.theirs if self.yours is ABSENT else _comparable(self.theirs)  # whether what goes is done counts
        values = dumps([_comparable(self.yours), theirs], sort_keys=True, default=str)
        digest = sha256(values.encode()).hexdigest()[:12]
        return "-".join(part for part in (self.field, self.row, digest) if part)


class NotChosen(Exception):
    """Some differences have no choice yet."""

    def __init__(self, differences: Sequence[Difference]) -> None:
        self.differences = differences
        super().__init__(", ".join(difference.key for difference in differences))


def differences_between(yours: Said, theirs: Said, base: Said | None) -> list[Difference]:
    """Every field and row in which the two differ, in the order of the form's fields."""
    found: list[Difference] = []
    for field in yours:
        known = ABSENT if base is None else base.get(field, ABSENT)
        mine, other = yours[field], theirs.get(field, ABSENT)  # a version kept long ago may not know a new field
        if field in ROWS:
            found.extend(_rows_differing(field, mine, other, known))
        elif not _same(field, mine, other):
            preselected, may_be_both = _preselected(field, mine, other, known), _may_be_both(field, mine, other)
            found.append(Difference(field, mine, other, known, preselected=preselected, may_be_both=may_be_both))
    return found


def says_the_same(one: Said, other: Said) -> bool:
    """Whether two versions say the same, whatever numbers their rows have and whichever follow-ups are done."""
    unnumbered = {field: [{**row, "id": None} for row in one[field]] for field in ROWS}
    return not differences_between(one | unnumbered, other, None)


def rows_that_differ(field: str, now: Said, then: Said) -> list[int]:
    """The numbers of the rows that are there now, and were not, or said something else."""
    rows_then = {row["id"]: row for row in then[field]}
    return [row["id"] for row in now[field] if not _same(field, row, rows_then.get(row["id"], ABSENT))]


def merged(yours: Said, theirs: Said, differences: Sequence[Difference], choices: Mapping[str, Side]) -> Said:
    """Theirs with what was chosen of yours. Raises NotChosen, and takes no choice that was not offered."""
    chosen = {each.key: side for each in differences if (side := _choice(each, choices)) is not None}
    missing = [each for each in differences if each.key not in chosen]
    if missing:
        raise NotChosen(missing)
    result = dict(theirs)
    for each in differences:
        if not each.row:
            result[each.field] = value_of(each, chosen[each.key])
    for field in ROWS:
        of_field = [each for each in differences if each.field == field]
        result[field] = _merged_rows(yours[field], theirs[field], of_field, chosen)
    return result


def value_of(difference: Difference, side: Side) -> Any:
    """What a field says when this side is chosen."""
    if side is Side.YOURS:
        return difference.yours
    if side is Side.THEIRS:
        return difference.theirs
    if difference.field in LONG_TEXTS:
        return f"{difference.theirs}{BETWEEN_TEXTS}{difference.yours}"
    return _both_changes(difference)


def _choice(difference: Difference, choices: Mapping[str, Side]) -> Side | None:
    side = choices.get(difference.key)
    return None if side is Side.BOTH and not difference.may_be_both else side


def _both_changes(difference: Difference) -> list[Any]:
    """What either has, without what one of them took out of what was there before."""
    before = difference.base or []
    return [
        item
        for item in dict.fromkeys([*difference.theirs, *difference.yours])
        if item not in before or (item in difference.theirs and item in difference.yours)
    ]


def _comparable(value: Any) -> Any:
    """A row without its number and what became of it, which are no part of what a form says."""
    if isinstance(value, dict):
        return {name: part for name, part in value.items() if name not in NOT_IN_FORM}
    return None if value is ABSENT else value


def _same(field: str, one: Any, other: Any) -> bool:
    if one is ABSENT or other is ABSENT:
        return one is other
    if field in LISTS:
        return set(one) == set(other)  # the form cannot put them in another order
    return bool(_comparable(one) == _comparable(other))


def _preselected(field: str, yours: Any, theirs: Any, base: Any) -> Side | None:
    if _same(field, base, theirs):
        return Side.YOURS
    return Side.THEIRS if _same(field, base, yours) else None


def _may_be_both(field: str, yours: Any, theirs: Any) -> bool:
    if field in LONG_TEXTS:
        return bool(yours and theirs) and len(yours) + len(theirs) + len(BETWEEN_TEXTS) <= NOTES_LIMIT
    return field in LISTS


def _rows_differing(field: str, yours: list[Any], theirs: list[Any], base: Any) -> Iterator[Difference]:
    their_rows = {row["id"]: row for row in theirs}
    base_rows = {row["id"]: row for row in base or []}
    matched = _typed_by_both(yours, theirs)
    for place, row in enumerate(yours):
        if place in matched:
            continue
        their_row = their_rows.get(row["id"], ABSENT)
        if not _same(field, row, their_row):
            name = str(row["id"]) if row["id"] is not None else f"new-{place}"
            # A row of no number was not there before; one whose base is not known may have been anything.
            known = ABSENT if row["id"] is None else base_rows.get(row["id"], ABSENT)
            yield _row_difference(field, name, row, their_row, known, is_base_known=base is not ABSENT)
    mine = {row["id"] for row in yours} | set(matched.values())
    for row in theirs:
        if row["id"] not in mine:
            known = base_rows.get(row["id"], ABSENT)
            yield _row_difference(field, str(row["id"]), ABSENT, row, known, is_base_known=base is not ABSENT)


def _row_difference(field: str, name: str, yours: Any, theirs: Any, base: Any, *, is_base_known: bool) -> Difference:
    is_left_out_though_done = bool(yours is ABSENT and base and theirs.get("completed_at") and not base["completed_at"])
    return Difference(
        field,
        yours,
        theirs,
        base,
        row=name,
        preselected=_preselected(field, yours, theirs, base) if is_base_known and not is_left_out_though_done else None,
        may_be_both=yours is not ABSENT and theirs is not ABSENT,
    )


def _typed_by_both(yours: list[Any], theirs: list[Any]) -> dict[int, Any]:
    """New rows of yours that theirs has too: the place in yours, and the number in theirs."""
    numbered = {row["id"] for row in yours}
    free = [row for row in theirs if row["id"] not in numbered]
    found: dict[int, Any] = {}
    for place, row in enumerate(yours):
        twin = next((each for each in free if _comparable(each) == _comparable(row)), None)
        if row["id"] is None and twin is not None:
            free.remove(twin)
            found[place] = twin["id"]
    return found


def _merged_rows(
    yours: list[Any], theirs: list[Any], differences: Sequence[Difference], chosen: Mapping[str, Side]
) -> list[Any]:
    """Yours in your order, then what only theirs has; theirs as they are where nothing of yours was chosen."""
    sides = {each.row: chosen[each.key] for each in differences}
    if all(side is Side.THEIRS for side in sides.values()):
        return list(theirs)
    their_rows = {row["id"]: row for row in theirs}
    matched = _typed_by_both(yours, theirs)
    rows: list[Any] = []
    for place, row in enumerate(yours):
        number = matched.get(place, row["id"])
        name = str(number) if number is not None else f"new-{place}"
        side, their_row = sides.get(name, Side.THEIRS), their_rows.get(number)
        if side is not Side.YOURS and their_row is not None:
            rows.append(their_row)
        if side is not Side.THEIRS:
            is_beside = side is Side.BOTH or their_row is None
            rows.append({**row, "id": None} if is_beside else row)
    numbers = {row["id"] for row in yours} | set(matched.values())
    rows.extend(
        row for row in theirs if row["id"] not in numbers and sides.get(str(row["id"]), Side.THEIRS) is not Side.YOURS
    )
    return rows
