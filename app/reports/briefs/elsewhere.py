"""What we told others on what a brief's contacts are mostly about."""

import datetime as dt
from collections.abc import Sequence

from app.contacts.filters import ContactFilters
from app.contacts.history import find_contacts
from app.contacts.newest import advice_of, list_themes_of
from app.contacts.rules import ContactStatus
from app.contacts.visibility import Reader
from app.reports.briefs.brief import BriefRow
from app.reports.briefs.history import History, contact_row
from app.reports.briefs.subjects import Subject

SHOWN = 4
LOOKED_THROUGH = 40
CONTACTS_OF_THEME = 50  # the newest say what it is about


def find_theme(history: History, subject: Subject) -> tuple[int, str] | None:
    """Of the planned contact, or else of most of the newest contacts; none where nothing is filed under any."""
    planned = [subject.planned.id] if subject.planned else []
    for ids in (planned, [each.id for each in history.facts[:CONTACTS_OF_THEME]]):
        if themes := list_themes_of(ids):
            return themes[0]
    return None


def said_to_others(
    theme_id: int, history: History, subject: Subject, *, reader: Reader, since: dt.date | None
) -> Sequence[BriefRow]:
    """The newest held contacts on the theme with none of those that the brief is on, each with what was advised."""
    filters = ContactFilters(theme_id=theme_id, date_from=since)
    page = find_contacts(filters, reader=reader, size=LOOKED_THROUGH)
    own = {each.id for each in history.facts} | ({subject.planned.id} if subject.planned else set())
    others = [row for row in page.rows if row.id not in own and row.status == ContactStatus.HELD][:SHOWN]
    advice = advice_of([row.id for row in others])
    return [contact_row(row, advice.get(row.id, ""), with_whom=True) for row in others]
