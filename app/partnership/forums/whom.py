"""Whom a membership or an invitation names: looked up, and refused where there is no such record."""

from app.core.errors import InvalidInput
from app.database import db
from app.organisations.models import Organisation
from app.people.models import Person, Post
from app.people.whom import Whom


def insist_on_whom(whom: Whom, *, field: str = "who") -> None:
    """Raises InvalidInput about the field."""
    named: list[tuple[type[Organisation | Person | Post], int | None]] = [
        (Organisation, whom.organisation_id),
        (Person, whom.person_id),
        (Post, whom.post_id),
    ]
    wanted = [(model, number) for model, number in named if number is not None]
    if not wanted or any(db.session.get(model, number) is None for model, number in wanted):
        raise InvalidInput.of(field, "Enter an organisation, a person or a post that is in the directory.")
