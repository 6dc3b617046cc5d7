"""Finds the machine's Chromium, and how it is started without a screen."""

import shutil

# The one without a window comes first: it is the same engine, and takes two thirds of the time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# The sandbox needs rights that a container lacks; most of the rest keeps the browser from calling its maker. A page
# lives too shortly here for what compiling its scripts to the last takes, and opens sooner in a process that is there.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--process-per-site",
    "--renderer-process-limit=1",
    "--js-flags=--no-maglev --no-turbofan",
]


class MissingChromium(Exception):
    """This machine has no Chromium."""


def find_chromium() -> str:
    """The path of the browser's program. Raises MissingChromium."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    raise MissingChromium("Chromium is not installed (on Debian: apt-get install chromium-headless-shell).")
