"""Somebody else saved a contact while a form of it was open: both versions, and saving what was chosen of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.contacts.models import Contact
from app.contacts.queries import get_contact
from app.contacts.visibility import Reader
from app.database import db
from app.entry.details import ContactDetails
from app.entry.earlier_versions import Overwriting, list_overwritings, said_now
from app.entry.merging import Difference, Side, differences_between, merged
from app.entry.participants import known_participants
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

    def chosen(self, choices: Mapping[str, Side]) -> ContactDetails:
        """What the choices make of the two. Raises NotChosen."""
        said = merged(self.yours, self.theirs, self.differences, choices)
        return details_of(said, new_organisations=self.typed.new_organisations, new_people=self.typed.new_people)


def compare_with_saved(*, contact_id: int, version: int, details: ContactDetails, reader: Reader) -> TwoVersions:
    """Set what a form says that was opened at `version` beside what the contact says now.

    Raises NotFound when the reader may not read it any more, and InvalidInput as saving does.
    """
    db.session.expire_all()  # what was read before may be old by now
    contact = get_contact(contact_id, reader=reader)
    theirs = said_now(contact)
    yours = said_in(details, known=known_participants(details), colleague_ids=details.everyone_of_ours)
    overwritings = list_overwritings(contact_id, since=version)
    base = overwritings[0].said if overwritings else None
    return TwoVersions(contact, details, yours, theirs, differences_between(yours, theirs, base), overwritings)
