"""The files that a change added, which undoing it takes off again; and those that it took off, which come back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.accounts.models import Colleague
from app.contacts.models import Contact
from app.documents.models import Attachment
from app.documents.queries import list_files_numbered
from app.documents.services import put_back_on_contact, remove_from_contact
from app.entry.earlier_versions import Overwriting, find_last_overwritten, note_files
from app.entry.services import Logged


@dataclass(frozen=True)
class FilesOfChange:
    """Those of its files that are as the change left them, each to be taken off or put back."""

    added: Sequence[Attachment]
    removed: Sequence[Attachment]

    @classmethod
    def of(cls, contact: Contact, change: Overwriting) -> "FilesOfChange":
        files = list_files_numbered(contact.id, [*change.added_file_ids, *change.removed_file_ids])
        return cls(
            [file for file in files if file.removed_at is None and file.id in change.added_file_ids],
            [file for file in files if file.removed_at is not None and file.id in change.removed_file_ids],
        )

    @property
    def are_undone(self) -> bool:
        return not self.added and not self.removed

    def undo(self, logged: Logged, *, actor: Colleague, most: int) -> Logged:
        """With what was said again: each with a trace, and kept so that this can be undone too. Raises Conflict."""
        if self.are_undone:
            return logged
        contact, last = logged.contact, find_last_overwritten(logged.contact.id) or 0
        for file in self.added:
            remove_from_contact(contact=contact, attachment=file, actor=actor)
        for file in self.removed:
            put_back_on_contact(contact=contact, attachment=file, actor=actor, most=most)
        note_files(contact.id, last, added=[file.id for file in self.removed], removed=[file.id for file in self.added])
        count, removed_count = len(self.removed), len(self.added)
        return replace(logged, overwrote=last, added_file_count=count, removed_file_count=removed_count)
