"""Every filtered list that can be saved, shown in chosen columns and exported."""

from app.core.errors import NotFound
from app.reports.lists.readers import know_list
from app.web.lists_shown.contacts import CONTACTS
from app.web.lists_shown.directory import ORGANISATIONS, PEOPLE, POSTS
from app.web.lists_shown.out_of_contacts import FOLLOW_UPS, POINTS
from app.web.lists_shown.programme import COMMITMENTS, INQUIRIES, MILESTONES, OUTPUTS, WORKSTREAMS
from app.web.lists_shown.shown_list import ShownList

LISTS: tuple[ShownList, ...] = (
    CONTACTS,
    FOLLOW_UPS,
    ORGANISATIONS,
    PEOPLE,
    POSTS,
    POINTS,
    WORKSTREAMS,
    COMMITMENTS,
    OUTPUTS,
    MILESTONES,
    INQUIRIES,
)
_BY_NAME = {shown.name: shown for shown in LISTS}


for _shown in LISTS:
    know_list(_shown.name, _shown.read_rows, _shown.heads)


def list_called(name: str) -> ShownList:
    """Raises NotFound."""
    shown = _BY_NAME.get(name)
    if shown is None:
        raise NotFound
    return shown
