"""Files in the contact form: chosen, dropped, refused, taken off, saved, found and downloaded."""

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, Route, expect

from app.contacts.models import Contact
from app.database import db
from tests.e2e.looking import look_at
from tests.factories.file_contents import jpeg, pdf
from tests.support.entry_page import EntryPage
from tests.support.keyboard import has_focus

PDF = pdf("The vexilum was discussed")
FORM_ROW = "#files-row"


@pytest.fixture
def entry(page: Page, sign_in: Callable[..., None]) -> EntryPage:
    sign_in(page)
    return EntryPage(page).open()


def files_of(entry: EntryPage) -> Locator:
    return entry.page.locator("[data-files-list] > li")


def status_of(entry: EntryPage) -> Locator:
    return entry.page.locator("[data-files-status]")


def unfold(entry: EntryPage) -> None:
    entry.page.locator(f"{FORM_ROW} > summary").click()


def choose(entry: EntryPage, name: str, content: bytes = b"Minutes") -> None:
    media_type = "application/octet-stream"
    entry.page.locator("#files").set_input_files([{"name": name, "mimeType": media_type, "buffer": content}])


def drop(entry: EntryPage, where: str, name: str, content: bytes) -> None:
    """As a browser does with a file that is let go over an element."""
    entry.page.evaluate(
        """([where, name, content]) => {
            const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([bytes], name));
            for (const kind of ["dragover", "drop"]) {
                document.querySelector(where)
                    .dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
            }
        }""",
        [where, name, base64.b64encode(content).decode()],
    )


