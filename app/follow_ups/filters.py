"""What the list of follow-ups can be narrowed by."""

from dataclasses import dataclass

from app.follow_ups.rules import Due


@dataclass(frozen=True, kw_only=True)
class FollowUpFilters:
    """Every filter in use must hold. A team's are those of the colleagues who are in it now."""

    owner_id: int | None = None
    team_id: int | None = None
    organisation_id: int | None = None  # whom the contact was with
    is_ours: bool | None = None
    due: Due | None = None
