"""A form that is sent when its session is over: it comes back whole, and goes on once its author has signed in."""

from io import BytesIO

import pytest
from sqlalchemy import select

from app.accounts.models import SignInAttempt
from app.contacts.models import Contact
from app.organisations.models import Organisation
from tests.conftest import PASSWORD
from tests.support.ended_sessions import again, count, forget_the_session, form_fields, hidden_pairs, post, sign_in

pytestmark = [pytest.mark.usefixtures("checks_tokens"), pytest.mark.one_database]


def test_a_form_of_an_ended_session_is_answered_by_a_page_to_sign_in_on(client, session, written):
    forget_the_session(client)
    response = client.post("/contacts/log", data=written)
    assert response.status_code == 401
    assert response.page.css_first("h1").text() == "Sign in to go on"
    assert "You are signed out. Nothing is lost. Sign in here and it is saved." in response.text
    assert count(session, Contact) == 0


def test_after_signing_in_the_form_is_saved_as_it_was_typed(client, session, author, written):
    forget_the_session(client)
    response = client.post("/contacts/log", data=written)
    saved = post(client, "/contacts/log", again(response, author))
    contact = session.scalars(select(Contact)).one()
    assert (saved.status_code, saved.location) == (302, f"/contacts/{contact.id}")
    assert (contact.subject, contact.notes) == ("Duty of care", written["notes"].replace("\r\n", "\n"))
    assert contact.created_by_id == author.id
    assert contact.follow_up_count == 1
    assert client.get(saved.location).status_code == 200


def test_every_value_is_carried_in_order_but_for_the_token_and_passwords(client, written):
    forget_the_session(client)
    sent = written | {"who": ["person:3", "person:1", "person:2"], "password": "not to be sent back"}
    response = client.post("/contacts/log", data=sent)
    carried = hidden_pairs(response)
    assert [value for name, value in carried if name == "who"] == ["person:3", "person:1", "person:2"]
    assert "not to be sent back" not in response.text
    # A browser reads every end of a line in a page as LF, and sends CRLF again.
    expected = {name: value.replace("\r\n", "\n") for name, value in written.items() if name != "csrf_token"}
    assert expected.items() <= dict(carried).items()
    assert dict(carried)["csrf_token"] != written["csrf_token"]
    assert [name for name, _ in carried].count("csrf_token") == 1


def test_any_form_goes_on(client, session, author):
    fields = form_fields(client, "/organisations/add") | {"name": "Example Office", "partner_group": "frontline"}
    forget_the_session(client)
    response = client.post("/organisations/add", data=fields)
    assert response.status_code == 401
    assert post(client, "/organisations/add", again(response, author)).status_code == 302
    assert "Example Office" in session.scalars(select(Organisation.name)).all()


def test_a_form_that_is_not_right_yet_comes_back_as_its_own_page(client, author, written):
    forget_the_session(client)
    response = client.post("/contacts/log", data=written | {"date": "no day"})
    answer = post(client, "/contacts/log", again(response, author))
    assert answer.status_code == 422
    assert answer.page.css_first("#notes").text().lstrip("\n").startswith("“Notes” <b>&amp;")
    fields = form_fields(client, None, page=answer.page)
    saved = client.post("/contacts/log", data=written | {"csrf_token": fields["csrf_token"]})
    assert saved.status_code == 302


def test_a_wrong_password_loses_nothing_and_counts(client, session, author, written):
    forget_the_session(client)
    response = client.post("/contacts/log", data=written)
    wrong = post(client, "/contacts/log", again(response, author, "wrong but long enough"))
    assert wrong.status_code == 401
    assert "The email address or the password is not right." in wrong.text
    assert "wrong but long enough" not in wrong.text
    assert wrong.page.css_first("[name=again-email]").attributes["value"] == author.email
    assert count(session, SignInAttempt) == 2
    assert count(session, Contact) == 0
    assert post(client, "/contacts/log", again(wrong, author)).status_code == 302
    assert count(session, Contact) == 1


def test_an_empty_password_loses_nothing(client, author, written):
    forget_the_session(client)
    response = client.post("/contacts/log", data=written)
    empty = post(client, "/contacts/log", hidden_pairs(response))
    assert empty.status_code == 401
    assert "Enter your password" in empty.text
    assert ("subject", "Duty of care") in hidden_pairs(empty)


def test_guessing_is_throttled_there_too_and_still_nothing_is_lost(client, author, written):
    forget_the_session(client)
    response = client.post("/contacts/log", data=written)
    for _ in range(5):
        response = post(client, "/contacts/log", again(response, author, "wrong"))
    throttled = post(client, "/contacts/log", again(response, author))
    assert throttled.status_code == 429
    assert int(throttled.headers["Retry-After"]) > 0
    assert ("subject", "Duty of care") in hidden_pairs(throttled)