def hold_uploads(page: Page) -> list[Route]:
    """Each that was sent, to be let through or not."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/files", hold)
    return held


def test_a_refusal_is_shown_clear_of_the_bar_its_button_beside_it(entry: EntryPage) -> None:
    unfold(entry)
    entry.page.evaluate("scrollTo(0, 0)")
    choose(entry, "minutes.exe")
    row = files_of(entry).first
    expect(row).to_contain_text("was not added")
    bar = entry.page.locator(".app-save-bar").bounding_box()
    words = row.locator(".app-files__about").bounding_box()
    button = row.get_by_role("button").bounding_box()
    assert bar
    assert words
    assert button
    assert 0 <= words["y"] <= bar["y"] - words["height"]
    assert abs(button["y"] - words["y"]) < 8


def save(entry: EntryPage) -> None:
    entry.save.click()
    expect(entry.page.get_by_role("status").first).to_contain_text("Saved.")


def test_files_that_are_chosen_and_dropped_are_saved_found_and_downloaded(
    entry: EntryPage, app: Flask, tmp_path: Path
) -> None:
    page = entry.page
    entry.pick("example county", "Example County Council")
    unfold(entry)
    choose(entry, "minutes.pdf", PDF)
    expect(files_of(entry).get_by_role("link", name="minutes.pdf")).to_be_visible()
    drop(entry, "footer", "photo.jpg", jpeg())  # beside the form, where a browser would leave the page for it
    expect(status_of(entry)).to_have_text("photo.jpg added")
    expect(files_of(entry)).to_have_count(2)
    expect(page.locator("#files-row [data-folded-value]")).to_have_text("minutes.pdf, photo.jpg")
    save(entry)
    page.goto("/search?q=vexilum")
    expect(page.get_by_text("In minutes.pdf: The vexilum was discussed")).to_be_visible()
    page.get_by_role("main").locator("a.app-title").first.click()
    with page.expect_download() as download:
        page.get_by_role("link", name="minutes.pdf").click()
    assert download.value.suggested_filename == "minutes.pdf"
    assert Path(download.value.path()).read_bytes() == PDF


def test_what_is_refused_says_so_beside_the_file_and_the_rest_goes_on(entry: EntryPage) -> None:
    unfold(entry)
    choose(entry, "cut.pdf", PDF[:300])
    expect(files_of(entry)).to_contain_text("“cut.pdf” was not added. It looks cut off")
    expect(status_of(entry)).to_contain_text("cut.pdf was not added. It looks cut off")
    choose(entry, "empty.txt", b"")
    expect(files_of(entry).nth(1)).to_contain_text("It is empty: 0 bytes")
    choose(entry, "minutes.txt")
    expect(files_of(entry).get_by_role("link", name="minutes.txt")).to_be_visible()
    files_of(entry).nth(0).get_by_role("button", name="Clear cut.pdf").press("Enter")
    expect(files_of(entry)).to_have_count(2)
    assert has_focus(files_of(entry).nth(0).get_by_role("button"))
    assert not look_at(entry.page, within=FORM_ROW)


def test_a_file_is_taken_off_and_put_back_by_the_keyboard(entry: EntryPage) -> None:
    unfold(entry)
    choose(entry, "minutes.txt")
    files_of(entry).get_by_role("button", name="Remove minutes.txt").press("Enter")
    expect(files_of(entry)).to_contain_text("minutes.txt is removed.")
    expect(entry.page.locator("#files-row [data-folded-value]")).to_have_text("None yet")
    undo = files_of(entry).get_by_role("button", name="Undo minutes.txt")
    expect(undo).to_be_focused()
    assert not look_at(entry.page, within=FORM_ROW)
    undo.press("Enter")
    expect(files_of(entry).get_by_role("link", name="minutes.txt")).to_be_visible()


def test_a_file_that_was_uploaded_is_there_after_the_page_was_closed(entry: EntryPage) -> None:
    page = entry.page
    unfold(entry)
    choose(entry, "minutes.txt")
    page.wait_for_url("**?draft=*")
    page.reload()
    expect(files_of(entry).get_by_role("link", name="minutes.txt")).to_be_visible()


def test_progress_is_told_while_a_file_is_sent_and_save_waits_for_it(entry: EntryPage, app: Flask) -> None:
    page = entry.page
    entry.pick("example county", "Example County Council")
    unfold(entry)
    held = hold_uploads(page)
    choose(entry, "minutes.txt")
    expect(files_of(entry).locator("progress")).to_be_visible()
    assert not look_at(page, within=FORM_ROW)
    entry.save.click()
    expect(status_of(entry)).to_have_text("Saving once the files are there")
    expect(entry.state).to_have_text("Saving once the files are there…")
    held[0].continue_()
    expect(page.get_by_role("status").first).to_contain_text("Saved.")
    expect(page.locator("#files .app-files__name")).to_have_text("minutes.txt")
    assert db.session.query(Contact).order_by(Contact.id.desc()).first().attachment_count == 1


@pytest.mark.soak
def test_without_an_answer_the_file_may_be_there_and_another_try_finds_out(entry: EntryPage) -> None:
    page = entry.page
    unfold(entry)
    page.route("**/files", lambda route: (route.fetch(), route.abort()))
    choose(entry, "minutes.txt")
    words = "The server did not answer, so “minutes.txt” may or may not be added. Try again to find out."
    expect(files_of(entry)).to_contain_text(words)
    expect(status_of(entry)).to_have_text(words)
    page.unroute("**/files")
    files_of(entry).get_by_role("button", name="Try again minutes.txt").click()
    expect(files_of(entry).get_by_role("link", name="minutes.txt")).to_be_visible()


@pytest.mark.soak
def test_save_does_not_go_on_without_a_file_that_could_not_be_added(entry: EntryPage) -> None:
    page = entry.page
    entry.pick("example county", "Example County Council")
    expect(entry.subject).to_have_value("Meeting with Example County Council")
    unfold(entry)
    held = hold_uploads(page)
    choose(entry, "minutes.txt")
    expect(files_of(entry).locator("progress")).to_be_visible()
    entry.save.click()
    expect(entry.state).to_have_text("Saving once the files are there…")
    held[0].abort()
    expect(files_of(entry).get_by_role("button", name="Try again minutes.txt")).to_be_focused()
    expect(entry.state).to_contain_text("The contact itself is not saved yet.")
    page.unroute("**/files")
    page.keyboard.press("Enter")
    expect(files_of(entry).get_by_role("link", name="minutes.txt")).to_be_visible()
    save(entry)
    expect(page.locator("#files .app-files__name")).to_have_text("minutes.txt")


@pytest.mark.soak
def test_a_page_in_place_of_an_answer_is_told_and_save_goes_on_working(entry: EntryPage) -> None:
    page = entry.page
    entry.pick("example county", "Example County Council")
    unfold(entry)
    page.route("**/files", lambda route: route.fulfill(status=200, body="<p>Sign in to this network</p>"))
    choose(entry, "minutes.txt")
    expect(files_of(entry)).to_contain_text("“minutes.txt” was not added. Something went wrong")
    save(entry)


def add_on_its_page(page: Page, name: str) -> None:
    page.goto("/contacts/4")
    page.get_by_text("Add files").click()
    page.get_by_label("Files to add").set_input_files([{"name": name, "mimeType": "text/plain", "buffer": b"Minutes"}])
    page.get_by_role("button", name="Add them").click()
    expect(page.get_by_role("status")).to_contain_text(f"Added. {name}")


@pytest.mark.soak
def test_a_saved_file_is_taken_off_in_the_form_and_what_is_typed_stays(entry: EntryPage) -> None:
    page = entry.page
    add_on_its_page(page, "minutes.txt")
    entry.open("/contacts/4/edit")
    entry.notes.fill("Typed before")
    folded = page.locator("#files-row [data-folded-value]")
    expect(folded).to_have_text("minutes.txt")
    unfold(entry)
    saved = page.get_by_role("list", name="Files of this contact")
    page.route("**/remove", lambda route: route.abort())
    saved.get_by_role("button", name="Remove minutes.txt").click()
    expect(saved).to_contain_text("minutes.txt was not removed. The server did not answer.")
    page.unroute("**/remove")
    saved.get_by_role("button", name="Remove minutes.txt").press("Enter")
    expect(saved).to_contain_text("minutes.txt is removed from the contact.")
    expect(folded).to_have_text("None yet")
    assert not look_at(page, within=FORM_ROW)
    saved.get_by_role("button", name="Undo minutes.txt").press("Enter")
    expect(saved.get_by_role("link", name="minutes.txt")).to_be_visible()
    saved.get_by_role("button", name="Remove minutes.txt").press("Enter")
    expect(saved).to_contain_text("minutes.txt is removed from the contact.")
    expect(entry.notes).to_have_value("Typed before")
    page.get_by_role("button", name="Save changes").last.click()
    expect(page.get_by_role("main")).to_contain_text("Typed before")
    expect(page.locator("#files .app-files__name")).to_have_count(0)


def test_the_files_of_a_contact_on_its_page(entry: EntryPage) -> None:
    page = entry.page
    page.goto("/contacts/4")
    page.get_by_text("Add files").click()
    page.get_by_label("Files to add").set_input_files(
        [{"name": "minutes.pdf", "mimeType": "application/pdf", "buffer": PDF}]
    )
    page.get_by_role("button", name="Add them").click()
    expect(page.get_by_role("status")).to_contain_text("Added. minutes.pdf")
    assert not look_at(page)
    page.get_by_role("button", name="Remove minutes.pdf").click()
    expect(page.locator("#files").get_by_role("status")).to_contain_text("minutes.pdf is removed.")
    assert not look_at(page, within="#files")
    page.get_by_role("button", name="Undo the removal of minutes.pdf").click()
    expect(page.get_by_role("link", name="minutes.pdf")).to_be_visible()


@pytest.mark.parametrize("pages", ["page", "page_without_scripts"])
def test_what_became_of_a_file_is_in_view_and_has_the_focus(
    pages: str, request: pytest.FixtureRequest, sign_in: Callable[..., None]
) -> None:
    page: Page = request.getfixturevalue(pages)
    sign_in(page)
    page.set_viewport_size({"width": 1280, "height": 500})
    page.goto("/contacts/4")
    page.get_by_text("Add files").click()
    fake = {"name": "fake.pdf", "mimeType": "application/pdf", "buffer": b"No PDF"}
    page.get_by_label("Files to add").set_input_files([fake])
    page.get_by_role("button", name="Add them").click()
    told = page.get_by_role("status")
    expect(told).to_contain_text("Not added. “fake.pdf”")
    expect(told).to_be_focused()
    expect(told).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("heading", name="Files")).to_be_in_viewport()
