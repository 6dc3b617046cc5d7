import pytest

from app.audit.queries import list_changes
from app.audit.rules import SystemActor
from app.core.errors import InvalidInput
from app.managed_lists.queries import list_words
from app.managed_lists.rules import Move
from app.managed_lists.services import add_word, archive_word, move_word, rename_word, restore_word
from app.organisations.sectors import SECTORS
from app.programme.themes import THEMES
from tests.factories.directory import make_organisation

pytestmark = pytest.mark.usefixtures("session")
ACTOR = SystemActor()


@pytest.fixture(params=[SECTORS, THEMES], ids=["sectors", "themes"])
def words(request: pytest.FixtureRequest, session):
    for listed in list_words(request.param, with_archived=True):
        session.delete(listed)
    session.flush()
    return request.param


def names(words, **kwargs) -> list[str]:
    return [word.name for word in list_words(words, **kwargs)]


def test_new_words_go_to_the_end(words):
    for name in ("Zebra", "Ant", " Bee  hive "):
        add_word(words=words, name=name, actor=ACTOR)
    assert names(words) == ["Zebra", "Ant", "Bee hive"]


def test_a_word_changes_places_with_its_neighbour_and_stops_at_the_ends(words):
    first, second, third = (add_word(words=words, name=name, actor=ACTOR) for name in ("One", "Two", "Three"))
    move_word(words=words, word=third, move=Move.UP, actor=ACTOR)
    assert names(words) == ["One", "Three", "Two"]
    move_word(words=words, word=first, move=Move.UP, actor=ACTOR)
    move_word(words=words, word=second, move=Move.DOWN, actor=ACTOR)
    assert names(words) == ["One", "Three", "Two"]


def test_an_archived_word_is_offered_no_more_until_restored(words):
    word = add_word(words=words, name="One", actor=ACTOR)
    archive_word(words=words, word=word, actor=ACTOR)
    assert names(words) == []
    assert names(words, with_archived=True) == ["One"]
    restore_word(words=words, word=word, actor=ACTOR)
    assert names(words) == ["One"]
    assert [entry.action for entry in list_changes(words.subject_kind, word.id)] == ["restored", "archived", "created"]


@pytest.mark.parametrize("name", ["", "   ", "one", "x" * 101, "nul\x00"])
def test_a_name_that_cannot_be_is_refused(words, name):
    add_word(words=words, name="One", actor=ACTOR)
    with pytest.raises(InvalidInput) as error:
        add_word(words=words, name=name, actor=ACTOR)
    assert error.value.problems[0].field == "name"


def test_a_word_can_be_renamed_in_case_alone_and_the_change_is_recorded(words):
    word = add_word(words=words, name="One", actor=ACTOR)
    rename_word(words=words, word=word, name="ONE", actor=ACTOR)
    assert names(words) == ["ONE"]
    assert list_changes(words.subject_kind, word.id)[0].changes == [{"label": "Name", "old": "One", "new": "ONE"}]


def test_an_organisation_keeps_its_archived_sector_but_no_other_can_take_it():
    sector = add_word(words=SECTORS, name="Example sector", actor=ACTOR)
    council = make_organisation(sector_id=sector.id)
    archive_word(words=SECTORS, word=sector, actor=ACTOR)
    assert council.sector is sector
    with pytest.raises(InvalidInput):
        make_organisation("Another", sector_id=sector.id)
