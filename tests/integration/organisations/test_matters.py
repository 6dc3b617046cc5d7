"""Regulatory matters: set, changed, closed and reopened with a trace, and refused in plain words."""

import datetime as dt

import pytest

from app.accounts.rules import Role
from app.audit.queries import list_changes
from app.core.errors import Conflict, InvalidInput, StaleVersion
from app.core.plain_dates import DatePrecision, PlainDate
from app.organisations.matter_queries import (
    find_next_review,
    list_open_matters,
    list_open_spans,
    organisations_with_matter,
)
from app.organisations.matter_services import (
    KIND,
    MatterDetails,
    change_matter,
    close_matter,
    reopen_matter,
    set_matter,
)
from tests.factories.contacts import make_plain_colleague
from tests.factories.directory import make_organisation
from tests.factories.partnership import make_matter

TODAY = dt.date(2021, 3, 5)
OPENED, REVIEW = dt.date(2021, 2, 3), dt.date(2021, 4, 1)


@pytest.fixture
def manager(session):
    return make_plain_colleague("Manager A", Role.MANAGER)


@pytest.fixture
def council(session):
    return make_organisation()


def said(about="An audit of its records", opened_on=OPENED, review_on=REVIEW, **more):
    return MatterDetails(about=about, opened_on=opened_on, review_on=review_on, **more)


def problems(error):
    return [(problem.field, problem.message) for problem in error.value.problems]


def close(matter, manager, closed_on=TODAY, reason="Settled"):
    close_matter(matter=matter, closed_on=closed_on, reason=reason, version=matter.version, actor=manager, today=TODAY)


def test_a_matter_is_open_until_it_is_closed_and_again_once_that_is_taken_back(council, manager):
    matter = set_matter(organisation=council, details=said(), actor=manager, today=TODAY)
    assert find_next_review(council.id) == REVIEW
    close(matter, manager)
    assert find_next_review(council.id) is None
    assert list_open_matters().items == []
    reopen_matter(matter=matter, version=matter.version, actor=manager)
    assert (find_next_review(council.id), matter.closed_on, matter.closed_reason) == (REVIEW, None, "")
    assert [(change.action, change.subject_label) for change in list_changes(KIND, matter.id)] == [
        ("reopened", council.name),
        ("closed", council.name),
        ("created", council.name),
    ]


def test_what_cannot_be_is_refused_all_at_once(council, manager):
    with pytest.raises(InvalidInput) as error:
        set_matter(organisation=council, details=said(" ", dt.date(2021, 3, 6), None), actor=manager, today=TODAY)
    assert problems(error) == [
        ("about", "Say what the matter is about. Only those who keep matters read it."),
        ("opened_on", "Enter a day that has come: a matter is recorded once it is open."),
        ("review_on", "Enter the day by which it is reviewed."),
    ]
    matter = make_matter(council)
    for closed_on, reason, fields in (
        (None, "", ["closed_on", "reason"]),
        (dt.date(2021, 3, 6), "Settled", ["closed_on"]),
        (dt.date(2021, 2, 2), "Settled", ["closed_on"]),
    ):
        with pytest.raises(InvalidInput) as error:
            close(matter, manager, closed_on, reason)
        assert [field for field, _ in problems(error)] == fields


def test_our_own_organisation_holds_no_matter_with_itself(council, manager):
    council.is_own = True
    with pytest.raises(Conflict, match="our own"):
        set_matter(organisation=council, details=said(), actor=manager, today=TODAY)


def test_a_matter_that_somebody_else_saved_meanwhile_is_not_saved_over(council, manager):
    matter = set_matter(organisation=council, details=said(), actor=manager, today=TODAY)
    opened = matter.version
    change_matter(matter=matter, details=said("Another audit"), version=opened, actor=manager, today=TODAY)
    with pytest.raises(StaleVersion):
        change_matter(matter=matter, details=said("Mine"), version=opened, actor=manager, today=TODAY)
    with pytest.raises(StaleVersion):
        close_matter(matter=matter, closed_on=TODAY, reason="Settled", version=opened, actor=manager, today=TODAY)
    assert matter.about == "Another audit"


def test_a_closed_matter_was_not_opened_after_it_was_closed(council, manager):
    matter = set_matter(organisation=council, details=said(), actor=manager, today=TODAY)
    close(matter, manager, dt.date(2021, 2, 10))
    with pytest.raises(InvalidInput, match="up to 10 February 2021"):
        change_matter(
            matter=matter,
            details=said(opened_on=dt.date(2021, 2, 11)),
            version=matter.version,
            actor=manager,
            today=TODAY,
        )


@pytest.mark.parametrize(
    ("date", "precision", "is_open"),
    [
        ((2021, 2, 2), DatePrecision.DAY, False),
        ((2021, 2, 3), DatePrecision.DAY, True),
        ((2021, 2, 20), DatePrecision.DAY, True),
        ((2021, 2, 21), DatePrecision.DAY, False),
        ((2021, 2, 1), DatePrecision.MONTH, True),
        ((2021, 1, 1), DatePrecision.MONTH, False),
        ((2021, 1, 1), DatePrecision.YEAR, True),
        ((2021, 2, 2), DatePrecision.ON_OR_BEFORE, False),
        ((2021, 2, 3), DatePrecision.ON_OR_BEFORE, True),
    ],
)
def test_a_matter_is_open_from_the_day_it_was_opened_to_the_day_it_was_closed(council, date, precision, is_open):
    make_matter(council, closed_on=dt.date(2021, 2, 20), closed_reason="Settled")
    found = organisations_with_matter([council.id], PlainDate(dt.date(*date), precision))
    assert [each.id for each in found] == ([council.id] if is_open else [])


def test_matters_that_overlap_are_one_span_and_others_are_not(session, council):
    other = make_organisation("Example Trust")
    closed = {"closed_reason": "Settled"}
    make_matter(council, opened_on=dt.date(2020, 1, 1), closed_on=dt.date(2020, 3, 1), **closed)
    make_matter(council, opened_on=dt.date(2020, 2, 1), closed_on=dt.date(2020, 2, 9), **closed)
    make_matter(council, opened_on=dt.date(2020, 5, 1))
    make_matter(council, opened_on=dt.date(2020, 6, 1), closed_on=dt.date(2020, 6, 9), **closed)
    make_matter(other, opened_on=dt.date(2020, 7, 1), closed_on=dt.date(2020, 7, 2), **closed)
    assert [tuple(span) for span in list_open_spans()] == [
        (council.id, dt.date(2020, 1, 1), dt.date(2020, 3, 1)),
        (council.id, dt.date(2020, 5, 1), None),
        (other.id, dt.date(2020, 7, 1), dt.date(2020, 7, 2)),
    ]


def test_open_matters_are_listed_by_the_day_of_their_review_page_by_page(council):
    days = [dt.date(2021, 5, 1), dt.date(2021, 4, 1), dt.date(2021, 5, 1)]
    [late, early, later] = [make_matter(council, review_on=day).id for day in days]
    first = list_open_matters(size=2)
    rest = list_open_matters(size=2, after=first.next_cursor)
    assert [each.id for each in first.items] == [early, late]
    assert ([each.id for each in rest.items], rest.next_cursor) == ([later], None)
