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


def column_words(list_name: str, names: str) -> str:
    """'Date, Our side' for 'date, our_side', as the list heads them."""
    labels = {column.name: column.label for column in _BY_NAME[list_name].columns} if list_name in _BY_NAME else {}
    return ", ".join(labels.get(name, name) for name in names.split(", "))


def list_called(name: str) -> ShownList:
    """Raises NotFound."""
    shown = _BY_NAME.get(name)
    if shown is None:
        raise NotFound
    return shown
