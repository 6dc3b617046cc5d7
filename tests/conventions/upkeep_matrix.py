"""Who may reach the routes of all changes and of duplicates: a part of the matrix."""

MANAGERS = frozenset({"manager"})
MERGERS = MANAGERS | {"administrator"}

UPKEEP: dict[str, frozenset[str]] = {
    # all changes
    "audit.index": MANAGERS,
    "audit.entry": MANAGERS,
    "audit.restore": MANAGERS,
    # duplicates
    "duplicates.index": MERGERS,
    "duplicates.look": MERGERS,
    "duplicates.choose": MERGERS,
    "duplicates.dismiss": MERGERS,
    "duplicates.put_back": MERGERS,
    "duplicates.merge": MERGERS,
    "duplicates.merges": MERGERS,
    "duplicates.undo": MERGERS,
    "duplicates.go_on": MERGERS,
}
