"""A restricted contact, looked for by those who are not on it: through every page, search, count and typeahead.

Every answer before it was logged is compared with the answer after, so that whatever it leaves would show. What a
regulatory matter is about is looked for on the same way.
"""

import contextvars
import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.accounts.models import Colleague
from app.contacts.models import Attendee, Contact
from app.contacts.rules import sort_key_floor
from app.core.clock import OFFICE_ZONE
from app.database import db
from app.follow_ups.models import FollowUp
from app.points.models import Point
from tests.conventions.routes import list_routes
from tests.support.applications import Applications
from tests.support.restricted_world import DAY, FILE_WORD, MARKERS, MATTER_MARKERS, World, kept_world

on_one_database = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

NO_SUCH_ID = 99_999
TOKENS = re.compile(rb'((?:name="(?:csrf_token|submission_token)"[^>]*?value=|data-draft=)")[^"]*')

# Beside another filter, the second would have the restricted contact counted in what is worth loosening.
PAIRED = ("", f"&words={MARKERS['notes']}&visibility=restricted")
LOOKED_FOR = ["Example", "zorb*", *MARKERS.values(), FILE_WORD, "Kit", "Director", f"-{MARKERS['notes']}"]
OF_MATTERS = ["audit", "regulatory matter", *MATTER_MARKERS]
QUESTIONS = ("/search?q=", "/find?q=", "/contacts/?words=", "/organisations/?words=", "/organisations/similar?name=")
LISTS_AND_RECORDS = (
    *("/", "/contacts/", "/points/", "/workstreams/", "/commitments/", "/milestones/", "/inquiries/", "/partnership/"),
    *("/network/", "/coverage/", "/rhythm/", "/stages/", "/independence/", "/organisations/{organisation_id}"),
    *("/people/{person_id}", "/posts/{post_id}", "/commitments/{commitment_id}", "/workstreams/{workstream_id}"),
    *("/milestones/{milestone_id}", "/inquiries/{inquiry_id}", "/outputs/{output_id}", "/points/{point_id}"),
)

Answer = tuple[int, dict[str, str], bytes]


@pytest.fixture(autouse=True)
def one_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """A brief says the minute that it was made in, which may pass between two answers."""
    monkeypatch.setattr("app.web.briefs.views.office_now", lambda: dt.datetime(2021, 3, 5, 14, 40, tzinfo=OFFICE_ZONE))


@pytest.fixture
def world(app: Flask, applications: Applications, make_colleague: Callable[..., Colleague]) -> World:
    return kept_world(app, applications, make_colleague)


def routes_of(world: World, **others: int) -> Iterator[str]:
    """Every route that can be read, for the records of the world, and for each of the others in their place."""
    for name, number in (("contact_id", world.values["contact_id"]), *others.items()):
        for route in list_routes(world.app, {**world.values, name: number}):
            if route.method == "GET":
                yield route.address


def addresses(world: World, next_id: int, *, is_thorough: bool) -> Iterator[str]:
    """Every address that can be read, and what the restricted contact or a matter might be found by."""
    yield from routes_of(world, contact_id=next_id, matter_id=world.open_matter_id)
    yield from _asked(world, next_id, is_thorough=is_thorough)
    for text in OF_MATTERS:
        yield from (question + text for question in QUESTIONS)
    yield "/independence/?line=missing"
    organisation = world.values["organisation_id"]
    yield f"/contacts/warnings?date=1/2/2021&status=held&capacity=adviser&who=organisation:{organisation}"
    yield f"/contacts/log?organisation={organisation}"


def _asked(world: World, next_id: int, *, is_thorough: bool) -> Iterator[str]:
    """What is listed, looked for, filtered and counted: by other queries on each database."""
    yield from (address.format_map(world.values) for address in LISTS_AND_RECORDS)
    yield from _reports(is_thorough=is_thorough)
    yield from _filtered(world.values, PAIRED if is_thorough else PAIRED[:1])
    for text in LOOKED_FOR if is_thorough else LOOKED_FOR[:3]:
        yield from (question + text for question in QUESTIONS)
    organisation = f"/organisations/{world.values['organisation_id']}"
    for days in (0, 1):
        cursor = sort_key_floor(DAY + dt.timedelta(days=days))
        yield f"/contacts/?before={cursor}"
        yield f"{organisation}?before={cursor}"
        yield f"/people/{world.values['person_id']}?before={cursor}"
    yield f"{organisation}?related=yes"
    said = f"date={DAY:%d/%m/%Y}&status=held&who=organisation:{world.values['organisation_id']}"
    yield f"/contacts/warnings?{said}&who=person:{world.values['person_id']}&who=post:{world.values['post_id']}"
    yield f"/contacts/log?person={world.values['person_id']}&organisation={world.values['organisation_id']}"
    yield from ("/outputs/?behind=nothing", f"/commitments/add?made_at={next_id}")
    yield f"/outputs/{world.values['output_id']}/points?words={MARKERS['point']}"
    yield from _follow_ups(world.values)


