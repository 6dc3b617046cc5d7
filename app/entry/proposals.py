"""What the form's Who offers: before typing whom I met lately, then whom the typed letters find, mine first."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Integer, bindparam, select

from app.contacts.services import AttendeeOfTheDay
from app.entry.lately import TOGETHER_AT_LEAST, Key, Lately, UsualMeeting, find_lately
from app.entry.likeliest import FETCHED, likeliest_first
from app.entry.suggestions import Suggestion, organisation_suggestions, place_suggestions, post_suggestions
from app.names.queries import find_by_prefix
from app.people.models import Appointment, Post
from app.prepared import PreparedSelect

SHOWN = 7
CANDIDATES = 12  # a person with several posts fills several of the lines
KINDS = ("organisation", "person", "post")
NAMES_SHOWN = 3

_APPOINTMENT = Appointment.__table__.c
_POST = Post.__table__.c
_HOLDERS = PreparedSelect(
    select(_APPOINTMENT.person_id)
    .where(_APPOINTMENT.organisation_id == bindparam("organisation_id"), _APPOINTMENT.ended_on.is_(None))
    .order_by(_APPOINTMENT.id.desc())
    .limit(bindparam("wanted", type_=Integer))
)
_VACANT = PreparedSelect(
    select(_POST.id)
    .where(
        _POST.organisation_id == bindparam("organisation_id"),
        _POST.archived_at.is_(None),
        ~select(_APPOINTMENT.id).where(_APPOINTMENT.post_id == _POST.id, _APPOINTMENT.ended_on.is_(None)).exists(),
    )
    .order_by(_POST.match_key)
    .limit(bindparam("wanted", type_=Integer))
)


@dataclass(frozen=True)
class Proposal:
    """One choice: somebody, or all who usually come together."""

    members: tuple[Suggestion, ...]
    name: str
    detail: str
    last: str = ""  # 'met 19 Feb', where it is known

    @property
    def ref(self) -> str:
        """As the form carries it, the references of several with blanks between."""
        return " ".join(str(member.ref) for member in self.members)

    @property
    def has_matter(self) -> bool:
        """Whether a regulatory matter is open with the organisation of any of them."""
        return any(member.has_matter for member in self.members)


def suggest_for(text: str, *, colleague_id: int, today: dt.date) -> list[Proposal]:
    """Whom the typed letters find: those called just that, those the colleague met lately, then the likeliest."""
    found = find_by_prefix(text, KINDS, limit=FETCHED)
    if not found:
        return []
    lately = find_lately(colleague_id, today=today)
    keys = dict.fromkeys(found)
    if len(found) == FETCHED and lately.last:  # there may be more, and mine among them
        keys |= dict.fromkeys(find_by_prefix(text, KINDS, limit=len(lately.last), among=lately.last))
    return _proposals(likeliest_first(text, keys, met=lately.last)[:CANDIDATES], lately, today)[:SHOWN]


def propose(*, colleague_id: int, today: dt.date, organisation_id: int | None = None) -> list[Proposal]:
    """Whom to offer before anything is typed: usual meetings and whom I met lately; of a chosen organisation first."""
    lately = find_lately(colleague_id, today=today)
    keys = list(lately.last)[: 2 * SHOWN]  # some may be archived by now
    if organisation_id is None:
        usual = _usual(lately, today)
        return [*usual, *_proposals(keys, lately, today)][:SHOWN]
    theirs = list(dict.fromkeys([*lately.at.get(organisation_id, [])[:SHOWN], *_people_and_posts_at(organisation_id)]))
    itself = ("organisation", organisation_id)
    others = [key for key in keys if key not in theirs and key != itself]
    return _proposals([*theirs, *others][: 2 * SHOWN], lately, today, at=organisation_id)[:SHOWN]


def _people_and_posts_at(organisation_id: int) -> list[Key]:
    people = _HOLDERS.rows(organisation_id=organisation_id, wanted=SHOWN)
    posts = _VACANT.rows(organisation_id=organisation_id, wanted=SHOWN) if len(people) < SHOWN else []
    return [*(("person", row[0]) for row in people), *(("post", row[0]) for row in posts)]


def _proposals(keys: Sequence[Key], lately: Lately, today: dt.date, *, at: int | None = None) -> list[Proposal]:
    lines: dict[Key, list[Suggestion]] = {
        **{("organisation", line.ref.id): [line] for line in organisation_suggestions(_ids(keys, "organisation"))},
        **{("person", number): of_one for number, of_one in place_suggestions(_ids(keys, "person")).items()},
        **{("post", line.ref.id): [line] for line in post_suggestions(_ids(keys, "post"))},
    }
    return [
        Proposal((line,), line.name, line.detail, _last_words(key, lately, today))
        for key in keys
        for line in _likeliest_first(lines.get(key, []), lately, at)
        if not line.is_archived and not line.is_ours
    ]


def _ids(keys: Iterable[Key], wanted: str) -> list[int]:
    return [number for kind, number in keys if kind == wanted]


def _last_words(key: Key, lately: Lately, today: dt.date) -> str:
    last = lately.last.get(key)
    return last.words(today) if last else ""


def _likeliest_first(lines: list[Suggestion], lately: Lately, at: int | None) -> list[Suggestion]:
    """The places of one person: at the organisation asked for, else the one that they were last met in first."""
    there = [line for line in lines if at is not None and line.organisation_id == at]
    return there or sorted(lines, key=lambda line: not _is_as_met(line, lately.hats.get(line.person_id or 0)))


def _is_as_met(line: Suggestion, met: AttendeeOfTheDay | None) -> bool:
    return met is not None and (line.post_id, line.organisation_id) == (met.post_id, met.organisation_id)


def _usual(lately: Lately, today: dt.date) -> list[Proposal]:
    """The usual meetings with everyone in the place that they hold now."""
    attendees = [attendee for meeting in lately.usual for attendee in meeting.attendees]
    places = place_suggestions([each.person_id for each in attendees if each.person_id is not None])
    posts = {line.ref.id: line for line in post_suggestions([each.post_id for each in attendees if each.post_id])}
    organisations = {
        line.ref.id: line
        for line in organisation_suggestions(
            [number for meeting in lately.usual for number in meeting.organisation_ids]
        )
    }
    proposals = []
    for meeting in lately.usual:
        found = [organisations.get(number) for number in meeting.organisation_ids]
        found += [_as_now(attendee, places, posts) for attendee in meeting.attendees]
        members = tuple(line for line in found if line is not None and not line.is_archived and not line.is_ours)
        if len(members) >= TOGETHER_AT_LEAST:
            proposals.append(_together(members, meeting, today))
    return proposals


def _as_now(
    attendee: AttendeeOfTheDay, places: dict[int, list[Suggestion]], posts: dict[int, Suggestion]
) -> Suggestion | None:
    if attendee.person_id is None:
        return posts.get(attendee.post_id or 0)
    lines = sorted(places.get(attendee.person_id, []), key=lambda line: not _is_as_met(line, attendee))
    return lines[0] if lines else None


def _together(members: tuple[Suggestion, ...], meeting: UsualMeeting, today: dt.date) -> Proposal:
    organisations = list(dict.fromkeys(line.organisation_name for line in members if line.organisation_name))
    names = [line.name for line in members]
    return Proposal(members, _list_of(names), f"Usual meeting · {_list_of(organisations)}", meeting.last.words(today))


def _list_of(names: Sequence[str]) -> str:
    """'A, B and C'; of many 'A, B and 4 others'."""
    shown = list(names) if len(names) <= NAMES_SHOWN else [*names[: NAMES_SHOWN - 1], f"{len(names) - 2} others"]
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else "".join(shown)
