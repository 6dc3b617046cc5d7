"""Every naughty string as the name of a file, and as a form that is kept before it is saved."""

import json
from uuid import uuid4

import pytest
from sqlalchemy import select

from app.documents import arriving
from app.documents.judging import Judged
from app.documents.models import Attachment
from tests.support.drafts import JSON, autosave
from tests.support.naughty import OUR_OWN, each_list, plain_texts

TOGETHER = 50
LONGEST_BYTES = 255


@pytest.fixture
def many_files(app, monkeypatch):
    """A contact may have many of them, and each is taken for what it says: the names alone are judged here."""
    monkeypatch.setitem(app.config, "FILES_PER_CONTACT", TOGETHER)
    monkeypatch.setattr(arriving, "judge_apart", lambda path, name: Judged("text/plain", "minutes"))


def as_a_browser_names_it(text):
    """In the header of a file's part: these three are what a browser writes in another way."""
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def send_files(client, token, names):
    parts = b"".join(
        f'--edge\r\nContent-Disposition: form-data; name="files"; filename="{as_a_browser_names_it(name)}"\r\n'
        f"Content-Type: text/plain\r\n\r\nMinutes {number}\r\n".encode()
        for number, name in enumerate(names)
    )
    return client.post(
        f"/contacts/drafts/{token}/files",
        data=parts + b"--edge--\r\n",
        headers=JSON,
        content_type="multipart/form-data; boundary=edge",
    )


def is_kept_to_the_letter(name):
    """Whether nothing in it could mislead or harm: one name, on one line, no more than a file's name may be."""
    return (
        name.isprintable()
        and name.strip(" .") == name
        and not set(name) & set('/\\"')
        and len(name.encode()) <= LONGEST_BYTES
        and not name.casefold().startswith(("con", "prn", "aux", "nul", "com", "lpt"))
    )


def assert_names_are_kept(client, session, names):
    token = uuid4().hex
    answer = send_files(client, token, names)
    assert (answer.status_code, answer.json["refused"]) == (200, [])
    kept = [file["name"] for file in answer.json["files"]]
    assert len(kept) == len(names)
    assert [name for name in kept if not name or set(name) & set("/\\\x00\r\n\u202e")] == []
    assert list(session.scalars(select(Attachment.name).order_by(Attachment.id)))[-len(names) :] == kept
    assert [(name, stored) for name, stored in zip(names, kept, strict=True) if is_kept_to_the_letter(name)] == [
        (name, name) for name in names if is_kept_to_the_letter(name)
    ]
    page = client.get(f"/contacts/log?draft={token}").page
    assert plain_texts(page.css("[data-files-list] a")) == kept


@each_list
def test_a_file_bears_the_name_that_it_was_given_as_far_as_it_is_one(client, officer, session, many_files, strings):
    # Without a name it is no file; and a backslash before the closing quote leaves the header without an end.
    names = [text for text in dict.fromkeys(strings) if text and not text.endswith("\\")]
    for start in range(0, len(names), TOGETHER):
        assert_names_are_kept(client, session, names[start : start + TOGETHER])


@pytest.mark.one_database
def test_a_file_is_offered_under_its_name_and_never_opened(client, officer, many_files):
    files = send_files(client, uuid4().hex, OUR_OWN).json["files"]
    assert len(files) == len(OUR_OWN)
    for file in files:
        download = client.get(file["url"])
        assert download.status_code == 200
        assert download.headers["Content-Disposition"].startswith("attachment")
        assert download.headers["X-Content-Type-Options"] == "nosniff"


@each_list
def test_what_is_typed_is_kept_in_a_draft_and_comes_back_to_the_letter(client, officer, strings):
    for start in range(0, len(strings), TOGETHER):
        texts, token = [text for text in strings[start : start + TOGETHER] if text], uuid4().hex
        rows = {f"points-{number}-words": text for number, text in enumerate(texts)}
        rows |= {f"points-{number}-kind": "concern" for number in range(len(texts))}
        notes = "\n".join(texts)
        answer = autosave(client, token=token, notes=notes, subject=" ".join(texts[0].split()), **rows)
        assert (answer.status_code, json.loads(answer.text)["token"]) == (200, token)
        form = client.get(f"/contacts/log?draft={token}").page
        assert plain_texts(form.css("[name=notes]")) == [notes]
        assert plain_texts(form.css("[data-rows=points] textarea"))[: len(texts)] == texts
        assert form.css_first("[name=subject]").attributes["value"] == " ".join(texts[0].split())
    labels = plain_texts(client.get("/").page.css("main a[href*='draft=']"))
    assert [label for label in labels if not label] == []
