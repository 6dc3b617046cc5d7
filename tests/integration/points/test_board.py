"""The list of points: every filter alone and with others, on the way that is walked for it."""

import datetime as dt
from itertools import combinations, product

import pytest

from app.contacts.visibility import Reader
from app.core.paging import BoundedCount
from app.organisations.models import Sector
from app.points import board
from app.points.board import Place, count_dispositions, find_points
from app.points.filters import PointFilters
from app.points.groups import say_the_same
from app.points.paths import Path, keys_along
from app.points.rows import read_points
from app.points.rules import BarrierNature, Disposition, PointKind
from tests.factories.contacts import (
    make_contact,
    make_organisation,
    make_person,
    make_plain_colleague,
    make_post,
    make_theme,
)
from tests.factories.partnership import added, make_point

ANYBODY = Reader(0, may_read_restricted=False)
EVERYTHING = Reader(0, may_read_restricted=True)
DAY = dt.date(2021, 2, 3)


def found(reader=ANYBODY, **filters):
    return list(find_points(PointFilters(**filters), reader=reader).ids)


@pytest.fixture
def sector(session):
    return added(Sector(key="example", name="Example sector"))


@pytest.fixture
def world(session, sector):
    """Points of two kinds, sectors, themes, organisations and dispositions, in every combination."""
    council, trust, theme = make_organisation(), make_organisation("Example Trust"), make_theme()
    contacts = {body.id: make_contact(organisations=[body]) for body in (council, trust)}
    points = []
    for kind, has_sector, has_theme, body, disposition in product(
        (PointKind.NEED, PointKind.BARRIER),
        (True, False),
        (True, False),
        (council, trust),
        (Disposition.NEW, Disposition.NOTED),
    ):
        points.append(
            make_point(
                "A card on blame" if has_theme else "A form",
                contacts[body.id],
                kind=kind,
                barrier_nature=BarrierNature.LEGAL if kind is PointKind.BARRIER and has_sector else None,
                sector_id=sector.id if has_sector else None,
                themes=[theme] if has_theme else [],
                disposition=disposition,
                disposed_on=DAY if disposition.is_settled else None,
            )
        )
    return {"points": points, "council": council, "sector": sector, "theme": theme, "contacts": contacts}


CONDITIONS = {
    "kind": (lambda w: PointKind.BARRIER, lambda w, p: p.kind is PointKind.BARRIER),
    "nature": (lambda w: BarrierNature.LEGAL, lambda w, p: p.barrier_nature is BarrierNature.LEGAL),
    "sector_id": (lambda w: w["sector"].id, lambda w, p: p.sector_id is not None),
    "theme_id": (lambda w: w["theme"].id, lambda w, p: bool(p.themes)),
    "organisation_id": (lambda w: w["council"].id, lambda w, p: p.contact_id == w["contacts"][w["council"].id].id),
    "disposition": (lambda w: Disposition.NOTED, lambda w, p: p.disposition is Disposition.NOTED),
    "is_open": (lambda w: True, lambda w, p: p.disposition is Disposition.NEW),
    "words": (lambda w: "blaming cards", lambda w, p: "card" in p.words),
}


@pytest.mark.parametrize("few", [0, board.FEW])
def test_each_filter_and_any_two_find_what_matches_them_all(session, world, monkeypatch, few):
    monkeypatch.setattr(board, "FEW", few)  # with none, facets are walked and terms looked up; else the other way round
    for used in (*combinations(CONDITIONS, 1), *combinations(CONDITIONS, 2), ("kind", "sector_id", "is_open", "words")):
        wanted = {name: CONDITIONS[name][0](world) for name in used}
        expected = [p.id for p in world["points"] if all(CONDITIONS[name][1](world, p) for name in used)]
        assert sorted(found(**wanted)) == expected, used


