"""Who reads what a regulatory matter is about: those who keep matters, on its page alone.

The others are told that there is one wherever they could go wrong. That nothing tells them more is looked for in
test_restricted_nowhere.py, which goes everywhere.
"""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from app.accounts.models import Colleague
from tests.support.applications import Applications
from tests.support.entry_form import entry_fields
from tests.support.restricted_world import (
    ABOUT,
    CLOSED_REASON,
    EARLIER,
    MATTER_MARKERS,
    REFERENCE,
    World,
    kept_world,
)
from tests.web.test_restricted_nowhere import ask, routes_of

# The two databases differ in none of it.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

CAUTION = "open regulatory matter"


@pytest.fixture
def world(app: Flask, applications: Applications, make_colleague: Callable[..., Colleague]) -> World:
    return kept_world(app, applications, make_colleague)


def addresses(world: World) -> Iterator[str]:
    yield from routes_of(world, matter_id=world.open_matter_id)
    for text in ("Example", "audit", "regulatory matter"):
        for question in ("/search?q=", "/find?q=", "/contacts/?words=", "/organisations/?words="):
            yield question + text
    organisation = f"organisation:{world.values['organisation_id']}"
    yield f"/contacts/warnings?date=1/2/2021&status=held&capacity=adviser&who={organisation}"
    yield f"/contacts/log?organisation={world.values['organisation_id']}"
    yield "/independence/?line=missing"


def test_whoever_does_not_keep_matters_reaches_none_of_their_pages(world: World) -> None:
    matter = f"/independence/matters/{world.open_matter_id}"
    organisation = f"/independence/organisations/{world.values['organisation_id']}/add"
    for who in ("other", "reader", "administrator"):
        client = world.as_(who)
        for address in (matter, f"{matter}/edit", f"{matter}/close", f"{matter}/reopen", organisation):
            for method in ("GET", "POST"):
                status, _, body = ask(client, address, method)
                assert status in {403, 405}, (who, address)
                assert not [marker for marker in MATTER_MARKERS if marker in body.decode()], (who, address)


def test_a_form_that_comes_back_and_one_that_is_kept_say_nothing_of_it(world: World) -> None:
    client, council = world.as_("other"), f"organisation:{world.values['organisation_id']}"
    typed = entry_fields(who=council, capacity="adviser", date="31 Feb")
    status, _, body = ask(client, "/contacts/log", "POST", data=typed)
    assert (status, CAUTION in body.decode()) == (422, True)
    kept = ask(client, f"/contacts/drafts/{typed['submission_token']}", "POST", data=typed)
    continued = ask(client, f"/contacts/log?draft={typed['submission_token']}")
    assert continued[0] == 200
    for answer in (body, kept[2], continued[2]):
        assert not [marker for marker in MATTER_MARKERS if marker in answer.decode()]


def test_whoever_keeps_matters_reads_it_on_its_page_and_nowhere_else(world: World) -> None:
    client = world.as_("manager")
    page = ask(client, f"/independence/matters/{world.open_matter_id}")[2].decode()
    assert ABOUT in page
    assert EARLIER in page  # what it said before, under Changes
    assert REFERENCE in page
    closed = ask(client, f"/independence/matters/{world.values['matter_id']}")[2].decode()
    assert CLOSED_REASON in closed
    others = [address for address in dict.fromkeys(addresses(world)) if "/independence/matters/" not in address]
    answers = {address: ask(client, address)[2].decode(errors="ignore") for address in others}
    assert [address for address in others if any(marker in answers[address] for marker in MATTER_MARKERS)] == []


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
