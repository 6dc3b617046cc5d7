"""Somebody else saved the record while this form was open."""

from wtforms import Form


def show_stale(form: Form, version: int) -> None:
    """Say so, keep what was typed, and let the next save go over the version that is there now."""
    form["version"].data = version
    # A hidden field shows what it was sent, unless it is told otherwise.
    form["version"].raw_data = None
    form.form_errors.append(
        "Someone else saved this while you were writing. Compare with its page, in another window, "
        "and save again to put yours in place of theirs. Both stay under Changes."
    )


def opened_version(form: Form) -> int:
    """The version that the form was opened at; one that is no number is older than any."""
    sent = str(form["version"].data or "")
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 10 else 0
