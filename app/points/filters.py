"""What the list of points can be narrowed by."""

import datetime as dt
from dataclasses import dataclass, replace

from app.points.rules import BarrierNature, Disposition, PointKind


@dataclass(frozen=True, kw_only=True)
class PointFilters:
    """Every filter in use must hold. Dates compare with the day of the contact or of the document."""

    words: str = ""
    kind: PointKind | None = None
    nature: BarrierNature | None = None
    sector_id: int | None = None
    theme_id: int | None = None
    organisation_id: int | None = None  # who raised it; where nobody is named, whom the contact was with
    disposition: Disposition | None = None
    is_open: bool = False  # new or under consideration
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    each_voice: bool = False

    @property
    def tells_voices_apart(self) -> bool:
        """Whether each voice is listed by itself: asked for, or because only one of them may be what is looked for."""
        return self.each_voice or bool(self.words.strip()) or self.organisation_id is not None

    def with_disposition(self, disposition: Disposition | None) -> "PointFilters":
        """The same of one disposition, or of all."""
        return replace(self, disposition=disposition, is_open=False)

    def waiting_since(self, day: dt.date) -> "PointFilters":
        """The same, narrowed to the open ones that were raised on this day or before."""
        date_to = day if self.date_to is None else min(day, self.date_to)
        return replace(self, disposition=None, is_open=True, date_to=date_to)
