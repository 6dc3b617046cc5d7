"""Points raised in a document, which are kept by themselves."""

import datetime as dt
from dataclasses import replace

import pytest

from app.audit.queries import list_changes
from app.audit.rules import SystemActor
from app.contacts.visibility import Reader
from app.core.errors import InvalidInput, NotFound, StaleVersion
from app.organisations.models import Sector
from app.people.whom import Whom
from app.points.board import find_points
from app.points.filters import PointFilters
from app.points.in_documents import (
    DocumentPoint,
    add_point_of_document,
    change_point_of_document,
    get_point_of_document,
)
from app.points.rules import BarrierNature, PointKind
from tests.factories.contacts import make_contact, make_organisation, make_theme
from tests.factories.partnership import added, make_point

ACTOR = SystemActor()
DAY = dt.date(2021, 1, 13)
SAID = DocumentPoint(PointKind.BARRIER, "Staff fear blame", "Example report", DAY, paragraph="7")


def found(**filters):
    return list(find_points(PointFilters(**filters), reader=Reader(0, may_read_restricted=False)).ids)


def test_all_that_is_said_of_it_is_kept_and_finds_it(session):
    council, theme = make_organisation(), make_theme()
    sector = added(Sector(key="example", name="Example sector"))
    details = replace(
        SAID,
        barrier_nature=BarrierNature.CULTURAL,
        sector_id=sector.id,
        whom=Whom(organisation_id=council.id),
        theme_ids=(theme.id, theme.id),
    )
    point = add_point_of_document(details=details, actor=ACTOR)
    assert point.raised_on == DAY
    for filters in (
        {"words": "fearing"},
        {"organisation_id": council.id},
        {"theme_id": theme.id},
        {"sector_id": sector.id},
        {"nature": BarrierNature.CULTURAL, "date_from": DAY, "date_to": DAY},
    ):
        assert found(**filters) == [point.id], filters
    [change] = list_changes("point", point.id)
    assert {each["label"]: each["new"] for each in change.changes} == {
        "Kind": "Barrier",
        "Nature": "Cultural",
        "Words": "Staff fear blame",
        "Document": "Example report",
        "Paragraph": "7",
        "Date": "13 January 2021",
        "Raised by": "Example County Council",
        "Sector": "Example sector",
        "Themes": "Code promotion",
    }


def test_every_problem_is_told_at_once(session):
    wrong = replace(SAID, words=" ", document="", raised_on=None, sector_id=987654, theme_ids=(987654,))
    with pytest.raises(InvalidInput) as refusal:
        add_point_of_document(details=wrong, actor=ACTOR)
    fields = {problem.field for problem in refusal.value.problems}
    assert fields == {"words", "document", "raised_on", "sector_id", "theme_ids"}


def test_a_change_moves_it_and_what_it_is_found_by(session):
    point = add_point_of_document(details=SAID, actor=ACTOR)
    later = replace(SAID, words="Forms wait", raised_on=DAY + dt.timedelta(days=40), whom=Whom(make_organisation().id))
    seen = point.version
    change_point_of_document(point=point, details=later, version=seen, actor=ACTOR)
    assert found(words="blame") == []
    assert found(words="form", date_from=DAY + dt.timedelta(days=40)) == [point.id]
    told = {each["label"] for each in list_changes("point", point.id)[0].changes}
    assert told == {"Words", "Date", "Raised by"}
    with pytest.raises(StaleVersion):
        change_point_of_document(point=point, details=SAID, version=seen, actor=ACTOR)


def test_a_choice_that_is_offered_no_more_may_stay(session):
    sector = added(Sector(key="example", name="Example sector"))
    point = add_point_of_document(details=replace(SAID, sector_id=sector.id), actor=ACTOR)
    sector.archived_at = dt.datetime(2021, 3, 1, tzinfo=dt.UTC)
    kept = replace(SAID, sector_id=sector.id, words="Staff fear the blame")
    change_point_of_document(point=point, details=kept, version=point.version, actor=ACTOR)
    with pytest.raises(InvalidInput):
        add_point_of_document(details=kept, actor=ACTOR)


def test_a_point_of_a_contact_is_none_of_these(session):
    with pytest.raises(NotFound):
        get_point_of_document(make_point(contact=make_contact()).id)
