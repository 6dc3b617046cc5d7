"""One record of each kind that an address can name."""

import datetime as dt
from typing import Any

from app.accounts.models import Colleague, Team
from app.database import db
from app.drafts.models import Draft
from app.follow_ups.models import FollowUp
from app.organisations.models import Sector
from app.people.models import Appointment
from tests.factories.calendars import make_calendar_feed
from tests.factories.changes import make_renaming
from tests.factories.contacts import (
    make_commitment,
    make_contact,
    make_organisation,
    make_person,
    make_post,
)
from tests.factories.duplicates import make_duplicates
from tests.factories.exports import make_export
from tests.factories.files import make_file
from tests.factories.jobs import make_job, make_many_change
from tests.factories.partnership import make_one_of_each_of_the_partnership
from tests.factories.reviews import make_question
from tests.factories.saved_views import make_view


def make_one_of_each(author: Colleague, *, drafts_author: Colleague | None = None) -> dict[str, Any]:
    """By the name that addresses have for it: contact_id, organisation_id and so on."""
    organisation = make_organisation()
    person, post, commitment = make_person(), make_post("Director", organisation), make_commitment()
    contact = make_contact(
        organisations=[organisation], people=[person], colleagues=[author], commitments=[commitment], author=author
    )
    rows = {
        "team_id": Team(name="Data sharing"),
        "sector_id": Sector(name="Example sector"),
        "follow_up_id": FollowUp(
            contact_id=contact.id, what="Send the notes", owner_id=author.id, due_on=dt.date(2021, 3, 1)
        ),
        "appointment_id": Appointment(person_id=person.id, organisation_id=organisation.id, post_id=post.id),
    }
    draft = Draft(
        token="0123456789abcdef0123456789abcdef", author_id=(drafts_author or author).id, label="Example draft"
    )
    db.session.add_all([*rows.values(), draft])
    db.session.flush()
    return {
        "attachment_id": make_file(contact=contact, by=author).id,
        "draft_file_id": make_file(draft=draft).id,
        "question_id": make_question(contact, asked_of=author).id,
        "colleague_id": author.id,
        "organisation_id": organisation.id,
        "person_id": person.id,
        "post_id": post.id,
        "commitment_id": commitment.id,
        "contact_id": contact.id,
        **{name: row.id for name, row in rows.items()},
        **make_one_of_each_of_the_partnership(contact, organisation),
        "token": draft.token,
        **make_renaming(organisation),
        **make_duplicates(organisation),
        **_of_lists(rows["sector_id"]),
        **_of_author(author),
        **make_ones_own(drafts_author or author),
    }


def _of_author(author: Colleague) -> dict[str, Any]:
    return {"secret": make_calendar_feed(author), "list_name": "contacts", "view_id": make_view(author).id}


def _of_lists(sector: Sector) -> dict[str, Any]:
    """The lists of administration: which list, which of its words, and what is done to it."""
    return {"key": "sectors", "word_id": sector.id, "change": "archive"}


def make_ones_own(colleague: Colleague) -> dict[str, Any]:
    """What nobody finds but whose it is."""
    return {
        "job_id": make_job(colleague).id,
        "many_change_id": make_many_change(colleague).id,
        "export_id": make_export(colleague, has_file=True).id,
    }
