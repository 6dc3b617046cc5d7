"""The tokens that make a filter a term of the search index. They begin with "_", which no typed word does."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from app.contacts.models import Contact
from app.contacts.rules import ContactKind, ContactStatus, ReviewState, Visibility
from app.contacts.timeliness import Logged, logged
from app.organisations.rules import PartnerGroup
from app.programme.rules import Capacity

OPEN = f"_v{Visibility.OPEN}"
RESTRICTED = f"_v{Visibility.RESTRICTED}"
OPEN_FOLLOW_UP = "_followup"
ADVICE = "_advice"


def organisation(organisation_id: int) -> str:
    return f"_o{organisation_id}"


def partner_group(group: PartnerGroup) -> str:
    return f"_g{group}"


def sector(sector_id: int) -> str:
    return f"_s{sector_id}"


def person(person_id: int) -> str:
    return f"_p{person_id}"


def post(post_id: int) -> str:
    return f"_q{post_id}"


def colleague(colleague_id: int) -> str:
    return f"_u{colleague_id}"


def on_it(colleague_id: int) -> str:
    """Of a colleague who did not take part, and is on the contact because they own a follow-up."""
    return f"_x{colleague_id}"


def team(team_id: int) -> str:
    return f"_t{team_id}"


def kind(contact_kind: ContactKind) -> str:
    return f"_k{contact_kind}"


def status(contact_status: ContactStatus) -> str:
    return f"_st{contact_status}"


def workstream(workstream_id: int) -> str:
    return f"_w{workstream_id}"


def commitment(commitment_id: int) -> str:
    return f"_m{commitment_id}"


def capacity(hat: Capacity) -> str:
    return f"_c{hat}"


def theme(theme_id: int) -> str:
    return f"_h{theme_id}"


def visibility(value: Visibility) -> str:
    return f"_v{value}"


def review(state: ReviewState) -> str:
    return f"_r{state}"


def logged_in(word: Logged) -> str:
    return f"_l{word}"


def quarter(date: dt.date) -> str:
    return f"_d{date.year}q{(date.month + 2) // 3}"


def month(date: dt.date) -> str:
    return f"_d{date.year}m{date.month}"


class Period(NamedTuple):
    """A month or a quarter: its facet, and how many months it is."""

    facet: str
    months: int


def whole_periods(first_day: dt.date, last_day: dt.date, *, most_months: int) -> tuple[Period, ...]:
    """What lies between two days, both included, with all of its days; the newest first, and that one a month.

    What follows is in quarters as far as it can be, since fewer terms are found sooner.
    """
    newest = _months_since_year_0(last_day + dt.timedelta(days=1)) - 1
    oldest = max(_months_since_year_0(first_day) + (first_day.day > 1), newest - most_months + 1)
    if newest < oldest:
        return ()
    return _a_month(newest), *_periods(newest - 1, oldest)


def periods_around(first_day: dt.date, last_day: dt.date, *, most_months: int) -> tuple[Period, ...] | None:
    """What has the days between two days, both included, and the least besides; None where that is longer."""
    newest, oldest = _months_since_year_0(last_day), _months_since_year_0(first_day)
    return _periods(newest, oldest) if newest - oldest < most_months else None


def _periods(newest: int, oldest: int) -> tuple[Period, ...]:
    """The months from one to the other, both included, in quarters as far as they can be."""
    periods: list[Period] = []
    while newest >= oldest:
        year, place = divmod(newest, 12)
        is_quarter = place % 3 == 2 and newest - 2 >= oldest
        periods.append(Period(f"_d{year}q{place // 3 + 1}", 3) if is_quarter else _a_month(newest))
        newest -= periods[-1].months
    return tuple(periods)


def _a_month(number: int) -> Period:
    year, place = divmod(number, 12)
    return Period(f"_d{year}m{place + 1}", 1)


def _months_since_year_0(date: dt.date) -> int:
    return date.year * 12 + date.month - 1


def facets_of(contact: Contact) -> tuple[str, ...]:
    """Every facet of a contact that has been flushed, each once."""
    return tuple(dict.fromkeys([*_own_facets(contact), *_link_facets(contact)]))


def _own_facets(contact: Contact) -> Iterator[str]:
    yield kind(contact.kind)
    yield status(contact.status)
    yield visibility(contact.visibility)
    yield quarter(contact.date)
    yield month(contact.date)
    yield logged_in(logged(contact.date, contact.date_precision, contact.created_at))
    if contact.capacity is not None:
        yield capacity(contact.capacity)
    if contact.team_id is not None:
        yield team(contact.team_id)
    if contact.open_follow_up_count:
        yield OPEN_FOLLOW_UP
    if contact.advice_given:
        yield ADVICE
    yield from map(review, contact.review_states)


def _link_facets(contact: Contact) -> Iterator[str]:
    for link in contact.organisation_links:
        yield organisation(link.organisation_id)
        yield partner_group(link.organisation.partner_group)
        if link.organisation.sector_id is not None:
            yield sector(link.organisation.sector_id)
    for attendee in contact.attendees:
        if attendee.person_id is not None:
            yield person(attendee.person_id)
        if attendee.post_id is not None:
            yield post(attendee.post_id)
    for ours in contact.colleague_links:
        yield colleague(ours.colleague_id) if ours.took_part else on_it(ours.colleague_id)
    yield from (workstream(strand.workstream_id) for strand in contact.workstream_links)
    yield from (commitment(promise.commitment_id) for promise in contact.commitment_links)
    yield from (theme(filed.theme_id) for filed in contact.theme_links)
