"""Doing a change and undoing it, a batch at a time. What became of each contact is written with the batch."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Table, bindparam, select, update

from app.accounts.models import Colleague
from app.contacts.models import Contact
from app.contacts.rules import Visibility
from app.contacts.search.indexing import with_what_is_found
from app.contacts.services import LinkedIds
from app.database import db
from app.entry.rewriting import Rewriting, hold_many, rewrite_many
from app.many.facts import read_facts
from app.many.models import ManyChange, ManyChangeContact
from app.many.rules import Becomes, Change, ChangeKind, Facts, Outcome, becomes, judge, may_be_undone, undone
from app.many.selecting import tally
from app.reviews.services import Review, mark_reviewed, review_of, take_back_review

Kept = dict[str, Any]

_TABLE = cast(Table, ManyChangeContact.__table__)
_WRITE = (
    update(_TABLE)
    .where(_TABLE.c.many_change_id == bindparam("of_change"), _TABLE.c.contact_id == bindparam("of_contact"))
    .values(outcome=bindparam("became"), kept=bindparam("with_it"))
)


def do_batch(many: ManyChange, *, actor: Colleague, now: dt.datetime, limit: int) -> int:
    """Change the next contacts, each as it is by now. How many of them there were."""
    rows, facts = _hold_next(many, Outcome.TO_CHANGE, limit)
    change = Change.from_plain(many.change)
    outcomes = {number: judge(change, facts[number]) for number in rows}
    to_change = [number for number, outcome in outcomes.items() if outcome is Outcome.TO_CHANGE]
    kept: dict[int, Kept | None] = dict.fromkeys(rows)
    if change.kind is ChangeKind.MARK_REVIEWED:
        kept |= {contact.id: _review(contact, actor, now) for contact in _read(to_change)}
    else:
        after = {number: becomes(change, facts[number]) for number in to_change}
        rewrite_many({number: _rewriting(change, said) for number, said in after.items()}, actor=actor)
        kept |= {number: _as_kept(facts[number], said) for number, said in after.items()}
    outcomes |= dict.fromkeys(to_change, Outcome.CHANGED)
    _write(many, Outcome.TO_CHANGE, outcomes, kept)
    return len(rows)


def undo_batch(many: ManyChange, *, actor: Colleague, limit: int) -> int:
    """Take the next contacts back to what they were, but for those that were changed since."""
    rows, facts = _hold_next(many, Outcome.CHANGED, limit)
    change = Change.from_plain(many.change)
    if change.kind is ChangeKind.MARK_REVIEWED:
        outcomes = {each.id: _take_back(each, rows[each.id], actor) for each in _read(rows)}
    else:
        said = {number: _from_kept(kept, facts[number]) for number, kept in rows.items()}
        back = {n: undone(after, was, change) for n, (was, after) in said.items() if may_be_undone(after, facts[n])}
        rewrite_many({number: _rewriting(change, was) for number, was in back.items()}, actor=actor)
        outcomes = {number: Outcome.UNDONE if number in back else Outcome.LEFT for number in rows}
    _write(many, Outcome.CHANGED, outcomes, rows)
    return len(rows)


def _hold_next(many: ManyChange, outcome: Outcome, limit: int) -> tuple[dict[int, Kept | None], dict[int, Facts]]:
    """The next of them with what is kept, as they are once nobody else is saving them."""
    row = ManyChangeContact
    of_them = select(row.contact_id, row.kept).where(row.many_change_id == many.id, row.outcome == outcome)
    found = db.session.execute(of_them.order_by(row.sort_key.desc()).limit(limit)).all()
    rows: dict[int, Kept | None] = dict(found)
    if rows:
        hold_many(rows)
    facts = read_facts(Change.from_plain(many.change), rows) if rows else {}
    return {number: rows[number] for number in rows if number in facts}, facts


def _write(many: ManyChange, were: Outcome, outcomes: Mapping[int, Outcome], kept: Mapping[int, Kept | None]) -> None:
    if not outcomes:
        return
    values = [
        {"of_change": many.id, "of_contact": number, "became": outcome, "with_it": kept[number]}
        for number, outcome in outcomes.items()
    ]
    db.session.connection().execute(_WRITE, values)
    tally(many, Counter(outcomes.values()))
    tally(many, {were: -len(outcomes)})
    db.session.flush()


def _rewriting(change: Change, said: Becomes) -> Rewriting:
    name = "colleague" if change.kind is ChangeKind.REASSIGN else change.kind.list_name.removesuffix("s")
    linked = LinkedIds() if said.linked is None else LinkedIds(**{f"{name}_ids": said.linked})
    return Rewriting(linked, said.visibility, dict(said.owner_ids))


def _as_kept(was: Facts, after: Becomes) -> Kept:
    """What is needed to undo it, in plain values."""
    kept: Kept = {}
    if after.linked is not None:
        kept["linked"] = [list(was.linked), list(after.linked)]
    if after.visibility is not None:
        kept["visibility"] = [was.visibility.value, after.visibility.value]
    if after.owner_ids:
        kept["owners"] = [list(pair) for pair in after.owner_ids]
    return kept


def _from_kept(kept: Kept | None, facts: Facts) -> tuple[Facts, Becomes]:
    """What the contact was, and what it became."""
    kept = kept or {}
    linked: Sequence[list[int]] = kept.get("linked", [[], []])
    visibility = [Visibility(word) for word in kept.get("visibility", ())]
    was = Facts(
        facts.is_archived, facts.status, visibility[0] if visibility else facts.visibility, False, tuple(linked[0])
    )
    after = Becomes(
        linked=tuple(linked[1]) if "linked" in kept else None,
        visibility=visibility[1] if visibility else None,
        owner_ids=tuple((number, owner) for number, owner in kept.get("owners", ())),
    )
    return was, after


def _read(contact_ids: Collection[int]) -> Sequence[Contact]:
    of_these = select(Contact).where(Contact.id.in_(contact_ids)).order_by(Contact.id)
    return db.session.scalars(of_these.options(*with_what_is_found())).all()


def _review(contact: Contact, actor: Colleague, now: dt.datetime) -> Kept:
    was = review_of(contact)
    mark_reviewed(contact=contact, actor=actor, now=now)
    return {"was": _plain_review(was), "became": _plain_review(review_of(contact))}


def _take_back(contact: Contact, kept: Kept | None, actor: Colleague) -> Outcome:
    if kept is None or contact.archived_at is not None or _plain_review(review_of(contact)) != kept["became"]:
        return Outcome.LEFT
    take_back_review(contact=contact, actor=actor, was=_as_review(kept["was"]))
    return Outcome.UNDONE


def _plain_review(review: Review | None) -> list[Any] | None:
    return None if review is None else [review.at.isoformat(), review.by_id, review.version]


def _as_review(plain: list[Any] | None) -> Review | None:
    return None if plain is None else Review(dt.datetime.fromisoformat(plain[0]), plain[1], plain[2])
