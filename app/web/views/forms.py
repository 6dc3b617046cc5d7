"""Forms about saved views and about the columns of a list."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, SelectMultipleField, StringField
from wtforms.validators import AnyOf, ValidationError

from app.accounts.models import Colleague
from app.saved_views.models import SavedView
from app.saved_views.rules import Sharing
from app.web.fields import SelectChoice, chosen, line
from app.web.lists_shown.shown_list import ShownList

NOTHING_CHOSEN = "Choose at least one column, or let the list look as it does by itself."


class ViewForm(FlaskForm):  # type: ignore[misc]
    """What a view is called, who sees it, and whether it is on the home page."""

    name = StringField("Name", filters=[line], render_kw={"autocomplete": "off"})
    sharing = RadioField(
        "Who sees it",
        default=Sharing.PRIVATE.value,
        validate_choice=False,
        validators=[AnyOf(list(Sharing), message="Choose who sees it.")],
    )
    on_home = BooleanField("On my home page, with its count")
    version = HiddenField()

    def __init__(self, me: Colleague, view: SavedView | None = None) -> None:
        super().__init__()
        team = view.team if view is not None and view.team is not None else me.team
        words = {each: each.label for each in Sharing} | {Sharing.TEAM: f"My team, {team.name}" if team else ""}
        self.sharing.choices = [SelectChoice(each.value, label) for each, label in words.items() if label]

    def validate_name(self, field: StringField) -> None:
        if not field.data and not field.errors:
            raise ValidationError("Enter a name for the view.")

    def fill(self, view: SavedView) -> None:
        """Show what is saved."""
        self["name"].data, self.sharing.data, self.version.data = view.name, view.sharing.value, str(view.version)


class ColumnsForm(FlaskForm):  # type: ignore[misc]
    """The columns of a list, in its own order."""

    columns = SelectMultipleField("Columns", validate_choice=False)
    version = HiddenField()

    def __init__(self, shown: ShownList) -> None:
        super().__init__()
        offered = [column for column in shown.offered if column.name not in (shown.title_column, "sample")]
        self.columns.choices = [SelectChoice(column.name, column.label) for column in offered]

    def validate_columns(self, field: SelectMultipleField) -> None:
        if not chosen(field):
            raise ValidationError(NOTHING_CHOSEN)
