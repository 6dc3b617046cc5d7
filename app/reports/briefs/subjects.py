"""Whom a brief is on: the links along which their contacts are found, and who they are, in words."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from app.contacts.filters import ContactFilters
from app.contacts.links import Link, link_of
from app.contacts.models import Attendee, Contact
from app.contacts.rules import kind_label
from app.core.plain_dates import PlainDate, describe_with_weekday, format_plain_date
from app.organisations.matter_queries import find_next_review, organisations_with_matter
from app.organisations.record_queries import OrganisationRecord, read_organisation
from app.organisations.rules import OrganisationStatus
from app.people.appointments import describe_span
from app.people.models import Appointment, Post
from app.people.post_queries import get_post
from app.people.queries import holders_on, list_post_holders
from app.people.record_queries import HeldPost, Holder, Place, list_places, list_posts_and_people, read_person

POSTS_SHOWN, PEOPLE_SHOWN = 8, 5
BEFORE_SHOWN = 2
MOST_PARTIES = 5  # of a planned contact

Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class Subject:
    """The organisations, people and posts whose history it is, what they are called, and what is said of them."""

    name: str
    whom: str  # as a sentence has them
    under: str
    who: Facts
    organisation_ids: Sequence[int] = ()
    person_ids: Sequence[int] = ()
    post_ids: Sequence[int] = ()
    cautions: list[str] = field(default_factory=list)
    is_sample: bool = False
    planned: Contact | None = None

    @property
    def links(self) -> list[Link]:
        """The ways to their contacts."""
        filters = [
            *(ContactFilters(organisation_ids=(number,)) for number in self.organisation_ids),
            *(ContactFilters(person_id=number) for number in self.person_ids),
            *(ContactFilters(post_id=number) for number in self.post_ids),
        ]
        return [link for each in filters if (link := link_of(each)) is not None]


def subject_of_organisation(organisation_id: int, today: dt.date) -> Subject:
    """Raises NotFound."""
    shown = read_organisation(organisation_id)
    filed = [shown.partner_group.label, shown.sector_name, shown.stage.label, *_leads(shown)]
    return Subject(
        name=shown.name,
        whom=shown.name,
        under=" · ".join(filter(None, filed)),
        who=[
            *_directory(shown.id, shown.name, today),
            ("Part of", shown.parent_name or ""),
            ("Relationship owner", shown.owner_name or ""),
        ],
        organisation_ids=[shown.id],
        cautions=[*_matter(shown.next_review_on), *_ended(shown)],
        is_sample=shown.is_sample,
    )


def _leads(shown: OrganisationRecord) -> list[str]:
    return ["sector leader"] if shown.is_sector_leader else []


def _directory(organisation_id: int, name: str, today: dt.date) -> Facts:
    """Who holds which post now, and who else is there."""
    posts, people = list_posts_and_people(organisation_id, today, posts=POSTS_SHOWN, people=PEOPLE_SHOWN)
    known = [(_short_title(post.title, name), _holders(post)) for post in posts if post.holders or post.vacant_since]
    unknown = [_short_title(post.title, name) for post in posts if not (post.holders or post.vacant_since)]
    return [
        *known,
        ("Holder not recorded", ", ".join(dict.fromkeys(unknown))),
        ("Others there" if known else "People there", ", ".join(person.name for person in people)),
    ]


def _short_title(title: str, organisation: str) -> str:
    """'Chair' for the 'Chair of the Example Committee' on the brief of that."""
    return title.removesuffix(f" of the {organisation}").removesuffix(f" of {organisation}")


def _holders(post: HeldPost) -> str:
    if post.holders or not post.vacant_since:
        return ", ".join(_held_since(holder) for holder in post.holders)
    return f"Vacant since {_day(post.vacant_since)}, before that {post.before[0].name}"


def _held_since(holder: Holder) -> str:
    return f"{holder.name}, since {_day(holder.started_on)}" if holder.started_on else holder.name


def subject_of_person(person_id: int, today: dt.date) -> Subject:
    """Raises NotFound."""
    shown, places = read_person(person_id), list_places(person_id)
    held = [place for place in places if place.ended_on is None or place.ended_on >= today]
    left = [place for place in places if place not in held]
    matters = [place.organisation_name for place in held if place.has_open_matter]
    return Subject(
        name=shown.name,
        whom=shown.name,
        under="; ".join(_place(place) for place in held),
        who=[
            *(("Holds" if place.post_title else "At", _place_since(place)) for place in held),
            *(("Before that", _place_since(place)) for place in left[:BEFORE_SHOWN]),
            ("Email", shown.email),
            ("Telephone", shown.telephone),
        ],
        person_ids=[shown.id],
        cautions=[
            *(_matter_with(name) for name in dict.fromkeys(matters)),
            *([f"Archived in the directory: {shown.archived_reason}."] if shown.archived_at else []),
        ],
        is_sample=shown.is_sample,
    )


def _place(place: Place) -> str:
    return f"{place.post_title}, {place.organisation_name}" if place.post_title else place.organisation_name


def _place_since(place: Place) -> str:
    return ", ".join(filter(None, (_place(place), describe_span(place.started_on, place.ended_on))))


def subject_of_post(post_id: int, today: dt.date) -> Subject:
    """Raises NotFound."""
    shown = get_post(post_id)
    return Subject(
        name=shown.title,
        whom=f"the {shown.title}",
        under=shown.organisation.name,
        who=[*_holders_of(shown, today), ("Organisation", shown.organisation.name)],
        post_ids=[shown.id],
        cautions=[
            *(_matter_with(shown.organisation.name) for _ in _matter(find_next_review(shown.organisation_id))),
            *([f"Archived in the directory: {shown.archived_reason}."] if shown.archived_at else []),
        ],
        is_sample=shown.is_sample,
    )


def _holders_of(post: Post, today: dt.date) -> Iterator[tuple[str, str]]:
    every = list_post_holders(post.id)
    held = [each for each in every if each.is_held_on(today)]
    yield "Held by", "; ".join(_named_with_span(each) for each in held) or "Nobody that is recorded"
    before = [each for each in every if each.ended_on is not None and each.ended_on < today]
    yield "Before that", "; ".join(_named_with_span(each) for each in before[:BEFORE_SHOWN])


def _named_with_span(held: Appointment) -> str:
    return ", ".join(filter(None, (held.person.name, describe_span(held.started_on, held.ended_on))))


def subject_of_contact(contact: Contact, today: dt.date) -> Subject:
    """Whom a planned contact is with. The caller has read it for the reader."""
    bodies = [link.organisation for link in contact.organisation_links if not link.organisation.is_own][:MOST_PARTIES]
    body_ids = [body.id for body in bodies]
    theirs = [each for each in contact.attendees if each.organisation is None or not each.organisation.is_own]
    in_none = [] if bodies else theirs[:MOST_PARTIES]
    names = ", ".join(body.name for body in bodies) or ", ".join(map(_attendee, in_none))
    return Subject(
        name=contact.subject,
        whom=names or "them",
        under=names,
        who=[
            ("When", _when(contact)),
            ("Where", contact.place),
            ("Notes", contact.notes),
            ("With", _expected(theirs, today)),
            *(("At " + body.name, _posts_in_words(body.id, body.name, today)) for body in bodies[:3]),
            ("Our side", ", ".join(each.name for each in contact.our_side)),
        ],
        organisation_ids=body_ids,
        person_ids=[each.person_id for each in in_none if each.person_id is not None],
        post_ids=[each.post_id for each in in_none if each.post_id is not None and each.person_id is None],
        cautions=[_matter_with(body.name) for body in organisations_with_matter(body_ids, contact.plain_date)],
        is_sample=contact.is_sample,
        planned=contact,
    )


def _when(contact: Contact) -> str:
    time = f"{contact.starts_at:%H:%M}" if contact.starts_at else ""
    kind = kind_label(contact.kind, contact.direction)
    return ", ".join(filter(None, (kind, describe_with_weekday(contact.plain_date), time)))


def _expected(attendees: Iterable[Attendee], today: dt.date) -> str:
    """'Kit Example, Director; Clerk (held by Sam Example)'."""
    offices = [each.post_id for each in attendees if each.post_id is not None and each.person_id is None]
    holders = holders_on(offices, today)
    return "; ".join(
        f"{_attendee(each)} (held by {', '.join(one.person.name for one in holders[each.post_id])})"
        if each.post_id in holders and each.person_id is None
        else _attendee(each)
        for each in attendees
    )


def _attendee(attendee: Attendee) -> str:
    names = (attendee.person and attendee.person.name, attendee.post and attendee.post.title)
    return ", ".join(name for name in names if name)


def _posts_in_words(organisation_id: int, name: str, today: dt.date) -> str:
    posts, _people = list_posts_and_people(organisation_id, today, posts=POSTS_SHOWN, people=0)
    return "; ".join(f"{_short_title(post.title, name)}: {_holders(post)}" for post in posts if post.holders)


def _matter(review_on: dt.date | None) -> list[str]:
    return (
        [f"A regulatory matter is open with them; its review is due {_day(review_on)}. {SAY_HOW}"] if review_on else []
    )


def _matter_with(name: str) -> str:
    return f"A regulatory matter is open with {name}. {SAY_HOW}"


SAY_HOW = "When you deal with them as adviser or partner, say in one line how the two roles were kept apart."


def _ended(shown: OrganisationRecord) -> list[str]:
    told = []
    if shown.status is OrganisationStatus.CLOSED:
        told.append(f"Closed on {_day(shown.closed_on)}." if shown.closed_on else "Closed.")
    if shown.archived_at:
        told.append(f"Archived in the directory: {shown.archived_reason}.")
    return told


def _day(day: dt.date) -> str:
    return format_plain_date(PlainDate(day))
