"""Who was asked to a contact, who of them came, and who came unasked: told by comparing, never typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.people.whom import Whom


@dataclass(frozen=True)
class There:
    """Who was at a contact, by number: each attendee as they were that day, and every organisation it names.

    Our own side is among neither.
    """

    attendees: Sequence[Whom]
    organisation_ids: frozenset[int]


@dataclass(frozen=True)
class Turnout:
    """For each of the asked, in their order, whether they came; and those who came unasked, in theirs."""

    came: Sequence[bool]
    unasked: Sequence[Whom]

    @property
    def invited_words(self) -> str:
        """'12 invited': all that can be told of what is still planned."""
        return f"{len(self.came):,} invited"

    @property
    def words(self) -> str:
        """'12 invited, 7 came, 2 came unasked'."""
        counted = [self.invited_words, f"{sum(self.came):,} came" if any(self.came) else "none came"]
        return ", ".join(counted + ([f"{len(self.unasked):,} came unasked"] if self.unasked else []))


def has_come(asked: Whom, there: There) -> bool:
    """A person by being there, a post by anybody in it, an organisation by being named."""
    if asked.person_id is not None:
        return any(attendee.person_id == asked.person_id for attendee in there.attendees)
    if asked.post_id is not None:
        return any(attendee.post_id == asked.post_id for attendee in there.attendees)
    return asked.organisation_id in there.organisation_ids


def turnout_of(asked: Sequence[Whom], there: There) -> Turnout:
    """Somebody of an organisation that was asked as such is not unasked; nor is one who has the post that was asked.

    An organisation counts by itself only where nobody of it is named.
    """
    unasked = [attendee for attendee in there.attendees if not any(_covers(each, attendee) for each in asked)]
    known = {each.organisation_id for each in (*asked, *there.attendees)}
    alone = [Whom(organisation_id=number) for number in sorted(there.organisation_ids) if number not in known]
    return Turnout([has_come(each, there) for each in asked], [*unasked, *alone])


def _covers(asked: Whom, attendee: Whom) -> bool:
    if asked.person_id is not None:
        return asked.person_id == attendee.person_id
    if asked.post_id is not None:
        return asked.post_id == attendee.post_id
    return asked.organisation_id == attendee.organisation_id
