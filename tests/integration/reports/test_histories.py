"""The whole history of an organisation: every contact once, with all that came of it, for whoever may read it."""

import datetime as dt

import pytest

from app.contacts.rules import ContactStatus
from app.contacts.visibility import Reader
from app.core.clock import OFFICE_ZONE
from app.follow_ups.models import FollowUp, FollowUpMove
from app.points.rules import Disposition
from app.programme.rules import Capacity
from app.reports.histories import parts, reading
from app.reports.histories.parts import HistoryAsked, parts_of
from app.reports.histories.reading import Order, count_up_to
from app.reviews.models import ReviewQuestion
from tests.factories.contacts import make_contact, make_organisation, make_person, make_plain_colleague
from tests.factories.partnership import added, make_point

NOW = dt.datetime(2021, 3, 5, 14, 40, tzinfo=OFFICE_ZONE)


@pytest.fixture
def officer(session):
    return make_plain_colleague("Officer A")


@pytest.fixture
def council(session):
    return make_organisation()


def told(organisation, officer, order=Order.NEWEST, *, may_read_restricted=False):
    reader = Reader(officer.id, may_read_restricted)
    asked = HistoryAsked(organisation.id, organisation.name, order, reader, officer.name, NOW)
    return list(parts_of(asked, count_up_to(organisation.id, reader=reader, limit=1_000)))


def headings(found):
    return [entry.heading for part in found for entry in part.entries]


def test_each_contact_is_told_once_in_the_order_asked_for(council, officer, monkeypatch):
    monkeypatch.setattr(reading, "AT_ONCE", 2)
    monkeypatch.setattr(parts, "PER_PART", 3)
    for day in range(1, 8):
        make_contact(f"Meeting {day}", date=dt.date(2021, 2, day), organisations=[council])
    make_contact("Elsewhere", organisations=[make_organisation("Example Trust")])
    oldest = told(council, officer, Order.OLDEST)
    assert headings(oldest) == [f"{day} February 2021: Meeting {day}" for day in range(1, 8)]
    assert headings(told(council, officer)) == headings(oldest)[::-1]
    assert [(len(part.entries), part.cover.part_in_words) for part in oldest] == [
        (3, "Part 1 of 3"),
        (3, "Part 2 of 3"),
        (1, "Part 3 of 3"),
    ]
    assert oldest[0].cover.count == "7 contacts in all, oldest first."


def test_a_contact_is_told_in_full_with_what_came_of_it(session, council, officer):
    contact = make_contact(
        "Duty desks",
        organisations=[council],
        people=[make_person()],
        colleagues=[officer],
        capacity=Capacity.ADVISER,
        notes="First.\n\nSecond.",
        advice_given="Record the decision.",
        our_reference="EX/1",
    )
    make_point(
        "Staff fear blame", contact, disposition=Disposition.ANSWERED, answer="They need not", disposed_on=NOW.date()
    )
    session.add_all(
        [
            FollowUp(contact_id=contact.id, what="Send the card", owner_id=officer.id, due_on=dt.date(2021, 3, 1)),
            FollowUp(contact_id=contact.id, what="Send cases", completed_at=NOW, outcome="Three came", position=1),
        ]
    )
    session.flush()
    [part] = told(council, officer)
    [entry] = part.entries
    assert dict(entry.facts) == {
        "Kind": "Meeting",
        "With": "Example County Council",
        "There": "Kit Example",
        "Our side": "Officer A",
        "Capacity": "Adviser",
        "Our reference": "EX/1",
        "Advice given": "Record the decision.",
    }
    assert entry.notes == ["First.", "Second."]
    assert entry.came_of_it == [
        "Concern: “Staff fear blame” Answered, 5 March 2021: They need not",
        "Follow-up, Officer A, due 1 March 2021: Send the card. Open.",
        "Follow-up, theirs: Send cases. Done 5 March 2021: Three came",
    ]


def test_why_a_follow_up_was_moved_and_what_was_asked_and_answered_is_told(session, council, officer):
    contact = make_contact("Duty desks", organisations=[council])
    card = added(FollowUp(contact_id=contact.id, what="Send the card", due_on=dt.date(2021, 3, 1)))
    days = {"due_before": dt.date(2021, 2, 1), "due_after": dt.date(2021, 3, 1)}
    added(FollowUpMove(follow_up_id=card.id, reason="The chair is away", moved_at=NOW, **days))
    asked = {"contact_id": contact.id, "asked_by_id": officer.id, "asked_of_id": officer.id, "asked_at": NOW}
    added(ReviewQuestion(words="Agreed?", answer="Yes", answered_by_id=officer.id, answered_at=NOW, **asked))
    added(ReviewQuestion(words="By whom", **asked))
    [part] = told(council, officer)
    moved = "Moved from 1 February 2021 to 1 March 2021: The chair is away."
    assert part.entries[0].came_of_it == [
        f"Follow-up, theirs, due 1 March 2021: Send the card. {moved} Open.",
        "Question of Officer A, 5 March 2021: Agreed? Officer A answered on 5 March 2021: Yes.",
        "Question of Officer A, 5 March 2021: By whom. Asked of Officer A, not answered yet.",
    ]


def test_what_is_restricted_is_told_to_whoever_may_read_it_and_marked(council, officer):
    make_contact("Open", organisations=[council])
    make_contact("In confidence", organisations=[council], is_restricted=True, status=ContactStatus.PLANNED)
    [part] = told(council, officer)
    assert (headings([part]), part.cover.mark) == (["3 February 2021: Open"], "")
    [part] = told(council, officer, may_read_restricted=True)
    assert len(part.entries) == 2
    assert part.cover.mark == "Holds restricted contacts"
    assert ("Kind", "Meeting, planned, restricted") in part.entries[0].facts


def test_without_a_contact_there_is_one_part_that_says_so(council, officer):
    [part] = told(council, officer)
    assert (part.entries, part.cover.count) == ([], "0 contacts in all, newest first.")
