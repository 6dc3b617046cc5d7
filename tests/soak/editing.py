"""A process that goes on saving over contacts, one after another, and writes down what it was told of each.

Run as `python -m tests.soak.editing <database> <folder> <how many contacts> <its notes>`, until it is terminated.
"""

import signal
import sys
from pathlib import Path
from random import Random

from app.accounts.models import Colleague
from app.accounts.rules import Role
from app.contacts.queries import get_contact_held
from app.contacts.visibility import Reader
from app.database import db
from app.entry.services import change_fields
from tests.bench.stored.application import application


def edit_until_stopped(database_url: str, folder: Path, contacts: int, notes: Path) -> None:
    random, is_stopped, count = Random(1), [], 0
    signal.signal(signal.SIGTERM, lambda _number, _frame: is_stopped.append(True))
    with application(database_url, folder), notes.open("a", encoding="utf-8") as written:
        while not is_stopped:
            count += 1
            number = random.randint(1, contacts)
            try:
                _edit(number, f"Room {count}")
            except Exception as error:  # noqa: BLE001  each failure is what is looked for
                db.session.rollback()
                print(f"failed {number} {error!r}", file=written, flush=True)
            else:
                print(f"saved {number} Room {count}", file=written, flush=True)


def _edit(number: int, place: str) -> None:
    actor = db.session.query(Colleague).filter_by(role=Role.MANAGER).order_by(Colleague.id).first()
    assert actor is not None
    contact = get_contact_held(number, reader=Reader(actor.id, may_read_restricted=True))
    if contact.archived_at is None:
        change_fields(contact=contact, version=contact.version, changed={"place": place}, actor=actor)
    db.session.commit()


if __name__ == "__main__":
    database_url, folder, contacts, notes = sys.argv[1:]
    edit_until_stopped(database_url, Path(folder), int(contacts), Path(notes))
