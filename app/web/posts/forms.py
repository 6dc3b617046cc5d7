"""Forms about posts."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, StringField, TextAreaField

from app.people.models import Post
from app.people.post_services import check_title
from app.web.directory_fields import DayField, OrganisationField, PersonField, organisation_text
from app.web.fields import line, lines
from app.web.problems import tell_problem


class PostForm(FlaskForm):  # type: ignore[misc]
    """What is recorded of a post."""

    title = StringField("Title", filters=[line], render_kw={"autocomplete": "off"})
    organisation = OrganisationField("Organisation", missing="Enter the organisation that the post belongs to.")
    notes = TextAreaField("Notes", filters=[lines], render_kw={"rows": 4})
    version = HiddenField()

    def validate_title(self, field: StringField) -> None:
        tell_problem(lambda typed: check_title(typed, field.data or ""))

    def fill(self, post: Post) -> None:
        """Show what is recorded."""
        for name in ("title", "notes", "version"):
            self[name].data = getattr(post, name)
        self.organisation.data = organisation_text(post.organisation)


class HolderForm(FlaskForm):  # type: ignore[misc]
    """Who takes up the post."""

    person = PersonField("Person", missing="Enter the name of the person.")
    started_on = DayField("From")
    ends_others = BooleanField("Whoever holds it now left the day before")
