"""The made-up record keeps the promises that the benchmark's figures rely on."""

import datetime as dt
import unicodedata
from collections import Counter
from operator import itemgetter
from random import Random
from statistics import mean, median

import pytest

from app.contacts.models import Attendee, ContactOrganisation
from app.contacts.rules import Visibility
from app.contacts.search.document import SearchDocument
from app.contacts.search.tokens import terms
from tests.bench.data.contacts import FIRST_DAY, LAST_DAY, BenchContact, ContactMaker
from tests.bench.data.directory import PEOPLE, Directory, make_directory
from tests.bench.data.names import SCRIPTS, PersonNames
from tests.bench.data.notes import write_notes
from tests.bench.data.rows import RowMaker, columns_of
from tests.bench.data.vocabulary import (
    ABSENT_WORDS,
    COMMON_WORDS,
    PHRASES,
    RARE_OCCURRENCES,
    RARE_WORDS,
    WORDS,
    rare_words_by_contact,
)

SEED = 7
RESERVED = (*COMMON_WORDS, *(word for pair in PHRASES for word in pair), *RARE_WORDS, *ABSENT_WORDS)


@pytest.fixture(scope="module")
def directory() -> Directory:
    return make_directory(SEED)


@pytest.fixture(scope="module")
def contacts(directory: Directory) -> list[BenchContact]:
    maker = ContactMaker(directory, seed=SEED, contacts=3_000)
    return [maker.make(number) for number in range(1, 3_001)]


def test_the_same_seed_makes_the_same_record(directory: Directory, contacts: list[BenchContact]) -> None:
    again = make_directory(SEED)
    assert again == directory
    assert ContactMaker(again, seed=SEED, contacts=3_000).make(1_234) == contacts[1_233]


def test_another_seed_makes_another_record(directory: Directory, contacts: list[BenchContact]) -> None:
    other = ContactMaker(directory, seed=SEED + 1, contacts=3_000)

    assert [other.make(number).notes for number in range(1, 4)] != [contact.notes for contact in contacts[:3]]


def test_names_come_in_many_scripts() -> None:
    random, names = Random(SEED), PersonNames()
    scripts = {
        unicodedata.name(letter).split()[0] for _ in range(3_000) for letter in names.draw(random) if letter.isalpha()
    }

    assert {"LATIN", "CYRILLIC", "GREEK", "ARABIC", "HEBREW", "DEVANAGARI", "BENGALI", "GURMUKHI", "TAMIL"} <= scripts
    assert {"CJK", "HIRAGANA", "HANGUL", "ARMENIAN", "GEORGIAN", "ETHIOPIC", "THAI"} <= scripts
    assert sum(script.share for script in SCRIPTS.values()) == pytest.approx(1)


def test_notes_are_unevenly_long_around_sixty_words(contacts: list[BenchContact]) -> None:
    lengths = [len(contact.notes.split()) for contact in contacts]

    assert 52 < mean(lengths) < 66
    assert median(lengths) < mean(lengths) * 0.75
    assert max(lengths) > 400


@pytest.mark.parametrize(("word", "share"), COMMON_WORDS.items())
def test_a_common_word_is_in_its_share_of_the_notes(word: str, share: float) -> None:
    random = Random(SEED)
    found = sum(word in write_notes(random, (), ()).lower() for _ in range(4_000))

    assert found / 4_000 == pytest.approx(share, abs=0.03)


def test_reserved_words_are_found_nowhere_else(directory: Directory) -> None:
    reserved = {term for word in RESERVED for term in terms(word)}
    others = {term for word in WORDS for term in terms(word)}
    others |= {term for organisation in directory.organisations for term in terms(organisation.name)}
    others |= {term for person in directory.people for term in terms(person.name)}
    others |= {term for post in directory.posts for term in terms(post.title)}

    assert len(reserved) == len(RESERVED)
    assert not reserved & others


def test_a_rare_word_is_in_equally_many_contacts_at_every_size(contacts: list[BenchContact]) -> None:
    planted = Counter(word for words in rare_words_by_contact(SEED, 1_000_000).values() for word in words)
    found = Counter(word for contact in contacts for word in RARE_WORDS if word in contact.notes.lower())

    assert planted == found == Counter(dict.fromkeys(RARE_WORDS, RARE_OCCURRENCES))


def test_an_absent_word_is_in_no_contact(contacts: list[BenchContact]) -> None:
    assert not any(word in contact.notes.lower() for contact in contacts for word in ABSENT_WORDS)


def test_contacts_rise_by_date_within_the_span(contacts: list[BenchContact]) -> None:
    assert all(FIRST_DAY <= contact.date <= LAST_DAY for contact in contacts)
    assert contacts[-1].date - contacts[0].date > dt.timedelta(days=2_000)


def test_one_contact_in_twenty_is_restricted(contacts: list[BenchContact]) -> None:
    restricted = sum(contact.visibility is Visibility.RESTRICTED for contact in contacts)

    assert restricted / len(contacts) == pytest.approx(0.05, abs=0.015)


def test_a_few_organisations_have_most_of_the_contacts(contacts: list[BenchContact]) -> None:
    by_organisation = Counter(link.organisation_id for contact in contacts for link in contact.organisation_links)

    assert by_organisation.most_common(1)[0][1] > len(contacts) / 10
    assert len(by_organisation) > 500


def test_everybody_has_an_organisation_and_about_three_are_at_a_contact(
    directory: Directory, contacts: list[BenchContact]
) -> None:
    assert sum(len(organisation.people) for organisation in directory.organisations) == PEOPLE
    assert 2.5 < mean(len(contact.attendees) for contact in contacts) < 3.5


def test_rows_name_the_organisation_of_every_attendee(contacts: list[BenchContact]) -> None:
    rows = RowMaker(SearchDocument.as_fts5_text).make(iter(contacts[:200]))
    link = itemgetter(*(columns_of(ContactOrganisation).index(name) for name in ("contact_id", "organisation_id")))
    attendee = itemgetter(*(columns_of(Attendee).index(name) for name in ("contact_id", "organisation_id")))

    assert len(rows["contact"]) == 200
    assert {attendee(row) for row in rows["attendee"]} <= {link(row) for row in rows["contact_organisation"]}
