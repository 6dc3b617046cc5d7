"""Somebody else saved a contact while a form of it was open: both versions, and saving what was chosen of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.contacts.models import Contact
from app.contacts.queries import get_contact_held
from app.contacts.visibility import Reader
from app.entry.details import ContactDetails
from app.entry.earlier_versions import Overwriting, list_overwritings, said_now
from app.entry.merging import Difference, Side, differences_between, merged, says_the_same
from app.entry.participants import known_participants
from app.entry.raised import as_seen_by
from app.entry.said import Said, details_of, said_in


@dataclass(frozen=True)
class TwoVersions:
    """What one typed, what is saved now, and who saved it."""

    contact: Contact
    typed: ContactDetails
    yours: Said
    theirs: Said
    differences: Sequence[Difference]
    overwritings: Sequence[Overwriting]  # none where it is not known any more what the form showed

    @property
    def saves(self) -> list[Overwriting]:
        """The saves since the form was opened that changed what the contact says."""
        after = [*(each.said for each in self.overwritings[1:]), self.theirs]
        return [
            each for each, then in zip(self.overwritings, after, strict=False) if not says_the_same(then, each.said)
        ]

    def chosen(self, choices: Mapping[str, Side]) -> ContactDetails:
        """What the choices make of the two. Raises NotChosen."""
        said = merged(self.yours, self.theirs, self.differences, choices)
        typed = self.typed
        chosen = details_of(said, new_organisations=typed.new_organisations, new_people=typed.new_people)
        # Files are not among what is chosen: those of either side stay.
        seen_done_ids = [row["id"] for row in self.theirs["follow_ups"] if row["completed_at"]]
        return replace(chosen, attached_ids=typed.attached_ids, seen_done_ids=seen_done_ids)


def compare_with_saved(*, contact_id: int, version: int, details: ContactDetails, reader: Reader) -> TwoVersions:
    """Set what a form says that was opened at `version` beside what the contact says now.

    Raises NotFound when the reader may not read it any more, and InvalidInput as saving does.
    """
    contact = get_contact_held(contact_id, reader=reader)
    theirs = as_seen_by(reader, said_now(contact))
    yours = said_in(details, known=known_participants(details))
    overwritings = list_overwritings(contact_id, since=version)
    base = _as_it_was_seen(as_seen_by(reader, overwritings[0].said), details) if overwritings else None
    return TwoVersions(contact, details, yours, theirs, differences_between(yours, theirs, base), overwritings)


def _as_it_was_seen(said: Said, details: ContactDetails) -> Said:
    """A version as the form showed it, which may have been opened before a follow-up of it was done."""
    seen = details.seen_done_ids or ()
    rows = [{**row, "completed_at": row["id"] in seen} for row in said["follow_ups"]]
    return {**said, "follow_ups": rows}
