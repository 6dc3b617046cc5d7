"""An appointment that was removed by a slip is put back from the confirmation, with its days."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.people.models import Appointment
from tests.factories.directory import make_appointment, make_person, make_post
from tests.support.two_editors import sent_by

pytestmark = pytest.mark.one_database


@pytest.fixture
def removed(client, session, sign_in_as):
    """What the confirmation of a removal sends when its button is pressed."""
    sign_in_as("officer")
    appointment = make_appointment(
        make_person(), make_post(), started_on=dt.date(2020, 9, 1), ended_on=dt.date(2021, 8, 31)
    )
    session.commit()
    address = f"/people/{appointment.person_id}/appointments/{appointment.id}/remove"
    form = client.post(address, follow_redirects=True).page.css_first(".app-message--saved form")
    return form.attributes["action"], sent_by(form)


def spans(session):
    rows = session.scalars(select(Appointment)).all()
    return [(row.post.title, row.started_on, row.ended_on) for row in rows]


def test_a_removed_appointment_is_put_back_with_its_days(client, session, removed):
    assert spans(session) == []
    assert client.post(removed[0], data=removed[1]).status_code == 302
    assert spans(session) == [("Director of Children’s Services", dt.date(2020, 9, 1), dt.date(2021, 8, 31))]


def test_a_second_click_puts_it_back_once(client, session, removed):
    client.post(removed[0], data=removed[1])
    assert client.post(removed[0], data=removed[1]).status_code == 302
    assert len(spans(session)) == 1


@pytest.mark.parametrize("broken", [{"organisation": "9" * 30}, {"organisation": "x"}, {"started_on": "soon"}])
def test_what_no_confirmation_sends_is_refused(client, session, removed, broken):
    assert client.post(removed[0], data={**removed[1].to_dict(), **broken}).status_code == 400
    assert spans(session) == []
