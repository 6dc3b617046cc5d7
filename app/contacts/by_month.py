"""How many contacts an organisation had in each month."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from sqlalchemy import Integer, ScalarSelect, bindparam, func, select

from app.contacts.models import Contact, ContactOrganisation
from app.contacts.rules import ContactStatus, sort_key_floor
from app.contacts.visibility import Reader, listed_for
from app.core.paging import COUNT_LIMIT, BoundedCount
from app.database import db
from app.prepared import PreparedSelect

_CONTACT = Contact.__table__.c
_LINK = ContactOrganisation.__table__.c


def count_held_between(organisation_id: int, starts: Sequence[dt.date], *, reader: Reader) -> list[BoundedCount]:
    """How many held contacts the reader finds from each day to the day before the next, as far as lists count."""
    spans = list(pairwise(map(sort_key_floor, starts)))
    values = {f"lowest_{place}": lowest for place, (lowest, _below) in enumerate(spans)}
    values |= {f"below_{place}": below for place, (_lowest, below) in enumerate(spans)}
    [counts] = _counts(reader, len(spans)).rows(**values, organisation_id=organisation_id)
    return [BoundedCount.of(count) for count in counts]


def find_first_day(organisation_id: int, *, reader: Reader) -> dt.date | None:
    """The day of the first contact that the reader finds; none where there is none."""
    return db.session.scalar(
        select(Contact.date)
        .join(ContactOrganisation, ContactOrganisation.contact_id == Contact.id)
        .where(ContactOrganisation.organisation_id == organisation_id, listed_for(reader))
        .order_by(ContactOrganisation.sort_key)
        .limit(1)
    )


# Built once for each number of months, since building it takes longer than running it.
@lru_cache(maxsize=512)
def _counts(reader: Reader, spans: int) -> PreparedSelect:
    return PreparedSelect(select(*(_count(reader, place) for place in range(spans))))


def _count(reader: Reader, place: int) -> ScalarSelect[int]:
    found = (
        select(_LINK.sort_key)
        .join(Contact.__table__, _CONTACT.id == _LINK.contact_id)
        .where(
            _LINK.organisation_id == bindparam("organisation_id", type_=Integer),
            _LINK.sort_key >= bindparam(f"lowest_{place}"),
            _LINK.sort_key < bindparam(f"below_{place}"),
            _CONTACT.status == ContactStatus.HELD,
            listed_for(reader),
        )
        .limit(COUNT_LIMIT + 1)
        .subquery()
    )
    return select(func.count()).select_from(found).scalar_subquery()
