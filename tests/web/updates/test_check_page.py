"""/updates/<id>/check: what the record says now, and taking it or keeping the draft's words."""

import re
from typing import Any

import pytest

from app.contacts.rules import Visibility
from app.database import db
from app.partnership.updates.queries import read_still_told
from tests.factories.contacts import make_contact
from tests.factories.update_world import LAST

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def forms_of(page: Any) -> list[dict[str, str]]:
    return [
        {each.attributes["name"]: each.attributes["value"] or "" for each in form.css("input")}
        for form in page.css('form[action$="/take"]')
    ]


def words_of(element: Any) -> str:
    return re.sub(r"\s+", " ", element.text()).strip()


def test_a_forged_form_does_not_bring_back_what_is_kept_back(client, world, draft):
    world.meeting.visibility = Visibility.RESTRICTED
    db.session.commit()
    withheld = read_still_told(draft.id).withheld
    page = client.get(f"/updates/{draft.id}/check").page
    everything, *others = forms_of(page)
    sentence = next(each for each in others if each["key"] == f"point-{world.concern.id}/raised")
    for fields in (everything, sentence, {**sentence, "key": ""}):
        answer = client.post(f"/updates/{draft.id}/take", data={**fields, "keep": "yes"}, follow_redirects=True)
        assert "is kept back" in answer.text
    assert read_still_told(draft.id).withheld == withheld
    for path in ("", "/print", "/check"):
        assert "Staff fear blame" not in client.get(f"/updates/{draft.id}{path}").text


def test_every_button_says_what_it_is_about(client, world, draft):
    make_contact("One more", date=LAST, commitments=[world.guidance])
    page = client.get(f"/updates/{draft.id}/check").page
    buttons = [words_of(each) for each in page.css('form[action$="/take"] button')]
    assert len(set(buttons)) == len(buttons) > 4
    assert "Take what the record says now: Practical guidance, 1 of 2" in buttons
    links = [words_of(each) for each in client.get(f"/updates/{draft.id}").page.css('a[href*="/parts/"]')]
    assert len(set(links)) == len(links)
    assert "Edit Practical guidance" in links


def test_what_was_taken_is_told_at_its_part_or_at_the_top_once_nothing_is_left_of_it(client, world, draft):
    make_contact("One more", date=LAST, commitments=[world.guidance])
    part = f"commitment-{world.guidance.id}"
    for has_more in (True, False):
        page = client.get(f"/updates/{draft.id}/check").page
        fields = next(each for each in forms_of(page) if each["part"] == part and each["key"])
        answer = client.post(f"/updates/{draft.id}/take", data=fields)
        assert answer.headers["Location"] == f"/updates/{draft.id}/check#{part}-told"
        page = client.get(answer.headers["Location"]).page
        assert "The draft says what the record says now." in page.css_first(".app-messages").text()
        assert (page.css_first(f"#part-{part} #{part}-told") is not None) is has_more
