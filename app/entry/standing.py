"""Whom a form that was opened before a merge means now."""

from collections.abc import Iterable, Sequence

from app.entry.details import ParticipantKind, ParticipantRef
from app.merges.queries import survivors_of


def standing_for(refs: Sequence[ParticipantRef]) -> dict[ParticipantRef, ParticipantRef]:
    """For each, itself; or of a record that was merged since, the same with the one that stands for it now."""
    organisations = survivors_of("organisation", _numbers(refs, ParticipantKind.ORGANISATION, "organisation_id"))
    people = survivors_of("person", _numbers(refs, ParticipantKind.PERSON, "person_id"))
    if not organisations and not people:
        return {ref: ref for ref in refs}
    return {ref: _standing(ref, organisations, people) for ref in refs}


def _numbers(refs: Iterable[ParticipantRef], kind: ParticipantKind, name: str) -> set[int]:
    found = {ref.id for ref in refs if ref.kind is kind}
    return found | {getattr(ref.attendee, name) for ref in refs if ref.attendee and getattr(ref.attendee, name)}


def _standing(ref: ParticipantRef, organisations: dict[int, int], people: dict[int, int]) -> ParticipantRef:
    if ref.attendee is not None:
        person_id, organisation_id = ref.attendee.person_id, ref.attendee.organisation_id
        return ParticipantRef.of_the_day(
            person_id=people.get(person_id, person_id) if person_id else None,
            post_id=ref.attendee.post_id,
            organisation_id=organisations.get(organisation_id, organisation_id) if organisation_id else None,
        )
    merged = {ParticipantKind.ORGANISATION: organisations, ParticipantKind.PERSON: people}.get(ref.kind, {})
    return ParticipantRef(ref.kind, merged.get(ref.id, ref.id))