def test_the_newest_come_first_and_pages_neither_repeat_nor_miss_any(session):
    contact = make_contact(date=DAY)
    points = [make_point(f"Point {number}", contact) for number in range(5)]
    points.insert(0, make_point("Before", raised_on=DAY - dt.timedelta(days=1)))
    points.append(make_point("After", make_contact(date=DAY + dt.timedelta(days=1))))
    listed, place = [], None
    while True:
        page = find_points(PointFilters(), reader=ANYBODY, before=place, size=2)
        assert page.count == BoundedCount(7)
        listed += page.ids
        place = page.next_place
        if place is None:
            break
    assert listed == [point.id for point in reversed(points)]


def test_days_are_included_and_a_place_beyond_them_changes_nothing(session):
    points = [make_point(raised_on=DAY + dt.timedelta(days=number)) for number in range(4)]
    span = PointFilters(date_from=DAY + dt.timedelta(days=1), date_to=DAY + dt.timedelta(days=2))
    expected = [points[2].id, points[1].id]
    assert list(find_points(span, reader=ANYBODY).ids) == expected
    beyond = Place(points[3].sort_key, points[3].id)
    assert list(find_points(span, reader=ANYBODY, before=beyond).ids) == expected


def test_what_holds_no_word_finds_nothing_and_nothing_but_a_barrier_has_a_nature(session):
    make_point(kind=PointKind.BARRIER, barrier_nature=BarrierNature.LEGAL)
    assert found(words="…") == []
    assert found(nature=BarrierNature.LEGAL, kind=PointKind.NEED) == []
    assert found(nature=BarrierNature.LEGAL, kind=PointKind.BARRIER) != []


def test_points_of_restricted_and_archived_contacts_are_in_no_list_and_no_count(session):
    on_it = make_plain_colleague()
    hidden = make_point("Blame", make_contact(is_restricted=True, colleagues=[on_it]))
    gone = make_contact()
    gone.archived_at, gone.archived_reason = dt.datetime(2021, 3, 1, tzinfo=dt.UTC), "Entered twice"
    make_point("Blame", gone)
    session.flush()
    for filters in ({}, {"words": "blame"}, {"kind": PointKind.CONCERN}, {"is_open": True}):
        assert found(**filters) == []
        assert found(EVERYTHING, **filters) == [hidden.id]
        assert found(Reader(on_it.id, may_read_restricted=False), **filters) == [hidden.id]
    counts = count_dispositions(PointFilters(), reader=ANYBODY, waiting_since=DAY)
    assert (counts.of[Disposition.NEW].value, counts.waiting.value) == (0, 0)


def test_voices_are_listed_once_together_and_each_where_one_is_looked_for(session):
    council = make_organisation()
    first = make_point("Fear of blame", raised_on=DAY, disposition=Disposition.NOTED, disposed_on=DAY)
    voice = make_point("Afraid", make_contact(organisations=[council], date=DAY + dt.timedelta(days=1)))
    say_the_same(point=voice, same_as=first, actor=make_plain_colleague(), reader=ANYBODY)
    assert found() == found(disposition=Disposition.NOTED) == [first.id]
    assert found(is_open=True) == []
    assert found(each_voice=True) == [voice.id, first.id]
    for filters in ({"words": "afraid"}, {"organisation_id": council.id}):
        assert found(**filters) == found(**filters, disposition=Disposition.NOTED) == [voice.id]
        assert found(**filters, is_open=True) == []
    [row] = read_points([voice.id], reader=ANYBODY)
    assert (row.is_voice, row.first_words, row.voices) == (True, "Fear of blame", 2)
    assert row.became.disposition is Disposition.NOTED


