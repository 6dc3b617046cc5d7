"""The fields of two records side by side: which differ, and whose the survivor is to have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.organisations.models import Organisation
from app.organisations.queries import get_organisation, is_above
from app.organisations.services import describe_organisation, organisation_names
from app.people.models import Person
from app.people.queries import get_person
from app.people.services import describe_person, person_names
from app.upkeep.merging.references import ORGANISATION

NOTES_LIMIT = 100_000


class Whose(StrEnum):
    SURVIVOR = "survivor"
    LOSER = "loser"
    BOTH = "both"  # of notes: the survivor's, then the other's


@dataclass(frozen=True)
class MergeField:
    """A field by its label among the changes, with the columns that are kept of it together."""

    name: str
    label: str
    columns: tuple[str, ...]


NOTES = MergeField("notes", "Notes", ("notes",))
FIELDS: Mapping[str, Sequence[MergeField]] = {
    ORGANISATION: (
        MergeField("name", "Name", ("name", "match_key")),
        MergeField("abbreviation", "Abbreviation", ("abbreviation",)),
        MergeField("partner_group", "Partner group", ("partner_group",)),
        MergeField("sector", "Sector", ("sector_id",)),
        MergeField("parent", "Part of", ("parent_id",)),
        MergeField("status", "Status", ("status", "closed_on")),
        MergeField("website", "Website", ("website",)),
        MergeField("leader", "Sector leader", ("is_sector_leader",)),
        MergeField("owner", "Relationship owner", ("relationship_owner_id",)),
        NOTES,
    ),
    "person": (
        MergeField("name", "Name", ("name", "match_key")),
        MergeField("email", "Email", ("email",)),
        MergeField("telephone", "Telephone", ("telephone",)),
        NOTES,
    ),
}


@dataclass(frozen=True)
class SideBySide:
    """A field that differs, in words; `whose` are those that can be chosen, the first unless another is."""

    field: MergeField
    survivor: str
    loser: str
    whose: tuple[Whose, ...]


def get_record(kind: str, number: int) -> Any:
    """Raises NotFound."""
    return get_organisation(number) if kind == ORGANISATION else get_person(number)


def describe(record: Any) -> dict[str, str]:
    """Each field's label and what it says, as people read it."""
    return describe_organisation(record) if isinstance(record, Organisation) else describe_person(record)


def names_of(record: Any) -> list[str]:
    """The name first."""
    return organisation_names(record) if isinstance(record, Organisation) else person_names(record)


def side_by_side(survivor: Organisation | Person, loser: Organisation | Person) -> list[SideBySide]:
    """Those that differ. Where the survivor says nothing, the other is taken unless it is left."""
    said, of_loser = describe(survivor), describe(loser)
    kind = survivor.__tablename__
    return [
        SideBySide(each, said[each.label], of_loser[each.label], _choices(each, survivor, loser, said[each.label]))
        for each in FIELDS[kind]
        if said[each.label] != of_loser[each.label]
    ]


def _choices(each: MergeField, survivor: Any, loser: Any, said: str) -> tuple[Whose, ...]:
    if each.name == "parent" and loser.parent_id is not None and is_above(survivor.id, loser.parent_id):
        return (Whose.SURVIVOR,)  # it would be part of itself
    if each is NOTES and survivor.notes and loser.notes:
        return (Whose.BOTH, Whose.SURVIVOR, Whose.LOSER)
    return (Whose.SURVIVOR, Whose.LOSER) if said else (Whose.LOSER, Whose.SURVIVOR)


def values_to_take(survivor: Any, loser: Any, choices: Mapping[str, str]) -> dict[str, Any]:
    """By column, what the survivor is to say that it does not say yet; `choices` are by the names of fields."""
    values: dict[str, Any] = {}
    for row in side_by_side(survivor, loser):
        whose = choices.get(row.field.name, "")
        chosen = Whose(whose) if whose in row.whose else row.whose[0]
        if chosen is Whose.BOTH:
            values["notes"] = f"{survivor.notes}\n\n{loser.notes}"[:NOTES_LIMIT]
        elif chosen is Whose.LOSER:
            values |= {column: getattr(loser, column) for column in row.field.columns}
    return values
