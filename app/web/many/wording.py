"""A change of many contacts in words: what it does, whom it keeps from reading them, what became of each."""

from collections.abc import Iterator, Sequence

from app.accounts.queries import list_colleagues, name_colleagues
from app.contacts.rules import Visibility
from app.core.paging import describe_count
from app.many.models import ManyChange
from app.many.queries import count_restricted, count_without_colleagues
from app.many.rules import Change, ChangeKind, Outcome
from app.programme.queries import name_programme

NAMES_SHOWN = 3


def describe_change(change: Change) -> str:
    """'Add the themes Child protection and Code promotion'."""
    match change.kind:
        case ChangeKind.MARK_REVIEWED:
            return "Mark as reviewed"
        case ChangeKind.SET_VISIBILITY:
            is_to_close = change.visibility is Visibility.RESTRICTED
            return "Restrict to those on it and to managers" if is_to_close else "Open to all who may read contacts"
        case ChangeKind.REASSIGN:
            return _describe_reassignment(change)
    names = _names(change)
    noun = change.kind.list_name.removesuffix("s") if len(names) == 1 else change.kind.list_name
    verb = "Add" if change.kind.adds else "Take off"
    return f"{verb} the {noun} {_joined(names)}"


def _describe_reassignment(change: Change) -> str:
    old, new = _colleagues(change)
    where = [
        *(["on our side"] if change.on_our_side else []),
        *(["as the owner of open follow-ups"] if change.owning_follow_ups else []),
    ]
    return f"Put {new} in the place of {old} {' and '.join(where)}"


def outcome_labels(many: ManyChange) -> dict[Outcome, str]:
    """Each outcome as a list is called."""
    kind = many.kind
    unfit = "Not held, so not reviewed"
    if kind is ChangeKind.REASSIGN:
        unfit = f"Without {_colleagues(Change.from_plain(many.change))[0]}"
    return {
        Outcome.TO_CHANGE: "Will change",
        Outcome.CHANGED: "Changed",
        Outcome.UNDONE: "Taken back",
        Outcome.LEFT: "Changed since by somebody, and left",
        Outcome.ALREADY: "So already",
        Outcome.UNFIT: unfit,
        Outcome.ARCHIVED: "Archived, and left alone",
    }


def consequences(many: ManyChange) -> Iterator[str]:
    """Who loses sight of contacts by it and who gains it, and what else is not seen at once."""
    change, count = Change.from_plain(many.change), many.count(Outcome.TO_CHANGE)
    if not count:
        return
    if change.kind is ChangeKind.REASSIGN:
        yield from _consequences_of_reassignment(many, change)
    elif change.kind is ChangeKind.SET_VISIBILITY and change.visibility is Visibility.OPEN:
        yield "Everybody who may read contacts sees them from then on, with their follow-ups, points and files."
    elif change.kind is ChangeKind.SET_VISIBILITY:
        others = sum(not colleague.may_read_restricted for colleague in list_colleagues(active_only=True))
        yield (
            f"Of the {describe_count(others, 'colleague', 'colleagues')} who may not read restricted contacts, those "
            "who are not on a contact lose sight of it, and of its follow-ups, points and files."
        )
        alone = count_without_colleagues(many, Outcome.TO_CHANGE)
        if alone:
            has = describe_count(alone, "contact has", "contacts have")
            yield f"{has} nobody on our side, so that managers alone see {'it' if alone == 1 else 'these'}."
    if change.kind is not ChangeKind.MARK_REVIEWED:
        yield "Contacts that were reviewed count as changed since their review."


def _consequences_of_reassignment(many: ManyChange, change: Change) -> Iterator[str]:
    old, new = _colleagues(change)
    restricted = count_restricted(many, Outcome.TO_CHANGE)
    if restricted:
        gains = (
            f"{describe_count(restricted, 'contact is', 'contacts are')} restricted: {new} may read these from then on"
        )
        alone = "" if change.on_our_side else " where they are on it for that alone"
        yield f"{gains}, and {old} no longer{alone}, but as a manager."
    if change.on_our_side:
        yield f"Where {old} still owns a follow-up, they stay on the contact for it."


def _names(change: Change) -> list[str]:
    of = {f"{name}_ids": () for name in ("workstream", "commitment", "theme")}
    singular = change.kind.list_name.removesuffix("s")
    names = name_programme(**{**of, f"{singular}_ids": change.ids})
    rows: Sequence[tuple[int, str]] = getattr(names, change.kind.list_name)
    return [name for _number, name in rows]


def _colleagues(change: Change) -> tuple[str, str]:
    names = dict(name_colleagues([change.from_id, change.to_id]))
    return names.get(change.from_id, "a colleague"), names.get(change.to_id, "a colleague")


def _joined(names: Sequence[str]) -> str:
    shown = list(names[:NAMES_SHOWN])
    if len(names) > NAMES_SHOWN:
        shown.append(f"{len(names) - NAMES_SHOWN} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