def test_a_voice_whose_first_is_not_shown_stands_by_itself(session):
    contact = make_contact()
    first = make_point("Fear of blame", contact, disposition=Disposition.NOTED, disposed_on=DAY)
    voice = make_point("Afraid")
    say_the_same(point=voice, same_as=first, actor=make_plain_colleague(), reader=ANYBODY)
    contact.archived_at, contact.archived_reason = dt.datetime(2021, 3, 1, tzinfo=dt.UTC), "Entered twice"
    session.flush()
    assert found() == found(is_open=True) == found(words="afraid", is_open=True) == [voice.id]
    [row] = read_points([voice.id], reader=ANYBODY)
    assert (row.is_voice, row.voices, row.became.disposition) == (False, 1, Disposition.NEW)


def test_dispositions_are_counted_under_the_other_filters(session, world):
    counts = count_dispositions(
        PointFilters(kind=PointKind.NEED, disposition=Disposition.ANSWERED), reader=ANYBODY, waiting_since=DAY
    )
    assert {each: count.value for each, count in counts.of.items() if count.value} == {
        Disposition.NEW: 8,
        Disposition.NOTED: 8,
    }
    assert counts.waiting.value == 8
    earlier = count_dispositions(PointFilters(), reader=ANYBODY, waiting_since=DAY - dt.timedelta(days=1))
    assert (earlier.of[Disposition.NEW].value, earlier.waiting.value) == (16, 0)


def test_of_more_than_lists_count_only_the_open_ones_are_told_apart(session, world, monkeypatch):
    monkeypatch.setattr(board, "COUNT_LIMIT", 5)
    monkeypatch.setattr(board, "MANY", 3)
    counts = count_dispositions(PointFilters(kind=PointKind.NEED), reader=ANYBODY, waiting_since=DAY)
    assert set(counts.of) == {Disposition.NEW, Disposition.UNDER_CONSIDERATION}
    assert counts.of[Disposition.NEW] == counts.waiting == BoundedCount(3, is_more=True)
    assert counts.of[Disposition.UNDER_CONSIDERATION] == BoundedCount(0)
    assert count_dispositions(PointFilters(words="card"), reader=ANYBODY, waiting_since=DAY).of == {}


def test_a_row_says_who_raised_it_or_whom_the_contact_was_with_but_ourselves(session):
    council, ours = make_organisation(), make_organisation("Our own office", is_own=True)
    person, post = make_person(), make_post("Director", council)
    contact = make_contact(organisations=[ours, council])
    named = make_point("A", contact, by_person_id=person.id, by_post_id=post.id, by_organisation_id=council.id)
    unnamed = make_point("B", contact)
    in_document = make_point("C", source_document="Example report", source_paragraph="7")
    rows = {row.id: row for row in read_points([named.id, unnamed.id, in_document.id], reader=ANYBODY)}
    assert [rows[p.id].who for p in (named, unnamed, in_document)] == [
        "Kit Example, Director, Example County Council",
        "Example County Council",
        "",
    ]
    assert (rows[in_document.id].at.document, rows[in_document.id].at.paragraph) == ("Example report", "7")
    assert rows[named.id].at.contact_subject == "Data sharing"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_no_way_to_the_points_scans_or_sorts_them(session):
    facets = ("nature", "sector", "kind", "disposition", "open")
    paths = [
        *(Path((facet,), terms, facet, False) for facet in facets for terms in (0, 2)),
        *(Path(pair, 0, pair[0], False) for pair in combinations(facets[:4], 2)),
        *(
            Path(used, terms, None, apart)
            for used in ((), ("kind", "disposition"))
            for terms in (1, 3)
            for apart in (0, 1)
        ),
        Path((), 0, "", False),
    ]
    for path in paths:
        compiled = keys_along(path, ANYBODY).compile(dialect=session.get_bind().dialect)
        nothing = [0] * len(compiled.positiontup)
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", tuple(nothing))
        steps = [step[3] for step in plan]
        assert not [step for step in steps if "SCAN" in step or "TEMP B-TREE" in step], f"{path}: {steps}"
        assert "point_term" in steps[0] if path.along is None else f"ix_point_{path.along or 'newest'}" in steps[0]
