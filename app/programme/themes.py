"""Themes, the list that contacts and points are filed under."""

from app.managed_lists.queries import ManagedList
from app.programme.models import Theme

THEMES = ManagedList(model=Theme, subject_kind="theme", noun="theme")
