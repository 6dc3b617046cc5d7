"""The words an organisation is described in."""

from enum import StrEnum


class PartnerGroup(StrEnum):
    """The four sides of the partnership (the letter, paragraph 6)."""

    GOVERNMENT = "government"
    PARLIAMENT = "parliament"
    REGULATOR = "regulator"
    FRONTLINE = "frontline"

    @property
    def label(self) -> str:
        return "Frontline sector" if self is PartnerGroup.FRONTLINE else self.value.capitalize()


class OrganisationStatus(StrEnum):
    LIVE = "live"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return self.value.capitalize()


class Stage(StrEnum):
    """How far an organisation has been drawn into the partnership (the letter, paragraph 8)."""

    IDENTIFIED = "identified"
    APPROACHED = "approached"
    ENGAGED = "engaged"
    PARTNER = "partner"
    DORMANT = "dormant"

    @property
    def label(self) -> str:
        return self.value.capitalize()


STARTING_SECTORS: dict[str, str] = {
    "children_social_care": "Children’s social care",
    "education": "Education",
    "health": "Health",
    "policing_justice": "Policing and justice",
    "local_government": "Local government",
    "voluntary": "Voluntary",
    "housing": "Housing",
    "research": "Research",
    "business": "Business",
    "other": "Other",
}
