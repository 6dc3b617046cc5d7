"""From the filled form to the command that the entry service takes."""

from typing import Any

from wtforms import FieldList

from app.contacts.rules import ContactKind, ContactStatus, Direction, Visibility
from app.contacts.services import ContactFields
from app.entry.details import (
    LONGEST_NUMBER,
    NEW_ORGANISATION,
    NEW_PERSON,
    ContactDetails,
    NewOrganisation,
    NewPerson,
    ParticipantKind,
    ParticipantRef,
    RaisedPoint,
)
from app.follow_ups.services import FollowUpDetails
from app.names.rules import match_key
from app.organisations.rules import PartnerGroup
from app.points.rules import BarrierNature, PointKind
from app.programme.rules import Capacity
from app.web.contacts.forms import ContactForm
from app.web.contacts.row_forms import OUTSIDE, FollowUpForm, NewOrganisationForm, NewPersonForm, PointForm
from app.web.contacts.who import NEW, Who
from app.web.fields import chosen, said


def contact_details(form: ContactForm, who: Who) -> ContactDetails:
    """What a valid form says."""
    same = [
        ref
        for row in (*form.new_organisations, *form.new_people)
        if not row.form.is_blank and (ref := _same_as(row.form)) is not None
    ]
    return ContactDetails(
        fields=_fields(form),
        participants=[*who.refs, *same],
        new_organisations=[
            NewOrganisation(said(row.form.name), PartnerGroup(row.form.partner_group.data))
            for row in _rows_that_add(form.new_organisations)
        ],
        new_people=[
            NewPerson(said(row.name), said(row.post), *_organisation_of(row, form)) for row in rows_of_new_people(form)
        ],
        colleague_ids=chosen(form.colleagues),
        workstream_ids=chosen(form.workstreams),
        commitment_ids=chosen(form.commitments),
        theme_ids=chosen(form.themes),
        follow_ups=[_follow_up(row.form) for row in form.follow_ups if not row.form.is_blank],
        points=[_point(row.form, form) for row in form.points if not row.form.is_blank],
        attached_ids=attached_ids(form),
        seen_done_ids=[number for text in said(form.seen_done).split() if (number := number_in(text)) is not None],
    )


def attached_ids(form: ContactForm) -> list[int]:
    """The files that the form lists."""
    return [number for text in chosen(form.attached) if (number := number_in(text)) is not None]


def rows_of_new_people(form: ContactForm) -> list[NewPersonForm]:
    """The rows that add a person, in the order of the command's new people."""
    return [row.form for row in _rows_that_add(form.new_people)]


def _rows_that_add(rows: "FieldList[Any]") -> list[Any]:
    return [row for row in rows if not row.form.is_blank and _same_as(row.form) is None]


def _fields(form: ContactForm) -> ContactFields:
    return ContactFields(
        kind=ContactKind(form.kind.data),
        date=form.plain_date,
        subject=said(form.subject),
        status=ContactStatus(form.status.data),
        starts_at=form.start_time,
        length_minutes=form.length_minutes,
        place=said(form.place),
        direction=Direction(form.direction.data) if form.direction.data else None,
        our_reference=said(form.our_reference),
        their_reference=said(form.their_reference),
        notes=said(form.notes),
        capacity=Capacity(form.capacity.data) if form.capacity.data else None,
        advice_given=said(form.advice_given),
        roles_kept_apart=said(form.roles_kept_apart),
        visibility=Visibility(form.visibility.data),
        cancelled_reason=said(form.cancelled_reason),
    )


def _same_as(row: NewPersonForm | NewOrganisationForm) -> ParticipantRef | None:
    return _ref(row.same_as.data)


def _organisation_of(row: NewPersonForm, form: ContactForm) -> tuple[str, int | None]:
    """As typed, or as the row of a new organisation has it that was chosen; with its number where it is known."""
    answer, typed = said(row.organisation_same_as), said(row.organisation)
    for added in form.new_organisations:
        name = said(added.form.name)
        if name and (added.name == answer or (not _ref(answer) and match_key(name) == match_key(typed))):
            return name, _organisation_id(_same_as(added.form))
    return typed, _organisation_id(_ref(answer))


def _organisation_id(ref: ParticipantRef | None) -> int | None:
    return ref.id if ref is not None and ref.kind is ParticipantKind.ORGANISATION else None


def _ref(answer: str | None) -> ParticipantRef | None:
    return None if not answer or answer == NEW else ParticipantRef.parse(answer)


def _follow_up(row: FollowUpForm) -> FollowUpDetails:
    is_outside = row.owner.data == OUTSIDE
    return FollowUpDetails(
        what=said(row.what),
        owner_id=None if is_outside else int(said(row.owner)),
        owner_outside=said(row.owner_outside) if is_outside else "",
        due_on=row.due_on,
        id=number_in(row.id.data),
    )


def _point(row: PointForm, form: ContactForm) -> RaisedPoint:
    return RaisedPoint(
        kind=PointKind(row.kind.data),
        words=said(row.words),
        id=number_in(row.id.data),
        barrier_nature=BarrierNature(row.nature.data) if row.nature.data else None,
        sector_id=number_in(row.sector.data),
        by=_speaker(said(row.by), form),
        theme_ids=chosen(row.themes),
        same_as_id=number_in(row.same_as.data),
    )


def _speaker(by: str, form: ContactForm) -> str:
    """Somebody new by their place in the command; in place of one who is known after all, that one."""
    for rows, prefix in ((form.new_organisations, NEW_ORGANISATION), (form.new_people, NEW_PERSON)):
        for row in rows:
            if row.name == by and not row.form.is_blank and (same := _same_as(row.form)) is not None:
                return str(same)
        names = [row.name for row in _rows_that_add(rows)]
        if by in names:
            return f"{prefix}{names.index(by)}"
    return str(ref) if (ref := ParticipantRef.parse(by)) is not None else ""


def number_in(text: str | None) -> int | None:
    """A record's number as the form carries it; None for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else None
