"""Commands of `flask --app app`."""

import signal
import sys
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from app.accounts.rules import Role
from app.accounts.services import create_colleague
from app.background import HANDLERS
from app.contacts.tallies.rebuilding import rebuild
from app.core.clock import office_today
from app.core.errors import InvalidInput
from app.core.paging import describe_count
from app.database import db, utc_now
from app.documents.storage import storage_of
from app.documents.tidying import forget_removed_files, remove_unused_content
from app.drafts.services import expire_drafts
from app.exports.folder import ExportFolder
from app.exports.services import forget_files
from app.jobs.services import forget_old_jobs
from app.jobs.worker import Worker
from app.many.services import forget_old_changes
from app.reminders.sending import MailServer, Postman
from app.reminders.services import send_reminders
from app.reminders.writing import write_reminder
from app.upkeep.duplicates.finding import find_and_keep_pairs
from app.upkeep.merging.tidying import forget_old_journals, move_late_rows
from app.upkeep.reindex import drain_reindex_requests
from app.upkeep.sample import load_sample, remove_sample
from app.upkeep.starter_directory import load_starter_directory
from config import MailSettings


@click.command("create-user")
@click.option("--email", required=True, help="The address that the colleague signs in with.")
@click.option("--name", required=True, help="The name that the others know them by.")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@with_appcontext
def create_user(email: str, name: str, role: str) -> None:
    """Add a colleague. The password is read from standard input; at a terminal it is asked for."""
    try:
        colleague = create_colleague(name=name, email=email, role=Role(role), password=_read_password())
    except InvalidInput as error:
        raise click.ClickException(". ".join(problem.message for problem in error.problems)) from error
    db.session.commit()
    click.echo(f"{colleague.name} can sign in as {colleague.email} ({colleague.role.label.lower()}).")


def _read_password() -> str:
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")


@click.command("load-starter-directory")
@with_appcontext
def load_directory() -> None:
    """Add the shipped bodies and offices that are not there yet. Nothing that is there is changed."""
    report = load_starter_directory()
    db.session.commit()
    click.echo(
        f"Added {report.organisations_added} organisations and {report.posts_added} posts; "
        f"{report.organisations_unchanged} organisations and {report.posts_unchanged} posts were there already."
    )


@click.command("load-sample")
@with_appcontext
def add_sample() -> None:
    """Add the sample records, marked as such, where there are none."""
    added = load_sample()
    db.session.commit()
    click.echo(f"Added {added} sample contacts." if added else "The sample is there already.")


@click.command("remove-sample")
@with_appcontext
def take_sample_away() -> None:
    """Take the sample records away. What your own record refers to stays."""
    removed = remove_sample()
    db.session.commit()
    click.echo(f"Removed {removed} sample contacts and the bodies and people that were only theirs.")


@click.command("reindex")
@with_appcontext
def reindex() -> None:
    """Finish the search index after renames that touched more contacts than one request may."""
    done = drain_reindex_requests(commit=db.session.commit)
    click.echo(f"Indexed {done} contacts again.")


@click.command("expire-drafts")
@with_appcontext
def empty_old_drafts() -> None:
    """Empty the drafts that were not saved for 30 days, and forget those that are done with."""
    done = found = expire_drafts(now=utc_now())
    while found:
        db.session.commit()
        found = expire_drafts(now=utc_now())
        done += found
    db.session.commit()
    click.echo(f"Emptied or forgot {describe_count(done, 'draft', 'drafts')}.")


@click.command("rebuild-tallies")
@with_appcontext
def rebuild_tallies() -> None:
    """Count the coverage matrix and the figures of the reports anew from all contacts."""
    rows = rebuild(db.session.connection())
    db.session.commit()
    click.echo(f"Counted anew: {describe_count(rows, 'tally', 'tallies')}.")


