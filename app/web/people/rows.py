"""People as lists show them."""

from flask import url_for

from app.people.appointments import describe_appointment
from app.people.models import Appointment, Person
from app.web.directory_lists import DirectoryRow


def person_row(person: Person, places: list[Appointment]) -> DirectoryRow:
    return DirectoryRow(
        title=person.name,
        url=url_for("people.person", person_id=person.id),
        under="; ".join(map(describe_appointment, places)),
        tags=["Archived"] if person.archived_at else [],
        is_sample=person.is_sample,
    )
