"""Sectors, the list that organisations are filed under."""

from app.managed_lists.queries import ManagedList
from app.organisations.models import Sector

SECTORS = ManagedList(model=Sector, subject_kind="sector", noun="sector")
