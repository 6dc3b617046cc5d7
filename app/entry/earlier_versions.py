"""What a contact said before each save: kept with the save, for the last twenty versions of each contact."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select

from app.audit.rules import Actor
from app.contacts.models import Contact
from app.contacts.rules import Visibility
from app.contacts.visibility import Reader
from app.database import db
from app.entry.merging import says_the_same
from app.entry.models import EarlierVersion
from app.entry.said import Said, brought_up_to_date, said_by, was_on_it
from app.follow_ups.queries import list_follow_ups_of_contact
from app.points.queries import list_points_of_contact

VERSIONS_KEPT = 20
FIRST_VERSION = 1


@dataclass(frozen=True)
class Overwriting:
    """One save over an earlier version: what that said, who saved, and when."""

    version: int
    said: Said
    saved_by_id: int | None
    saved_by_name: str
    saved_at: dt.datetime
    first_saved_at: dt.datetime  # of the change that this save undid or put back; its own where it did neither
    added_file_ids: Sequence[int] = ()
    removed_file_ids: Sequence[int] = ()


def said_now(contact: Contact) -> Said:
    return said_by(contact, list_follow_ups_of_contact(contact.id), list_points_of_contact(contact.id))


def said_at_first(contact: Contact) -> Said:
    """What the contact said when it was logged; where that is not kept any more, what it says now."""
    since = list_overwritings(contact.id, since=FIRST_VERSION)
    return since[0].said if since else said_now(contact)


def find_last_overwritten(contact_id: int) -> int | None:
    """The version that the newest save went over."""
    return db.session.scalar(select(func.max(EarlierVersion.version)).where(EarlierVersion.contact_id == contact_id))


def keep_earlier_version(*, contact: Contact, actor: Actor, first_saved_at: dt.datetime | None = None) -> None:
    """Keep what the contact says under its version. Whatever is about to raise the version calls this first.

    `first_saved_at` is of the change that is about to be undone or put back.
    """
    _of_contact = EarlierVersion.contact_id == contact.id
    last = find_last_overwritten(contact.id) or 0
    said = {"after": last, "by": actor.id, "by_name": actor.name, "said": said_now(contact)}
    if first_saved_at is not None:
        said["first_saved_at"] = first_saved_at.isoformat()
    db.session.add(EarlierVersion(contact_id=contact.id, version=contact.version, said=said))
    if last:
        too_old = EarlierVersion.version <= contact.version - VERSIONS_KEPT
        db.session.execute(delete(EarlierVersion).where(_of_contact, too_old))
    db.session.flush()


def keep_earlier_versions(*, said: Mapping[int, Said], versions: Mapping[int, int], actor: Actor) -> None:
    """As keep_earlier_version, for many: what each says now under the version that it is at."""
    kept = (
        select(EarlierVersion.contact_id, func.max(EarlierVersion.version))
        .where(EarlierVersion.contact_id.in_(said))
        .group_by(EarlierVersion.contact_id)
    )
    last: dict[int, int] = dict(db.session.execute(kept).all())
    rows = [
        {"contact_id": number, "version": versions[number], "said": {"after": last.get(number, 0), "said": words}}
        for number, words in said.items()
    ]
    for row in rows:
        row["said"] |= {"by": actor.id, "by_name": actor.name}  # type: ignore[operator]
    db.session.execute(insert(EarlierVersion), rows)
    for number in last:
        too_old = EarlierVersion.version <= versions[number] - VERSIONS_KEPT
        if versions[number] > VERSIONS_KEPT:
            db.session.execute(delete(EarlierVersion).where(EarlierVersion.contact_id == number, too_old))


def note_files(contact_id: int, version: int, *, added: Sequence[int] = (), removed: Sequence[int] = ()) -> None:
    """Keep with the save over that version which files it added and removed, so that they are undone with it."""
    row = db.session.get(EarlierVersion, (contact_id, version)) if added or removed else None
    if row is not None:
        row.said = row.said | {"added_files": list(added), "removed_files": list(removed)}


def list_overwritings(contact_id: int, *, since: int) -> list[Overwriting]:
    """The saves over what a form showed that was opened at version `since`, the first of them first.

    Empty when it is not known any more what the form showed.
    """
    rows = db.session.scalars(
        select(EarlierVersion)
        .where(EarlierVersion.contact_id == contact_id, EarlierVersion.version >= since)
        .order_by(EarlierVersion.version)
    ).all()
    # The first says what it said from the version after the one before it: one between may be gone.
    if not rows or rows[0].said["after"] >= since:
        return []
    return [_overwriting(row) for row in rows]


def _overwriting(row: EarlierVersion) -> Overwriting:
    kept, at = row.said, row.overwritten_at
    first = dt.datetime.fromisoformat(kept["first_saved_at"]) if "first_saved_at" in kept else at
    files = (kept.get("added_files", ()), kept.get("removed_files", ()))
    return Overwriting(row.version, brought_up_to_date(kept["said"]), kept["by"], kept["by_name"], at, first, *files)


def find_version_read(contact_id: int, version: int, *, reader: Reader) -> Said | None:
    """What the contact said at that version, if it is known, since overwritten, and was there for the reader."""
    row = db.session.get(EarlierVersion, (contact_id, version))
    if row is None:
        return None
    said = brought_up_to_date(row.said["said"])
    was_open = said["visibility"] == Visibility.OPEN.value
    return said if was_open or reader.may_read_restricted or was_on_it(said, reader.colleague_id) else None


def is_saved_over(contact: Contact, version: int) -> bool:
    """Whether the contact says anything else than at that version; if that is not known, it does."""
    since = list_overwritings(contact.id, since=version)
    return not since or not says_the_same(said_now(contact), since[0].said)
