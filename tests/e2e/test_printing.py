"""On paper: what a page says, and nothing that only a screen can use."""

from collections.abc import Callable

from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.contacts.models import ContactOrganisation
from app.database import db
from app.follow_ups.models import FollowUp


def test_no_button_and_no_way_to_add_is_printed(page: Page, sign_in: Callable[..., None], app: Flask) -> None:
    sign_in(page)
    contact_id = db.session.scalars(select(FollowUp.contact_id)).first()
    organisation_id = db.session.scalars(select(ContactOrganisation.organisation_id)).first()
    page.emulate_media(media="print")
    for address in (f"/contacts/{contact_id}", f"/organisations/{organisation_id}"):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("button").filter(visible=True)).to_have_count(0)
        expect(page.get_by_role("link", name="Add a person").filter(visible=True)).to_have_count(0)