@click.command("tidy-files")
@with_appcontext
def tidy_files() -> None:
    """Remove files that nothing refers to, and those that were taken off a contact long ago."""
    forgotten = forget_removed_files()
    db.session.commit()
    removed = remove_unused_content(storage_of(current_app.extensions))
    click.echo(f"Forgot {forgotten} files that were taken off, and removed {removed} that nothing refers to.")


@click.command("tidy-exports")
@with_appcontext
def tidy_exports() -> None:
    """Remove the files of exports that are older than a week."""
    removed = forget_files(folder=ExportFolder(Path(current_app.instance_path)), now=utc_now())
    db.session.commit()
    click.echo(f"Removed {describe_count(removed, 'file', 'files')} of exports.")


@click.command("work")
@click.option("--once", is_flag=True, help="Do what waits now, and end.")
@with_appcontext
def work(once: bool) -> None:
    """Do what was asked to be done in the background, until it is stopped."""
    worker = Worker(HANDLERS)
    for signal_number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signal_number, lambda _number, _frame: worker.stop())
    if once:
        click.echo(f"Did {describe_count(worker.run_waiting(), 'job', 'jobs')}.")
    else:
        worker.run()


@click.command("forget-jobs")
@with_appcontext
def forget_jobs() -> None:
    """Forget the jobs, and what changes of many contacts are undone by, of more than 30 days ago."""
    done = 0
    for forget in (forget_old_changes, forget_old_jobs):
        while found := forget(now=utc_now()):
            db.session.commit()
            done += found
    click.echo(f"Forgot {describe_count(done, 'row', 'rows')} of old work in the background.")


@click.command("send-reminders")
@with_appcontext
def remind() -> None:
    """Send the reminders that are due. Run it each morning; run again, it sends what was not accepted before."""
    mail: MailSettings = current_app.config["MAIL"]
    if not mail.host:
        raise click.ClickException("No mail server is set. Set SMTP_HOST and MAIL_FROM, and run this again.")
    address = current_app.config["PUBLIC_ADDRESS"]
    server = MailServer(mail.host, mail.port, mail.user, mail.password, mail.tls)
    with Postman(server) as postman:
        report = send_reminders(
            today=office_today(),
            clock=utc_now,
            post=lambda each: postman.send(write_reminder(each, sender=mail.sender, address=address, now=utc_now())),
            commit=db.session.commit,
        )
    click.echo(f"Sent {describe_count(report.sent, 'reminder', 'reminders')}.")
    for name, why in report.failed:
        click.echo(f"The reminder of {name} stays due: {why}.", err=True)
    if report.server_down:
        click.echo(f"The mail server cannot be reached, so the others stay due. {report.server_down}", err=True)
    if report.failed or report.server_down:
        sys.exit(1)


@click.command("find-duplicates")
@with_appcontext
def find_duplicates() -> None:
    """Look through the directory for records that may be one; once a night will do."""
    found = find_and_keep_pairs(commit=db.session.commit)
    click.echo(f"Found {describe_count(found, 'likely pair', 'likely pairs')}.")


@click.command("tidy-merges")
@with_appcontext
def tidy_merges() -> None:
    """Move what was linked to a merged record after all, and forget what merges older than 30 days moved."""
    moved, number = move_late_rows(after=0)
    while number is not None:
        db.session.commit()
        more, number = move_late_rows(after=number)
        moved += more
    forgotten = 0
    while found := forget_old_journals(now=utc_now()):
        db.session.commit()
        forgotten += found
    click.echo(f"Moved {describe_count(moved, 'late link', 'late links')}, and forgot {forgotten:,} old moves.")


COMMANDS: tuple[click.Command, ...] = (
    create_user,
    load_directory,
    add_sample,
    take_sample_away,
    reindex,
    rebuild_tallies,
    tidy_files,
    tidy_exports,
    empty_old_drafts,
    remind,
    work,
    forget_jobs,
    find_duplicates,
    tidy_merges,
)


def register(app: Flask) -> None:
    for command in COMMANDS:
        app.cli.add_command(command)
