"""Reminders through a real exchange with a mail server: each sent once, and none lost by a server that fails."""

import datetime as dt

import pytest

from app.contacts.rules import Visibility
from app.database import db
from app.entry.services import log_contact
from app.follow_ups.models import FollowUp
from app.follow_ups.services import FollowUpDetails
from app.reminders.models import Reminder
from app.reminders.rules import ReminderChoice
from app.reminders.sending import MailServer, Postman
from app.reminders.services import CLAIM_LASTS, choose_reminders, send_reminders
from app.reminders.writing import write_reminder
from config import MailSettings
from tests.factories.contacts import make_organisation, make_plain_colleague
from tests.factories.entry import details
from tests.support.mail_server import Inbox, free_port, serving_mail

TODAY = dt.date(2021, 3, 3)  # a Wednesday
NOW = dt.datetime(2021, 3, 3, 7, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture
def inbox():
    return Inbox()


@pytest.fixture
def port():
    return free_port()


@pytest.fixture
def officers(session):
    """Three who want a digest, each with a follow-up that is overdue."""
    council = make_organisation("Conseil de l’Exemple")
    officers = [make_plain_colleague(f"Officer {letter}") for letter in "ABC"]
    for officer in officers:
        choose_reminders(colleague=officer, choice=ReminderChoice.DIGEST, today=TODAY - DAY, actor=officer)
        follow_up(officer, council, f"Send the toolkit to {officer.name} – déjà vu", -21)
    return officers


def follow_up(officer, organisation, what, days, **fields):
    said = [FollowUpDetails(what, due_on=TODAY + days * DAY, owner_id=officer.id)]
    return log_contact(details=details(organisation, follow_ups=said, fields=fields), actor=officer).contact


def run(port, *, now=NOW, today=TODAY, post=None):
    with Postman(MailServer("127.0.0.1", port, "", "", "off")) as postman:

        def send(each):
            postman.send(write_reminder(each, sender="liaison@example.org", address="https://l.example", now=now))

        return send_reminders(today=today, clock=lambda: now, post=post or send, commit=db.session.commit)


def text_of(message):
    return message.get_body(("plain",)).get_content().replace("\r\n", "\n")


def test_each_is_sent_once_however_often_it_is_run(officers, inbox, port):
    with serving_mail(inbox, port):
        assert run(port).sent == 3
        assert run(port, now=NOW + dt.timedelta(hours=1)).sent == 0
        assert inbox.addresses == [officer.email for officer in officers]
        assert run(port, today=TODAY + DAY).sent == 3  # the next day's


def test_the_e_mail_says_what_is_over_and_leads_to_it_as_text_and_as_a_page(officers, inbox, port):
    with serving_mail(inbox, port):
        run(port)
    message, contact = inbox.messages[0], db.session.query(FollowUp).order_by(FollowUp.id).first().contact_id
    assert (message["From"], message["Subject"]) == ("Liaison <liaison@example.org>", "Follow-ups: 1 overdue")
    said = "10 February 2021, 21 days over: Send the toolkit to Officer A – déjà vu (Conseil de l’Exemple)"
    assert f"{said}\nhttps://l.example/contacts/{contact}#follow-ups" in text_of(message)
    page = message.get_body(("html",)).get_content()
    assert "Send the toolkit to Officer A – déjà vu</a> (Conseil de l’Exemple)" in page
    assert 'href="https://l.example/follow-ups/?owner=me&amp;due=overdue"' in page


def test_a_server_that_is_down_loses_none(officers, inbox, port):
    report = run(port)
    assert (report.sent, report.failed) == (0, [])
    assert f"port {port}" in report.server_down
    with serving_mail(inbox, port):
        assert run(port).sent == 3
    assert len(inbox.messages) == 3


def test_one_address_that_is_refused_does_not_stop_the_others_and_stays_due(officers, inbox, port):
    inbox.refused = {officers[1].email}
    with serving_mail(inbox, port):
        report = run(port)
        assert (report.sent, report.failed) == (
            2,
            [("Officer B", "the mail server refused the address: 550 There is no such mailbox")],
        )
        inbox.refused = set()
        assert run(port).sent == 1
    assert inbox.addresses == [officers[number].email for number in (0, 2, 1)]


def test_a_server_that_hangs_up_in_the_middle_loses_none_and_gets_none_twice(officers, inbox, port):
    inbox.hangs_up_on = {officers[0].email}
    with serving_mail(inbox, port):
        report = run(port)
        assert (report.sent, [name for name, _why in report.failed]) == (2, ["Officer A"])
        inbox.hangs_up_on = set()
        assert run(port).sent == 1
    assert sorted(inbox.addresses) == [officer.email for officer in officers]


def test_a_crash_before_it_is_noted_repeats_that_one_alone_and_not_while_the_run_may_still_go_on(officers, inbox, port):
    with serving_mail(inbox, port):

        def die(_each):
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            run(port, post=die)
        assert run(port, now=NOW + dt.timedelta(minutes=1)).sent == 2
        assert run(port, now=NOW + 2 * CLAIM_LASTS).sent == 1
    assert sorted(inbox.addresses) == [officer.email for officer in officers]


def test_two_runs_at_once_send_none_twice(officers, inbox, port):
    with serving_mail(inbox, port), Postman(MailServer("127.0.0.1", port, "", "", "off")) as postman:

        def send_while_another_runs(each):
            others.append(run(port).sent)
            postman.send(write_reminder(each, sender="liaison@example.org", address="https://l.example", now=NOW))

        others = []
        assert run(port, post=send_while_another_runs).sent == 1
        assert others == [2]
    assert sorted(inbox.addresses) == [officer.email for officer in officers]


def test_nothing_restricted_is_named_to_anybody(session, inbox, port):
    owner = make_plain_colleague("Officer A")
    choose_reminders(colleague=owner, choice=ReminderChoice.DIGEST, today=TODAY, actor=owner)
    secret = {"visibility": Visibility.RESTRICTED, "notes": "Vexilum"}
    follow_up(owner, make_organisation("Hexmoor Trust"), "Marbosine", -1, **secret)
    other = make_plain_colleague("Officer B")
    contact = follow_up(other, make_organisation("Tolwick Trust"), "Zorblat", -2, **secret)
    session.query(FollowUp).filter_by(contact_id=contact.id).update({"owner_id": owner.id})  # who is not on it
    with serving_mail(inbox, port):
        run(port)
    [message] = inbox.messages
    assert message["Subject"] == "Follow-ups: 1 overdue"
    assert "1 day over: A follow-up of a restricted contact\n" in text_of(message)
    for word in ("Hexmoor", "Marbosine", "Vexilum", "Tolwick", "Zorblat"):
        assert word not in message.as_string()


def test_whoever_has_nothing_to_be_told_wants_none_or_cannot_sign_in_is_sent_nothing(officers, inbox, port):
    choose_reminders(colleague=officers[0], choice=ReminderChoice.OFF, today=TODAY, actor=officers[0])
    officers[1].is_active = False
    for row in db.session.query(FollowUp).filter_by(owner_id=officers[2].id):
        row.completed_at = NOW
    with serving_mail(inbox, port):
        assert run(port).sent == 0
    assert db.session.query(Reminder).count() == 0


@pytest.fixture
def mail(app, monkeypatch):
    def set_to(**values):
        monkeypatch.setitem(app.config, "MAIL", MailSettings(**values))
        return app.test_cli_runner().invoke(args=["send-reminders"])

    return set_to


@pytest.mark.one_database
def test_the_command_says_what_it_did_and_what_to_do(session, mail, inbox, port):
    session.commit()
    unset = mail()
    assert (unset.exit_code, "Set SMTP_HOST and MAIL_FROM" in unset.output) == (1, True)
    with serving_mail(inbox, port):
        sent = mail(host="127.0.0.1", port=port, tls="off", sender="liaison@example.org")
    assert (sent.exit_code, sent.output) == (0, "Sent 0 reminders.\n")


@pytest.mark.one_database
def test_nothing_is_sent_unencrypted_unless_that_was_said(officers, inbox, port, mail, monkeypatch):
    monkeypatch.setattr("app.cli.office_today", lambda: TODAY)
    with serving_mail(inbox, port):
        refused = mail(host="127.0.0.1", port=port, sender="liaison@example.org")
    assert (refused.exit_code, inbox.messages) == (1, [])
    assert "The mail server cannot be reached, so the others stay due. 127.0.0.1" in refused.output
