"""Every kind of work that is done in the background, and what does it."""

from collections.abc import Mapping

from app.jobs.handling import Handler
from app.many import services as many
from app.many.working import change_many, prepare_many, undo_many

HANDLERS: Mapping[str, Handler] = {
    many.PREPARE: prepare_many,
    many.DO: change_many,
    many.UNDO: undo_many,
}
