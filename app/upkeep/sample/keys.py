"""The records behind the keys that the sample's content uses."""

from dataclasses import dataclass, field

from sqlalchemy import select

from app.contacts.models import Contact
from app.database import db
from app.organisations.models import Organisation, Sector
from app.people.models import Post
from app.people.whom import Whom
from app.programme.models import Commitment, Theme, Workstream
from app.upkeep.sample.content import Seat

STARTER = "starter:"
SAMPLE = "sample:"


@dataclass
class Keys:
    """The numbers by key; contacts, points and outputs are added as they are loaded."""

    organisations: dict[str, int]
    posts: dict[str, int]
    workstreams: dict[str, int]
    commitments: dict[str, int]
    themes: dict[str, int]
    sectors: dict[str, int]
    people: dict[str, int] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    points: dict[str, int] = field(default_factory=dict)
    outputs: dict[str, int] = field(default_factory=dict)

    def whom(self, seat: Seat) -> Whom:
        return Whom(
            organisation_id=self.organisations[seat.organisation] if seat.organisation else None,
            person_id=self.people[seat.person] if seat.person else None,
            post_id=self.posts[seat.post] if seat.post else None,
        )


def read_keys() -> Keys:
    """What the starter directory and the programme have."""
    return Keys(
        organisations=_shipped(Organisation),
        posts=_shipped(Post),
        workstreams=_keyed(Workstream),
        commitments=_keyed(Commitment),
        themes=_keyed(Theme),
        sectors=_keyed(Sector),
    )


def _shipped(model: type[Organisation | Post]) -> dict[str, int]:
    rows = db.session.execute(select(model.source_key, model.id).where(model.source_key.startswith(STARTER)))
    return {str(key).removeprefix(STARTER): row_id for key, row_id in rows}


def _keyed(model: type[Workstream | Commitment | Theme | Sector]) -> dict[str, int]:
    rows = db.session.execute(select(model.key, model.id).where(model.key.is_not(None)))
    return {str(key): row_id for key, row_id in rows}
