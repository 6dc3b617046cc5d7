"""What a regulatory matter is about, looked for by those who do not keep matters: on every page, in every search.

That there is one is told them wherever they could go wrong.
"""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import Colleague
from app.contacts.models import Contact
from app.core.clock import office_today
from app.database import db
from app.organisations.matter_services import MatterDetails, change_matter, close_matter, set_matter
from app.organisations.models import Organisation, RegulatoryMatter
from app.programme.rules import Capacity
from tests.conventions.routes import list_routes
from tests.support.entry_form import entry_fields
from tests.support.restricted_world import World, make_world
from tests.web.test_restricted_nowhere import _filtered, ask

# The two databases differ in none of it.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

ABOUT, EARLIER, REFERENCE, CLOSED_REASON = "zorblat", "quindrel", "VEX/4417", "marbosine"
MARKERS = (ABOUT, EARLIER, REFERENCE, CLOSED_REASON)
CAUTION = "open regulatory matter"
OTHERS = pytest.mark.parametrize("who", ["other", "reader", "administrator"])


@pytest.fixture
def world(app: Flask, make_colleague: Callable[..., Colleague]) -> World:
    """With a matter that is open and was changed, and one that is closed."""
    world = make_world(app, make_colleague)
    council, manager, today = _council(world), world.colleagues["manager"], office_today()
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
    contact = db.session.get_one(Contact, world.values["contact_id"])
    contact.capacity = Capacity.ADVISER
    world.values["matter_id"] = closed.id
    world.open_matter_id = opened.id  # type: ignore[attr-defined]
    db.session.commit()
    return world


def _council(world: World) -> Organisation:
    return db.session.get_one(Organisation, world.values["organisation_id"])


def addresses(world: World) -> Iterator[str]:
    for matter_id in (world.values["matter_id"], world.open_matter_id):  # type: ignore[attr-defined]
        for route in list_routes(world.app, {**world.values, "matter_id": matter_id}):
            if route.method == "GET":
                yield route.address
    yield from _filtered(world.values, ("",))
    for text in ("Example", "audit", "regulatory matter", *MARKERS):
        for question in ("/search?q=", "/find?q=", "/contacts/?words=", "/organisations/?words="):
            yield question + text
    organisation = f"organisation:{world.values['organisation_id']}"
    yield f"/contacts/warnings?date=1/2/2021&status=held&capacity=adviser&who={organisation}"
    yield f"/contacts/log?organisation={world.values['organisation_id']}"
    yield "/independence/?line=missing"


@OTHERS
def test_no_answer_says_what_a_matter_is_about(who: str, world: World) -> None:
    client = world.as_(who)
    visited = list(dict.fromkeys(addresses(world)))
    answers = {address: ask(client, address) for address in visited}
    told = {
        address: marker
        for address, (_, headers, body) in answers.items()
        for marker in MARKERS
        # What was searched for is shown again.
        if marker in (str(headers) + body.decode(errors="ignore")).replace(address.rpartition("=")[2], "")
    }
    assert not told
    assert sum(status == 200 for status, _, _ in answers.values()) > len(visited) / 3


@OTHERS
def test_whoever_does_not_keep_matters_reaches_none_of_their_pages(who: str, world: World) -> None:
    client = world.as_(who)
    matter = f"/independence/matters/{world.open_matter_id}"  # type: ignore[attr-defined]
    organisation = f"/independence/organisations/{world.values['organisation_id']}/add"
    for address in (matter, f"{matter}/edit", f"{matter}/close", f"{matter}/reopen", organisation):
        for method in ("GET", "POST"):
            status, _, body = ask(client, address, method)
            assert status in {403, 405}, address
            assert not [marker for marker in MARKERS if marker in body.decode()]


def test_a_form_that_comes_back_and_one_that_is_kept_say_nothing_of_it(world: World) -> None:
    client, council = world.as_("other"), f"organisation:{world.values['organisation_id']}"
    typed = entry_fields(who=council, capacity="adviser", date="31 Feb")
    status, _, body = ask(client, "/contacts/log", "POST", data=typed)
    assert (status, CAUTION in body.decode()) == (422, True)
    kept = ask(client, f"/contacts/drafts/{typed['submission_token']}", "POST", data=typed)
    continued = ask(client, f"/contacts/log?draft={typed['submission_token']}")
    assert continued[0] == 200
    for answer in (body, kept[2], continued[2]):
        assert not [marker for marker in MARKERS if marker in answer.decode()]


def test_whoever_keeps_matters_reads_it_on_its_page_and_nowhere_else(world: World) -> None:
    client = world.as_("manager")
    page = ask(client, f"/independence/matters/{world.open_matter_id}")[2].decode()  # type: ignore[attr-defined]
    assert ABOUT in page
    assert EARLIER in page  # what it said before, under Changes
    assert REFERENCE in page
    closed = ask(client, f"/independence/matters/{world.values['matter_id']}")[2].decode()
    assert CLOSED_REASON in closed
    its_pages = "/independence/matters/"
    others = [
        address
        for address in dict.fromkeys(addresses(world))
        if its_pages not in address and not any(marker in address for marker in MARKERS)
    ]
    answers = {address: ask(client, address)[2].decode(errors="ignore") for address in others}
    assert [address for address in others if any(marker in answers[address] for marker in MARKERS)] == []


def test_that_there_is_one_is_told_wherever_an_officer_could_go_wrong(world: World) -> None:
    client, values = world.as_("author"), world.values  # an officer, who met them lately
    organisation, said = f"organisation:{values['organisation_id']}", "date=1/2/2021&status=held&capacity=adviser"
    for address in (
        f"/organisations/{values['organisation_id']}",
        f"/people/{values['person_id']}",
        f"/posts/{values['post_id']}",
        "/find?q=Example",
        "/find",
        f"/contacts/log?organisation={values['organisation_id']}",
        f"/contacts/log?person={values['person_id']}",
        f"/contacts/log?post={values['post_id']}",
        f"/contacts/{values['contact_id']}",
        f"/contacts/{values['contact_id']}/edit",
        f"/contacts/warnings?{said}&who={organisation}",
        f"/contacts/warnings?{said}&who=appointment:{values['appointment_id']}",
    ):
        assert CAUTION in ask(client, address)[2].decode(), address
    assert "Not said yet" in ask(client, "/independence/")[2].decode()
