"""The contacts behind a brief: the newest in short, what is planned next, and who was there."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.contacts.newest import ContactFacts, SomebodyThere, advice_of, list_who_was_at, read_newest
from app.contacts.rows import ContactRow, read_rows
from app.contacts.rules import ContactStatus
from app.contacts.search.keys import FoundKeys
from app.contacts.search.query import SearchQuery
from app.contacts.visibility import Reader
from app.core.paging import BoundedCount
from app.core.plain_dates import format_plain_date
from app.core.text import shortened
from app.organisations.queries import find_own_organisation
from app.partnership.updates.words.english import counted, joined
from app.programme.rules import Capacity
from app.reports.briefs.brief import BriefLine, BriefRow, RecordKind, RecordLink
from app.reports.briefs.subjects import Subject

LOOKED_AT = 300
SHOWN = 8
PLANNED_SHOWN = 3
PEOPLE_OF = 25  # of the newest contacts those who were there are named
NAMED = 4
IN_SHORT = 180
NO_WORDS = SearchQuery()


@dataclass(frozen=True)
class History:
    """The contacts looked at, newest first; with `is_cut`, there are older ones beside them."""

    facts: Sequence[ContactFacts]
    is_cut: bool

    @property
    def held(self) -> list[ContactFacts]:
        return [each for each in self.facts if each.status is ContactStatus.HELD]

    def planned_from(self, today: dt.date) -> list[ContactFacts]:
        """Those that are still to come, the next first."""
        planned = [each for each in self.facts if each.status is ContactStatus.PLANNED]
        return [each for each in reversed(planned) if not each.plain_date.lies_before(today)]


def read_history(subject: Subject, *, reader: Reader, since: dt.date | None) -> History:
    """Of all that the brief is on, each contact once; the planned contact itself is none of them."""
    own = subject.planned.id if subject.planned else None
    found: dict[int, ContactFacts] = {}
    is_cut = False
    for link in subject.links:
        along = read_newest(link, reader=reader, since=since, limit=LOOKED_AT + 1)
        is_cut = is_cut or len(along) > LOOKED_AT
        found |= {each.id: each for each in along[:LOOKED_AT] if each.id != own}
    facts = sorted(found.values(), key=lambda each: -each.sort_key)
    return History(facts[:LOOKED_AT], is_cut or len(facts) > LOOKED_AT)


def contact_rows(facts: Sequence[ContactFacts], *, reader: Reader) -> list[BriefRow]:
    """Contacts in short, in the order given."""
    keys = [each.sort_key for each in facts]
    rows = read_rows(FoundKeys(keys, BoundedCount(len(keys))), len(keys), reader=reader, query=NO_WORDS) if keys else []
    by_key, advice = {row.sort_key: row for row in rows}, advice_of([row.id for row in rows])
    return [contact_row(by_key[key], advice.get(by_key[key].id, "")) for key in keys if key in by_key]


def contact_row(row: ContactRow, advice: str, *, with_whom: bool = False) -> BriefRow:
    """One contact; `with_whom` names the organisations, where they are not those of the brief."""
    said = [row.organisations if with_whom else "", row.capacity_label, row.status.replace("held", "")]
    lines = [
        BriefLine(shortened("".join(fragment.text for fragment in row.snippet), IN_SHORT)),
        BriefLine(f"We advised: {shortened(advice, IN_SHORT)}" if advice else ""),
        BriefLine("" if with_whom else _came_of_it(row)),
    ]
    return BriefRow(
        margin=row.date_label,
        margin_note=row.kind_label,
        title="".join(fragment.text for fragment in row.subject),
        after=", ".join(filter(None, said)),
        lines=[line for line in lines if line.text],
        link=RecordLink(RecordKind.CONTACT, row.id),
        is_restricted=row.is_restricted,
        is_sample=row.is_sample,
    )


def _came_of_it(row: ContactRow) -> str:
    """'Kit Example (Director), 2 points raised, 1 follow-up'."""
    told = [row.attendees, counted(row.point_count, "point raised", "points raised") if row.point_count else ""]
    if row.follow_up_count:
        told.append(counted(row.follow_up_count, "follow-up"))
    return " · ".join(filter(None, told))


def people_met(history: History, subject: Subject) -> tuple[str, str]:
    """Of the newest contacts: whom of theirs we met most, and who was there for us."""
    found = list_who_was_at([each.id for each in history.held[:PEOPLE_OF]], limit=200)
    own = find_own_organisation()
    own_id = own.id if own else 0
    theirs = [
        one for one in found if not one.is_colleague and one.organisation_id != own_id and _is_theirs(one, subject)
    ]
    ours = [one for one in found if one.is_colleague or one.organisation_id == own_id]
    return _named(theirs), _named(ours)


def _is_theirs(one: SomebodyThere, subject: Subject) -> bool:
    return not subject.organisation_ids or one.organisation_id in subject.organisation_ids


def _named(people: Sequence[SomebodyThere]) -> str:
    """'Kit Example, Director, 5 times; Sam Example, twice'."""
    return "; ".join(
        ", ".join(filter(None, (one.name, one.post, _times(one.times) if one.times > 1 else "")))
        for one in people[:NAMED]
    )


def capacities(history: History) -> str:
    """'Adviser 8 times, regulator once; not said of 3'."""
    held = history.held
    told = Counter(each.capacity for each in held if each.capacity is not None)
    if not told:
        return ""
    most_first = sorted(told.items(), key=lambda each: (-each[1], list(Capacity).index(each[0])))
    words = joined([f"{capacity.label.lower()} {_times(number)}" for capacity, number in most_first])
    unsaid = len(held) - sum(told.values())
    return f"{words[0].upper()}{words[1:]}" + (f"; not said of {unsaid:,}" if unsaid else "")


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def dated(each: ContactFacts) -> str:
    return format_plain_date(each.plain_date)
