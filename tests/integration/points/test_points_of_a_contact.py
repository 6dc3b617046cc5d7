"""The points of a contact are written with who raised them and what they repeat; what became of them is left alone."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from app.accounts.rules import Role
from app.contacts.rules import Visibility
from app.entry.details import NewPerson, RaisedPoint
from app.entry.services import log_contact, revise_contact
from app.entry.undoing import undo_change
from app.organisations.models import Sector
from app.points.models import Point
from app.points.queries import list_points_of_contact
from app.points.rules import BarrierNature, Disposition, PointKind
from app.points.services import PointDetails
from tests.factories.contacts import make_contact, make_plain_colleague, make_theme
from tests.factories.directory import make_appointment, make_organisation, make_person, make_post
from tests.factories.entry import details
from tests.factories.partnership import make_point

FEAR = "Staff hold back because they fear blame"


@pytest.fixture
def officer(session):
    return make_plain_colleague()


@pytest.fixture
def council(session):
    return make_organisation()


def raised(words=FEAR, kind=PointKind.BARRIER, **more):
    return RaisedPoint(kind, words, **more)


def log(officer, *who, **more):
    return log_contact(details=details(*who, **more), actor=officer).contact


def revise(contact, officer, *who, **more):
    said = details(*who, **more)
    return revise_contact(contact=contact, version=contact.version, details=said, actor=officer)


def of(contact):
    return list_points_of_contact(contact.id)


def as_kept(point):
    """The details that its row of the form says."""
    return RaisedPoint(point.kind, point.words, id=point.id, same_as_id=point.same_as_id)


def test_a_point_keeps_its_nature_sector_themes_and_who_raised_it(session, officer, council):
    sector, theme, person = Sector(name="Example sector"), make_theme(), make_person()
    session.add(sector)
    session.flush()
    post = make_post(organisation=council)
    make_appointment(person, post)
    said = raised(
        barrier_nature=BarrierNature.CULTURAL, sector_id=sector.id, theme_ids=[theme.id], by=f"person:{person.id}"
    )
    [point] = of(log(officer, council, person, points=[said]))
    assert (point.barrier_nature, point.sector_id, point.themes) == (BarrierNature.CULTURAL, sector.id, [theme])
    assert (point.by_person_id, point.by_post_id, point.by_organisation_id) == (person.id, post.id, council.id)


def test_somebody_new_can_have_raised_a_point(session, officer, council):
    new = [NewPerson("Ann Example"), NewPerson("Jo Example", "Lead")]
    contact = log(officer, council, new_people=new, points=[raised(by="new_person:1")])
    [point] = of(contact)
    assert (point.by_person.name, point.by_post.title) == ("Jo Example", "Lead")
    assert point.by_organisation == council


def test_only_a_barrier_has_a_nature(session, officer, council):
    said = raised(kind=PointKind.NEED, barrier_nature=BarrierNature.LEGAL)
    [point] = of(log(officer, council, points=[said]))
    assert point.barrier_nature is None


def test_editing_a_contact_leaves_what_became_of_its_points(session, officer, council):
    contact = log(officer, council, points=[raised(), raised("Who may sign off a share?", PointKind.QUESTION)])
    [first, second] = of(contact)
    second.disposition, second.answer = Disposition.ANSWERED, "The duty manager"
    second.disposed_on = dt.date(2021, 3, 8)
    session.flush()
    said = replace(as_kept(second), words="Who signs off?")
    revise(contact, officer, council, points=[said])
    [kept] = of(contact)
    assert (kept.id, kept.words) == (second.id, "Who signs off?")
    assert (kept.disposition, kept.answer, kept.disposed_on) == (
        Disposition.ANSWERED,
        "The duty manager",
        dt.date(2021, 3, 8),
    )
    assert session.get(Point, first.id) is None


def test_undoing_the_removal_of_a_point_brings_back_what_became_of_it(session, officer, council):
    contact = log(officer, council, points=[raised()])
    [point] = of(contact)
    point.disposition, point.answer, point.disposed_on = Disposition.NOTED, "Seen", dt.date(2021, 3, 8)
    session.flush()
    logged = revise(contact, officer, council)
    assert of(contact) == []
    undo_change(contact=contact, version=logged.overwrote, actor=officer, most_files=5)
    [back] = of(contact)
    assert (back.words, back.disposition, back.answer) == (FEAR, Disposition.NOTED, "Seen")


def test_what_repeats_a_voice_is_a_voice_of_the_first(session, officer, council):
    first = make_point(FEAR)
    voice = make_point("They fear blame", same_as_id=first.id)
    [point] = of(log(officer, council, points=[raised(same_as_id=voice.id)]))
    assert point.same_as_id == first.id


def test_voices_go_along_with_a_point_that_now_repeats_another(session, officer, council):
    first, contact = make_point(FEAR), log(officer, council, points=[raised()])
    [point] = of(contact)
    voice = make_point("They fear blame", same_as_id=point.id)
    revise(contact, officer, council, points=[replace(as_kept(point), same_as_id=first.id)])
    session.expire_all()
    assert (point.same_as_id, voice.same_as_id) == (first.id, first.id)


def test_two_points_of_a_form_cannot_each_repeat_the_other(session, officer, council):
    contact = log(officer, council, points=[raised(), raised("Fear of blame")])
    one, two = of(contact)
    said = [replace(as_kept(one), same_as_id=two.id), replace(as_kept(two), same_as_id=one.id)]
    revise(contact, officer, council, points=said)
    assert [point.same_as_id for point in of(contact)] == [None, one.id]


def test_the_next_voice_takes_the_place_of_a_first_that_is_removed(session, officer, council):
    contact = log(officer, council, points=[raised()])
    [first] = of(contact)
    first.disposition, first.answer, first.disposed_on = Disposition.NOTED, "Seen", dt.date(2021, 3, 8)
    early = make_point("They fear blame", same_as_id=first.id, raised_on=dt.date(2021, 2, 1))
    late = make_point("Blame is feared", same_as_id=first.id, raised_on=dt.date(2021, 2, 9))
    revise(contact, officer, council)
    session.expire_all()
    assert (early.same_as_id, late.same_as_id) == (None, early.id)
    assert (early.disposition, early.answer) == (Disposition.NOTED, "Seen")


@pytest.fixture
def noted_first(session, officer, council):
    """The only point of its contact, of which it is said what became."""
    [first] = of(log(officer, council, points=[raised()]))
    first.disposition, first.answer, first.disposed_on = Disposition.NOTED, "Seen", dt.date(2021, 3, 8)
    return first


def test_what_all_may_read_takes_the_place_of_a_first_before_what_few_may(session, officer, council, noted_first):
    few = make_contact(is_restricted=True, date=dt.date(2021, 2, 1))
    hidden = make_point("Told in confidence", few, same_as_id=noted_first.id)
    shown = make_point("Blame is feared", same_as_id=noted_first.id, raised_on=dt.date(2021, 2, 9))
    revise(noted_first.contact, officer, council)
    session.expire_all()
    assert (hidden.same_as_id, shown.same_as_id) == (shown.id, None)
    assert (shown.disposition, shown.answer) == (Disposition.NOTED, "Seen")


def test_what_few_may_read_never_speaks_for_what_others_may(session, officer, council, noted_first):
    few, others = make_contact(is_restricted=True), make_contact(is_restricted=True)
    one, two, three = (make_point("Told us", each, same_as_id=noted_first.id) for each in (few, few, others))
    revise(noted_first.contact, officer, council)
    session.expire_all()
    assert (one.same_as_id, two.same_as_id, three.same_as_id) == (None, one.id, None)
    assert (one.answer, three.answer) == ("Seen", "Seen")


def test_what_became_of_a_first_stays_with_its_contact_that_is_restricted_as_it_goes(
    session, officer, council, noted_first
):
    voice = make_point("Blame is feared", same_as_id=noted_first.id)
    said = {"fields": {"visibility": Visibility.RESTRICTED}, "subject": "In confidence"}
    revise(noted_first.contact, officer, council, **said)
    session.expire_all()
    assert (voice.same_as_id, voice.disposition) == (None, Disposition.NEW)


def test_what_few_may_read_is_taken_for_no_first_whoever_names_it_nor_taken_away(session, officer, council):
    in_confidence = make_point(FEAR, make_contact(is_restricted=True))
    contact = log(officer, council, points=[raised(same_as_id=in_confidence.id)])
    [point] = of(contact)
    assert point.same_as_id is None
    manager = make_plain_colleague("Manager A", Role.MANAGER)
    said = replace(as_kept(point), same_as_id=in_confidence.id)
    revise(contact, manager, council, points=[said])
    assert point.same_as_id is None
    point.same_as_id = in_confidence.id
    revise(contact, officer, council, points=[replace(said, same_as_id=None, words="Blame is feared")])
    [point] = of(contact)
    assert (point.words, point.same_as_id) == ("Blame is feared", in_confidence.id)


def test_a_first_that_is_gone_by_now_is_left_out(session, officer, council):
    assert session.scalar(select(Point.id)) is None
    [point] = of(log(officer, council, points=[PointDetails(PointKind.NEED, "A card", same_as_id=99_999)]))
    assert point.same_as_id is None
