"""The form of a new contact that was sent and saved, to be sent again."""

from tests.support.entry_form import entry_fields
from tests.support.two_editors import sent_by
from tests.support.uploading import chosen

SAVED_ONCE = "was sent twice; there is one contact"
NOT_SAVED_YET = "What you changed after that is in this form, and is not saved yet"


def first_sent(client, council, **typed):
    """A form that was sent and saved."""
    fields = entry_fields(who=f"organisation:{council.id}", **({"notes": "First"} | typed))
    assert client.post("/contacts/log", data=fields).status_code == 302
    return fields


def with_files(fields, *files):
    return {"data": {**fields, "files": chosen(*files)}, "content_type": "multipart/form-data"}


def form_of(page):
    return sent_by(page.page.css_first("form[data-entry]"))
