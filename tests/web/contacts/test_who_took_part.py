"""The page of a contact keeps apart who was there and who may read it because they own a follow-up."""

import pytest

from app.contacts.rules import Visibility
from app.entry.services import log_contact
from app.follow_ups.services import FollowUpDetails
from tests.factories.contacts import make_plain_colleague
from tests.factories.entry import details
from tests.support.filled_form import filled_in

pytestmark = pytest.mark.one_database


def said_of(page, term):
    found = [each for each in page.css("dt") if each.text().strip() == term]
    return [each.next.text().strip() for each in found]


def test_an_owner_is_named_apart_where_it_is_restricted_and_not_on_our_side(client, officer, council):
    owner = make_plain_colleague("Officer B")
    follow_ups = [FollowUpDetails("Send the card", owner_id=owner.id)]
    for visibility in Visibility:
        said = details(council, colleague_ids=[officer.id], follow_ups=follow_ups, fields={"visibility": visibility})
        contact = log_contact(details=said, actor=officer).contact
        page = client.get(f"/contacts/{contact.id}").page
        assert said_of(page, "Colleagues") == [officer.name]
        assert said_of(page, "Also on it, for a follow-up") == (["Officer B"] if contact.is_restricted else [])
        assert filled_in(client.get(f"/contacts/{contact.id}/edit").page)["colleagues"] == [str(officer.id)]
