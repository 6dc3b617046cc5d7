"""The rows that lists of contacts show, built from a handful of queries whatever the number of rows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Row,
    Select,
    Text,
    bindparam,
    false,
    func,
    literal,
    null,
    select,
    true,
    type_coerce,
    union_all,
)

from app.accounts.models import Colleague
from app.contacts.models import Attendee, Contact, ContactColleague, ContactOrganisation
from app.contacts.rules import kind_label
from app.contacts.search.highlight import Fragment, highlight, snippet
from app.contacts.search.query import SearchQuery
from app.contacts.visibility import Reader, listed_for
from app.core.plain_dates import PlainDate, format_plain_date, month_heading
from app.database import db
from app.organisations.models import Organisation
from app.people.models import Person, Post

ORGANISATIONS_SHOWN = 3
ATTENDEES_SHOWN = 4
SNIPPET_CHARACTERS = 180  # two lines of the history at its widest

# Columns of the tables, not of the models: a list makes no objects, and is twice as quick for it.
_CONTACT = Contact.__table__.c
_ORGANISATION = Organisation.__table__.c
_ORGANISATION_LINK = ContactOrganisation.__table__.c
_ATTENDEE = Attendee.__table__.c
_COLLEAGUE = Colleague.__table__.c
_COLLEAGUE_LINK = ContactColleague.__table__.c
_PERSON = Person.__table__.c
_POST = Post.__table__.c


@dataclass(frozen=True, kw_only=True)
class ContactRow:
    """One contact as a list shows it. The web layer fills in what is overdue, which this layer does not know."""

    id: int
    sort_key: int
    plain_date: PlainDate
    date_label: str
    month_heading: str
    kind_label: str
    status: str
    capacity_label: str
    subject: list[Fragment]
    snippet: list[Fragment]
    organisations: list[tuple[int, str]]
    more_organisations: int
    attendees: list[str]
    our_side: list[str]
    follow_up_count: int
    open_follow_up_count: int
    point_count: int
    is_sample: bool
    is_restricted: bool
    open_overdue_count: int = 0


@dataclass
class _Links:
    """Who was at the contacts of one page, by contact."""

    organisations: dict[int, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    attendees: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    colleagues: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))


def read_rows(sort_keys: Sequence[int], *, reader: Reader, query: SearchQuery) -> list[ContactRow]:
    """The rows of these contacts, newest first. What the reader may not see is left out, whatever the keys say."""
    if not sort_keys:
        return []
    statement = (_SHORT if query.is_empty else _IN_FULL).where(listed_for(reader))
    contacts = db.session.execute(statement, {"sort_keys": sort_keys}).all()
    links = _read_links([contact.id for contact in contacts])
    return [_build_row(contact, links, query) for contact in contacts]


def _contacts_with(notes: ColumnElement[str]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            _CONTACT.id,
            _CONTACT.sort_key,
            _CONTACT.date,
            _CONTACT.date_precision,
            _CONTACT.kind,
            _CONTACT.direction,
            _CONTACT.status,
            _CONTACT.capacity,
            _CONTACT.visibility,
            _CONTACT.subject,
            notes.label("notes"),
            _CONTACT.follow_up_count,
            _CONTACT.open_follow_up_count,
            _CONTACT.point_count,
            _CONTACT.is_sample,
        )
        .where(_CONTACT.sort_key.in_(bindparam("sort_keys", expanding=True)))
        .order_by(_CONTACT.sort_key.desc())
    )


# Written once, since building them took longer than running them. Long notes stay in the database
# unless the place of a hit in them has to be found.
_SHORT = _contacts_with(func.substr(_CONTACT.notes, 1, 2 * SNIPPET_CHARACTERS))
_IN_FULL = _contacts_with(type_coerce(_CONTACT.notes, Text))
_CONTACT_IDS: BindParameter[list[int]] = bindparam("contact_ids", expanding=True)
# Names one by one: joined, PostgreSQL would read the whole directory to hash it.
# One statement for all that is linked: which list, the contact, the place in the list, then what the list needs.
_LINKS = union_all(
    select(
        literal("organisation").label("list"),
        _ORGANISATION_LINK.contact_id,
        _ORGANISATION_LINK.position,
        _ORGANISATION.id.label("number"),
        _ORGANISATION.name.label("name"),
        null().label("title"),
        false().label("is_ours"),
    )
    .join(Organisation.__table__, _ORGANISATION.id == _ORGANISATION_LINK.organisation_id)
    .where(_ORGANISATION_LINK.contact_id.in_(_CONTACT_IDS)),
    # Names one by one: joined, PostgreSQL would read the whole directory to hash it.
    select(
        literal("attendee"),
        _ATTENDEE.contact_id,
        _ATTENDEE.position,
        _ATTENDEE.id,
        select(_PERSON.name).where(_PERSON.id == _ATTENDEE.person_id).scalar_subquery(),
        select(_POST.title).where(_POST.id == _ATTENDEE.post_id).scalar_subquery(),
        select(_ORGANISATION.is_own).where(_ORGANISATION.id == _ATTENDEE.organisation_id).scalar_subquery(),
    ).where(_ATTENDEE.contact_id.in_(_CONTACT_IDS)),
    select(
        literal("colleague"),
        _COLLEAGUE_LINK.contact_id,
        _COLLEAGUE_LINK.position,
        _COLLEAGUE.id,
        _COLLEAGUE.name,
        null(),
        true(),
    )
    .join(Colleague.__table__, _COLLEAGUE.id == _COLLEAGUE_LINK.colleague_id)
    .where(_COLLEAGUE_LINK.contact_id.in_(_CONTACT_IDS)),
)


def _read_links(contact_ids: list[int]) -> _Links:
    links = _Links()
    rows = [tuple(row) for row in db.session.execute(_LINKS, {"contact_ids": contact_ids})]
    for kind, contact_id, _place, number, name, title, is_ours in sorted(rows, key=itemgetter(2, 3)):
        if kind == "organisation":
            links.organisations[contact_id].append((number, name))
        elif is_ours:
            links.colleagues[contact_id].append(title or name)
        else:
            links.attendees[contact_id].append(f"{name} ({title})" if name and title else name or title)
    return links


def _build_row(contact: Row[Any], links: _Links, query: SearchQuery) -> ContactRow:
    plain_date = PlainDate(contact.date, contact.date_precision)
    organisations = links.organisations[contact.id]
    return ContactRow(
        id=contact.id,
        sort_key=contact.sort_key,
        plain_date=plain_date,
        date_label=format_plain_date(plain_date, style="short"),
        month_heading=month_heading(plain_date),
        kind_label=kind_label(contact.kind, contact.direction),
        status=contact.status.value,
        capacity_label=f"as {contact.capacity}" if contact.capacity else "",
        subject=_fragments(contact.subject, query),
        snippet=_snippet(contact.notes, query),
        organisations=organisations[:ORGANISATIONS_SHOWN],
        more_organisations=max(0, len(organisations) - ORGANISATIONS_SHOWN),
        attendees=_shortened(links.attendees[contact.id]),
        our_side=links.colleagues[contact.id],
        follow_up_count=contact.follow_up_count,
        open_follow_up_count=contact.open_follow_up_count,
        point_count=contact.point_count,
        is_sample=contact.is_sample,
        is_restricted=contact.visibility.value == "restricted",
    )


def _fragments(text: str, query: SearchQuery) -> list[Fragment]:
    return [Fragment(text, False)] if query.is_empty else highlight(text, query)


def _snippet(notes: str, query: SearchQuery) -> list[Fragment]:
    return snippet(notes, query, max_chars=SNIPPET_CHARACTERS) if notes else []


def _shortened(names: list[str]) -> list[str]:
    if len(names) <= ATTENDEES_SHOWN + 1:
        return names
    return [*names[:ATTENDEES_SHOWN], f"{len(names) - ATTENDEES_SHOWN} more"]
