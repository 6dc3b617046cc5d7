"""/briefs/: one page on whom a meeting is with, and the files that say the same."""

import datetime as dt
from io import BytesIO

import docx
import pypdf
import pytest

from app.accounts.rules import Role
from app.contacts.rules import ContactStatus
from app.core.clock import office_today
from tests.factories.contacts import make_commitment, make_contact, make_organisation, make_person, make_post
from tests.factories.partnership import make_matter, make_point
from tests.support.naughty import OUR_OWN, naughty_strings

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def council():
    return make_organisation()


@pytest.fixture
def eventful(council):
    """An organisation that every part of a brief has something of."""
    contact = make_contact("Duty desks", organisations=[council], notes="Staff hold back.")
    make_point("Staff fear blame", contact, by_organisation_id=council.id)
    make_commitment("Practical guidance", to_organisation_id=council.id, source_paragraph="¶9")
    make_matter(council)
    return council


def words_of(page):
    """All that stands on the sheet."""
    return " ".join(page.css_first("article").text(separator=" ").split())


def in_each_form(client, address):
    """All that stands on the page, in the PDF and in the DOCX."""
    page = client.get(address).page
    pdf, word = (client.get(page.css_first(f'a[href$="/{ending}"]').attributes["href"]) for ending in ("pdf", "docx"))
    reader = pypdf.PdfReader(BytesIO(pdf.data))
    in_pdf = " ".join(" ".join(each.extract_text() for each in reader.pages).split())
    file = docx.Document(BytesIO(word.data))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    in_word = " ".join(" ".join([*(each.text for each in file.paragraphs), *cells]).split())
    return words_of(page), in_pdf, in_word


def test_the_page_and_both_files_say_the_same(client, sign_in_as, eventful):
    me = sign_in_as(Role.OFFICER)
    forms = in_each_form(client, f"/briefs/organisations/{eventful.id}")
    for words in (
        "Example County Council",
        "1 contact: a meeting on 3 February 2021.",
        "Duty desks",
        "Staff hold back.",
        "Staff fear blame",
        "New, no disposition yet",
        "Practical guidance",
        "¶9",
        "A regulatory matter is open with them",
        f"from the contacts that {me.name} may read",
    ):
        assert [words in form for form in forms] == [True] * 3, words


def test_what_a_planned_contact_is_for_follows_where_it_is(client, sign_in_as, council):
    sign_in_as(Role.OFFICER)
    notes = "Agree the date.\n\nAsk who signs."
    plan = make_contact(
        "The workshop", organisations=[council], status=ContactStatus.PLANNED, place="Their office", notes=notes
    )
    for form in in_each_form(client, f"/briefs/contacts/{plan.id}"):
        assert "Where Their office Notes Agree the date. Ask who signs." in form