def _follow_ups(values: dict[str, Any]) -> Iterator[str]:
    owner = f"owner={values['colleague_id']}"
    for filters in ("due=overdue", "due=none", "whose=theirs", owner, f"team={values['team_id']}"):
        yield f"/follow-ups/?{filters}"
        yield f"/follow-ups/?{filters}&organisation={values['organisation_id']}"
    yield from ("/follow-ups/?as=board", f"/follow-ups/?as=board&{owner}", "/follow-ups/?after=2021-01-01_1")
    every = "&".join(f"follow_up={number}" for number in range(1, 6))
    yield from (f"/follow-ups/{what}?{every}" for what in ("complete", "reschedule", "reassign"))


def _reports(*, is_thorough: bool) -> Iterator[str]:
    """Of the months around it: every report that would count it."""
    kinds = ("kind", "group", "sector", "workstream", "capacity", "colleague", "team")
    for by in kinds if is_thorough else kinds[-2:]:
        yield f"/reports/contacts?by={by}&period={DAY.year}"
    for name in ("organisations", "barriers", "timeliness"):
        yield f"/reports/{name}?period={DAY.year}"
    yield f"/reports/organisations/of-month?month={DAY:%Y-%m}"


def _filtered(values: dict[str, Any], paired: Sequence[str]) -> Iterator[str]:
    filters = {
        "kind": "letter",
        "status": "held",
        "organisation": values["organisation_id"],
        "person": values["person_id"],
        "post": values["post_id"],
        "group": "frontline",
        "sector": values["sector_id"],
        "colleague": values["colleague_id"],
        "team": values["team_id"],
        "workstream": values["workstream"],
        "commitment": values["commitment_id"],
        "capacity": "regulator",
        "theme": values["theme"],
        "visibility": "restricted",
        "from": "10/2/2021",
        "to": "10/2/2021",
        "follow_ups": "open",
        "advice": "given",
        "month": "Feb 2021",
    }
    for name, value in filters.items():
        for rest in paired:
            yield f"/contacts/?{name}={value}{rest}"


def ask(client: FlaskClient, address: str, method: str = "GET", **kwargs: Any) -> Answer:
    """The status, the headers and the body, without what differs each time."""
    db.session.commit()
    response = contextvars.Context().run(client.open, address, method=method, **kwargs)
    headers = {name: value for name, value in response.headers.items() if name not in {"Set-Cookie", "Date"}}
    return response.status_code, headers, TOKENS.sub(rb"\1", response.data)


@pytest.mark.parametrize("who", ["other", "reader", "administrator"])
@on_one_database
def test_every_answer_is_what_it_was_before_a_restricted_contact_was_logged_and_says_of_no_matter_what_it_is_about(
    who: str, world: World
) -> None:
    next_id = _next_id()
    visited = list(dict.fromkeys(addresses(world, next_id, is_thorough=who == "other")))
    answers = answers_before_and_after(world, who, visited)
    told = {
        address: marker
        for address, (_, headers, body) in answers.items()
        for marker in MATTER_MARKERS
        # What was searched for is shown again.
        if marker in (str(headers) + body.decode(errors="ignore")).replace(address.rpartition("=")[2], "")
    }
    assert not told
    assert sum(status == 200 for status, _, _ in answers.values()) > len(visited) / 3  # it was not kept out of all


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_on_the_other_database_too_whatever_is_asked_is_answered_as_before(world: World) -> None:
    visited = list(dict.fromkeys(_asked(world, _next_id(), is_thorough=False)))
    answers = answers_before_and_after(world, "other", visited)
    assert sum(status == 200 for status, _, _ in answers.values()) > len(visited) * 2 / 3


def _next_id() -> int:
    return 1 + (db.session.scalar(select(func.max(Contact.id))) or 0)


def answers_before_and_after(world: World, who: str, visited: Sequence[str]) -> dict[str, Answer]:
    """What was answered, the same before the restricted contact was logged and after."""
    next_id, client = _next_id(), world.as_(who)
    before = {address: ask(client, address) for address in visited}
    world.log_the_restricted_one()
    assert world.restricted_id == next_id
    after = {address: ask(client, address) for address in visited}
    changed = [address for address in visited if before[address] != after[address]]
    assert not changed, f"{who} is told of it by {changed}"
    return after


