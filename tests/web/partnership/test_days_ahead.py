"""A day that is planned or due lies ahead where its year is left out; that of a letter that is sent does not."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.core.clock import office_today
from app.database import db
from app.organisations.models import RegulatoryMatter
from app.programme.models import Commitment, Milestone, Output, Workstream
from tests.factories.directory import make_organisation

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

FORMS = [
    ("/commitments/add", {"whose": "ours", "words": "We will write."}, "due_on", Commitment.due_on),
    ("/outputs/add", {"title": "Card", "kind": "guidance", "status": "proposed"}, "due_on", Output.due_on),
    ("/milestones/add", {"title": "The Code laid", "workstream_id": ""}, "planned", Milestone.planned_on),
    ("/workstreams/add", {"name": "Child protection", "status": "active"}, "target_on", Workstream.target_on),
    (
        "/independence/organisations/{}/add",
        {"about": "An audit", "opened_on": "3 February 2021"},
        "review_on",
        RegulatoryMatter.review_on,
    ),
]


@pytest.mark.parametrize(("address", "typed", "field", "column"), FORMS, ids=[form[0] for form in FORMS])
def test_a_day_without_its_year_is_the_next_of_that_name(client, sign_in_as, address, typed, field, column):
    council = make_organisation()
    sign_in_as("manager")
    tomorrow = office_today() + dt.timedelta(days=1)
    response = client.post(address.format(council.id), data={**typed, field: f"{tomorrow:%-d %B}"})
    assert response.status_code == 302
    assert db.session.scalars(select(column)).one() == tomorrow
