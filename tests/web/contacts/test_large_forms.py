"""Forms with files are larger than others, which gives room to their files and to nothing else."""

import io

import pytest

from app.documents.judging import Judged
from app.drafts.rules import is_token
from app.web.multipart import MOST_FILES
from tests.support.drafts import JSON, TOKEN
from tests.support.entry_form import entry_fields
from tests.support.uploading import chosen, rows_of_files, upload

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

MEBIBYTE = 1024 * 1024
ADDRESS = f"/contacts/drafts/{TOKEN}/files"


@pytest.fixture(autouse=True)
def signed_in(officer):
    """As somebody who may send files."""


@pytest.mark.parametrize("route", ["/contacts/log", ADDRESS])
def test_texts_are_limited_in_their_sum(client, session, route):
    texts = {f"field-{number}": "a" * (MEBIBYTE // 2) for number in range(5)}
    answer = client.post(route, data=texts | {"files": chosen("minutes.txt")}, content_type="multipart/form-data")
    assert answer.status_code == 413
    assert rows_of_files(session) == []


def test_the_names_and_headers_of_files_count_as_text(client, app, monkeypatch):
    monkeypatch.setitem(app.config, "MAX_FORM_MEMORY_SIZE", 200_000)
    files = chosen(*((f"{'w' * 3_000}{number}.txt", b"a") for number in range(80)))
    assert client.post(ADDRESS, data={"files": files}, content_type="multipart/form-data").status_code == 413


def test_a_file_takes_no_room_from_the_texts(client, session):
    answer = upload(client, ("long.txt", b"a" * (3 * MEBIBYTE)), notes="n" * (MEBIBYTE + MEBIBYTE // 2))
    assert [row.size for row in rows_of_files(session)] == [3 * MEBIBYTE]
    assert answer.status_code == 200


def test_a_large_form_without_files_is_not_read(client):
    answer = client.post("/contacts/log", data={"notes": "a" * (3 * MEBIBYTE)})
    assert answer.status_code == 413
    assert "Go back in your browser to what you typed" in answer.text
    assert "not signed in" not in answer.text


def test_whoever_is_signed_out_is_told_to_sign_in_first(client):
    client.post("/sign-out")
    answer = client.post("/contacts/log", data={"files": chosen(("long.txt", b"a" * (3 * MEBIBYTE)))})
    assert answer.status_code == 413
    assert "Sign in" in answer.page.css_first("main").text()


def test_endless_files_are_refused(client, session):
    data = {"files": chosen(*(f"{number}.txt" for number in range(MOST_FILES + 1)))}
    assert client.post(ADDRESS, data=data, content_type="multipart/form-data").status_code == 413


def test_more_files_than_a_contact_holds_are_refused_without_being_judged(client, app, monkeypatch):
    monkeypatch.setitem(app.config, "FILES_PER_CONTACT", 2)
    judged = []
    text = Judged("text/plain", "")
    monkeypatch.setattr("app.documents.arriving.judge_apart", lambda _path, name: judged.append(name) or text)
    answer = upload(client, "1.txt", "2.txt", "../3.txt")
    assert judged == [one["name"] for one in answer.json["files"]] == ["1.txt", "2.txt"]
    assert [one["name"] for one in answer.json["refused"]] == ["3.txt"]


def with_a_backslash(**texts):
    """What browsers send for a file whose name ends in one."""
    part = '--a-boundary\r\nContent-Disposition: form-data; name="{}"{}\r\n\r\n{}\r\n'
    fields = [(name, "", value) for name, value in texts.items()]
    parts = [*fields, ("files", '; filename="minutes.txt\\"\r\nContent-Type: text/plain', "Minutes")]
    body = "".join(part.format(*each) for each in parts) + "--a-boundary--\r\n"
    return {"input_stream": io.BytesIO(body.encode()), "content_length": len(body)} | {
        "content_type": "multipart/form-data; boundary=a-boundary"
    }


def test_a_file_whose_name_ends_in_a_backslash_is_told(client, session):
    answer = client.post(ADDRESS, headers=JSON, **with_a_backslash())
    assert "ends in a backslash" in answer.json["refused"][0]["why"]
    assert rows_of_files(session) == []


def test_a_form_with_such_a_file_comes_back_with_what_was_typed(client, session, council):
    fields = entry_fields(who=f"organisation:{council.id}", notes="Typed at length")
    answer = client.post("/contacts/log", **with_a_backslash(**fields))
    assert answer.status_code == 422
    assert "ends in a backslash" in answer.page.css_first("#files-row").text()
    assert answer.page.css_first("#notes").text().strip() == "Typed at length"


@pytest.mark.parametrize("token", ["a" * 65, "short", "a\x00" * 8])
def test_files_that_come_with_a_token_that_names_no_draft_get_another(client, session, council, token):
    fields = entry_fields(who=f"organisation:{council.id}", submission_token=token, subject="Typed")
    data = fields | {"files": chosen("minutes.txt"), "action": "add_files"}
    answer = client.post("/contacts/log", data=data, content_type="multipart/form-data")
    assert answer.status_code == 200
    assert is_token(answer.page.css_first("[name=submission_token]").attributes["value"])
    assert answer.page.css_first("#files-row .app-files__name").text() == "minutes.txt"
