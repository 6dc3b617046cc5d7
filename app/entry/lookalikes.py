"""Whether somebody new is in the directory already.

What undoing archived is not asked about: its form, sent again, means it anew.
"""

from dataclasses import dataclass

from app.entry.details import ParticipantKind, ParticipantRef
from app.entry.queries import suggest_organisations
from app.entry.undoing import UNDONE
from app.organisations.queries import find_organisation_called, find_similar_organisations
from app.people.queries import find_similar_people


@dataclass(frozen=True)
class LookAlike:
    """Somebody known who may be meant."""

    ref: ParticipantRef
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


def organisations_meant_by(text: str) -> list[LookAlike]:
    """Those that a new person's organisation may mean; none where exactly one is called just that."""
    if not text or find_organisation_called(text) is not None:
        return []
    close = lookalikes_of_organisation(text)
    known = {lookalike.ref for lookalike in close}
    begun = [LookAlike(each.ref, each.name, each.detail) for each in suggest_organisations(text)]
    return [*close, *(lookalike for lookalike in begun if lookalike.ref not in known)]


def lookalikes_of_person(name: str, *, organisation_name: str) -> list[LookAlike]:
    organisation = find_organisation_called(organisation_name) if organisation_name else None
    there = organisation.id if organisation else None
    return [
        LookAlike(ParticipantRef(ParticipantKind.PERSON, similar.person.id), similar.person.name, similar.reason)
        for similar in find_similar_people(name, organisation_id=there, not_archived_for=UNDONE)
    ]
