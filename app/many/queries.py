"""Reading a change of many contacts: its colleague alone."""

from collections.abc import Collection

from sqlalchemy import func, select

from app.contacts.models import Contact, ContactColleague
from app.contacts.rows import ContactRow, read_rows
from app.contacts.rules import Visibility
from app.contacts.search.keys import FoundKeys
from app.contacts.search.query import parse_search
from app.contacts.visibility import Reader
from app.core.errors import NotFound
from app.core.paging import BoundedCount
from app.database import db
from app.many.models import ManyChange, ManyChangeContact
from app.many.rules import Outcome, Stage

RECENT = 5


def get_many_change(many_change_id: int, *, colleague_id: int) -> ManyChange:
    """Raises NotFound when there is none of this colleague."""
    of_them = select(ManyChange).where(ManyChange.id == many_change_id, ManyChange.colleague_id == colleague_id)
    many = db.session.scalar(of_them)
    if many is None:
        raise NotFound
    return many


def get_many_change_held(many_change_id: int, *, colleague_id: int) -> ManyChange:
    """As it is once nobody else is writing it. Raises NotFound."""
    db.session.scalars(select(ManyChange.id).where(ManyChange.id == many_change_id).with_for_update()).all()
    db.session.expire_all()
    return get_many_change(many_change_id, colleague_id=colleague_id)


def list_recent_changes(colleague_id: int) -> list[ManyChange]:
    """A colleague's newest changes, the newest first, but for those that were given up before anything was changed."""
    of_them = select(ManyChange).where(ManyChange.colleague_id == colleague_id, ManyChange.stage != Stage.DISCARDED)
    return list(db.session.scalars(of_them.order_by(ManyChange.id.desc()).limit(RECENT)))


def list_rows(
    many: ManyChange, outcomes: Collection[Outcome], *, reader: Reader, before: int | None = None, size: int
) -> tuple[list[ContactRow], int | None]:
    """The newest contacts of these outcomes below the cursor, and the cursor of the next page. Archived ones are left
    out, which no list shows."""
    row = ManyChangeContact
    keys = select(row.sort_key).where(row.many_change_id == many.id, row.outcome.in_(outcomes))
    if before is not None:
        keys = keys.where(row.sort_key < before)
    found = db.session.scalars(keys.order_by(row.sort_key.desc()).limit(size + 1)).all()
    rows = read_rows(FoundKeys(found, BoundedCount(len(found))), size, reader=reader, query=parse_search(""))
    return rows, found[size - 1] if len(found) > size else None


def list_archived_subjects(many: ManyChange, *, limit: int) -> list[tuple[int, str]]:
    """Number and subject of those that are left alone because they are archived, the newest first."""
    row = ManyChangeContact
    of_them = (
        select(Contact.id, Contact.subject)
        .join(row, row.contact_id == Contact.id)
        .where(row.many_change_id == many.id, row.outcome == Outcome.ARCHIVED)
    )
    rows = db.session.execute(of_them.order_by(row.sort_key.desc()).limit(limit))
    return [(number, subject) for number, subject in rows]


def count_restricted(many: ManyChange, outcome: Outcome) -> int:
    """How many of this outcome are restricted as they stand."""
    row = ManyChangeContact
    of_them = (
        select(func.count())
        .select_from(row)
        .join(Contact, Contact.id == row.contact_id)
        .where(row.many_change_id == many.id, row.outcome == outcome, Contact.visibility == Visibility.RESTRICTED)
    )
    return db.session.scalar(of_them) or 0


def count_without_colleagues(many: ManyChange, outcome: Outcome) -> int:
    """How many of this outcome have nobody of ours on them, not even for a follow-up."""
    row = ManyChangeContact
    has_any = select(ContactColleague.contact_id).where(ContactColleague.contact_id == row.contact_id).exists()
    of_them = select(func.count()).select_from(row).where(row.many_change_id == many.id, row.outcome == outcome)
    return db.session.scalar(of_them.where(~has_any)) or 0
