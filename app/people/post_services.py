"""Commands on posts."""

from collections.abc import Sequence

from app.audit.rules import Action, Actor, FieldChange, differences
from app.audit.services import Subject, record, record_each
from app.core.typed_input import TypedInput
from app.database import db, utc_now
from app.names.rules import match_key
from app.names.services import NamedThing, index_names, index_new_names
from app.organisations.queries import find_organisation
from app.people.models import Post
from app.people.post_queries import KIND, find_post_titled
from app.versions import change_held, hold, hold_all

TITLE_LIMIT = 200
NOTES_LIMIT = 100_000
REASON_LIMIT = 500


def add_post(*, title: str, organisation_id: int | None, actor: Actor, notes: str = "") -> Post:
    """Raises InvalidInput, also when the organisation has a post of this title."""
    post = Post()
    _describe(post, title, organisation_id, notes)
    db.session.add(post)
    db.session.flush()
    index_new_names([_named(post)])
    _record(post, Action.CREATED, actor, differences({}, describe_post(post)))
    return post


def find_or_add_post(*, title: str, organisation_id: int, actor: Actor) -> Post:
    """The organisation's post of this title, restored if it was archived. Raises InvalidInput."""
    known = find_post_titled(match_key(title)[:TITLE_LIMIT], organisation_id)
    if known is None:
        return add_post(title=title, organisation_id=organisation_id, actor=actor)
    restore_post(post=known, actor=actor)
    return known


def change_post(*, post: Post, title: str, organisation_id: int | None, notes: str, version: int, actor: Actor) -> Post:
    """Raises InvalidInput, and StaleVersion when the post has been saved since `version` was read."""
    hold(post, version)
    before = describe_post(post)
    _describe(post, title, organisation_id, notes)
    db.session.flush()
    changes = differences(before, describe_post(post))
    if changes:
        index_names(_named(post))
        _record(post, Action.CHANGED, actor, changes)
    return post


def archive_post(*, post: Post, reason: str, actor: Actor) -> None:
    """Take it out of lists and typeaheads; what is recorded of it stays. Raises InvalidInput."""
    archive_posts(posts=[post], reason=reason, actor=actor)


def archive_posts(*, posts: Sequence[Post], reason: str, actor: Actor) -> None:
    """The same for several, in as many statements as for one. Raises InvalidInput."""
    typed = TypedInput()
    reason = typed.line("reason", reason, limit=REASON_LIMIT, missing="Enter why it is archived.")
    typed.finish()
    archived = [post for post in posts if post.archived_at is None]
    hold_all(archived)
    change_held(archived, archived_at=utc_now(), archived_reason=reason)
    index_names(*map(_named, archived))
    why = [FieldChange("Reason", "", reason)]
    subjects = [Subject(post.id, post.title, why) for post in archived]
    record_each(actor=actor, action=Action.ARCHIVED, subject_kind=KIND, subjects=subjects)


def restore_post(*, post: Post, actor: Actor) -> None:
    """Put it back into lists and typeaheads."""
    restore_posts(posts=[post], actor=actor)


def restore_posts(*, posts: Sequence[Post], actor: Actor) -> None:
    """The same for several, in as many statements as for one."""
    reasons = {post: post.archived_reason for post in posts if post.archived_at is not None}
    hold_all(list(reasons))
    change_held(list(reasons), archived_at=None, archived_reason="")
    index_names(*map(_named, reasons))
    subjects = [Subject(post.id, post.title, [FieldChange("Reason", why, "")]) for post, why in reasons.items()]
    record_each(actor=actor, action=Action.RESTORED, subject_kind=KIND, subjects=subjects)


def describe_post(post: Post) -> dict[str, str]:
    """Each field's label and what it says, as people read it."""
    return {"Title": post.title, "Organisation": post.organisation.name, "Notes": post.notes}


def check_title(typed: TypedInput, written: str) -> str:
    """The title cleaned, its problem noted."""
    return typed.line("title", written, limit=TITLE_LIMIT, missing="Enter the title of the post.")


def _describe(post: Post, title: str, organisation_id: int | None, notes: str) -> None:
    typed = TypedInput()
    title = check_title(typed, title)
    notes = typed.text("notes", notes, limit=NOTES_LIMIT)
    organisation = find_organisation(organisation_id) if organisation_id is not None else None
    if organisation is None:
        typed.refuse("organisation", "Choose the organisation that the post belongs to.")
        typed.finish()
        return
    key = match_key(title)[:TITLE_LIMIT]
    known = find_post_titled(key, organisation.id) if title else None
    if known is not None and known.id != post.id:
        state = ", archived: restore that one" if known.archived_at else ""
        typed.refuse("title", f"{organisation.name} has the post “{known.title}” already{state}.")
    typed.finish()
    post.title, post.match_key, post.notes, post.organisation = title, key, notes, organisation


def _named(post: Post) -> NamedThing:
    return NamedThing(KIND, post.id, [post.title], post.archived_at is not None)


def _record(post: Post, action: Action, actor: Actor, changes: list[FieldChange]) -> None:
    record(
        actor=actor,
        action=action,
        subject_kind=KIND,
        subject_id=post.id,
        subject_label=post.title,
        changes=changes,
    )
