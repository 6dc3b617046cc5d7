"""An organisation, a person or a post that something is said of: who promised it, who belongs, who was asked."""

from dataclasses import dataclass

from app.organisations.models import Organisation
from app.people.models import Person, Post


@dataclass(frozen=True)
class Whom:
    """By numbers. Somebody in a post has two, and the organisation that they were in beside them."""

    organisation_id: int | None = None
    person_id: int | None = None
    post_id: int | None = None

    @property
    def is_nobody(self) -> bool:
        return self.organisation_id is None and self.person_id is None and self.post_id is None


NOBODY = Whom()


def whom_words(*, organisation: Organisation | None, person: Person | None, post: Post | None) -> str:
    """'Kit Example, Director, Example County Council', as much of it as is known."""
    return ", ".join(
        name
        for name in (
            person.name if person else "",
            post.title if post else "",
            organisation.name if organisation else "",
        )
        if name
    )
