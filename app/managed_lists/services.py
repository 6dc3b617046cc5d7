"""Keeping a managed list: adding, renaming, reordering and archiving its words."""

from app.audit.rules import Action, Actor, FieldChange
from app.audit.services import record
from app.core.errors import InvalidInput
from app.core.text import InvalidText, clean_line
from app.database import db, utc_now
from app.managed_lists.models import NAME_LIMIT
from app.managed_lists.queries import ManagedList, W, list_words
from app.managed_lists.rules import Move


def add_word(*, words: ManagedList[W], name: str, actor: Actor) -> W:
    """Put a new word at the end of the list. Raises InvalidInput."""
    name = _usable_name(words, name)
    position = max((word.position for word in list_words(words, with_archived=True)), default=0) + 1
    word = words.model()
    word.name, word.position = name, position
    db.session.add(word)
    db.session.flush()
    _record(words, word, Action.CREATED, actor, [FieldChange("Name", "", name)])
    return word


def rename_word(*, words: ManagedList[W], word: W, name: str, actor: Actor) -> W:
    """Call the word something else, everywhere it is used. Raises InvalidInput."""
    name = _usable_name(words, name, excluding_id=word.id)
    if name != word.name:
        change = FieldChange("Name", word.name, name)
        word.name = name
        db.session.flush()
        _record(words, word, Action.CHANGED, actor, [change])
    return word


def move_word(*, words: ManagedList[W], word: W, move: Move, actor: Actor) -> None:
    """Change places with the word above or below; at the end of the list, nothing happens."""
    order = list_words(words)
    if word not in order:
        return
    old = order.index(word)
    new = old + (1 if move is Move.DOWN else -1)
    if not 0 <= new < len(order):
        return
    order[old], order[new] = order[new], order[old]
    for position, listed in enumerate(order, start=1):
        listed.position = position
    db.session.flush()
    _record(words, word, Action.CHANGED, actor, [FieldChange("Place in the list", str(old + 1), str(new + 1))])


def archive_word(*, words: ManagedList[W], word: W, actor: Actor) -> None:
    """Offer the word no more. What is filed under it stays so."""
    if word.archived_at is None:
        word.archived_at = utc_now()
        db.session.flush()
        _record(words, word, Action.ARCHIVED, actor)


def restore_word(*, words: ManagedList[W], word: W, actor: Actor) -> None:
    """Offer the word again."""
    if word.archived_at is not None:
        word.archived_at = None
        db.session.flush()
        _record(words, word, Action.RESTORED, actor)


def _usable_name(words: ManagedList[W], typed: str, *, excluding_id: int | None = None) -> str:
    try:
        name = clean_line(typed)
    except InvalidText as error:
        raise InvalidInput.of("name", str(error)) from error
    if not name:
        raise InvalidInput.of("name", f"Enter the name of the {words.noun}.")
    if len(name) > NAME_LIMIT:
        raise InvalidInput.of("name", f"Shorten the name to {NAME_LIMIT} characters or fewer.")
    for word in list_words(words, with_archived=True):
        if word.id != excluding_id and word.name.casefold() == name.casefold():
            archived = ", archived: restore that one" if word.archived_at else ""
            raise InvalidInput.of("name", f"There is already a {words.noun} called “{word.name}”{archived}.")
    return name


def _record(
    words: ManagedList[W], word: W, action: Action, actor: Actor, changes: list[FieldChange] | None = None
) -> None:
    record(
        actor=actor,
        action=action,
        subject_kind=words.subject_kind,
        subject_id=word.id,
        subject_label=word.name,
        changes=changes or [],
    )
