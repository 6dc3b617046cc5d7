"""Whose a follow-up is: the name of somebody on their side is never dropped."""

import pytest
from sqlalchemy import select

from app.follow_ups.models import FollowUp
from tests.support.entry_form import entry_fields, error_links
from tests.support.filled_form import filled_in

pytestmark = pytest.mark.one_database

THEIRS = {"follow_ups-0-owner": "outside", "follow_ups-0-owner_outside": "Ann Typed"}


@pytest.fixture
def typed(officer, council):
    return entry_fields(who=f"organisation:{council.id}")


def test_a_name_alone_is_a_row_that_says_too_little(client, session, typed):
    answer = client.post("/contacts/log", data=typed | THEIRS | {"follow_ups-0-what": ""})
    assert answer.status_code == 422
    assert error_links(answer) == ["Say what needs doing, or empty the follow-up"]
    back = filled_in(answer.page)
    assert (back["follow_ups-0-owner"], back["follow_ups-0-owner_outside"]) == (["outside"], ["Ann Typed"])
    assert client.post("/contacts/log", data=back | {"follow_ups-0-what": "Send it"} | {"action": "save"}).location
    assert session.scalars(select(FollowUp.owner_outside)).all() == ["Ann Typed"]


def test_a_name_beside_a_colleague_is_asked_about(client, session, officer, typed):
    row = {"follow_ups-0-what": "Send it", "follow_ups-0-owner": officer.id, "follow_ups-0-owner_outside": "Ann Typed"}
    answer = client.post("/contacts/log", data=typed | row)
    assert answer.status_code == 422
    assert error_links(answer) == ["Choose “Theirs” under “Whose”, or empty this"]
    back = filled_in(answer.page) | {"action": "save"}
    assert back["follow_ups-0-owner_outside"] == ["Ann Typed"]
    assert client.post("/contacts/log", data=back | {"follow_ups-0-owner": "outside"}).status_code == 302
    assert session.scalars(select(FollowUp.owner_outside)).all() == ["Ann Typed"]
