"""A form field that names an organisation, a person or a post. Typing alone does; a script proposes names."""

from collections.abc import Sequence
from typing import Any

from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from app.entry.details import ParticipantKind, ParticipantRef
from app.entry.queries import describe_participants, suggest_participants
from app.entry.suggestions import Suggestion
from app.names.rules import fold
from app.people.whom import NOBODY, Whom
from app.web.directory_fields import CHOICES_SHOWN, Choice, PickedField


class WhomField(PickedField):
    """Whoever is found by the name that was typed; where several are, the form comes back with the choice."""

    whom: Whom = NOBODY

    def __init__(self, label: str, *, missing: str = "", **kwargs: Any) -> None:
        super().__init__(label, missing=missing, render_kw={"data-suggest": "/find"}, **kwargs)

    def fill(self, whom: Whom) -> None:
        """Show whom the record names, remembering which of that name it is."""
        ref = _ref_of(whom)
        known = describe_participants([ref]).get(ref) if ref else None
        self.data, self.picked = (known.name, str(ref)) if known else ("", "")

    def pre_validate(self, form: BaseForm) -> None:
        if self.errors:
            return
        self.whom = NOBODY
        if not self.data:
            if self.missing:
                raise ValidationError(self.missing)
            return
        found = self._meant()
        if found is None:
            self.ask()
        self.whom = _whom_of(found)

    def _meant(self) -> Suggestion | None:
        """The one of this name that was chosen before, or the only one there is."""
        ref = ParticipantRef.parse(self.picked)
        chosen = describe_participants([ref]).get(ref) if ref else None
        if chosen is not None and fold(chosen.name) == fold(self.data or ""):
            return chosen
        found = suggest_participants(self.data or "", limit=CHOICES_SHOWN)
        exact = [each for each in found if fold(each.name) == fold(self.data or "")]
        if len(exact) == 1:
            return exact[0]
        self.choices = _choices(exact or found)
        is_offered = chosen is not None and self.picked in {choice.value for choice in self.choices}
        return chosen if is_offered else None

    def unclear(self, text: str) -> str:
        if self.choices:
            return f"Choose whom “{text}” means, or change it."
        return f"Nobody is called “{text}”. Check the spelling, or add them to the directory first."


def _choices(found: Sequence[Suggestion]) -> list[Choice]:
    return [Choice(str(each.ref), each.name, each.detail) for each in found]


def _ref_of(whom: Whom) -> ParticipantRef | None:
    if whom.person_id is not None and (whom.post_id is not None or whom.organisation_id is not None):
        return ParticipantRef.of_the_day(
            person_id=whom.person_id, post_id=whom.post_id, organisation_id=whom.organisation_id
        )
    if whom.person_id is not None:
        return ParticipantRef(ParticipantKind.PERSON, whom.person_id)
    if whom.post_id is not None:
        return ParticipantRef(ParticipantKind.POST, whom.post_id)
    if whom.organisation_id is not None:
        return ParticipantRef(ParticipantKind.ORGANISATION, whom.organisation_id)
    return None


def _whom_of(found: Suggestion) -> Whom:
    if found.ref.attendee is not None:
        day = found.ref.attendee
        return Whom(day.organisation_id, day.person_id, day.post_id)
    return Whom(found.organisation_id, found.person_id, found.post_id)
