"""A record with regulatory matters, into which a restricted contact is logged, for the tests that look for them."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from app.accounts.models import Colleague, Team
from app.accounts.rules import Role
from app.contacts.models import Contact
from app.contacts.rhythm.rules import read_interval
from app.contacts.rhythm.services import set_rhythm
from app.contacts.rules import ContactKind, Direction, Visibility
from app.core.clock import office_today
from app.database import db, utc_now
from app.entry.services import log_contact
from app.follow_ups.models import FollowUp
from app.follow_ups.services import FollowUpDetails
from app.organisations.matter_services import MatterDetails, change_matter, close_matter, set_matter
from app.organisations.models import Organisation, RegulatoryMatter, Sector
from app.partnership.models import InquiryContact, OutputContact, OutputPoint, UndertakingAnswer, Witness
from app.people.models import Person, Post
from app.points.models import Point
from app.points.rules import PointKind
from app.points.services import PointDetails
from app.programme.models import Commitment
from app.programme.rules import Capacity
from app.reviews.services import mark_reviewed
from app.web.access import SignedIn
from tests.factories.calendars import make_calendar_feed
from tests.factories.changes import make_renaming
from tests.factories.contacts import make_commitment, make_contact, make_theme, make_workstream
from tests.factories.directory import make_appointment, make_organisation, make_person, make_post
from tests.factories.duplicates import make_duplicates
from tests.factories.entry import details
from tests.factories.files import make_file
from tests.factories.partnership import added, make_one_of_each_of_the_partnership
from tests.factories.reviews import make_question
from tests.factories.saved_views import make_view
from tests.support.applications import Applications

MARKERS = {
    "subject": "Zorblat",
    "notes": "vexilum",
    "point": "quindrel",
    "follow_up": "marbosine",
    "owner_outside": "Tolwick",
    "our_reference": "OUR/9931",
    "their_reference": "THEIRS/4417",
    "advice_given": "pelluvian",
    "place": "Hexmoor",
    "file_name": "Quillonby",
    "question": "Trevanic",
    "answer": "Oskerby",
}
ABOUT, EARLIER, REFERENCE, CLOSED_REASON = "drelvane", "ostrimel", "VEX/4417", "callowick"
MATTER_MARKERS = (ABOUT, EARLIER, REFERENCE, CLOSED_REASON)
FILE_WORD = "vostrel"  # in the file alone: a page of the contact does not show it
DAY = dt.date(2021, 2, 10)
OPEN_CONTACTS = 30  # more than one page of the history


@dataclass
class World:
    """Open contacts with an organisation and a person, and room for a restricted one among them."""

    app: Flask
    colleagues: dict[str, Colleague]
    values: dict[str, Any]
    people: list[Any]
    open_matter_id: int = 0
    restricted_id: int = 0
    file_id: int = 0

    def as_(self, who: str) -> FlaskClient:
        """A plain client: the pages are checked elsewhere."""
        client = FlaskClient(self.app)
        with client.session_transaction() as cookie:
            cookie.update({"_user_id": SignedIn(self.colleagues[who]).get_id(), "_fresh": True})
        return client

    def log_the_restricted_one(self) -> None:
        author, values = self.colleagues["author"], self.values
        said = details(
            *self.people,
            date=DAY,
            kind=ContactKind.LETTER,
            subject=f"{MARKERS['subject']} letter",
            fields={
                "visibility": Visibility.RESTRICTED,
                "direction": Direction.IN,
                "capacity": Capacity.REGULATOR,
                **{
                    name: MARKERS[name]
                    for name in ("notes", "our_reference", "their_reference", "advice_given", "place")
                },
            },
            colleague_ids=[author.id],
            workstream_ids=[values["workstream"]],
            commitment_ids=[values["commitment_id"]],
            theme_ids=[values["theme"]],
            follow_ups=[
                FollowUpDetails(MARKERS["follow_up"], owner_id=author.id, due_on=dt.date(2021, 3, 1)),
                FollowUpDetails("Theirs to do", owner_outside=MARKERS["owner_outside"]),
            ],
            points=[PointDetails(PointKind.CONCERN, MARKERS["point"])],
        )
        contact = log_contact(details=said, actor=author).contact
        self.restricted_id = contact.id
        self.file_id = make_file(contact=contact, name=f"{MARKERS['file_name']}.pdf", words=FILE_WORD, by=author).id
        self._ask_about(contact)
        self._build_on(contact)
        db.session.commit()

    def _ask_about(self, contact: Contact) -> None:
        """Reviewed, with a question that is open and one that was answered."""
        author, manager = self.colleagues["author"], self.colleagues["manager"]
        mark_reviewed(contact=contact, actor=manager, now=utc_now())
        for answered in ({}, {"answer": MARKERS["answer"], "answered_by_id": author.id, "answered_at": utc_now()}):
            make_question(contact, MARKERS["question"], asked_of=author, asked_by_id=manager.id, **answered)

    def _build_on(self, contact: Contact) -> None:
        """What hangs on it: a promise made there, what it answers, its inquiry, a witness, an output built on it."""
        commitment_id, output_id, inquiry_id = (
            self.values[name] for name in ("commitment_id", "output_id", "inquiry_id")
        )
        point = db.session.scalars(select(Point).where(Point.contact_id == contact.id)).one()
        db.session.execute(update(Commitment).where(Commitment.id == commitment_id).values(made_at_id=contact.id))
        db.session.add_all(
            [
                UndertakingAnswer(commitment_id=commitment_id, contact_id=contact.id),
                InquiryContact(inquiry_id=inquiry_id, contact_id=contact.id, sort_key=contact.sort_key),
                Witness(contact_id=contact.id, person_id=self.values["person_id"]),
                OutputContact(output_id=output_id, contact_id=contact.id, sort_key=contact.sort_key),
                OutputPoint(output_id=output_id, point_id=point.id),
            ]
        )


def kept_world(app: Flask, applications: Applications, make_colleague: Callable[..., Colleague]) -> World:
    """The world as it is made, which is done once a run on each database."""

    def make() -> dict[str, Any]:
        world = _make_world(app, make_colleague)
        return {
            "colleagues": {who: colleague.id for who, colleague in world.colleagues.items()},
            "people": [(type(row), row.id) for row in world.people],
            "values": world.values,
            "open_matter_id": world.open_matter_id,
        }

    found = applications.bring_to(db.engine.name, "restricted_world", make)
    return World(
        app,
        {who: db.session.get_one(Colleague, number) for who, number in found["colleagues"].items()},
        dict(found["values"]),
        [db.session.get_one(model, number) for model, number in found["people"]],
        found["open_matter_id"],
    )


def _make_world(app: Flask, make_colleague: Callable[..., Colleague]) -> World:
    """Thirty open contacts with one organisation, person and post, and two matters of it."""
    team, sector = Team(name="Data sharing"), Sector(key="example", name="Example sector")
    db.session.add_all([team, sector])
    db.session.flush()
    colleagues = _make_colleagues(make_colleague, team)
    council = make_organisation(sector_id=sector.id)
    person, post = make_person(), _make_post_to_meet(council, colleagues["author"])
    commitment, workstream = make_commitment(), make_workstream()
    contact = _make_open_contacts(colleagues["author"], council, person, commitment)
    values = {
        "organisation_id": council.id,
        "person_id": person.id,
        "post_id": post.id,
        "appointment_id": make_appointment(person, post).id,
        "commitment_id": commitment.id,
        "colleague_id": colleagues["author"].id,
        "team_id": team.id,
        **_of_ones_own(colleagues["author"]),
        "secret": make_calendar_feed(colleagues["other"]),
        **make_renaming(council),
        **make_duplicates(council),
        "attachment_id": make_file(contact=contact).id,
        **_of_lists(sector),
        "workstream": workstream.id,
        "theme": make_theme().id,
        "contact_id": contact.id,
        "follow_up_id": added(FollowUp(contact_id=contact.id, what="An open one", owner_id=colleagues["other"].id)).id,
        "question_id": make_question(contact, asked_of=colleagues["author"]).id,
        **make_one_of_each_of_the_partnership(contact, council),
        "workstream_id": workstream.id,  # the one that the restricted contact is filed under
    }
    opened, values["matter_id"] = _make_matters(council, colleagues["manager"])
    contact.capacity = Capacity.ADVISER
    return World(app, colleagues, values, [council, person, post], opened)


def _make_matters(council: Organisation, manager: Colleague) -> tuple[int, int]:
    """One that is open and was changed, and one that is closed, in the place of the plain one."""
    today = office_today()
    for row in db.session.scalars(select(RegulatoryMatter)):
        db.session.delete(row)
    days = {"opened_on": dt.date(2021, 1, 4), "review_on": dt.date(2021, 4, 1)}
    said = MatterDetails(about=f"An audit of {EARLIER}", reference=REFERENCE, **days)
    opened = set_matter(organisation=council, details=said, actor=manager, today=today)
    changed = MatterDetails(about=f"An audit of {ABOUT}", reference=REFERENCE, **days)
    change_matter(matter=opened, details=changed, version=opened.version, actor=manager, today=today)
    closed = set_matter(organisation=council, details=said, actor=manager, today=today)
    close_matter(
        matter=closed,
        closed_on=dt.date(2021, 3, 1),
        reason=f"Settled by {CLOSED_REASON}",
        version=closed.version,
        actor=manager,
        today=today,
    )
    return opened.id, closed.id


def _of_lists(sector: Sector) -> dict[str, Any]:
    return {"key": "sectors", "word_id": sector.id, "sector_id": sector.id, "change": "archive"}


def _of_ones_own(author: Colleague) -> dict[str, Any]:
    """What addresses name that is a colleague's, or nobody's."""
    own = {"token": "0" * 32, **dict.fromkeys(("draft_file_id", "job_id", "many_change_id", "export_id"), 1)}
    return own | {"list_name": "contacts", "view_id": make_view(author).id}


def _make_post_to_meet(council: Organisation, colleague: Colleague) -> Post:
    """Met at the restricted contact alone, and meant to be met every month."""
    post = make_post(organisation=council)
    set_rhythm(of=post, interval=read_interval("every month"), actor=colleague)
    return post


def _make_colleagues(make_colleague: Callable[..., Colleague], team: Team) -> dict[str, Colleague]:
    colleagues = {
        "author": make_colleague(Role.OFFICER, name="Officer A", email="author@liaison.example"),
        "other": make_colleague(Role.OFFICER, name="Officer B", email="other@liaison.example"),
        **{role.value: make_colleague(role) for role in (Role.READER, Role.ADMINISTRATOR, Role.MANAGER)},
    }
    colleagues["author"].team_id = team.id
    return colleagues


def _make_open_contacts(author: Colleague, council: Organisation, person: Person, commitment: Commitment) -> Contact:
    """On the days around the restricted one's. Gives the newest."""
    contacts = [
        make_contact(
            f"Open meeting {number}",
            date=DAY + dt.timedelta(days=number - OPEN_CONTACTS // 2),
            organisations=[council],
            people=[person],
            colleagues=[author],
            commitments=[commitment],
            author=author,
        )
        for number in range(OPEN_CONTACTS)
    ]
    return contacts[-1]
