"""Made-up organisations, people, posts and colleagues: the same directory whatever the number of contacts.

The classes carry the names of the models' attributes, so that the application's own code can read them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random

from app.organisations.rules import PartnerGroup
from tests.bench.data.names import PersonNames

ORGANISATIONS = 4_000
PEOPLE = 50_000
POSTS = 6_000
TEAMS = 6
COLLEAGUES = 60
SECTORS = 10
WORKSTREAMS = 8
COMMITMENTS = 24
THEMES = 12


def _words(listed: str) -> list[str]:
    return listed.split()


_GROUPS = (PartnerGroup.FRONTLINE, PartnerGroup.GOVERNMENT, PartnerGroup.REGULATOR, PartnerGroup.PARLIAMENT)
_GROUP_BOUNDS = (0.66, 0.86, 0.94, 1.0)
_KINDS = {
    PartnerGroup.FRONTLINE: (
        "County Council", "Borough Council", "City Council", "NHS Foundation Trust", "Police", "Academy Trust",
        "Housing", "Care Alliance", "Foundation", "University", "Hospice", "Advice Centre",
    ),
    PartnerGroup.GOVERNMENT: ("Department", "Agency", "Delivery Office", "Executive"),
    PartnerGroup.REGULATOR: ("Inspectorate", "Commission", "Standards Authority"),
    PartnerGroup.PARLIAMENT: ("Committee", "All-Party Group"),
}  # fmt: skip
_PLACE_BEGINNINGS = _words(
    "Alder Ash Barrow Beck Birk Bram Calder Carn Clay Cold Crag Dun East Elm Fen Garth Glen Hazel Holm Keld Kirk Lang "
    "Llan Marsh Mere Mill Nor Oak Pen Raven Rush Sand Stan Strath Sutton Thorn Wath West Whin Wold Yar Ynys Brè Môr"
)
_PLACE_ENDINGS = _words(
    "bury by cester combe dale den field ford gate ham hope hurst leigh ley mere minster mouth ness ridge shaw stead "
    "thorpe ton wade wick wold worth"
)
_POST_TITLES = (
    "Chair", "Chief Executive", "Director", "Deputy Director", "Head of Data", "Head of Practice", "Caldicott Lead",
    "Records Manager", "Policy Adviser", "Clerk", "Chief Constable", "Service Manager",
)  # fmt: skip


@dataclass(frozen=True)
class BenchOrganisation:
    id: int
    name: str
    abbreviation: str
    partner_group: PartnerGroup
    sector_id: int
    aliases: tuple[()] = ()
    people: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class BenchPerson:
    id: int
    name: str
    organisation_id: int
    post_id: int | None


@dataclass(frozen=True)
class BenchPost:
    id: int
    title: str
    organisation_id: int


@dataclass(frozen=True)
class BenchColleague:
    id: int
    name: str
    team_id: int


@dataclass(frozen=True)
class Directory:
    """Row number i of each list has the id i + 1."""

    organisations: Sequence[BenchOrganisation]
    people: Sequence[BenchPerson]
    posts: Sequence[BenchPost]
    colleagues: Sequence[BenchColleague]


def zipf_bounds(count: int, exponent: float = 1.0) -> tuple[float, ...]:
    """Cumulative weights for random.choices: the first is drawn most, by Zipf's law."""
    return tuple(accumulate(1 / rank**exponent for rank in range(1, count + 1)))


def make_directory(seed: int) -> Directory:
    random = Random(f"{seed}:directory")
    names = PersonNames()
    organisations = _make_organisations(random)
    posts = [
        BenchPost(number, random.choice(_POST_TITLES), _early(random, ORGANISATIONS)) for number in range(1, POSTS + 1)
    ]
    people = _make_people(random, names, organisations, posts)
    colleagues = [BenchColleague(number, names.draw(random), number % TEAMS + 1) for number in range(1, COLLEAGUES + 1)]
    return Directory(organisations, people, posts, colleagues)


def _early(random: Random, count: int) -> int:
    """A number from 1 to count, the lower ones more often: the busiest bodies have the most people."""
    return int(count * random.random() ** 2) + 1


def _make_organisations(random: Random) -> list[BenchOrganisation]:
    organisations: list[BenchOrganisation] = []
    taken: set[str] = set()
    while len(organisations) < ORGANISATIONS:
        group = random.choices(_GROUPS, cum_weights=_GROUP_BOUNDS)[0]
        name = f"{random.choice(_PLACE_BEGINNINGS)}{random.choice(_PLACE_ENDINGS)} {random.choice(_KINDS[group])}"
        if name in taken:
            continue
        taken.add(name)
        abbreviation = "".join(word[0] for word in name.split()) if random.random() < 0.3 else ""
        organisations.append(
            BenchOrganisation(len(organisations) + 1, name, abbreviation, group, random.randint(1, SECTORS))
        )
    return organisations


def _make_people(
    random: Random, names: PersonNames, organisations: list[BenchOrganisation], posts: list[BenchPost]
) -> list[BenchPerson]:
    posts_of: dict[int, list[int]] = {}
    for post in posts:
        posts_of.setdefault(post.organisation_id, []).append(post.id)
    people = []
    for number in range(1, PEOPLE + 1):
        # Everybody has an organisation, and every organisation somebody.
        organisation_id = number if number <= ORGANISATIONS else _early(random, ORGANISATIONS)
        held = posts_of.get(organisation_id)
        post_id = random.choice(held) if held and random.random() < 0.3 else None
        people.append(BenchPerson(number, names.draw(random), organisation_id, post_id))
        organisations[organisation_id - 1].people.append(number)
    return people
