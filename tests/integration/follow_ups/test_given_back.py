"""Taking back that follow-ups were given to somebody else, after others have edited their contact."""

from app.accounts.rules import Role
from app.contacts.rules import Visibility
from app.database import utc_now
from app.entry.follow_up_changes import give_back, reassign
from app.entry.services import log_contact
from app.follow_ups.queries import list_follow_ups_of_contact
from app.follow_ups.services import FollowUpDetails
from app.many.rules import Change, ChangeKind
from app.many.services import Selection, prepare_change, start_change
from tests.factories.contacts import make_organisation, make_plain_colleague
from tests.factories.entry import details


def test_nobody_is_given_back_what_they_may_not_read_any_more(session):
    manager = make_plain_colleague("Manager", Role.MANAGER)
    one, other = make_plain_colleague("Officer A"), make_plain_colleague("Officer B")
    said = details(
        make_organisation(),
        colleague_ids=[one.id],
        follow_ups=[FollowUpDetails("Send the card", owner_id=one.id)],
        fields={"visibility": Visibility.RESTRICTED},
    )
    contact = log_contact(details=said, actor=one).contact
    rows = list_follow_ups_of_contact(contact.id)
    former = reassign(follow_ups=rows, owner=other, may_put_on=True, actor=manager)
    takes_place = Change(ChangeKind.REASSIGN, from_id=one.id, to_id=manager.id, on_our_side=True)
    selection = Selection(contact_ids=[contact.id])
    many = prepare_change(change=takes_place, words="", selection=selection, actor=manager, now=utc_now())
    start_change(many=many, actor=manager, now=utc_now())
    assert give_back(follow_ups=rows, former=former, given_to=other.id, actor=manager) == 0
    assert rows[0].owner is other
