"""The navigation shows what the reader's role may open, and nothing else."""

import pytest
from flask import Flask

from app.accounts.rules import Permission
from app.web import navigation
from app.web.access import requires


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> Flask:
    app = Flask(__name__, template_folder=None, static_folder=None)

    @requires(Permission.READ_RECORD)
    def read() -> str:
        return ""

    @requires(Permission.MANAGE_COLLEAGUES)
    def manage() -> str:
        return ""

    app.add_url_rule("/", "home.index", read)
    app.add_url_rule("/contacts/", "contacts.history", read)
    app.add_url_rule("/contacts/<int:contact_id>", "contacts.contact", read)
    app.add_url_rule("/administration/", "administration.index", manage)
    app.add_url_rule("/undeclared", "people.index", lambda: "")
    monkeypatch.setattr(navigation, "may", lambda permission: permission is Permission.READ_RECORD)
    return app


def test_a_page_that_the_role_may_not_open_is_not_offered(app: Flask) -> None:
    with app.test_request_context("/"):
        assert navigation.may_open("contacts.history")
        assert not navigation.may_open("administration.index")
        assert navigation.account_pages() == ()


def test_a_page_that_declares_no_permission_is_not_offered(app: Flask) -> None:
    with app.test_request_context("/"):
        assert [section.label for section in navigation.sections()] == ["Home", "Contacts"]


def test_a_record_page_is_in_the_section_of_its_feature(app: Flask) -> None:
    with app.test_request_context("/contacts/7"):
        assert [section.label for section in navigation.sections() if section.is_current] == ["Contacts"]
