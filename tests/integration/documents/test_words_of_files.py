"""What a contact is found by for its files, however much is in them, on both databases alike."""

import time

import pytest

from app.contacts.filters import ContactFilters
from app.contacts.history import find_contacts
from app.contacts.models import ContactFileWords
from app.contacts.search.indexing import reindex_contacts
from app.contacts.visibility import Reader
from app.documents.queries import find_in_files
from app.documents.rules import MOST_CHARACTERS, searchable_words
from tests.factories.contacts import make_contact
from tests.factories.files import make_file


@pytest.fixture
def contact(session):
    return make_contact("Data sharing", notes="Notes")


def found(words):
    return [row.id for row in find_contacts(ContactFilters(words=words), reader=Reader(1, True)).rows]


def test_phrases_and_beginnings_in_files_find_their_contact(contact):
    make_file(contact=contact, words="The safeguarding front door of Exampleshire")
    assert found('"front door"') == found("examplesh*") == [contact.id]
    assert found('"door front"') == []


def test_no_phrase_reaches_from_one_file_into_the_next(contact):
    make_file(contact=contact, name="a.txt", words="the first ends")
    make_file(contact=contact, name="b.txt", words="begins the second", content=b"b")
    assert found("ends begins") == [contact.id]
    assert found('"ends begins"') == []


def test_indexing_again_keeps_the_words_of_files(session, contact):
    make_file(contact=contact, words="vexilum")
    session.expire_all()
    reindex_contacts([contact.id])
    session.commit()
    assert found("vexilum") == [contact.id]


MANY, LONG, CHARACTERS, RARE_LETTERS = (
    " ".join(f"term{number}" for number in range(20_000))[:200_000],
    " ".join(f"{number:x}".ljust(60, "z") for number in range(3_300)),
    "".join(chr(0x4E00 + number % 20_000) for number in range(200_000)),
    " ".join(chr(0x10400 + number % 40) * 30 + str(number) for number in range(6_000)),
)


# On SQLite, which would hold more, the one that is longest in bytes.
@pytest.mark.parametrize(
    ("words", "database"),
    [*((words, "postgresql") for words in (MANY, LONG, CHARACTERS, RARE_LETTERS)), (RARE_LETTERS, "sqlite")],
    indirect=["database"],
    ids=["many", "long", "characters", "rare letters", "rare letters on SQLite"],
)
def test_files_full_of_words_are_saved_all_the_same(words, session, contact):
    # More than a megabyte of different words, which no tsvector holds.
    started = time.process_time()
    for number in range(3):
        make_file(contact=contact, name=f"{number}.txt", words=words.replace(" ", f"q{number} "))
    stored = session.get(ContactFileWords, contact.id).words
    assert len(stored) <= MOST_CHARACTERS
    assert found("sharing") == [contact.id]
    assert time.process_time() - started < 10


def test_what_is_searched_of_many_words_is_bounded_and_each_is_there():
    texts = [" ".join(f"a{number}" for number in range(start, start + 30_000)) for start in range(0, 90_000, 15_000)]
    words = searchable_words(texts)
    assert set(words.split()) == set(" ".join(texts).split())
    assert len(words) < sum(map(len, texts))


def test_the_place_of_a_word_is_looked_for_within_bounds(contact):
    for number in range(6):
        make_file(contact=contact, name=f"{number}.txt", words="word " * 40_000, content=bytes([number]))
    make_file(contact=contact, name="last.txt", words="vexilum", content=b"last")
    started = time.process_time()
    assert find_in_files([contact.id], "vexilum") == {}
    assert time.process_time() - started < 2
