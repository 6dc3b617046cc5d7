"""Every kind of work that is done in the background, and what does it."""

from collections.abc import Mapping

from app.jobs.handling import Handler

HANDLERS: Mapping[str, Handler] = {}
