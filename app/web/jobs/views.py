"""Watching a job: its owner alone. The page looks again by itself with a script, and without one if asked to."""

import datetime as dt

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.accounts.rules import Permission
from app.jobs.queries import get_job, get_job_held, list_recent_jobs
from app.jobs.rules import JobState
from app.jobs.services import cancel_job
from app.web.access import requires, the_account
from app.web.jobs import blueprint
from app.web.jobs.page import page_of

WATCH = "watch"
LOOK_AGAIN_SECONDS = "5"


@blueprint.get("/")
@requires(Permission.SIGNED_IN)
def index() -> ResponseReturnValue:
    jobs = list_recent_jobs(the_account().id)
    return render_template("jobs/index.html", jobs=[page_of(job, with_outcome=False) for job in jobs])


@blueprint.get("/<int:job_id>")
@requires(Permission.SIGNED_IN)
def job(job_id: int) -> ResponseReturnValue:
    page = page_of(get_job(job_id, colleague_id=the_account().id))
    looks_again = WATCH in request.args and not page.is_over
    response = make_response(render_template("jobs/job.html", job=page, looks_again=looks_again))
    if looks_again:  # asked for where there are no scripts, and as easily left off
        response.headers["Refresh"] = LOOK_AGAIN_SECONDS
    return response


@blueprint.get("/<int:job_id>/progress")
@requires(Permission.SIGNED_IN)
def progress(job_id: int) -> ResponseReturnValue:
    """For the script that watches it."""
    page = page_of(get_job(job_id, colleague_id=the_account().id), with_outcome=False)
    return {"state": page.state.label, "words": page.progress, "percent": page.percent, "is_over": page.is_over}


@blueprint.post("/<int:job_id>/cancel")
@requires(Permission.SIGNED_IN)
def cancel(job_id: int) -> ResponseReturnValue:
    job = get_job_held(job_id, colleague_id=the_account().id)
    if job.state in (JobState.DONE, JobState.FAILED):
        flash(Markup("<strong>It was over already.</strong>"), "notice")
    else:
        cancel_job(job=job, now=dt.datetime.now(dt.UTC))
        flash(Markup("<strong>Cancelled.</strong> {}").format(page_of(job).left_half_done), "saved")
    return redirect(url_for("jobs.job", job_id=job_id))
