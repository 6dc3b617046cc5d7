"""What the filters offer to choose from, in one query."""

from sqlalchemy import literal_column, select, union_all

from app.accounts.models import Colleague, Team
from app.organisations.models import Sector
from app.prepared import PreparedSelect
from app.programme.models import Commitment, Theme, Workstream

Option = tuple[int, str]
FilterOptions = tuple[tuple[str, tuple[Option, ...]], ...]

_OPTIONS = PreparedSelect(
    union_all(
        *(
            select(literal_column(f"'{name}'"), place, label, model.id)
            for name, model, place, label in (
                ("sector", Sector, Sector.position, Sector.name),
                ("colleague", Colleague, literal_column("0"), Colleague.name),
                ("team", Team, literal_column("0"), Team.name),
                ("workstream", Workstream, Workstream.position, Workstream.name),
                ("commitment", Commitment, Commitment.position, Commitment.title),
                ("theme", Theme, Theme.position, Theme.name),
            )
        )
    )
)


def list_filter_options() -> FilterOptions:
    """The ids and names of each list, in its order. What is archived or deactivated still has a history to find."""
    options: dict[str, list[Option]] = {}
    for name, _place, label, row_id in sorted(_OPTIONS.rows()):
        options.setdefault(name, []).append((row_id, label))
    return tuple((name, tuple(rows)) for name, rows in options.items())
