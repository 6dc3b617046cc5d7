"""Whom a typed name may mean, where a list is narrowed to one organisation, person or post."""

from app.entry.details import ParticipantKind, ParticipantRef
from app.entry.likeliest import find_likeliest
from app.entry.queries import describe_participants
from app.entry.suggestions import Suggestion
from app.web.contacts.filter_reading import RECORD_KINDS

CHOICES = 10


def find_records(text: str, *, limit: int = CHOICES) -> list[Suggestion]:
    """Organisations, people and posts that the text may mean, archived ones too, the likeliest first."""
    found = find_likeliest(text, RECORD_KINDS, limit=limit, with_archived=True)
    refs = [ParticipantRef(ParticipantKind(kind), number) for kind, number in found]
    described = describe_participants(refs)
    return [described[ref] for ref in refs if ref in described]


def meant_by(text: str, candidates: list[Suggestion]) -> Suggestion | None:
    """The one candidate there is, or the one that is called exactly this."""
    exact = [candidate for candidate in candidates if candidate.name.casefold() == text.casefold()]
    chosen = exact or candidates
    return chosen[0] if len(chosen) == 1 else None
