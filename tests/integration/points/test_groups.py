"""Points that say the same: one concern from five bodies is one with five voices."""

import pytest

from app.audit.queries import list_changes
from app.contacts.rules import Visibility
from app.contacts.visibility import Reader
from app.core.errors import Conflict
from app.entry.services import log_contact, revise_contact
from app.points.groups import first_of, list_voices, resolve_same_as, say_the_same, take_apart
from app.points.models import Point
from app.points.rules import PointKind
from app.points.services import PointDetails
from tests.factories.contacts import make_contact, make_organisation, make_plain_colleague
from tests.factories.entry import details
from tests.factories.partnership import make_point

NOBODY = Reader(0, may_read_restricted=False)
EVERYTHING = Reader(0, may_read_restricted=True)


@pytest.fixture
def officer(session):
    return make_plain_colleague("Officer A")


def join(point, same_as, actor, reader=NOBODY):
    return say_the_same(point=point, same_as=same_as, actor=actor, reader=reader)


def voices(point, reader=NOBODY):
    return [voice.id for voice in list_voices(first_of(point, reader=reader), reader=reader)]


def test_a_voice_of_a_voice_is_a_voice_of_the_first(session, officer):
    first, second, third = (make_point(f"Fear of blame {number}") for number in range(3))
    join(second, first, officer)
    join(third, second, officer)
    assert (first.same_as_id, second.same_as_id, third.same_as_id) == (None, first.id, first.id)
    assert voices(third) == [first.id, second.id, third.id]


def test_one_brings_its_own_voices_and_takes_them_away_again(session, officer):
    first, second, third = (make_point(f"Fear of blame {number}") for number in range(3))
    join(third, second, officer)
    joined = join(second, first, officer)
    assert (second.same_as_id, third.same_as_id) == (first.id, first.id)
    assert list(joined.brought) == [third.id]
    take_apart(point=second, actor=officer, reader=NOBODY, brought=joined.brought)
    session.flush()
    assert (second.same_as_id, third.same_as_id) == (None, second.id)


@pytest.mark.parametrize("backwards", [False, True])
def test_there_is_never_a_ring(session, officer, backwards):
    first, second = make_point("Fear of blame"), make_point("Afraid of blame")
    join(second, first, officer)
    with pytest.raises(Conflict):
        join(*((first, second) if backwards else (second, first)), officer)
    assert first.same_as_id is None


def test_what_was_joined_and_parted_is_told_without_the_other_s_words(session, officer):
    first, second = make_point("Fear of blame"), make_point("Afraid")
    join(second, first, officer)
    take_apart(point=second, actor=officer, reader=NOBODY)
    told = [change.changes for change in list_changes("point", second.id)]
    assert [[(each["old"], each["new"]) for each in changes] for changes in told] == [
        [("Another point", "")],
        [("", "Another point")],
    ]


def test_what_all_may_read_is_no_voice_of_what_few_may(session, officer):
    hidden = make_point("Fear of blame", make_contact(is_restricted=True))
    shown = make_point("Afraid of blame", make_contact())
    with pytest.raises(Conflict):
        join(shown, hidden, officer, EVERYTHING)
    join(hidden, shown, officer, EVERYTHING)
    assert voices(shown) == [shown.id]
    assert set(voices(shown, EVERYTHING)) == {shown.id, hidden.id}


def test_a_first_that_is_restricted_later_gives_way_to_the_next(session, officer):
    council = make_organisation()
    points = [PointDetails(PointKind.CONCERN, "Fear of blame")]
    contact = log_contact(details=details(council, points=points), actor=officer).contact
    first = session.query(Point).one()
    second, third = make_point("Afraid of blame"), make_point("They fear blame")
    for voice in (second, third):
        join(voice, first, officer)
    said = details(
        council,
        points=[PointDetails(PointKind.CONCERN, "Fear of blame", id=first.id)],
        fields={"visibility": Visibility.RESTRICTED},
        subject="Told in confidence",
    )
    revise_contact(contact=contact, version=contact.version, details=said, actor=officer)
    session.expire_all()
    assert (second.same_as_id, third.same_as_id, first.same_as_id) == (None, second.id, None)


def test_new_points_may_name_what_their_author_may_read_and_everybody_may(session, officer):
    first, hidden = make_point("Fear of blame"), make_point("Secret", make_contact(is_restricted=True))
    voice = make_point("Afraid")
    join(voice, first, officer)
    asked = [first.id, voice.id, hidden.id, 987654]
    expected = {first.id: first.id, voice.id: first.id}
    assert resolve_same_as(asked, reader=NOBODY) == resolve_same_as(asked, reader=EVERYTHING) == expected


def test_one_takes_along_only_what_the_reader_may_read_and_it_may_speak_for(session, officer):
    first, shown, other = (make_point(f"Fear of blame {number}") for number in range(3))
    hidden = make_point("Told in confidence", make_contact(is_restricted=True))
    of_few = make_point("Told to us", make_contact(is_restricted=True, colleagues=[officer]))
    reader = Reader(officer.id, may_read_restricted=False)
    join(hidden, shown, officer, EVERYTHING)
    assert list(join(shown, first, officer, reader).brought) == []
    for voice in (of_few, other):
        join(voice, first, officer, reader)
    take_apart(point=shown, actor=officer, reader=reader, brought=[hidden.id])
    take_apart(point=of_few, actor=officer, reader=reader, brought=[other.id])
    assert (shown.same_as_id, of_few.same_as_id) == (None, None)
    assert (hidden.same_as_id, other.same_as_id) == (first.id, first.id)