def test_a_different_colleague_who_signs_in_gets_home_and_nothing_of_it(client, session, manager, written):
    forget_the_session(client)
    response = client.post("/contacts/log", data=written)
    answer = post(client, "/contacts/log", again(response, manager))
    assert (answer.status_code, answer.location) == (302, "/")
    home = client.get("/")
    assert f"You are signed in as {manager.name}." in home.text
    assert "Duty of care" not in home.text
    assert count(session, Contact) == 0


def test_the_form_of_another_who_was_here_before_is_neither_saved_nor_shown(client, session, manager, written):
    forget_the_session(client)
    sign_in(client, manager)
    response = client.post("/contacts/log", data=written)
    assert response.status_code == 409
    assert "opened by another colleague" in response.text
    assert "Duty of care" not in response.text
    assert "“Notes”" not in response.text
    assert count(session, Contact) == 0


def test_a_page_to_sign_in_on_is_of_no_use_to_another_who_signed_in_meanwhile(
    client, session, author, manager, written
):
    forget_the_session(client)
    response = client.post("/contacts/log", data=written)
    sign_in(client, manager)
    answer = post(client, "/contacts/log", again(response, author))
    assert answer.status_code == 409
    assert "Duty of care" not in answer.text
    assert count(session, Contact) == 0


def test_a_form_of_an_earlier_session_comes_back_and_is_saved_when_it_is_sent_once_more(
    client, session, author, written
):
    sign_in(client, author)
    response = client.post("/contacts/log", data=written)
    assert response.status_code == 409
    assert response.page.css_first("h1").text() == "Send it once more"
    assert count(session, Contact) == 0
    assert post(client, "/contacts/log", hidden_pairs(response)).status_code == 302
    assert count(session, Contact) == 1


def test_the_page_to_sign_in_on_is_sent_once_more_where_its_author_signed_in_elsewhere_meanwhile(
    client, session, author, written
):
    forget_the_session(client)
    response = client.post("/contacts/log", data=written)
    sign_in(client, author)
    answer = post(client, "/contacts/log", again(response, author))
    assert answer.status_code == 409
    assert "again-password" not in answer.text
    assert post(client, "/contacts/log", hidden_pairs(answer)).status_code == 302
    assert count(session, Contact) == 1


def test_a_session_that_a_new_password_ended_is_one_that_is_over(client, session, author, written):
    author.session_version += 1
    session.commit()
    response = client.post("/contacts/log", data=written)
    assert response.status_code == 401
    assert post(client, "/contacts/log", again(response, author)).status_code == 302
    assert count(session, Contact) == 1


def test_files_are_asked_for_again(client, author, written):
    forget_the_session(client)
    files = [(BytesIO(b"words"), name) for name in ("minutes.txt", "agenda.txt")]
    response = client.post("/contacts/log", data=written | {"files": files})
    assert response.status_code == 401
    assert "Choose your files again afterwards" in response.text
    assert "minutes.txt, agenda.txt" in response.text


def test_passwords_are_typed_again(client, author):
    fields = form_fields(client, "/account/password") | {"current": PASSWORD, "new": "ladder walrus", "again": "ladder"}
    forget_the_session(client)
    response = client.post("/account/password", data=fields)
    assert (response.status_code, response.location) == (302, "/sign-in?next=/account/password")
    page = client.get(response.location)
    assert "Type it once more." in page.text
    assert PASSWORD not in page.text


def test_a_sign_in_page_of_before_another_tab_signed_in_leads_on(client, author):
    forget_the_session(client)
    fields = form_fields(client, "/sign-in?next=/contacts/log")
    sign_in(client, author)
    response = client.post("/sign-in?next=/contacts/log", data=fields | {"email": author.email, "password": PASSWORD})
    assert response.status_code == 302
    assert client.get(response.location).location == "/contacts/log"


def test_whoever_is_signed_out_already_need_not_sign_in_to_sign_out(client, author):
    fields = form_fields(client, "/contacts/log")
    forget_the_session(client)
    response = client.post("/sign-out", data={"csrf_token": fields["csrf_token"]})
    assert (response.status_code, response.location) == (302, "/sign-in")


@pytest.mark.parametrize(("password", "status"), [("wrong", 401), (PASSWORD, 422)])
def test_signing_in_is_kept_whatever_becomes_of_a_form_that_brings_files(
    client, session, author, written, password, status
):
    forget_the_session(client)
    response = client.post("/contacts/log", data=written | {"date": "no day"})
    wrong = post(client, "/contacts/log", again(response, author, "wrong"))
    sent = [*again(wrong, author, password), ("files", (BytesIO(b"words"), "minutes.txt"))]
    assert post(client, "/contacts/log", sent).status_code == status
    attempts = session.scalars(select(SignInAttempt.subject)).all()
    # Each failure counts for the address and for the machine; signing in forgets those of the address.
    assert len(attempts) == (4 if password == "wrong" else 1)
