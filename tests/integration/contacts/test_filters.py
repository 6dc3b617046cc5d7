"""Each filter of the history, alone and together."""

import datetime as dt

import pytest

from app.accounts.models import Team
from app.contacts.filters import ContactFilters
from app.contacts.history import find_contacts
from app.contacts.rules import ContactKind, ContactStatus, Direction, ReviewState, Visibility
from app.contacts.search.indexing import refresh_search_document
from app.database import db, utc_now
from app.organisations.models import Sector
from app.organisations.rules import PartnerGroup
from app.programme.rules import Capacity
from tests.factories.contacts import (
    make_commitment,
    make_contact,
    make_organisation,
    make_person,
    make_post,
    make_theme,
    make_workstream,
)

EARLY, LATE = dt.date(2021, 3, 1), dt.date(2021, 3, 9)


@pytest.fixture
def filters(officer, other_officer):
    """Every filter there is, set to what one contact has and the other lacks."""
    sector, team = Sector(name="Health"), Team(name="North")
    db.session.add_all([sector, team])
    db.session.flush()
    other_officer.team_id = team.id
    trust = make_organisation("Example Trust", group=PartnerGroup.REGULATOR, sector_id=sector.id)
    links = {
        "people": [make_person()],
        "posts": [make_post("Head of Early Help", trust)],
        "workstreams": [make_workstream()],
        "commitments": [make_commitment()],
        "themes": [make_theme()],
    }
    _make_wanted(trust, [officer, other_officer], links)
    make_contact("another", date=EARLY, organisations=[make_organisation("Example Council")])
    return {
        "words": "wanted",
        "organisation_ids": (trust.id,),
        "person_id": links["people"][0].id,
        "post_id": links["posts"][0].id,
        "kind": ContactKind.LETTER,
        "date_from": EARLY + dt.timedelta(days=1),
        "status": ContactStatus.PLANNED,
        "partner_group": PartnerGroup.REGULATOR,
        "sector_id": sector.id,
        "colleague_id": other_officer.id,
        "team_id": team.id,
        "workstream_id": links["workstreams"][0].id,
        "commitment_id": links["commitments"][0].id,
        "capacity": Capacity.ADVISER,
        "theme_id": links["themes"][0].id,
        "visibility": Visibility.RESTRICTED,
        "review": ReviewState.REVIEWED,
        "has_open_follow_up": True,
        "has_advice": True,
    }


def _make_wanted(trust, colleagues, links):
    wanted = make_contact(
        "wanted",
        kind=ContactKind.LETTER,
        direction=Direction.OUT,
        status=ContactStatus.PLANNED,
        capacity=Capacity.ADVISER,
        advice_given="Record why.",
        date=LATE,
        organisations=[trust],
        colleagues=colleagues,
        author=colleagues[-1],
        is_restricted=True,
        **links,
    )
    wanted.reviewed_at, wanted.reviewed_by_id = utc_now(), colleagues[0].id
    wanted.open_follow_up_count = wanted.follow_up_count = 1
    refresh_search_document(wanted)
    db.session.flush()


def _subjects(filters, reader):
    rows = find_contacts(ContactFilters(**filters), reader=reader).rows
    return ["".join(part.text for part in row.subject) for row in rows]


def test_each_filter_alone_finds_the_one_contact_that_has_it(filters, as_officer):
    found = {name: _subjects({name: value}, as_officer) for name, value in filters.items()}
    assert found == {name: ["wanted"] for name in filters}


def test_all_filters_together_find_it_too(filters, as_officer):
    assert _subjects(filters, as_officer) == ["wanted"]
    assert ContactFilters(**filters).in_use == tuple(filters)


def test_an_end_date_leaves_out_what_came_after_it(filters, as_officer):
    assert _subjects({"date_to": EARLY}, as_officer) == ["another"]
