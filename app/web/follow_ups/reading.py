"""What the address of the list of follow-ups asks for, and the addresses of the lists beside it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask import request, url_for

from app.contacts.filter_options import list_filter_options
from app.core.plain_dates import FIRST_YEAR, LAST_YEAR
from app.follow_ups.filters import FollowUpFilters
from app.follow_ups.listing import Place
from app.follow_ups.rules import Due
from app.organisations.models import Organisation
from app.web.access import the_account
from app.web.accounts.session import local_path
from app.web.directory_lists import Chip, kept_view, read_number
from app.web.follow_ups.filter_form import ME, FollowUpFilterForm
from app.web.merged import standing_organisation

BOARD = "board"
UNDATED = "none"


class Way(NamedTuple):
    """A list beside this one."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class ListReading:
    """What the address asks for, with what of it could be read."""

    form: FollowUpFilterForm
    organisation: Organisation | None
    filters: FollowUpFilters
    labels: Mapping[str, str]
    is_board: bool

    def address(self, *without: str, **more: Any) -> str:
        """The list with these filters, less some, or with more."""
        kept: dict[str, Any] = {"as": BOARD} if self.is_board else {}
        kept |= {name: request.args[name] for name in self.labels if name in request.args}
        narrowed = {name: kept[name] for name in kept if name not in without}
        return url_for("follow_ups.index", **narrowed | more | kept_view())

    @property
    def chips(self) -> list[Chip]:
        """The filters in use, each with the list without it."""
        return [Chip(label, self.address(name)) for name, label in self.labels.items()]

    @property
    def whose(self) -> Sequence[Way]:
        """Everyone's, mine, and those of my team."""
        owner, team, mine = self.form.owner.data, self.form.team.data, the_account().team_id
        ways = [
            Way("Everyone’s", self.address("owner", "team"), not owner and not team),
            Way("Mine", self.address("owner", "team", owner=ME), owner == ME),
        ]
        if mine is not None:
            of_team = self.address("owner", "team", team=mine)
            ways.append(Way("My team’s", of_team, team == str(mine) and not owner))
        return ways

    @property
    def views(self) -> Sequence[Way]:
        """As a list, and as a board."""
        return [
            Way("List", self.address("as"), not self.is_board),
            Way("Board", self.address("due", **{"as": BOARD}), self.is_board),
        ]


def read_list() -> ListReading:
    """Judge every filter; those that can't be read get a message beside their field and narrow nothing."""
    options = dict(list_filter_options())
    form = FollowUpFilterForm(request.args, colleagues=options.get("colleague", ()), teams=options.get("team", ()))
    form.validate()
    organisation = standing_organisation(read_number("organisation"))
    filters = form.chosen(organisation, me=the_account().id)
    return ListReading(form, organisation, filters, form.labels(organisation), request.args.get("as") == BOARD)


def back_to() -> str:
    """The page of ours that the address or the form says it stood on; otherwise the list."""
    return local_path(request.form.get("next") or request.args.get("next")) or url_for("follow_ups.index")


def place_text(place: Place) -> str:
    """The place in an address: '2021-03-05_12', 'none_12', or the moment that it was done at and its number."""
    return f"{UNDATED if place.day is None else place.day.isoformat()}_{place.number}"


def read_place(due: Due | None) -> Place | None:
    """Where the page goes on from; what is no place of such a list is its beginning."""
    day, _, number = request.args.get("after", "").rpartition("_")
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        return None
    if day == UNDATED:
        return Place(None, int(number)) if due in (None, Due.UNDATED) else None
    try:
        moment = dt.datetime.fromisoformat(day)
    except ValueError:
        return None
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    if due is Due.DONE_LATELY:
        return Place(moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC), int(number))
    return Place(moment.date(), int(number))
