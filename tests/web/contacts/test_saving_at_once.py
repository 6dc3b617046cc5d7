"""Two colleagues press Save at the same moment: one saves, the other chooses, on either database."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from app.audit.queries import list_contact_changes
from app.audit.rules import Action
from tests.support.two_editors import chosen_on, opened, shown_on, typed_over

ROUNDS = 3


@pytest.fixture
def at_once(client, other, session):
    """Sends two forms at the same moment, each from a browser and a thread of its own."""

    def send(address, forms):
        session.commit()
        barrier = Barrier(2)

        def post(browser, form):
            barrier.wait()
            return browser.post(address, data=form)

        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(post, (client, other), forms))

    return send


def test_of_two_who_save_at_once_one_is_asked_and_nothing_is_lost(client, other, session, contact, address, at_once):
    for number in range(ROUNDS):
        forms = [
            typed_over(opened(browser, address), action="save", notes=f"{name} {number}", place=name)
            for browser, name in ((client, "Mine"), (other, "Theirs"))
        ]
        answers = at_once(address, forms)
        assert sorted(answer.status_code for answer in answers) == [302, 422]
        session.expire_all()
        second = answers[1] if answers[0].status_code == 302 else answers[0]
        sides = shown_on(second.page)["Notes"]
        assert sides[1] == contact.notes
        assert {sides[0], sides[1]} == {f"Mine {number}", f"Theirs {number}"}
    saved = [entry for entry in list_contact_changes(contact.id) if entry.action == Action.CHANGED]
    assert len(saved) == ROUNDS


def test_of_two_who_choose_at_once_one_is_asked_again(client, other, session, contact, address, at_once):
    forms = [opened(client, address), opened(other, address)]
    other.post(address, data=typed_over(opened(other, address), action="save", notes="Before both"))
    pages = [
        browser.post(address, data=typed_over(form, action="save", notes=name)).page
        for browser, form, name in ((client, forms[0], "Mine"), (other, forms[1], "Theirs"))
    ]
    answers = at_once(address, [chosen_on(page, {"Notes": "yours"}) for page in pages])
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    session.expire_all()
    assert contact.notes == ("Mine" if answers[0].status_code == 302 else "Theirs")
    assert "saved again while you were choosing" in next(each for each in answers if each.status_code == 422).text
