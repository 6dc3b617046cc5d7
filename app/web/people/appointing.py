"""From an organisation and a post as typed to an appointment."""

from app.core.errors import InvalidInput
from app.people.appointments import appoint
from app.people.models import Person, Post
from app.people.post_services import find_or_add_post
from app.web.access import current_colleague
from app.web.people.forms import AppointmentForm, NewPersonForm


def post_as_typed(form: AppointmentForm | NewPersonForm) -> Post | None:
    """The organisation's post of this title, added when it has none. Raises InvalidInput about the field `post`."""
    if not form.post.data:
        return None
    if form.organisation.picked_id is None:
        raise InvalidInput.of("organisation", "Enter the organisation that the post belongs to.")
    try:
        return find_or_add_post(
            title=form.post.data, organisation_id=form.organisation.picked_id, actor=current_colleague()
        )
    except InvalidInput as error:
        raise InvalidInput.of("post", str(error)) from error


def appoint_as_typed(person: Person, form: AppointmentForm | NewPersonForm) -> None:
    """Raises InvalidInput."""
    appoint(
        person=person,
        organisation_id=form.organisation.picked_id,
        post=post_as_typed(form),
        started_on=form.started_on.day,
        actor=current_colleague(),
    )
