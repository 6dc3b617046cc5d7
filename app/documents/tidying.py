"""Removing what no contact and no draft holds any more."""

import datetime as dt
from itertools import islice

from sqlalchemy import delete

from app.database import db, set_read_only, start_writing, utc_now
from app.documents.models import Attachment
from app.documents.queries import referred_to
from app.documents.rules import REMOVED_KEPT_DAYS, UNUSED_KEPT_SECONDS
from app.documents.storage import FileStorage

AT_ONCE = 500


def forget_removed_files() -> int:
    """Forget files that were removed too long ago to be put back. That they were there stays under Changes."""
    long_ago = utc_now() - dt.timedelta(days=REMOVED_KEPT_DAYS)
    gone = db.session.scalars(delete(Attachment).where(Attachment.removed_at < long_ago).returning(Attachment.id))
    return len(gone.all())


def remove_unused_content(storage: FileStorage) -> int:
    """Remove content that no row names, and uploads that broke off. How many there were.

    What is newer than an hour may be on its way to its row. Content that is kept again is new again.
    It only reads the record, after whatever was written is committed: so nobody who writes waits for it.
    """
    set_read_only(True)
    try:
        removed = storage.remove_unfinished(older_than=UNUSED_KEPT_SECONDS)
        kept = storage.kept()
        while hashes := list(islice(kept, AT_ONCE)):
            unused = set(hashes) - referred_to(hashes)
            removed += sum(storage.remove(sha256, unused_for=UNUSED_KEPT_SECONDS) for sha256 in unused)
    finally:
        start_writing()
    return removed
