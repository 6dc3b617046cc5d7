"""The contacts blueprint with all of its views."""

from app.web.contacts import (
    blueprint,
    contact_views,
    draft_file_views,
    draft_views,
    entry_views,
    file_views,
    history_views,
    plan_views,
    proposals,
    typed_in_vain,
    undo_views,
    warnings,
)

__all__ = [
    "blueprint",
    "contact_views",
    "draft_file_views",
    "draft_views",
    "entry_views",
    "file_views",
    "history_views",
    "plan_views",
    "proposals",
    "typed_in_vain",
    "undo_views",
    "warnings",
]
