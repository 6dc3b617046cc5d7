"""Points raised in a document: there is no contact that they were written down with, so they are kept by themselves."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.audit.rules import Action, Actor, FieldChange, differences
from app.audit.services import record
from app.contacts.rules import sort_key
from app.core.errors import NotFound
from app.core.plain_dates import PlainDate, format_plain_date
from app.core.typed_input import TypedInput
from app.database import db
from app.organisations.models import Sector
from app.people.whom import NOBODY, Whom, whom_words
from app.points.barriers.keeping import added_in_document, will_change_in_documents
from app.points.groups import SUBJECT_KIND
from app.points.models import Point
from app.points.rules import BarrierNature, PointKind
from app.points.terms import keep_terms
from app.programme.models import Theme
from app.versions import hold

WORDS_LIMIT = 5_000
DOCUMENT_LIMIT = 300
PARAGRAPH_LIMIT = 40


@dataclass(frozen=True)
class DocumentPoint:
    """All that is said of a point raised in a document."""

    kind: PointKind
    words: str
    document: str
    raised_on: dt.date | None
    paragraph: str = ""
    barrier_nature: BarrierNature | None = None
    sector_id: int | None = None
    whom: Whom = NOBODY
    theme_ids: Sequence[int] = ()


def get_point_of_document(point_id: int) -> Point:
    """With all that is said of it. Raises NotFound; so it does for a point of a contact, which is edited with that."""
    point = db.session.scalar(
        select(Point)
        .where(Point.id == point_id, Point.contact_id.is_(None))
        .options(
            joinedload(Point.sector),
            joinedload(Point.by_organisation),
            joinedload(Point.by_person),
            joinedload(Point.by_post),
            selectinload(Point.themes),
        )
    )
    if point is None:
        raise NotFound
    return point


def add_point_of_document(*, details: DocumentPoint, actor: Actor) -> Point:
    """Raises InvalidInput."""
    details = check_details(details, point=None)
    point = Point()
    _say(point, details)
    db.session.add(point)
    db.session.flush()
    added_in_document(point.id)
    keep_terms([point], None)
    _record(point, Action.CREATED, differences({}, describe_point(point)), actor)
    return point


def change_point_of_document(*, point: Point, details: DocumentPoint, version: int, actor: Actor) -> Point:
    """Raises InvalidInput, and StaleVersion when it has been saved since `version` was read."""
    hold(point, version)
    details = check_details(details, point=point)
    will_change_in_documents(point.id)
    before = describe_point(point)
    with db.session.no_autoflush:  # one UPDATE, so that the version goes up by one
        _say(point, details)
    db.session.flush()
    db.session.expire(point, ["by_organisation", "by_person", "by_post"])
    keep_terms([point], None)
    if changes := differences(before, describe_point(point)):
        _record(point, Action.CHANGED, changes, actor)
    return point


def check_details(details: DocumentPoint, *, point: Point | None) -> DocumentPoint:
    """The details cleaned. Raises InvalidInput with every problem found."""
    typed = TypedInput()
    checked = replace(
        details,
        words=typed.text("words", details.words, limit=WORDS_LIMIT),
        document=typed.line(
            "document", details.document, limit=DOCUMENT_LIMIT, missing="Enter the title of the document."
        ),
        paragraph=typed.line("paragraph", details.paragraph, limit=PARAGRAPH_LIMIT),
        barrier_nature=details.barrier_nature if details.kind is PointKind.BARRIER else None,
        theme_ids=tuple(dict.fromkeys(details.theme_ids)),
    )
    if not details.words.strip():
        typed.refuse("words", "Enter what was raised.")
    if details.raised_on is None:
        typed.refuse("raised_on", "Enter the date of the document.")
    _check_choices(typed, checked, point)
    typed.finish()
    return checked


def _check_choices(typed: TypedInput, details: DocumentPoint, point: Point | None) -> None:
    """What is offered no more may stay where it was."""
    had_sector = point.sector_id if point else None
    sector = db.session.get(Sector, details.sector_id) if details.sector_id is not None else None
    if details.sector_id not in (None, had_sector) and (sector is None or sector.archived_at):
        typed.refuse("sector_id", "Choose a sector from the list.")
    new_themes = set(details.theme_ids) - {theme.id for theme in (point.themes if point else ())}
    if new_themes:
        offered = select(Theme.id).where(Theme.id.in_(new_themes), Theme.archived_at.is_(None))
        if set(db.session.scalars(offered)) != new_themes:
            typed.refuse("theme_ids", "Choose themes from the list.")


def describe_point(point: Point) -> dict[str, str]:
    """Each field's label and what it says, as people read it."""
    return {
        "Kind": point.kind.label,
        "Nature": point.barrier_nature.label if point.barrier_nature else "",
        "Words": point.words,
        "Document": point.source_document,
        "Paragraph": point.source_paragraph,
        "Date": format_plain_date(PlainDate(point.raised_on)),
        "Raised by": whom_words(organisation=point.by_organisation, person=point.by_person, post=point.by_post),
        "Sector": point.sector.name if point.sector else "",
        "Themes": "\n".join(sorted(theme.name for theme in point.themes)),
    }


def _say(point: Point, details: DocumentPoint) -> None:
    point.kind, point.words = details.kind, details.words
    point.barrier_nature = details.barrier_nature
    point.source_document, point.source_paragraph = details.document, details.paragraph
    if details.raised_on is not None:
        point.sort_key = sort_key(details.raised_on, 0)  # no contact has the number 0
    point.sector = db.session.get(Sector, details.sector_id) if details.sector_id is not None else None
    point.by_organisation_id = details.whom.organisation_id
    point.by_person_id = details.whom.person_id
    point.by_post_id = details.whom.post_id
    wanted = select(Theme).where(Theme.id.in_(details.theme_ids))
    point.themes = list(db.session.scalars(wanted)) if details.theme_ids else []


def _record(point: Point, action: Action, changes: Sequence[FieldChange], actor: Actor) -> None:
    record(
        actor=actor,
        action=action,
        subject_kind=SUBJECT_KIND,
        subject_id=point.id,
        subject_label=point.words,
        changes=changes,
    )
