"""Reading the whole history of an organisation, some contacts at a time, as far as the reader may read it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Integer, bindparam, func, select
from sqlalchemy.orm import joinedload

from app.contacts.links import keys_along
from app.contacts.models import Contact, ContactOrganisation
from app.contacts.row_statements import LinkedList, read_links
from app.contacts.rules import ContactStatus, kind_label
from app.contacts.search.keys import HIGHEST_KEY
from app.contacts.visibility import Reader, listed_for
from app.core.clock import at_the_office
from app.core.plain_dates import PlainDate, format_plain_date
from app.database import db
from app.follow_ups.models import FollowUp, FollowUpMove
from app.follow_ups.queries import list_moves
from app.partnership.evidence import outputs_of_contacts
from app.points.models import Point
from app.points.rows import PointRow, read_points
from app.points.rules import Disposition
from app.prepared import PreparedSelect
from app.reports.histories.document import Entry
from app.reviews.models import ReviewQuestion
from app.reviews.queries import list_questions_of_contacts

AT_ONCE = 200


class Order(StrEnum):
    NEWEST = "newest"
    OLDEST = "oldest"

    @property
    def label(self) -> str:
        return f"{self.value.capitalize()} first"


def count_up_to(organisation_id: int, *, reader: Reader, limit: int) -> int:
    """How many contacts the history has, no further than the limit."""
    keys = keys_along(ContactOrganisation.organisation_id).where(listed_for(reader)).limit(limit).subquery()
    return db.session.scalar(select(func.count()).select_from(keys), {"number": organisation_id}) or 0


def read_history(organisation_id: int, order: Order, *, reader: Reader) -> Iterator[list[tuple[Entry, bool]]]:
    """Lot by lot, each contact once, and whether it is restricted."""
    after = HIGHEST_KEY if order is Order.NEWEST else 0
    while keys := _keys(order, reader).rows(number=organisation_id, after=after, wanted=AT_ONCE):
        after = keys[-1][0]
        yield _entries([key for (key,) in keys], order, reader)


@lru_cache(maxsize=512)
def _keys(order: Order, reader: Reader) -> PreparedSelect:
    keys = keys_along(ContactOrganisation.organisation_id).where(listed_for(reader))
    [key] = keys.selected_columns
    after: Any = bindparam("after", type_=BigInteger)
    is_newest = order is Order.NEWEST
    page = keys.where(key < after if is_newest else key > after).order_by(None)
    ordered = page.order_by(key.desc() if is_newest else key)
    return PreparedSelect(ordered.limit(bindparam("wanted", type_=Integer)))


def _entries(keys: Sequence[int], order: Order, reader: Reader) -> list[tuple[Entry, bool]]:
    found = db.session.scalars(
        select(Contact).where(Contact.sort_key.in_(keys), listed_for(reader)).options(joinedload(Contact.team))
    )
    contacts = sorted(found, key=lambda contact: contact.sort_key, reverse=order is Order.NEWEST)
    ids = [contact.id for contact in contacts]
    who, came_of = _who(ids), _came_of(ids, reader)
    return [(_entry(contact, who[contact.id], came_of[contact.id]), contact.is_restricted) for contact in contacts]


def _entry(contact: Contact, who: Mapping[str, list[str]], came_of_it: Sequence[str]) -> Entry:
    kind = [kind_label(contact.kind, contact.direction)]
    kind += [contact.status.label.lower()] if contact.status is not ContactStatus.HELD else []
    kind += ["restricted"] if contact.is_restricted else []
    kind += ["sample"] if contact.is_sample else []
    facts = [
        ("Kind", ", ".join(kind)),
        ("With", "; ".join(who["organisations"])),
        ("There", "; ".join(who["attendees"])),
        ("Our side", "; ".join(who["ours"])),
        ("Capacity", contact.capacity.label if contact.capacity else ""),
        ("How the two roles were kept apart", contact.roles_kept_apart),
        ("Place", contact.place),
        ("Our reference", contact.our_reference),
        ("Their reference", contact.their_reference),
        ("Why it was cancelled", contact.cancelled_reason),
        ("Advice given", contact.advice_given),
    ]
    return Entry(
        heading=f"{format_plain_date(contact.plain_date)}: {contact.subject}",
        facts=[(label, words) for label, words in facts if words],
        notes=[block.strip() for block in contact.notes.split("\n\n") if block.strip()],
        came_of_it=came_of_it,
    )


def _who(ids: Sequence[int]) -> dict[int, dict[str, list[str]]]:
    """Of each contact its organisations, its attendees, and those on our side, in their order."""
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: {"organisations": [], "attendees": [], "ours": []})
    for kind, contact_id, _place, _number, name, title, is_ours in sorted(read_links(ids), key=lambda row: row[:4]):
        words = ", ".join(filter(None, (name, title)))
        if kind == LinkedList.ORGANISATION:
            found[contact_id]["organisations"].append(words)
        else:
            found[contact_id]["ours" if is_ours else "attendees"].append(words)
    return found


def _follow_ups(ids: Collection[int]) -> dict[int, list[FollowUp]]:
    found: dict[int, list[FollowUp]] = defaultdict(list)
    wanted = select(FollowUp).where(FollowUp.contact_id.in_(ids)).options(joinedload(FollowUp.owner))
    for one in db.session.scalars(wanted.order_by(FollowUp.contact_id, FollowUp.position, FollowUp.id)):
        found[one.contact_id].append(one)
    return found


def _points(ids: Collection[int], reader: Reader) -> dict[int | None, list[PointRow]]:
    found: dict[int | None, list[PointRow]] = defaultdict(list)
    wanted = select(Point.id).where(Point.contact_id.in_(ids)).order_by(Point.contact_id, Point.position, Point.id)
    for point in read_points(list(db.session.scalars(wanted)), reader=reader):
        found[point.at.contact_id].append(point)
    return found


def _came_of(ids: Sequence[int], reader: Reader) -> dict[int, list[str]]:
    """Of each contact what was raised, what was to be done, what was asked of it, and what it went into."""
    points, follow_ups, outputs = _points(ids, reader), _follow_ups(ids), outputs_of_contacts(ids)
    moves = list_moves([one.id for each in follow_ups.values() for one in each])
    questions: dict[int, list[str]] = defaultdict(list)
    for question in list_questions_of_contacts(ids):
        questions[question.contact_id].append(_question(question))
    return {
        number: [
            *(_point(point) for point in points.get(number, [])),
            *(_follow_up(one, moves.get(one.id, [])) for one in follow_ups.get(number, [])),
            *questions[number],
            *(f"Went into the {built.kind.label.lower()} “{built.title}”" for built in outputs.get(number, [])),
        ]
        for number in ids
    }


def _point(point: PointRow) -> str:
    """'Concern, Kit Example: “Staff fear blame”. Answered, 3 March 2021: the card says so'."""
    kind = f"{point.kind.label}, {point.nature.value}" if point.nature else point.kind.label
    who = f", {point.who}" if point.is_said_by else ""
    became, day = point.became, point.became.disposed_on
    word = "No disposition yet" if became.disposition is Disposition.NEW else became.disposition.label
    told = f"{word}, {format_plain_date(PlainDate(day))}" if day else word
    return f"{kind}{who}: “{point.words}” {told}" + (f": {became.answer}" if became.answer else "")


def _follow_up(one: FollowUp, moves: Sequence[FollowUpMove]) -> str:
    """'Follow-up, Officer A, due 3 March 2021: send the notes. Done 2 March 2021: sent'."""
    whose = one.owner.name if one.owner else one.owner_outside or "theirs"
    due = f", due {format_plain_date(PlainDate(one.due_on))}" if one.due_on else ""
    told = f"Follow-up, {whose}{due}: {_sentence(one.what)}" + "".join(f" {_move(move)}" for move in moves)
    if one.completed_at is None:
        return f"{told} Open."
    done = f"{told} Done {_day_words(one.completed_at)}"
    return f"{done}: {one.outcome}" if one.outcome else f"{done}."


def _move(move: FollowUpMove) -> str:
    """'Moved from 3 March 2021 to no date: the chair is away.'"""
    before, after = (
        format_plain_date(PlainDate(day)) if day else "no date" for day in (move.due_before, move.due_after)
    )
    return f"Moved from {before} to {after}: {_sentence(move.reason)}"


def _question(question: ReviewQuestion) -> str:
    """'Question of Manager A, 3 March 2021: was it agreed? Officer A answered on 4 March 2021: yes.'"""
    asked = f"Question of {question.asked_by.name}, {_day_words(question.asked_at)}: {_sentence(question.words)}"
    if question.answered_by and question.answered_at:
        answered = f"{question.answered_by.name} answered on {_day_words(question.answered_at)}"
        return f"{asked} {answered}: {_sentence(question.answer)}"
    return f"{asked} {'Taken back.' if question.is_closed else f'Asked of {question.asked_of.name}, not answered yet.'}"


def _sentence(text: str) -> str:
    """Ended, so that what follows is not read as part of it."""
    words = text.strip()
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def _day_words(moment: dt.datetime) -> str:
    return format_plain_date(PlainDate(_office_day(moment)))


def _office_day(moment: dt.datetime) -> dt.date:
    return at_the_office(moment).date()
