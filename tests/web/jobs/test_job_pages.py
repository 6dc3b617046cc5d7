"""A job is watched and stopped by its owner, and is nobody else's."""

import pytest

from app.database import db, utc_now
from app.jobs.rules import JobState
from tests.factories.jobs import make_job

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def me(sign_in_as):
    return sign_in_as("manager")


def test_a_running_job_says_how_far_it_is_and_looks_again_without_scripts_if_asked(client, me):
    job = make_job(me, state=JobState.RUNNING, total_count=20_000, done_count=1_200, beat_at=utc_now())
    page = client.get(f"/jobs/{job.id}").page
    watched = client.get(page.css_first("noscript a[href*=watch]").attributes["href"])
    assert watched.headers["Refresh"] == "5"
    assert "Running. 1,200 of 20,000 contacts done." in page.text()
    assert page.css_first("progress").attributes["value"] == "6"


def test_a_script_is_told_the_same(client, me):
    job = make_job(me, state=JobState.RUNNING, total_count=20_000, done_count=1_200, beat_at=utc_now())
    told = client.get(f"/jobs/{job.id}/progress").json
    assert told == {"state": "Running", "words": "1,200 of 20,000 contacts done", "percent": 6, "is_over": False}


def test_a_job_that_is_done_says_so_once(client, me):
    job = make_job(me, state=JobState.DONE, total_count=6, done_count=6)
    said = " ".join(client.get(f"/jobs/{job.id}").page.text().split())
    assert "Done. 6 contacts." in said
    assert "contacts done" not in said


def test_a_job_that_failed_says_what_happened_and_what_stays(client, me):
    job = make_job(me, state=JobState.FAILED, total_count=10, done_count=4, problem="The theme is archived.")
    page = client.get(f"/jobs/{job.id}").page
    assert "It failed. The theme is archived." in " ".join(page.text().split())
    assert "4 of 10 contacts done. What was done until then stays done." in " ".join(page.text().split())
    assert page.css_first("progress") is None


def test_a_job_is_cancelled_once_and_stays_so(client, me):
    job = make_job(me)
    page = client.post(f"/jobs/{job.id}/cancel", follow_redirects=True).page
    assert "Cancelled." in page.css_first("[role=status]").text()
    db.session.refresh(job)
    assert job.state is JobState.CANCELLED
    assert client.post(f"/jobs/{job.id}/cancel").status_code == 302


def test_a_job_that_is_done_is_not_cancelled_any_more(client, me):
    job = make_job(me, state=JobState.DONE)
    page = client.post(f"/jobs/{job.id}/cancel", follow_redirects=True).page
    assert "It was over already." in page.css_first("[role=status]").text()
    db.session.refresh(job)
    assert job.state is JobState.DONE


def test_nobody_finds_the_job_of_another(client, make_colleague, me):
    job = make_job(make_colleague("officer"), title="Officer’s work")
    assert client.get(f"/jobs/{job.id}").status_code == 404
    assert client.get(f"/jobs/{job.id}/progress").status_code == 404
    assert client.post(f"/jobs/{job.id}/cancel").status_code == 404
    assert "Officer’s work" not in client.get("/jobs/").page.text()


def test_my_jobs_are_listed_the_newest_first(client, me):
    for title in ("First", "Second"):
        make_job(me, title=title)
    titles = [link.text() for link in client.get("/jobs/").page.css(".app-rows a")]
    assert titles == ["Second", "First"]
