"""Commands on posts."""

from app.audit.rules import Action, Actor, FieldChange, differences
from app.audit.services import record
from app.core.typed_input import TypedInput
from app.database import db, utc_now
from app.names.rules import match_key
from app.names.services import NamedThing, index_names
from app.organisations.queries import find_organisation
from app.people.models import Post
from app.people.post_queries import KIND, find_post_titled
from app.versions import hold

TITLE_LIMIT = 200
NOTES_LIMIT = 100_000
REASON_LIMIT = 500


def add_post(*, title: str, organisation_id: int | None, actor: Actor, notes: str = "") -> Post:
    """Raises InvalidInput, also when the organisation has a post of this title."""
    post = Post()
    _describe(post, title, organisation_id, notes)
    db.session.add(post)
    db.session.flush()
    _index(post)
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
        _index(post)
        _record(post, Action.CHANGED, actor, changes)
    return post


def archive_post(*, post: Post, reason: str, actor: Actor) -> None:
    """Take the post out of lists and typeaheads; what is recorded of it stays. Raises InvalidInput."""
    typed = TypedInput()
    reason = typed.line("reason", reason, limit=REASON_LIMIT, missing="Enter why it is archived.")
    typed.finish()
    if post.archived_at is not None:
        return
    hold(post, post.version)
    post.archived_at, post.archived_reason = utc_now(), reason
    db.session.flush()
    _index(post)
    _record(post, Action.ARCHIVED, actor, [FieldChange("Reason", "", reason)])


def restore_post(*, post: Post, actor: Actor) -> None:
    """Put the post back into lists and typeaheads."""
    if post.archived_at is None:
        return
    hold(post, post.version)
    reason = post.archived_reason
    post.archived_at, post.archived_reason = None, ""
    db.session.flush()
    _index(post)
    _record(post, Action.RESTORED, actor, [FieldChange("Reason", reason, "")])


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


def _index(post: Post) -> None:
    index_names(NamedThing(KIND, post.id, [post.title], post.archived_at is not None))


def _record(post: Post, action: Action, actor: Actor, changes: list[FieldChange]) -> None:
    record(
        actor=actor,
        action=action,
        subject_kind=KIND,
        subject_id=post.id,
        subject_label=post.title,
        changes=changes,
    )
