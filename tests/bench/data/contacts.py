"""Made-up contacts, in order of date. Each hangs on the seed and its number alone, so any process can make it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from app.contacts.rules import ContactKind, ContactStatus, Direction, ReviewState, Visibility, sort_key
from app.core.plain_dates import DatePrecision
from app.programme.rules import Capacity
from tests.bench.data import directory as sizes
from tests.bench.data.directory import BenchColleague, BenchOrganisation, BenchPerson, BenchPost, Directory, zipf_bounds
from tests.bench.data.notes import write_notes
from tests.bench.data.points import BenchPoint, draw_points
from tests.bench.data.vocabulary import draw_topic, draw_words, rare_words_by_contact

FIRST_DAY = dt.date(2020, 7, 1)
LAST_DAY = dt.date(2026, 6, 30)
MIDDAY = dt.time(12, tzinfo=dt.UTC)
SPAN_DAYS = (LAST_DAY - FIRST_DAY).days

RESTRICTED_SHARE = 0.05
FIRST_REVIEWED_DAY = LAST_DAY - dt.timedelta(days=365)
REVIEWED_SHARE = 0.99  # of what is for review
MOST_ATTENDEES = 24
_KINDS = dict(zip(ContactKind, (38, 18, 20, 8, 1, 5, 5, 3, 2), strict=True))
_KIND_CHOICES, _KIND_WEIGHTS = tuple(_KINDS), tuple(_KINDS.values())
_STATUSES = (ContactStatus.HELD, ContactStatus.CANCELLED, ContactStatus.PLANNED)
_STATUS_WEIGHTS = (94, 4, 2)
_CAPACITIES = (None, *Capacity)
_CAPACITY_WEIGHTS = (40, 30, 15, 5, 10)
_PRECISIONS = (DatePrecision.DAY, DatePrecision.MONTH, DatePrecision.ON_OR_BEFORE)
_PRECISION_WEIGHTS = (97, 2, 1)


@dataclass(slots=True)
class Link:
    """One link, under the names that the application's models give it."""

    organisation: BenchOrganisation | None = None
    person: BenchPerson | None = None
    post: BenchPost | None = None
    colleague_id: int = 0
    took_part: bool = True
    workstream_id: int = 0
    commitment_id: int = 0
    theme_id: int = 0

    @property
    def organisation_id(self) -> int | None:
        return self.organisation.id if self.organisation else None

    @property
    def person_id(self) -> int | None:
        return self.person.id if self.person else None

    @property
    def post_id(self) -> int | None:
        return self.post.id if self.post else None


@dataclass(slots=True)
class BenchContact:
    """A contact with its links, readable as the application's own is."""

    id: int
    sort_key: int
    kind: ContactKind
    status: ContactStatus
    date: dt.date
    date_precision: DatePrecision
    direction: Direction | None
    our_reference: str
    their_reference: str
    place: str
    subject: str
    notes: str
    capacity: Capacity | None
    advice_given: str
    visibility: Visibility
    team_id: int
    length_minutes: int | None
    created_at: dt.datetime
    organisation_links: list[Link] = field(default_factory=list)
    attendees: list[Link] = field(default_factory=list)
    colleague_links: list[Link] = field(default_factory=list)
    workstream_links: list[Link] = field(default_factory=list)
    commitment_links: list[Link] = field(default_factory=list)
    theme_links: list[Link] = field(default_factory=list)
    follow_ups: list[tuple[str, dt.date, bool]] = field(default_factory=list)
    points: list[BenchPoint] = field(default_factory=list)
    is_reviewed: bool = False
    archived_at: None = None
    roles_kept_apart: str = ""
    attachment_count: int = 0
    starts_at: None = None

    @property
    def is_for_review(self) -> bool:
        return self.status is ContactStatus.HELD and self.date >= FIRST_REVIEWED_DAY

    @property
    def review_states(self) -> tuple[ReviewState, ...]:
        if not self.is_for_review:
            return ()
        return (ReviewState.REVIEWED if self.is_reviewed else ReviewState.UNREVIEWED,)

    @property
    def follow_up_count(self) -> int:
        return len(self.follow_ups)

    @property
    def open_follow_up_count(self) -> int:
        return sum(not is_completed for _what, _due_on, is_completed in self.follow_ups)

    @property
    def point_count(self) -> int:
        return len(self.points)


