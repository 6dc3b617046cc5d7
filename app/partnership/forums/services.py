"""Keeping forums: what they are called, what for, and who convenes them."""

import datetime as dt
from dataclasses import dataclass, replace

from app.audit.rules import Action, Actor, FieldChange, differences
from app.audit.services import record
from app.core.plain_dates import PlainDate, format_plain_date
from app.core.typed_input import TypedInput
from app.database import db
from app.names.taken import find_called, taken_words, writing_name
from app.organisations.queries import find_organisation
from app.partnership.forums.queries import KIND
from app.partnership.models import Forum
from app.partnership.rules import ForumKind
from app.programme.models import Workstream
from app.versions import hold

NAME_LIMIT = 200
PURPOSE_LIMIT = 10_000


@dataclass(frozen=True, kw_only=True)
class ForumDetails:
    """Everything that one form says of a forum."""

    name: str
    kind: ForumKind = ForumKind.FORUM
    purpose: str = ""
    convenor_id: int | None = None
    workstream_id: int | None = None
    started_on: dt.date | None = None
    ended_on: dt.date | None = None


def add_forum(*, details: ForumDetails, actor: Actor) -> Forum:
    """Raises InvalidInput."""
    details = _check(details, forum=None)
    forum = Forum()
    with writing_name(Forum, details.name, noun=KIND):
        _describe_as(forum, details)
        db.session.add(forum)
    _record(forum, Action.CREATED, actor, differences({}, describe_forum(forum)))
    return forum


def change_forum(*, forum: Forum, details: ForumDetails, version: int, actor: Actor) -> Forum:
    """Raises InvalidInput, and StaleVersion when it has been saved since `version` was read."""
    hold(forum, version)
    details = _check(details, forum=forum)
    before = describe_forum(forum)
    with writing_name(Forum, details.name, noun=KIND, besides=forum.id):
        _describe_as(forum, details)
    changes = differences(before, describe_forum(forum))
    if changes:
        _record(forum, Action.CHANGED, actor, changes)
    return forum


def describe_forum(forum: Forum) -> dict[str, str]:
    """Each field's label and what it says, as people read it."""
    return {
        "Name": forum.name,
        "Kind": forum.kind.label,
        "Purpose": forum.purpose,
        "Convenor": forum.convenor.name if forum.convenor else "",
        "Workstream": forum.workstream.name if forum.workstream else "",
        "From": _day(forum.started_on),
        "To": _day(forum.ended_on),
    }


def _check(details: ForumDetails, *, forum: Forum | None) -> ForumDetails:
    typed = TypedInput()
    checked = replace(
        details,
        name=check_forum_name(typed, details.name),
        purpose=typed.text("purpose", details.purpose, limit=PURPOSE_LIMIT),
    )
    taken_by = find_called(Forum, checked.name, besides=forum.id if forum else None)
    if taken_by is not None:
        typed.refuse("name", taken_words(KIND, taken_by))
    if details.convenor_id is not None and find_organisation(details.convenor_id) is None:
        typed.refuse("convenor", "Choose the organisation that convenes it.")
    if details.workstream_id is not None and db.session.get(Workstream, details.workstream_id) is None:
        typed.refuse("workstream_id", "Choose a workstream from the list.")
    check_span(typed, details.started_on, details.ended_on)
    typed.finish()
    return checked


def check_forum_name(typed: TypedInput, written: str) -> str:
    """The name cleaned, its problem noted; not whether another forum has it."""
    return typed.line("name", written, limit=NAME_LIMIT, missing="Enter the name of the forum.")


def check_span(typed: TypedInput, started_on: dt.date | None, ended_on: dt.date | None) -> None:
    """Note where the last day lies before the first."""
    if started_on is not None and ended_on is not None and ended_on < started_on:
        typed.refuse("ended_on", f"It began on {_day(started_on)}. Enter that day or a later one.")


def _describe_as(forum: Forum, details: ForumDetails) -> None:
    forum.name, forum.kind, forum.purpose = details.name, details.kind, details.purpose
    forum.convenor = find_organisation(details.convenor_id) if details.convenor_id else None
    forum.workstream = db.session.get(Workstream, details.workstream_id) if details.workstream_id else None
    forum.started_on, forum.ended_on = details.started_on, details.ended_on


def _day(day: dt.date | None) -> str:
    return format_plain_date(PlainDate(day)) if day else ""


def _record(forum: Forum, action: Action, actor: Actor, changes: list[FieldChange]) -> None:
    record(
        actor=actor,
        action=action,
        subject_kind=KIND,
        subject_id=forum.id,
        subject_label=forum.name,
        changes=changes,
    )
