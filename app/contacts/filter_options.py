"""What the filters offer to choose from, in one query, since the history is the page that is opened most."""

from collections.abc import Iterable
from typing import cast

from sqlalchemy import literal, select, union_all

from app.accounts.models import Colleague, Team
from app.database import db
from app.organisations.models import Sector
from app.programme.models import Commitment, Theme, Workstream

Option = tuple[int, str]
FilterOptions = tuple[tuple[str, tuple[Option, ...]], ...]

_OPTIONS = union_all(
    *(
        select(literal(name).label("list"), place.label("place"), label.label("label"), model.id)
        for name, model, place, label in (
            ("sector", Sector, Sector.position, Sector.name),
            ("colleague", Colleague, literal(0), Colleague.name),
            ("team", Team, literal(0), Team.name),
            ("workstream", Workstream, Workstream.position, Workstream.name),
            ("commitment", Commitment, Commitment.position, Commitment.title),
            ("theme", Theme, Theme.position, Theme.name),
        )
    )
)


def list_filter_options() -> FilterOptions:
    """The ids and names of each list, in its order. What is archived or deactivated still has a history to find."""
    options: dict[str, list[Option]] = {}
    rows = cast(Iterable[tuple[str, int, str, int]], map(tuple, db.session.execute(_OPTIONS).all()))
    for name, _place, label, row_id in sorted(rows):
        options.setdefault(name, []).append((row_id, label))
    return tuple((name, tuple(rows)) for name, rows in options.items())