def test_the_files_are_tagged_titled_and_named_after_whom_they_are_on(client, sign_in_as, eventful):
    sign_in_as(Role.OFFICER)
    pdf, word = (client.get(f"/briefs/organisations/{eventful.id}/{ending}") for ending in ("pdf", "docx"))
    name = f"brief-example-county-council-{office_today().isoformat()}"
    for response, ending in ((pdf, "pdf"), (word, "docx")):
        assert response.headers["Content-Disposition"] == f"attachment; filename={name}.{ending}"
        assert response.headers["Cache-Control"] == "no-store"
    root = pypdf.PdfReader(BytesIO(pdf.data)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    file = docx.Document(BytesIO(word.data))
    headings = [each.text for each in file.paragraphs if each.style.name == "Heading 2"]
    assert headings[:3] == ["Cautions", "In one look", "Who"]


def test_the_period_is_kept_by_the_files(client, sign_in_as, council):
    sign_in_as(Role.OFFICER)
    make_contact("Long ago", date=office_today() - dt.timedelta(days=800), organisations=[council])
    assert "Long ago" in client.get(f"/briefs/organisations/{council.id}").text
    page = client.get(f"/briefs/organisations/{council.id}?months=12").page
    assert "Long ago" not in words_of(page)
    assert page.css_first("option[selected]").text() == "the last 12 months"
    assert page.css_first('a[href*="/pdf"]').attributes["href"].endswith("/pdf?months=12")
    for unknown in ("", "0", "-3", "nonsense"):
        assert "Long ago" in client.get(f"/briefs/organisations/{council.id}?months={unknown}").text


def test_it_is_one_click_from_whoever_is_met(client, sign_in_as, council):
    me = sign_in_as(Role.OFFICER)
    kit, director = make_person(), make_post("Director", council)
    plan = make_contact(
        "The workshop",
        organisations=[council],
        colleagues=[me],
        date=office_today() + dt.timedelta(days=3),
        status=ContactStatus.PLANNED,
    )
    held = make_contact("Duty desks", organisations=[council])
    for page, brief in (
        (f"/organisations/{council.id}", f"/briefs/organisations/{council.id}"),
        (f"/people/{kit.id}", f"/briefs/people/{kit.id}"),
        (f"/posts/{director.id}", f"/briefs/posts/{director.id}"),
        (f"/contacts/{plan.id}", f"/briefs/contacts/{plan.id}"),
        ("/", f"/briefs/contacts/{plan.id}"),
    ):
        assert client.get(page).page.css_first(f'main a[href="{brief}"]') is not None, page
        assert client.get(brief).status_code == 200
    assert client.get(f"/contacts/{held.id}").page.css_first('main a[href^="/briefs/"]') is None


def test_a_managers_brief_says_that_it_holds_what_is_restricted(client, sign_in_as, council):
    make_contact("In confidence", organisations=[council], is_restricted=True)
    for role, is_told in ((Role.OFFICER, False), (Role.MANAGER, True)):
        sign_in_as(role)
        text = words_of(client.get(f"/briefs/organisations/{council.id}").page)
        assert ("holds restricted contacts" in text, "In confidence" in text) == (is_told, is_told)


def test_the_brief_of_a_restricted_plan_is_found_by_those_on_it_alone(client, sign_in_as, council):
    plan = make_contact("The plan", organisations=[council], status=ContactStatus.PLANNED, is_restricted=True)
    sign_in_as(Role.OFFICER)
    assert [client.get(f"/briefs/contacts/{plan.id}{tail}").status_code for tail in ("", "/pdf", "/docx")] == [404] * 3
    sign_in_as(Role.MANAGER)
    assert "holds restricted contacts" in client.get(f"/briefs/contacts/{plan.id}").text


def test_whom_there_is_no_record_of_there_is_no_brief_on(client, sign_in_as):
    sign_in_as(Role.OFFICER)
    for whom in ("organisations", "people", "posts", "contacts"):
        assert client.get(f"/briefs/{whom}/999").status_code == 404
        assert client.get(f"/briefs/{whom}/999/pdf").status_code == 404


def test_whatever_was_typed_is_told_as_text(client, sign_in_as, council):
    sign_in_as(Role.OFFICER)
    for text in OUR_OWN[:6]:
        make_contact(text, organisations=[council], notes=text)
    page = client.get(f"/briefs/organisations/{council.id}").page
    titles = [node.text() for node in page.css("#contacts .app-title")]
    assert set(titles) == set(OUR_OWN[:6])
    for ending in ("pdf", "docx"):
        assert client.get(f"/briefs/organisations/{council.id}/{ending}").status_code == 200


def test_a_file_can_be_made_of_any_text(client, sign_in_as):
    sign_in_as(Role.OFFICER)
    notes = " ".join(text for text in naughty_strings() if "\x00" not in text)[:20_000]
    notes = notes.encode("utf-8", "ignore").decode()
    kit = make_person()
    for start in range(0, len(notes), 2_000):
        make_contact(people=[kit], notes=notes[start : start + 2_000], advice_given=notes[start : start + 400])
    for ending in ("pdf", "docx"):
        assert client.get(f"/briefs/people/{kit.id}/{ending}").status_code == 200
