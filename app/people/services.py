"""Commands on people."""

from collections.abc import Sequence

from app.accounts.rules import EMAIL_LIMIT, is_email
from app.audit.rules import Action, Actor, FieldChange, differences
from app.audit.services import Subject, record, record_each
from app.core.typed_input import TypedInput
from app.database import db, utc_now
from app.merges.queries import former_names, insist_that_they_stand
from app.names.rules import match_key
from app.names.services import NamedThing, index_names, index_new_names
from app.people.models import Person
from app.people.queries import KIND
from app.versions import change_held, hold, hold_all

NAME_LIMIT = 200
TELEPHONE_LIMIT = 60
NOTES_LIMIT = 100_000
REASON_LIMIT = 500


def add_person(*, name: str, actor: Actor, email: str = "", telephone: str = "", notes: str = "") -> Person:
    """Raises InvalidInput."""
    person = Person(appointments=[])
    _describe(person, name, email, telephone, notes)
    db.session.add(person)
    db.session.flush()
    index_new_names(_named([person]))
    _record(person, Action.CREATED, actor, differences({}, describe_person(person)))
    return person


def change_person(
    *, person: Person, name: str, email: str, telephone: str, notes: str, version: int, actor: Actor
) -> Person:
    """Raises InvalidInput, and StaleVersion when the person has been saved since `version` was read."""
    insist_that_they_stand(KIND, [person])
    hold(person, version)
    before = describe_person(person)
    _describe(person, name, email, telephone, notes)
    db.session.flush()
    changes = differences(before, describe_person(person))
    if changes:
        index_names(*_named([person]))
        _record(person, Action.CHANGED, actor, changes)
    return person


def archive_person(*, person: Person, reason: str, actor: Actor) -> None:
    """Take the person out of lists and typeaheads; what is recorded stays. Raises InvalidInput."""
    archive_people(people=[person], reason=reason, actor=actor)


def archive_people(*, people: Sequence[Person], reason: str, actor: Actor) -> None:
    """The same for several, in as many statements as for one. Raises InvalidInput."""
    typed = TypedInput()
    reason = typed.line("reason", reason, limit=REASON_LIMIT, missing="Enter why they are archived.")
    typed.finish()
    archived = [person for person in people if person.archived_at is None]
    hold_all(archived)
    change_held(archived, archived_at=utc_now(), archived_reason=reason)
    index_names(*_named(archived))
    why = [FieldChange("Reason", "", reason)]
    subjects = [Subject(person.id, person.name, why) for person in archived]
    record_each(actor=actor, action=Action.ARCHIVED, subject_kind=KIND, subjects=subjects)


def restore_person(*, person: Person, actor: Actor) -> None:
    """Put the person back into lists and typeaheads. Raises Conflict for one that was merged."""
    restore_people(people=[person], actor=actor)


def restore_people(*, people: Sequence[Person], actor: Actor) -> None:
    """The same for several, in as many statements as for one."""
    reasons = {person: person.archived_reason for person in people if person.archived_at is not None}
    insist_that_they_stand(KIND, list(reasons))
    hold_all(list(reasons))
    change_held(list(reasons), archived_at=None, archived_reason="")
    index_names(*_named(list(reasons)))
    subjects = [Subject(person.id, person.name, [FieldChange("Reason", why, "")]) for person, why in reasons.items()]
    record_each(actor=actor, action=Action.RESTORED, subject_kind=KIND, subjects=subjects)


def person_names(person: Person) -> list[str]:
    """What they are called, for the names index: the name, then what they were called when they were merged."""
    return [person.name, *former_names(KIND, [person.id]).get(person.id, [])]


def describe_person(person: Person) -> dict[str, str]:
    """Each field's label and what it says, as people read it."""
    return {"Name": person.name, "Email": person.email, "Telephone": person.telephone, "Notes": person.notes}


def check_name(typed: TypedInput, written: str) -> str:
    """The name cleaned, its problem noted."""
    return typed.line("name", written, limit=NAME_LIMIT, missing="Enter the name of the person.")


def check_email(typed: TypedInput, written: str) -> str:
    """The address cleaned, its problem noted."""
    email = typed.line("email", written, limit=EMAIL_LIMIT)
    if email and not is_email(email):
        typed.refuse("email", "Enter an email address in full, such as name@example.org.")
    return email


def _describe(person: Person, name: str, email: str, telephone: str, notes: str) -> None:
    typed = TypedInput()
    name = check_name(typed, name)
    email = check_email(typed, email)
    telephone = typed.line("telephone", telephone, limit=TELEPHONE_LIMIT)
    notes = typed.text("notes", notes, limit=NOTES_LIMIT)
    typed.finish()
    person.name, person.match_key = name, match_key(name)[:NAME_LIMIT]
    person.email, person.telephone, person.notes = email, telephone, notes


def _named(people: Sequence[Person]) -> list[NamedThing]:
    former = former_names(KIND, [person.id for person in people])
    return [
        NamedThing(KIND, person.id, [person.name, *former.get(person.id, [])], person.archived_at is not None)
        for person in people
    ]


def _record(person: Person, action: Action, actor: Actor, changes: list[FieldChange]) -> None:
    record(
        actor=actor,
        action=action,
        subject_kind=KIND,
        subject_id=person.id,
        subject_label=person.name,
        changes=changes,
    )
