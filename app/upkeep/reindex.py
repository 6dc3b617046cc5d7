"""Renaming reaches every contact's search document: at once where they are few, later where they are many.

The tallies of contacts are exact at once.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from app.contacts.models import Attendee, ContactOrganisation
from app.contacts.search.indexing import reindex_contacts
from app.contacts.search.keys import HIGHEST_KEY
from app.contacts.search.models import ReindexRequest
from app.contacts.tallies.facts import Sides
from app.contacts.tallies.keeping import organisation_changed
from app.database import db
from app.organisations.models import Organisation

AT_ONCE = 1000

_LINKS: dict[str, InstrumentedAttribute[Any]] = {
    "organisation": ContactOrganisation.organisation_id,
    "person": Attendee.person_id,
    "post": Attendee.post_id,
}


def after_organisation_changed(organisation: Organisation, *, were: Sides) -> None:
    """Call when a name, an abbreviation, the partner group or the sector has changed; `were` are its sides before."""
    organisation_changed(organisation.id, were=were)
    _reindex("organisation", organisation.id)


def after_person_changed(person_id: int) -> None:
    _reindex("person", person_id)


def after_post_changed(post_id: int) -> None:
    _reindex("post", post_id)


def drain_reindex_requests(*, commit: Callable[[], None]) -> int:
    """Do what was put off, committing after every thousand contacts. Returns how many contacts were indexed."""
    done = 0
    while (request := db.session.scalar(select(ReindexRequest).limit(1))) is not None:
        keys = _reindex_below(request.subject_kind, request.subject_id, request.below)
        done += len(keys)
        if len(keys) < AT_ONCE:
            db.session.delete(request)
        else:
            request.below = keys[-1]
        db.session.flush()
        commit()
    return done


def _reindex(kind: str, subject_id: int) -> None:
    keys = _reindex_below(kind, subject_id, HIGHEST_KEY)
    request = db.session.get(ReindexRequest, (kind, subject_id))
    if len(keys) == AT_ONCE:
        # The newest were done just now; a request that was already there starts again from them.
        request = request or ReindexRequest(subject_kind=kind, subject_id=subject_id)
        request.below = keys[-1]
        db.session.add(request)
    elif request is not None:
        db.session.delete(request)
    db.session.flush()


def _reindex_below(kind: str, subject_id: int, below: int) -> list[int]:
    """Index the newest thousand contacts below a sort key; their keys, newest first."""
    column = _LINKS[kind]
    link = column.class_
    rows = db.session.execute(
        select(link.sort_key, link.contact_id)
        .distinct()
        .where(column == subject_id, link.sort_key < below)
        .order_by(link.sort_key.desc())
        .limit(AT_ONCE)
    ).all()
    reindex_contacts([contact_id for _key, contact_id in rows])
    return [key for key, _contact_id in rows]
