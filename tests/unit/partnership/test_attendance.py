from app.partnership.forums.attendance import There, turnout_of
from app.people.whom import Whom

COUNCIL, TRUST, FORCE = Whom(1), Whom(2), Whom(3)
KIT = Whom(1, person_id=11)
KIT_AS_DIRECTOR = Whom(1, person_id=11, post_id=21)
DIRECTOR = Whom(1, post_id=21)
SAM_AS_DIRECTOR = Whom(1, person_id=12, post_id=21)


def there(*attendees: Whom, named: tuple[int, ...] = ()) -> There:
    return There(attendees, frozenset(named) | {each.organisation_id or 0 for each in attendees})


def test_an_organisation_came_if_the_contact_names_it():
    turnout = turnout_of([COUNCIL, TRUST], there(named=(1,)))
    assert turnout.came == [True, False]
    assert turnout.words == "2 invited, 1 came"


def test_a_person_came_if_they_were_there_in_whatever_post():
    assert turnout_of([KIT], there(KIT_AS_DIRECTOR)).came == [True]
    assert turnout_of([KIT_AS_DIRECTOR], there(SAM_AS_DIRECTOR)).came == [False]


def test_a_post_came_if_anybody_in_it_did():
    assert turnout_of([DIRECTOR], there(SAM_AS_DIRECTOR)).came == [True]
    assert turnout_of([DIRECTOR], there(Whom(1, person_id=12))).came == [False]


def test_who_came_of_an_organisation_that_was_asked_did_not_come_unasked():
    turnout = turnout_of([COUNCIL], there(KIT_AS_DIRECTOR))
    assert turnout.unasked == []


def test_who_came_in_place_of_the_person_that_was_asked_came_unasked():
    turnout = turnout_of([KIT_AS_DIRECTOR], there(SAM_AS_DIRECTOR))
    assert turnout.unasked == [SAM_AS_DIRECTOR]
    assert turnout.words == "1 invited, none came, 1 came unasked"


def test_an_organisation_counts_as_unasked_only_where_nobody_of_it_is_named():
    sam = Whom(2, person_id=12)
    turnout = turnout_of([COUNCIL], there(sam, named=(1, 3)))
    assert turnout.unasked == [sam, FORCE]
    assert turnout_of([DIRECTOR], there(named=(1,))).unasked == []
