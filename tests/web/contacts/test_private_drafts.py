"""A draft is its author's alone, whatever the role of whoever asks."""

import pytest

from app.accounts.rules import Role
from tests.factories.contacts import make_contact
from tests.support.drafts import TOKEN, autosave, drafts_of

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

WORDS = "Told in confidence"
ADDRESSES = [
    ("GET", f"/contacts/log?draft={TOKEN}"),
    ("GET", "/contacts/{contact}/edit?draft=" + TOKEN),
    ("POST", f"/contacts/drafts/{TOKEN}"),
    ("POST", f"/contacts/drafts/{TOKEN}/discard"),
    ("POST", f"/contacts/drafts/{TOKEN}/keep"),
]


@pytest.fixture
def author(make_colleague):
    return make_colleague(Role.OFFICER, name="Author", email="author@liaison.example")


@pytest.fixture(params=[False, True], ids=["of a new contact", "of changes"])
def contact(request, session, client, author, sign_in_as):
    """An open contact, and a draft of its changes or of another by its author."""
    contact = make_contact("Open to all", colleagues=[author], author=author)
    sign_in_as(author)
    autosave(client, subject=WORDS, notes=WORDS, contact=contact.id if request.param else "")
    return contact


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER, Role.ADMINISTRATOR])
def test_nobody_else_finds_it(client, session, contact, author, sign_in_as, role):
    sign_in_as(role)
    for method, address in ADDRESSES:
        response = client.open(address.format(contact=contact.id), method=method, data={"page_saves": "9"})
        assert response.status_code == 404, address
        assert WORDS not in response.text, address
        assert [draft.label for draft in drafts_of(session, author)] == [WORDS], address


def test_nobody_else_sees_a_trace_of_it(client, contact, sign_in_as):
    for role in Role:
        sign_in_as(role)
        addresses = ["/", "/contacts/", f"/contacts/{contact.id}", "/search?q=confidence"]
        addresses += [] if role is Role.READER else ["/contacts/log", f"/contacts/{contact.id}/edit"]
        for address in addresses:
            page = client.get(address).text
            assert WORDS not in page, (role, address)
            assert TOKEN not in page, (role, address)


def test_an_author_who_only_reads_now_is_refused(client, session, contact, author, sign_in_as):
    author.role = Role.READER
    session.commit()
    for method, address in ADDRESSES:
        assert client.open(address.format(contact=contact.id), method=method).status_code == 403, address
    assert WORDS not in client.get("/").text


def test_whoever_sends_to_the_token_of_another_writes_nothing_of_theirs(client, session, contact, author, sign_in_as):
    manager = sign_in_as(Role.MANAGER)
    assert autosave(client, page="second-page", subject="Mine").status_code == 404
    assert drafts_of(session, manager) == []


def test_what_no_database_can_hold_names_no_draft(client, contact):
    for method, address in ADDRESSES:
        broken = address.format(contact=contact.id).replace(TOKEN, "%00" + TOKEN)
        assert client.open(broken, method=method).status_code == 404, address
