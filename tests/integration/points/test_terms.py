"""What points are found by: kept in step with what is said of them, whoever writes them."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.contacts.rules import sort_key
from app.entry.services import log_contact, revise_contact
from app.points.models import Point, PointTerm
from app.points.rules import PointKind
from app.points.services import PointDetails
from app.points.terms import organisation_term, theme_term
from tests.factories.contacts import make_contact, make_organisation, make_plain_colleague, make_post, make_theme
from tests.factories.entry import details
from tests.factories.partnership import make_point


@pytest.fixture
def officer(session):
    return make_plain_colleague("Officer A")


def terms_of(session, point):
    rows = session.execute(select(PointTerm.term, PointTerm.sort_key).where(PointTerm.point_id == point.id)).all()
    assert {row.sort_key for row in rows} <= {point.sort_key}
    return {row.term for row in rows}


def the_point(session):
    session.expire_all()
    return session.scalars(select(Point)).one()


def test_a_logged_point_is_found_by_the_stems_of_its_words_and_by_whom_the_contact_was_with(session, officer):
    council, ours = make_organisation(), make_organisation("Our own office", is_own=True)
    said = details(council, ours, points=[PointDetails(PointKind.CONCERN, "Sharing, shared, shares")])
    log_contact(details=said, actor=officer)
    assert terms_of(session, the_point(session)) == {"share", organisation_term(council.id)}


def test_they_follow_the_words_the_day_and_the_organisations_of_the_contact(session, officer):
    council, trust = make_organisation(), make_organisation("Example Trust")
    contact = log_contact(
        details=details(council, points=[PointDetails(PointKind.NEED, "A card")]), actor=officer
    ).contact
    moved = details(
        trust,
        date=dt.date(2021, 4, 9),
        points=[PointDetails(PointKind.NEED, "Cards for a lanyard", id=the_point(session).id)],
    )
    revise_contact(contact=contact, version=contact.version, details=moved, actor=officer)
    point = the_point(session)
    assert point.sort_key == sort_key(dt.date(2021, 4, 9), contact.id)
    assert terms_of(session, point) == {"card", "for", "a", "lanyard", organisation_term(trust.id)}


def test_whoever_raised_it_stands_before_whom_the_contact_was_with(session):
    council, trust = make_organisation(), make_organisation("Example Trust")
    contact = make_contact(organisations=[council])
    assert organisation_term(council.id) in terms_of(session, make_point(contact=contact))
    by_trust = make_point(contact=contact, by_organisation_id=trust.id)
    assert terms_of(session, by_trust) - {"staff", "fear", "blame"} == {organisation_term(trust.id)}
    by_post = make_point(contact=contact, by_post_id=make_post("Director", trust).id)
    assert organisation_term(trust.id) in terms_of(session, by_post)


def test_a_theme_is_a_term_too(session):
    theme = make_theme()
    assert theme_term(theme.id) in terms_of(session, make_point(themes=[theme]))


def test_what_is_removed_leaves_no_term(session, officer):
    said = details(make_organisation(), points=[PointDetails(PointKind.NEED, "A card")])
    contact = log_contact(details=said, actor=officer).contact
    empty = details(*[link.organisation for link in contact.organisation_links])
    revise_contact(contact=contact, version=contact.version, details=empty, actor=officer)
    assert session.scalars(select(PointTerm)).all() == []
