"""The record that updates are composed of, without an update and with one, made once a run on each database."""

from collections.abc import Callable

from app.accounts.models import Colleague
from app.database import db
from tests.factories.update_world import UpdateWorld, compose_after_the_period, make_update_world
from tests.support.applications import Applications


def kept_update_world(
    applications: Applications,
    database: str,
    make_colleague: Callable[..., Colleague],
    colleagues: dict[str, Colleague],
    *,
    with_draft: bool = False,
) -> UpdateWorld:
    """The world as it is made, with an officer as its author, and the draft of an update where one is wanted."""

    def make() -> dict[str, tuple[type, int]]:
        world = make_update_world(make_colleague("officer"))
        if with_draft:
            compose_after_the_period(world)
        return {name: (type(row), row.id) for name, row in vars(world).items()}

    numbers = applications.bring_to(database, "composed_update" if with_draft else "update_world", make)
    world = UpdateWorld(**{name: db.session.get_one(model, number) for name, (model, number) in numbers.items()})
    colleagues[world.author.email] = world.author
    return world
