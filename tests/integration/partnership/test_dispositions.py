"""What became of points: said with words, days and outputs, of all that say the same, and undone."""

import datetime as dt

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from app.audit.queries import list_changes, list_contact_changes
from app.contacts.visibility import Reader
from app.core.clock import office_today
from app.core.errors import InvalidInput, StaleVersion
from app.partnership.dispositions import Disposal, dispose, dispose_many, put_back
from app.partnership.evidence import outputs_of_points
from app.points.groups import say_the_same
from app.points.models import Point
from app.points.rules import Disposition
from tests.factories.contacts import make_contact, make_plain_colleague
from tests.factories.partnership import make_output, make_point

ANYBODY = Reader(0, may_read_restricted=False)
EVERYTHING = Reader(0, may_read_restricted=True)
DAY = dt.date(2021, 2, 18)
NOTED = Disposal(Disposition.NOTED, disposed_on=DAY)


@pytest.fixture
def officer(session):
    return make_plain_colleague("Officer A")


def say(officer, disposal, *points, reader=ANYBODY, **more):
    return dispose(points=points, disposal=disposal, actor=officer, reader=reader, **more)


def refused(officer, disposal, *points):
    with pytest.raises(InvalidInput) as refusal:
        say(officer, disposal, *points)
    return {problem.field: problem.message for problem in refusal.value.problems}


@pytest.mark.parametrize(
    ("disposal", "fields"),
    [
        (Disposal(Disposition.ANSWERED, " ", DAY), {"answer"}),
        (Disposal(Disposition.DECLINED, "", DAY), {"answer"}),
        (Disposal(Disposition.NOTED), {"disposed_on"}),
        (Disposal(Disposition.ANSWERED), {"answer", "disposed_on"}),
        (Disposal(Disposition.NOTED, disposed_on=dt.date(2021, 2, 2)), {"disposed_on"}),
        (Disposal(Disposition.NOTED, disposed_on=office_today() + dt.timedelta(days=1)), {"disposed_on"}),
        (Disposal(Disposition.TAKEN_INTO_OUTPUT, disposed_on=DAY), {"output"}),
        (Disposal(Disposition.TAKEN_INTO_OUTPUT, disposed_on=DAY, output_id=987654), {"output"}),
        (Disposal(Disposition.NEW, "With the lawyers"), {"answer"}),
        (Disposal(Disposition.NEW, output_id=987654), {"output"}),
        (Disposal(Disposition.NOTED, "Thanks", DAY, output_id=987654), {"output"}),
    ],
)
def test_what_lacks_words_a_day_or_an_output_and_what_would_be_dropped_is_refused(session, officer, disposal, fields):
    assert refused(officer, disposal, make_point()).keys() == fields


def test_a_day_before_it_was_raised_is_told_with_the_day_that_it_was(session, officer):
    early = Disposal(Disposition.NOTED, disposed_on=dt.date(2021, 2, 2))
    later = make_point(raised_on=dt.date(2021, 2, 10))
    ways_out = {
        (later,): "“Settled on” is before it was raised, on 10 February 2021. Enter that day or a later one.",
        (make_point(), later): (
            "“Settled on” is before one of them was raised, on 10 February 2021. Enter that day or a later one."
        ),
    }
    for points, words in ways_out.items():
        assert refused(officer, early, *points) == {"disposed_on": words}


@pytest.mark.parametrize(
    "values", [{"disposition": Disposition.ANSWERED, "disposed_on": DAY}, {"disposition": "noted"}]
)
def test_the_database_refuses_it_too(session, values):
    point = make_point()
    with pytest.raises(IntegrityError):
        session.execute(update(Point).where(Point.id == point.id).values(**values))


def test_an_open_point_has_no_day_and_a_new_one_no_answer(session, officer):
    point = make_point()
    say(officer, Disposal(Disposition.UNDER_CONSIDERATION, "With the lawyers", DAY), point)
    assert (point.answer, point.disposed_on) == ("With the lawyers", None)
    say(officer, Disposal(Disposition.NEW, "", DAY), point)
    assert (point.answer, point.disposed_on) == ("", None)


