"""The lead of a workstream is never our own organisation: refused by the service, and by the database alone."""

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.audit.rules import SystemActor
from app.core.errors import InvalidInput
from app.database import db
from app.organisations.models import Organisation
from app.programme.rules import OURS_CANNOT_LEAD
from app.programme.workstream_details import WorkstreamDetails
from app.programme.workstreams import add_workstream, change_workstream
from tests.factories.contacts import make_organisation, make_workstream

ACTOR = SystemActor()
INSERT = (
    "INSERT INTO workstream (name, purpose, position, source_document, source_paragraph, lead_id) "
    "VALUES ('Another', '', 0, '', '', :ours)"
)
REFUSED = r"(?i)foreign key|led_by_another"


@pytest.fixture
def ours(app: Flask) -> Organisation:
    return make_organisation("Our own organisation", is_own=True)


@pytest.fixture
def other(app: Flask) -> Organisation:
    return make_organisation("Example Children’s Trust")


def test_the_service_refuses_our_own_as_lead_and_says_why(ours: Organisation, other: Organisation) -> None:
    with pytest.raises(InvalidInput) as refused:
        add_workstream(details=WorkstreamDetails(name="Child protection", lead_id=ours.id), actor=ACTOR)
    assert [(problem.field, problem.message) for problem in refused.value.problems] == [("lead", OURS_CANNOT_LEAD)]
    led = add_workstream(details=WorkstreamDetails(name="Child protection", lead_id=other.id), actor=ACTOR)
    with pytest.raises(InvalidInput, match="As regulator"):
        change_workstream(
            workstream=led,
            details=WorkstreamDetails(name="Child protection", lead_id=ours.id),
            version=led.version,
            actor=ACTOR,
        )


def test_ours_may_support(ours: Organisation, other: Organisation) -> None:
    details = WorkstreamDetails(name="Child protection", lead_id=other.id, supporter_ids=(ours.id,))
    assert add_workstream(details=details, actor=ACTOR).supporters == [ours]


@pytest.mark.parametrize(
    "statement",
    [
        INSERT,
        "UPDATE workstream SET lead_id = :ours",
        "UPDATE workstream SET lead_id = :ours, lead_is_own = true",
        "UPDATE workstream SET lead_is_own = true",
    ],
)
def test_the_database_refuses_it_whoever_writes(ours: Organisation, statement: str) -> None:
    make_workstream()
    db.session.commit()
    with pytest.raises(IntegrityError, match=REFUSED):
        db.session.execute(text(statement), {"ours": ours.id} if ":ours" in statement else {})
    db.session.rollback()


def test_the_database_lets_no_lead_become_our_own(other: Organisation) -> None:
    make_workstream(lead_id=other.id)
    db.session.commit()
    with pytest.raises(IntegrityError, match=REFUSED):
        db.session.execute(text("UPDATE organisation SET is_own = true WHERE id = :other"), {"other": other.id})
    db.session.rollback()


def test_the_database_takes_another_as_lead(other: Organisation) -> None:
    workstream = make_workstream()
    db.session.execute(text("UPDATE workstream SET lead_id = :other"), {"other": other.id})
    db.session.refresh(workstream)
    assert workstream.lead_words == "Example Children’s Trust"