@pytest.mark.parametrize(("who", "database"), [("author", "sqlite"), ("manager", "postgresql")], indirect=["database"])
def test_whoever_is_on_it_or_may_read_the_restricted_finds_it_everywhere(who: str, world: World) -> None:
    world.log_the_restricted_one()
    client, values = world.as_(who), world.values
    page = ask(client, f"/contacts/{world.restricted_id}")[2].decode()
    assert [marker for marker in MARKERS.values() if marker not in page] == []
    for address in (
        "/contacts/",
        "/contacts/?visibility=restricted",
        f"/contacts/?words={MARKERS['notes']}",
        f"/search?q={MARKERS['notes']}",
        f"/search?q={FILE_WORD}",
        f"/organisations/{values['organisation_id']}",
        f"/people/{values['person_id']}",
        f"/posts/{values['post_id']}",
        f"/commitments/{values['commitment_id']}",
        f"/workstreams/{values['workstream_id']}",
        f"/milestones/{values['milestone_id']}",
        f"/inquiries/{values['inquiry_id']}",
    ):
        cursor = f"before={sort_key_floor(DAY + dt.timedelta(days=1))}"
        near = f"{address}{'&' if '?' in address else '?'}{cursor}" if "search" not in address else address
        assert f"{MARKERS['subject']} letter" in ask(client, near)[2].decode(), near


@on_one_database
@pytest.mark.parametrize("who", ["other", "reader", "administrator"])
def test_its_addresses_answer_as_those_of_a_contact_that_does_not_exist(who: str, world: World) -> None:
    world.log_the_restricted_one()
    client = world.as_(who)
    follow_up_id = db.session.scalars(select(FollowUp.id).where(FollowUp.contact_id == world.restricted_id)).first()
    tails = ["", "/edit", "/move", "/cancel", "/plan-again", "/archive", "/restore", "/complete", "/reopen", "/files"]
    tails += ["/outcome"]
    tails += [f"/files/{world.file_id}{what}" for what in ("", "/remove", "/put-back")]
    for pattern, real_id in (("/contacts/{}", world.restricted_id), ("/follow-ups/{}", follow_up_id)):
        for tail in tails:
            for method in ("GET", "POST"):
                typed = {"data": {"reason": "Because", "version": "1"}} if method == "POST" else {}
                real, unreal = (
                    ask(client, pattern.format(number) + tail, method, **typed) for number in (real_id, NO_SUCH_ID)
                )
                assert real == unreal, f"{method} {pattern.format(real_id)}{tail}"
                assert real[0] in {403, 404, 405}
    contact = db.session.get_one(Contact, world.restricted_id)
    db.session.refresh(contact)
    assert (contact.archived_at, contact.open_follow_up_count) == (None, 2)


@pytest.mark.one_database
def test_a_form_that_names_what_hangs_on_it_neither_shows_nor_takes_it(world: World) -> None:
    world.log_the_restricted_one()
    attendee = db.session.scalars(select(Attendee).where(Attendee.contact_id == world.restricted_id)).first()
    follow_up = db.session.scalars(select(FollowUp).where(FollowUp.contact_id == world.restricted_id)).first()
    point = db.session.scalars(select(Point).where(Point.contact_id == world.restricted_id)).one()
    assert attendee
    assert follow_up
    typed = {
        "kind": "call",
        "status": "held",
        "date": "1 March 2021",
        "subject": "Ours",
        "visibility": "open",
        "direction": "",
        "capacity": "",
        "version": "1",
        "follow_ups-0-id": follow_up.id,
        "follow_ups-0-what": "Mine",
        "follow_ups-0-owner": world.colleagues["other"].id,
        "points-0-id": point.id,
        "points-0-kind": "need",
        "points-0-words": "Mine",
    }
    client, edit = world.as_("other"), f"/contacts/{world.values['contact_id']}/edit"
    for address in ("/contacts/log", edit):
        named = {**typed, "who": f"attendee:{attendee.id}"}
        looked = ask(client, address, "POST", data={**named, "action": "find_who"})
        assert b"Kit Example" not in looked[2]
        assert ask(client, address, "POST", data={**named, "action": "save"})[0] == 422
        known = {**typed, "who": f"person:{world.values['person_id']}", "action": "save"}
        version = str(db.session.scalar(select(Contact.version).where(Contact.id == world.values["contact_id"])))
        assert ask(client, address, "POST", data={**known, "version": version})[0] == 302
    db.session.expire_all()
    assert (follow_up.contact_id, follow_up.what) == (world.restricted_id, MARKERS["follow_up"])
    assert (point.contact_id, point.words) == (world.restricted_id, MARKERS["point"])