def test_without_an_answer_for_many_each_keeps_its_own(session, officer):
    told, untold = make_point(disposition=Disposition.UNDER_CONSIDERATION, answer="With the lawyers"), make_point()
    terms = {"points": [told, untold], "settled_too": False, "actor": officer, "reader": ANYBODY}
    dispose_many(disposal=NOTED, **terms)
    assert [(point.disposition, point.answer) for point in (told, untold)] == [
        (Disposition.NOTED, "With the lawyers"),
        (Disposition.NOTED, ""),
    ]
    with pytest.raises(InvalidInput) as refusal:
        dispose_many(disposal=NOTED, **terms)
    assert "2 of these 2 points are settled already." in str(refusal.value)


def test_many_are_not_made_new_with_an_answer_nor_answered_without_one(session, officer):
    told, untold = make_point(disposition=Disposition.UNDER_CONSIDERATION, answer="With the lawyers"), make_point()
    for disposal in (Disposal(Disposition.NEW), Disposal(Disposition.ANSWERED, "", DAY)):
        with pytest.raises(InvalidInput):
            dispose_many(points=[told, untold], disposal=disposal, settled_too=True, actor=officer, reader=ANYBODY)
    assert told.answer == "With the lawyers"


def test_a_point_taken_into_an_output_is_behind_it_from_then_on(session, officer):
    point, output = make_point(), make_output()
    say(officer, Disposal(Disposition.TAKEN_INTO_OUTPUT, "", DAY, output.id), point)
    assert [each.title for each in outputs_of_points([point.id])[point.id]] == ["Duty desk card"]
    say(officer, NOTED, point)
    say(officer, Disposal(Disposition.TAKEN_INTO_OUTPUT, "", DAY), point)  # it is in one already
    assert point.disposition is Disposition.TAKEN_INTO_OUTPUT


def test_an_archived_output_is_none_to_take_it_into(session, officer):
    gone = make_output(archived_at=dt.datetime(2021, 3, 1, tzinfo=dt.UTC), archived_reason="Entered twice")
    assert "output" in refused(officer, Disposal(Disposition.TAKEN_INTO_OUTPUT, "", DAY, gone.id), make_point())


def test_of_points_that_say_the_same_the_first_holds_it_for_all(session, officer):
    first, voice = make_point("Fear of blame"), make_point("Afraid")
    say_the_same(point=voice, same_as=first, actor=officer, reader=ANYBODY)
    former = say(officer, NOTED, voice, first)
    assert (first.disposition, voice.disposition) == (Disposition.NOTED, Disposition.NEW)
    assert [each.point_id for each in former] == [first.id]


def test_it_is_told_as_long_as_the_point_was_not_saved_since(session, officer):
    point = make_point()
    seen = point.version
    say(officer, NOTED, point, version=seen)
    with pytest.raises(StaleVersion):
        say(officer, NOTED, point, version=seen)


def test_what_is_said_of_several_can_be_undone_but_for_what_was_saved_since(session, officer):
    output = make_output()
    answered = make_point(disposition=Disposition.ANSWERED, answer="In the guidance", disposed_on=DAY)
    new, other = make_point(), make_point()
    former = say(officer, Disposal(Disposition.TAKEN_INTO_OUTPUT, "", DAY, output.id), answered, new, other)
    say(officer, NOTED, other)
    assert put_back(former=former, actor=officer, reader=ANYBODY) == 2
    assert (answered.disposition, answered.answer, answered.disposed_on) == (
        Disposition.ANSWERED,
        "In the guidance",
        DAY,
    )
    assert (new.disposition, other.disposition) == (Disposition.NEW, Disposition.NOTED)
    assert list(outputs_of_points([answered.id, new.id, other.id])) == [other.id]
    assert put_back(former=former, actor=officer, reader=ANYBODY) == 0


def test_what_a_restricted_contact_s_point_became_is_for_those_who_may_read_the_contact(session, officer):
    contact = make_contact(is_restricted=True)
    point = make_point(contact=contact)
    former = say(officer, NOTED, point, reader=EVERYTHING)
    [change] = [change for change in list_contact_changes(contact.id) if change.subject_kind == "point"]
    assert {each["label"]: (each["old"], each["new"]) for each in change.changes} == {
        "Disposition": ("New", "Noted"),
        "Settled on": ("", "18 February 2021"),
    }
    assert put_back(former=former, actor=officer, reader=ANYBODY) == 0
    assert point.disposition is Disposition.NOTED
    assert len(list_changes("point", point.id)) == 1
