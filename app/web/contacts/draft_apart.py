"""Changes to a contact that whoever wrote them may read no more: what they typed, without what the contact said."""

import re
from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from app.contacts.rules import Visibility
from app.core.plain_dates import format_plain_date
from app.entry.details import LONGEST_NUMBER
from app.entry.earlier_versions import find_version_read
from app.entry.said import Said, details_of
from app.web.access import the_account
from app.web.contacts.point_rows import point_values
from app.web.contacts.reading import current_reader
from app.web.contacts.refill import follow_up_values

Shown = dict[str, set[str]]

TEXTS = frozenset(
    {
        *("subject", "notes", "advice_given", "roles_kept_apart", "place", "our_reference", "their_reference"),
        *("cancelled_reason", "who_text"),
    }
)
LINKS = ("who", "workstreams", "commitments", "themes")
OF_POINTS = ("kind", "words", "nature", "sector", "by", "themes")
FIELDS_OF_ROWS = {"follow_ups": ("what", "owner", "owner_outside", "due"), "points": OF_POINTS}
_NEW_ROW = re.compile(r"new_(?:people|organisations)-")
_ROW = re.compile(r"((follow_ups|points)-\d+)-(.+)")


def typed_apart(typed: "MultiDict[str, str]", contact_id: int | None) -> "MultiDict[str, str]":
    """What of the form differs from what it was opened with, as a new contact's form; restricted, as that one is.

    It is compared with the version that it was opened with and with no other: that one its author has read.
    """
    version = typed.get("version", "")
    opened = None
    if contact_id is not None and version.isascii() and version.isdecimal() and len(version) <= LONGEST_NUMBER:
        opened = find_version_read(contact_id, int(version), reader=current_reader())
    shown = _shown(opened) if opened is not None else None
    kept = [(name, value) for name, value in typed.items(multi=True) if _is_own(name, value, typed, shown)]
    mine = [("colleagues", str(the_account().id)), ("visibility", Visibility.RESTRICTED.value)]
    return MultiDict([*kept, *mine])


def _is_own(name: str, value: str, typed: "MultiDict[str, str]", shown: Shown | None) -> bool:
    """Whether the author typed it. Where it is not known what the form showed, words are theirs and ticks are not."""
    if _NEW_ROW.match(name):
        return True
    row = _ROW.fullmatch(name)
    if row:
        prefix, kind, field = row.groups()
        whole = {part: typed.getlist(f"{prefix}-{part}") for part in FIELDS_OF_ROWS[kind]}
        return field != "id" and _differs(_as_one(whole, kind), kind, shown)
    if shown is None:
        return name in TEXTS
    return (name in TEXTS or name in shown) and _differs(value, name, shown)


def _differs(value: str, name: str, shown: Shown | None) -> bool:
    return shown is None or _plain(value) not in shown.get(name, set())


def _shown(said: Said) -> Shown:
    """What the form of that version held, by the names of its fields."""
    details = details_of(said)
    fields = details.fields
    values = {
        "kind": fields.kind.value,
        "status": fields.status.value,
        "date": format_plain_date(fields.date, style="short"),
        "starts_at": f"{fields.starts_at:%H:%M}" if fields.starts_at else "",
        "length": f"{fields.length_minutes} minutes" if fields.length_minutes else "",
        "direction": fields.direction.value if fields.direction else "",
        "capacity": fields.capacity.value if fields.capacity else "",
        **{name: getattr(fields, name) for name in TEXTS - {"who_text"}},
    }
    rows = {
        "follow_ups": {_as_one(follow_up_values(row), "follow_ups") for row in details.follow_ups},
        "points": {_as_one(point_values(row), "points") for row in details.points},
    }
    ticks = {name: {str(one) for one in said[name]} for name in LINKS}
    return {name: {_plain(value)} for name, value in values.items()} | rows | ticks


def _as_one(row: Mapping[str, Any], kind: str) -> str:
    """A row is the author's own once anything of it is: another date says nothing without what is due by it."""
    return _plain(" | ".join(" ".join(_values(row[field])) for field in FIELDS_OF_ROWS[kind]))


def _values(value: Any) -> list[str]:
    return sorted(map(str, value)) if isinstance(value, list) else [value]


def _plain(text: str) -> str:
    """Told apart by words alone, however lines end."""
    return " ".join(text.split())
