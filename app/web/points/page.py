"""What a point's page shows beside its words."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from app.accounts.rules import Permission
from app.contacts.models import Contact
from app.contacts.visibility import Reader
from app.core.clock import office_today
from app.organisations.models import Organisation
from app.organisations.queries import list_organisations_by_id
from app.partnership.changes import list_changes_for
from app.points.groups import SUBJECT_KIND, first_of, list_voices
from app.points.models import Point
from app.points.rows import BODIES_SHOWN
from app.points.similar import find_similar
from app.web.access import may
from app.web.changes import ChangeRow, describe_changes
from app.web.points.board_page import waiting_days
from app.web.points.rows import ShownDisposition, ShownPoint, own_disposition, point_rows


@dataclass(frozen=True)
class PointPage:
    """One point with the group that it belongs to."""

    point: Point
    row: ShownPoint
    first_url: str  # of the one that it is a voice of; empty where it speaks for itself
    own: ShownDisposition | None  # what had become of a voice before it was one
    voices: Sequence[ShownPoint]
    similar: Sequence[ShownPoint]
    changes: Sequence[ChangeRow]
    bodies: Sequence[Organisation]  # whom the contact was with that it was raised at, where nobody is named
    bodies_shown = BODIES_SHOWN
    is_archived: bool
    edit_url: str


def shown_points(ids: Sequence[int], reader: Reader, *, with_archived: bool = False) -> list[ShownPoint]:
    """The rows of these points as of today."""
    return point_rows(
        ids, reader=reader, today=office_today(), waiting_days=waiting_days(), with_archived=with_archived
    )


def point_page(point: Point, reader: Reader) -> PointPage:
    first, contact = first_of(point, reader=reader), point.contact
    group = [voice.id for voice in list_voices(first, reader=reader)]
    rows = {row.id: row for row in shown_points(list({*group, point.id}), reader, with_archived=True)}
    is_archived = contact is not None and contact.archived_at is not None
    edit = "contacts.edit" if contact is not None else "points.edit"
    values = {"contact_id": contact.id, "_anchor": "points"} if contact is not None else {"point_id": point.id}
    return PointPage(
        point=point,
        row=rows[point.id],
        first_url=url_for("points.point", point_id=first.id) if first.id != point.id else "",
        own=own_disposition(point) if first.id != point.id else None,
        voices=[rows[number] for number in group if number in rows] if len(group) > 1 else [],
        similar=[] if is_archived else _similar(point, reader),
        changes=describe_changes(list_changes_for(SUBJECT_KIND, point.id, reader=reader), page_of=SUBJECT_KIND),
        bodies=[] if rows[point.id].is_said_by else _bodies(contact),
        is_archived=is_archived,
        edit_url=url_for(edit, **values),
    )


def _bodies(contact: Contact | None) -> list[Organisation]:
    links = contact.organisation_links if contact is not None else []
    return [body for body in list_organisations_by_id(link.organisation_id for link in links) if not body.is_own]


def _similar(point: Point, reader: Reader) -> list[ShownPoint]:
    """Those that may say the same, for whoever may say so."""
    if not may(Permission.EDIT_PROGRAMME):
        return []
    found = find_similar(point.words, reader=reader, kind=point.kind, excluding_id=point.id)
    return shown_points([each.first_id for each in found], reader)
