"""Whether somebody new is in the directory already.

What undoing archived is not asked about: its form, sent again, means it anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.entry.details import ParticipantKind, ParticipantRef
from app.entry.queries import suggest_organisations
from app.entry.undoing import UNDONE
from app.names.rules import Closeness, closeness
from app.names.sameness import is_probably_same
from app.organisations.queries import find_organisation_called, find_similar_organisations
from app.people.queries import find_similar_people


@dataclass(frozen=True)
class LookAlike:
    """Somebody known who may be meant."""

    ref: ParticipantRef | str  # of somebody who is new with this contact, their row in the form
    name: str
    detail: str


def lookalikes_of_organisation(name: str) -> list[LookAlike]:
    return [
        LookAlike(
            ParticipantRef(ParticipantKind.ORGANISATION, similar.organisation.id),
            similar.organisation.name,
            similar.reason,
        )
        for similar in find_similar_organisations([name], not_archived_for=UNDONE)
    ]


def organisations_meant_by(text: str, *, named_here: Sequence[LookAlike] = ()) -> list[LookAlike]:
    """Those that a new person's organisation may mean, of the contact first; none where one is called just that."""
    if not text or find_organisation_called(text) is not None:
        return []
    here = [each for each in named_here if _may_mean(text, each.name)]
    begun = [LookAlike(each.ref, each.name, each.detail) for each in suggest_organisations(text)]
    found: dict[ParticipantRef | str, LookAlike] = {}
    for lookalike in (*here, *lookalikes_of_organisation(text), *begun):
        found.setdefault(lookalike.ref, lookalike)
    return list(found.values())


def _may_mean(text: str, name: str) -> bool:
    return closeness(text, [name]) is not Closeness.ELSEWHERE or is_probably_same([text], [name]) is not None


def lookalikes_of_person(name: str, *, organisation_name: str) -> list[LookAlike]:
    organisation = find_organisation_called(organisation_name) if organisation_name else None
    there = organisation.id if organisation else None
    return [
        LookAlike(ParticipantRef(ParticipantKind.PERSON, similar.person.id), similar.person.name, similar.reason)
        for similar in find_similar_people(name, organisation_id=there, not_archived_for=UNDONE)
    ]
