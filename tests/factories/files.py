"""Files of contacts and drafts, with their content where it is kept."""

import io
from pathlib import Path
from typing import Any

from flask import current_app

from app.accounts.models import Colleague
from app.contacts.models import Contact
from app.contacts.search.indexing import reindex_contacts
from app.database import db
from app.documents.models import Attachment
from app.documents.services import tally_files
from app.documents.storage import storage_of
from app.drafts.models import Draft
from tests.factories.file_contents import pdf


def make_file(
    *, contact: Contact | None = None, draft: Draft | None = None, name: str = "minutes.pdf", **fields: Any
) -> Attachment:
    """A file of a contact or a draft; `content` is what it holds and `words` what is read in it."""
    fields = {"content": pdf(), "words": "", "media_type": "application/pdf"} | fields
    content = fields.pop("content")
    kept = storage_of(current_app.extensions).receive(io.BytesIO(content), most_bytes=len(content))
    kept.keep()
    by: Colleague | None = fields.pop("by", None)
    file = Attachment(
        contact_id=contact.id if contact else None,
        draft_id=draft.id if draft else None,
        name=name,
        size=len(content),
        sha256=kept.sha256,
        uploaded_by_id=by.id if by else None,
        **fields,
    )
    db.session.add(file)
    db.session.flush()
    if contact is not None:
        tally_files(contact)
        reindex_contacts([contact.id])
    return file


def files_in(folder: Path) -> list[str]:
    """Every file under the folder of files, but for the one that writers wait in line at."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and path.name != "turn")
