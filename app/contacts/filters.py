"""What a list of contacts can be narrowed by."""

import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import Any

from app.contacts.rules import ContactKind, ContactStatus, ReviewState, Visibility
from app.contacts.timeliness import Logged
from app.organisations.rules import PartnerGroup
from app.programme.rules import Capacity


@dataclass(frozen=True, kw_only=True)
class ContactFilters:
    """Every filter in use must hold; of several organisations any one will do.

    Dates compare with the stored day: a contact known by its month counts as the 1st, by its year as 1 January.
    """

    words: str = ""
    organisation_ids: tuple[int, ...] = ()
    also_organisation_id: int | None = None  # at the same contact
    person_id: int | None = None
    post_id: int | None = None
    kind: ContactKind | None = None
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    status: ContactStatus | None = None
    partner_group: PartnerGroup | None = None
    sector_id: int | None = None
    colleague_id: int | None = None
    team_id: int | None = None
    workstream_id: int | None = None
    commitment_id: int | None = None
    capacity: Capacity | None = None
    theme_id: int | None = None
    visibility: Visibility | None = None
    review: ReviewState | None = None
    logged: Logged | None = None
    has_open_follow_up: bool = False
    has_advice: bool = False

    @property
    def in_use(self) -> tuple[str, ...]:
        """The names of the filters that narrow the list, in the order of the form."""
        return tuple(field.name for field in dataclasses.fields(self) if getattr(self, field.name) != field.default)

    def without(self, name: str) -> "ContactFilters":
        """The same, with that one filter lifted."""
        lifted: dict[str, Any] = {field.name: field.default for field in dataclasses.fields(self) if field.name == name}
        return dataclasses.replace(self, **lifted)