class ContactMaker:
    """Makes the contacts numbered from 1 to `contacts`."""

    def __init__(self, directory: Directory, *, seed: int, contacts: int) -> None:
        self._directory = directory
        self._seed = seed
        self._contacts = contacts
        self._planted = rare_words_by_contact(seed, contacts)
        self._organisation_bounds = zipf_bounds(sizes.ORGANISATIONS)
        self._colleague_bounds = zipf_bounds(sizes.COLLEAGUES, 0.3)

    def make(self, number: int) -> BenchContact:
        random = Random(f"{self._seed}:{self._contacts}:{number}")
        kind = random.choices(_KIND_CHOICES, _KIND_WEIGHTS)[0]
        logged_on = FIRST_DAY + dt.timedelta(days=(number - 1) * SPAN_DAYS // self._contacts)
        date, precision = self._draw_date(random, logged_on)
        organisations = self._draw_organisations(random)
        attendees = self._draw_attendees(random, organisations)
        colleagues = self._draw_colleagues(random)
        names = [link.person.name for link in attendees if link.person]
        return BenchContact(
            id=number,
            sort_key=sort_key(date, number),
            kind=kind,
            status=random.choices(_STATUSES, _STATUS_WEIGHTS)[0],
            date=date,
            date_precision=precision,
            direction=random.choice(tuple(Direction)) if kind.is_correspondence else None,
            our_reference=f"L/{date.year}/{number:06d}" if kind is ContactKind.LETTER else "",
            their_reference="",
            place=random.choice(("", "", "Video call", "Their office", "Our office")),
            subject=_draw_subject(random, kind, organisations),
            notes=write_notes(random, names, self._planted.get(number, ())),
            capacity=random.choices(_CAPACITIES, _CAPACITY_WEIGHTS)[0],
            advice_given=" ".join(draw_words(random, 20)) if random.random() < 0.08 else "",
            visibility=Visibility.RESTRICTED if random.random() < RESTRICTED_SHARE else Visibility.OPEN,
            team_id=colleagues[0].team_id,
            length_minutes=random.choice((None, 30, 60)),
            created_at=dt.datetime.combine(logged_on, MIDDAY),
            organisation_links=[Link(organisation=organisation) for organisation in organisations],
            attendees=attendees,
            colleague_links=[Link(colleague_id=colleague.id) for colleague in colleagues],
            workstream_links=[Link(workstream_id=it) for it in _draw_numbers(random, 0.45, sizes.WORKSTREAMS)],
            commitment_links=[Link(commitment_id=it) for it in _draw_numbers(random, 0.15, sizes.COMMITMENTS)],
            theme_links=[Link(theme_id=it) for it in _draw_numbers(random, 0.5, sizes.THEMES)],
            follow_ups=_draw_follow_ups(random, date),
            points=draw_points(random, organisations, date, is_old=_is_old(date)),
            is_reviewed=random.random() < REVIEWED_SHARE,
        )

    def _draw_date(self, random: Random, logged_on: dt.date) -> tuple[dt.date, DatePrecision]:
        """Dates rise with the numbers, but some contacts are logged days after they happened."""
        date = logged_on
        if random.random() < 0.3:
            date = max(FIRST_DAY, date - dt.timedelta(days=int(random.expovariate(0.25))))
        precision = random.choices(_PRECISIONS, _PRECISION_WEIGHTS)[0]
        return (date.replace(day=1) if precision is DatePrecision.MONTH else date), precision

    def _draw_organisations(self, random: Random) -> list[BenchOrganisation]:
        drawn = random.choices(
            self._directory.organisations, cum_weights=self._organisation_bounds, k=1 + int(random.expovariate(1.1))
        )
        return list({organisation.id: organisation for organisation in drawn}.values())

    def _draw_attendees(self, random: Random, organisations: Sequence[BenchOrganisation]) -> list[Link]:
        people: dict[int, Link] = {}
        for _ in range(min(MOST_ATTENDEES, 1 + int(random.expovariate(0.36)))):
            organisation = random.choice(organisations)
            # In each organisation a few people go to most of the meetings.
            person_id = organisation.people[int(len(organisation.people) * random.random() ** 3)]
            person = self._directory.people[person_id - 1]
            post = self._directory.posts[person.post_id - 1] if person.post_id else None
            people[person_id] = Link(organisation=organisation, person=person, post=post)
        return list(people.values())

    def _draw_colleagues(self, random: Random) -> list[BenchColleague]:
        drawn = random.choices(
            self._directory.colleagues, cum_weights=self._colleague_bounds, k=1 + int(random.expovariate(1.2))
        )
        return list({colleague.id: colleague for colleague in drawn}.values())


def _draw_subject(random: Random, kind: ContactKind, organisations: Sequence[BenchOrganisation]) -> str:
    if random.random() < 0.5:
        return f"{kind.label} with {organisations[0].name}"
    return draw_topic(random)


def _draw_numbers(random: Random, share: float, count: int) -> list[int]:
    """None for most contacts, one for a share of them, and sometimes a second."""
    if random.random() >= share:
        return []
    ids = {random.randint(1, count)}
    if random.random() < 0.2:
        ids.add(random.randint(1, count))
    return sorted(ids)


def _draw_follow_ups(random: Random, date: dt.date) -> list[tuple[str, dt.date, bool]]:
    if random.random() >= 0.25:
        return []
    return [
        (
            draw_topic(random),
            date + dt.timedelta(days=random.randint(3, 90)),
            random.random() < (0.97 if _is_old(date) else 0.4),
        )
        for _ in range(random.choice((1, 1, 2, 3)))
    ]


def _is_old(date: dt.date) -> bool:
    return date < LAST_DAY - dt.timedelta(days=120)
