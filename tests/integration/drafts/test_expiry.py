"""Old drafts are emptied, and what is done with is forgotten."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.documents.models import Attachment
from app.drafts.models import Draft
from app.drafts.rules import Ended
from app.drafts.services import expire_drafts

NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture
def author(make_colleague):
    return make_colleague()


@pytest.fixture
def add(session, author):
    def add(days_ago, **more):
        draft = Draft(
            token=f"{days_ago}-{len(session.scalars(select(Draft)).all())}", author_id=author.id, label="Duty of care",
            typed=[["notes", "At length"]], page_saves=3, saved_at=NOW - days_ago * DAY,
            **({"page": "first-page"} | more),
        )  # fmt: skip
        session.add(draft)
        session.flush()
        return draft

    return add


def kept(session):
    session.expire_all()
    return session.scalars(select(Draft).order_by(Draft.saved_at)).all()


def test_what_was_typed_goes_after_thirty_days_and_the_line_stays(session, add):
    add(29.9)
    add(30.1)
    assert expire_drafts(now=NOW) == 1
    older, newer = kept(session)
    assert (older.typed, older.expired_at, older.label) == ([], NOW, "Duty of care")
    assert older.saved_at == NOW - 30.1 * DAY
    assert (newer.typed, newer.expired_at) == ([["notes", "At length"]], None)
    assert expire_drafts(now=NOW) == 0


def test_its_files_go_with_it(session, add):
    draft = add(31)
    session.add(Attachment(draft_id=draft.id, name="minutes.txt", media_type="text/plain", size=1, sha256="0" * 64))
    session.flush()
    expire_drafts(now=NOW)
    assert len(kept(session)) == 1
    assert session.scalars(select(Attachment)).all() == []


def test_the_line_goes_thirty_days_later(session, add):
    add(59.9)
    add(60.1)
    expire_drafts(now=NOW)
    assert [draft.saved_at for draft in kept(session)] == [NOW - 59.9 * DAY]


@pytest.mark.parametrize("how", list(Ended))
def test_what_is_done_with_is_forgotten_after_two_days(session, add, how):
    for hours in (47, 49):
        add(3, page=how.value, expired_at=NOW - dt.timedelta(hours=hours))
    assert expire_drafts(now=NOW) == 1
    assert [NOW - draft.expired_at for draft in kept(session)] == [dt.timedelta(hours=47)]


def test_one_author_alone_can_be_looked_after(session, add, author):
    add(31)
    assert expire_drafts(now=NOW, author_id=author.id + 1) == 0
    assert expire_drafts(now=NOW, author_id=author.id) == 1


def test_no_more_are_emptied_at_once_than_may_be(session, add):
    for days in (31, 32, 33):
        add(days)
    assert [expire_drafts(now=NOW, limit=2) for _ in range(3)] == [2, 1, 0]


def test_the_command_empties_them_all_and_says_so(app, session, add):
    add(31)
    add(4000)
    session.commit()
    result = app.test_cli_runner().invoke(args=["expire-drafts"])
    assert result.exit_code == 0, result.output
    assert "draft" in result.output
    assert all(draft.typed == [] for draft in kept(session))
