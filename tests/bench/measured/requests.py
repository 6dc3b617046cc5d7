"""The requests of each operation, varied so that no cache is flattered, each with what its answer has to hold."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tests.bench.bare import BareDatabase
from tests.bench.data.contacts import FIRST_DAY, LAST_DAY
from tests.bench.data.vocabulary import ABSENT_WORDS, COMMON_WORDS, PHRASES, RARE_WORDS, rare_words_by_contact
from tests.bench.measured import lists
from tests.bench.measured.briefs import OPERATIONS as BRIEFS
from tests.bench.measured.briefs import make_brief_requests
from tests.bench.measured.follow_ups import OPERATIONS as FOLLOW_UPS
from tests.bench.measured.follow_ups import make_follow_up_requests
from tests.bench.measured.lists import BenchRequest, ContactList
from tests.bench.measured.managers import OPERATIONS as MANAGERS
from tests.bench.measured.managers import make_manager_requests
from tests.bench.measured.partnership import OPERATIONS as PARTNERSHIP
from tests.bench.measured.partnership import make_partnership_requests
from tests.bench.measured.reports import OPERATIONS as REPORTS
from tests.bench.measured.reports import make_report_requests
from tests.bench.measured.views import OPERATIONS as VIEWS
from tests.bench.measured.views import make_view_requests

READING = (
    "history_first",
    "history_deep",
    "filter_organisation_year",
    "filter_colleague_kind",
    "filter_group_workstream",
    "search_common",
    "search_rare",
    "search_absent",
    "search_phrase",
    "organisation_longest",
    "person",
    "form",
    "typeahead",
)
AUTOSAVE = "draft_autosave"
SAVE = "save"
SAVE_WHOLE = "save_whole"  # with a follow-up, and somebody new
SAVING = (SAVE, SAVE_WHOLE)
WRITING = (AUTOSAVE, *SAVING)
OPERATIONS = (*READING, *PARTNERSHIP, *FOLLOW_UPS, *BRIEFS, *MANAGERS, *REPORTS, *VIEWS, *WRITING)

PREFIXES = (
    "sm", "pat", "wil", "mac", "o'n", "llew", "müll", "garc", "łu", "şa", "nguy", "okaf", "кузн", "шевч", "παπ", "الح",
    "לוי", "शर्", "রহ", "ਸਿੰ", "王", "佐藤", "김", "ბერ", "alder", "raven", "chair", "direct", "coun", "foun",
)  # fmt: skip
_YEARS = range(FIRST_DAY.year + 1, LAST_DAY.year)
_KINDS = ("meeting", "call", "email")
_GROUPS = ("government", "frontline", "regulator")
_DEPTHS = tuple(step / 30 for step in range(9, 29))


@dataclass(frozen=True)
class Subjects:
    """What the requests are about: those with enough contacts that each page is full at every size."""

    organisations: list[int]
    colleagues: list[int]
    people: list[int]
    deep_sort_keys: list[int]
    planted: dict[str, list[int]]


def choose_subjects(database: BareDatabase, *, seed: int, contacts: int) -> Subjects:
    depths = [max(1, round(contacts * (1 - depth))) for depth in _DEPTHS]
    planted: dict[str, list[int]] = {}
    for number, words in rare_words_by_contact(seed, contacts).items():
        for word in words:
            planted.setdefault(word, []).append(number)
    return Subjects(
        organisations=_busiest(database, "contact_organisation", "organisation_id", 6),
        colleagues=_busiest(database, "contact_colleague", "colleague_id", 8),
        people=_busiest(database, "attendee", "person_id", 16),
        deep_sort_keys=[
            database.numbers("SELECT sort_key FROM contact WHERE id = :number", {"number": number})[0]
            for number in depths
        ],
        planted=planted,
    )


def _busiest(database: BareDatabase, table: str, column: str, count: int) -> list[int]:
    return database.numbers(f"SELECT {column} FROM {table} GROUP BY {column} ORDER BY count(*) DESC, 1 LIMIT {count}")


def make_requests(database: BareDatabase, subjects: Subjects, officer: int) -> dict[str, list[BenchRequest]]:
    """Every reading operation's requests for one officer, with what that officer is to see."""

    def listing(source: ContactList, path: str = "/contacts/", **query: Any) -> BenchRequest:
        return BenchRequest(_address(path, query), source.ids(database), source)

    return {
        "history_first": [listing(lists.all_contacts(officer))],
        "history_deep": [
            listing(lists.all_contacts(officer, below), before=below) for below in subjects.deep_sort_keys
        ],
        **_filters(listing, subjects, officer),
        **_searches(database, listing, subjects, officer),
        "organisation_longest": [_organisation(listing, officer, subjects.organisations[0])],
        "person": [listing(lists.of_person(officer, person), f"/people/{person}") for person in subjects.people],
        "form": [BenchRequest("/contacts/log")],
        "typeahead": [BenchRequest(_address("/find", {"q": prefix})) for prefix in PREFIXES],
        **make_partnership_requests(database, listing, officer),
        **make_brief_requests(database, officer, subjects.organisations),
        **make_view_requests(database, listing, officer),
        **make_follow_up_requests(
            database, officer, organisations=subjects.organisations, colleagues=subjects.colleagues
        ),
        **make_manager_requests(),
        **make_report_requests(database, officer),
    }


Listing = Callable[..., BenchRequest]


def _filters(listing: Listing, subjects: Subjects, officer: int) -> dict[str, list[BenchRequest]]:
    return {
        "filter_organisation_year": [
            listing(
                lists.of_organisation_in_year(officer, organisation, year),
                **{"organisation": organisation, "from": f"1 January {year}", "to": f"31 December {year}"},
            )
            for organisation in subjects.organisations
            for year in _YEARS
        ],
        "filter_colleague_kind": [
            listing(lists.of_colleague_and_kind(officer, colleague, kind), colleague=colleague, kind=kind)
            for colleague in subjects.colleagues
            for kind in _KINDS
        ],
        "filter_group_workstream": [
            listing(lists.of_group_and_workstream(officer, group, workstream), group=group, workstream=workstream)
            for group in _GROUPS
            for workstream in range(1, 9)
        ],
    }


def _searches(
    database: BareDatabase, listing: Listing, subjects: Subjects, officer: int
) -> dict[str, list[BenchRequest]]:
    def written(words: str, typed: str) -> BenchRequest:
        return BenchRequest(_address("/contacts/", {"words": typed}), lists.ids_with_words(database, officer, words))

    return {
        "search_common": [written(word, word) for word in COMMON_WORDS],
        "search_rare": [listing(lists.among(officer, subjects.planted[word]), words=word) for word in RARE_WORDS],
        "search_absent": [BenchRequest(_address("/contacts/", {"words": word}), ()) for word in ABSENT_WORDS],
        "search_phrase": [written(" ".join(pair), f'"{" ".join(pair)}"') for pair in PHRASES],
    }


def _organisation(listing: Listing, officer: int, organisation: int) -> BenchRequest:
    source = lists.linked(officer, "contact_organisation", "organisation_id", organisation)
    return listing(source, f"/organisations/{organisation}")


def _address(path: str, query: dict[str, Any]) -> str:
    return f"{path}?{urlencode(query)}" if query else path
