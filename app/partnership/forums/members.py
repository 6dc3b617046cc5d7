"""Who belongs to a forum: adding them, ending a membership, correcting one and taking out a mistake."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select

from app.audit.rules import Action, Actor, FieldChange
from app.audit.services import record
from app.core.errors import InvalidInput, NotFound
from app.core.plain_dates import PlainDate, format_plain_date
from app.core.typed_input import TypedInput
from app.database import db
from app.partnership.forums.queries import KIND, get_member, list_memberships
from app.partnership.forums.services import check_span
from app.partnership.forums.whom import insist_on_whom
from app.partnership.models import Forum, ForumMember
from app.people.appointments import describe_span
from app.people.whom import Whom, whom_words
from app.versions import hold

ROLE_LIMIT = 100


def add_members(
    *, forum: Forum, whom: Sequence[Whom], role: str, started_on: dt.date | None, actor: Actor
) -> Sequence[ForumMember]:
    """Each with the same role and first day. Raises InvalidInput, and adds nobody then."""
    typed = TypedInput()
    role = check_role(typed, role)
    everyone = list(dict.fromkeys(whom))
    if not everyone:
        typed.refuse("who", "Enter who belongs to it.")
    typed.finish()
    _hold(forum.id)
    added = [
        _add(forum, each, role=role, started_on=started_on, ended_on=None, field=_field(each, everyone))
        for each in everyone
    ]
    _record(forum, actor, *(("", describe_member(member)) for member in added))
    return added


def check_role(typed: TypedInput, written: str) -> str:
    """The role cleaned, its problem noted."""
    return typed.line("role", written, limit=ROLE_LIMIT)


def _field(each: Whom, everyone: Sequence[Whom]) -> str:
    """The field of the form that named them: the first one, unless there are several organisations."""
    is_one_of_many = len(everyone) > 1 and each.person_id is None and each.post_id is None
    return "organisations" if is_one_of_many else "who"


def change_member(
    *,
    member: ForumMember,
    whom: Whom,
    role: str,
    started_on: dt.date | None,
    ended_on: dt.date | None,
    version: int,
    actor: Actor,
) -> ForumMember:
    """Correct what was recorded. Raises InvalidInput and StaleVersion."""
    _hold(member.forum_id)
    hold(member, version)
    typed = TypedInput()
    role = check_role(typed, role)
    check_span(typed, started_on, ended_on)
    typed.finish()
    insist_on_whom(whom)
    _insist_that_it_is_new(member.forum_id, whom, started_on, ended_on, besides=member)
    before = describe_member(member)
    member.organisation_id, member.person_id, member.post_id = whom.organisation_id, whom.person_id, whom.post_id
    member.role, member.started_on, member.ended_on = role, started_on, ended_on
    db.session.flush()
    db.session.expire(member)
    changed = get_member(member.id)
    _record(changed.forum, actor, (before, describe_member(changed)))
    return changed


def end_membership(*, member: ForumMember, ended_on: dt.date | None, version: int, actor: Actor) -> None:
    """The last day still counts. Raises InvalidInput and StaleVersion."""
    hold(member, version)
    typed = TypedInput()
    if ended_on is None:
        typed.refuse("ended_on", "Enter the last day.")
    check_span(typed, member.started_on, ended_on)
    typed.finish()
    before = describe_member(member)
    member.ended_on = ended_on
    db.session.flush()
    _record(member.forum, actor, (before, describe_member(member)))


def remove_member(*, member: ForumMember, actor: Actor) -> None:
    """Take out one that was recorded in error. Raises NotFound where somebody has just done so."""
    _hold(member.forum_id)
    if db.session.scalar(select(ForumMember.id).where(ForumMember.id == member.id).with_for_update()) is None:
        raise NotFound
    db.session.expire(member)  # what was read before may be old by now
    forum, before = member.forum, describe_member(member)
    db.session.delete(member)
    db.session.flush()
    _record(forum, actor, (before, ""))


def put_back_member(
    *,
    forum: Forum,
    whom: Whom,
    role: str,
    started_on: dt.date | None,
    ended_on: dt.date | None,
    actor: Actor,
) -> ForumMember:
    """Take a removal back, as it was; back already is no error. Raises InvalidInput."""
    _hold(forum.id)
    for known in list_memberships(forum.id, **_columns(whom)):
        if (known.role, known.started_on, known.ended_on) == (role, started_on, ended_on):
            return known
    typed = TypedInput()
    role = check_role(typed, role)
    check_span(typed, started_on, ended_on)
    typed.finish()
    member = _add(forum, whom, role=role, started_on=started_on, ended_on=ended_on)
    _record(forum, actor, ("", describe_member(member)))
    return member


def describe_member(member: ForumMember) -> str:
    """'Kit Example, Director, Example County Council, as chair, from 3 March 2021'."""
    whom = whom_words(organisation=member.organisation, person=member.person, post=member.post)
    parts = [whom, f"as {member.role}" if member.role else "", describe_span(member.started_on, member.ended_on)]
    return ", ".join(filter(None, parts))


def _hold(forum_id: int) -> None:
    """So that two who add or remove the same member at once do so one after the other."""
    db.session.execute(select(Forum.id).where(Forum.id == forum_id).with_for_update())


def _add(
    forum: Forum,
    whom: Whom,
    *,
    role: str,
    started_on: dt.date | None,
    ended_on: dt.date | None,
    field: str = "who",
) -> ForumMember:
    insist_on_whom(whom, field=field)
    _insist_that_it_is_new(forum.id, whom, started_on, ended_on, field=field)
    member = ForumMember(forum_id=forum.id, role=role, started_on=started_on, ended_on=ended_on, **_columns(whom))
    db.session.add(member)
    db.session.flush()
    return member


def _insist_that_it_is_new(
    forum_id: int,
    whom: Whom,
    started_on: dt.date | None,
    ended_on: dt.date | None,
    *,
    besides: ForumMember | None = None,
    field: str = "who",
) -> None:
    """Nobody belongs twice on one day. Raises InvalidInput."""
    first, last = started_on or dt.date.min, ended_on or dt.date.max
    for known in list_memberships(forum_id, **_columns(whom)):
        if (
            known is not besides
            and (known.started_on or dt.date.min) <= last
            and first <= (known.ended_on or dt.date.max)
        ):
            name = whom_words(organisation=known.organisation, person=known.person, post=known.post)
            since = f", since {format_plain_date(PlainDate(known.started_on))}" if known.started_on else ""
            raise InvalidInput.of(field, f"{name} is a member already{since}.")


def _columns(whom: Whom) -> dict[str, int | None]:
    return {"organisation_id": whom.organisation_id, "person_id": whom.person_id, "post_id": whom.post_id}


def _record(forum: Forum, actor: Actor, *members: tuple[str, str]) -> None:
    """What each was before, and is now."""
    changes = [FieldChange("Member", old, new) for old, new in members if old != new]
    if changes:
        record(
            actor=actor,
            action=Action.CHANGED,
            subject_kind=KIND,
            subject_id=forum.id,
            subject_label=forum.name,
            changes=changes,
        )
