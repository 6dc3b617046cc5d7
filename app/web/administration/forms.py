"""The forms by which an administrator keeps colleagues and teams."""

from flask_wtf import FlaskForm
from wtforms import EmailField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import DataRequired

from app.accounts.models import Colleague, Team
from app.accounts.rules import Role

NO_TEAM = ""


def _optional_id(value: object) -> int | None:
    return int(str(value)) if value not in (None, NO_TEAM) else None


class ColleagueForm(FlaskForm):  # type: ignore[misc]
    name = StringField(
        "Name", validators=[DataRequired("Enter the colleague’s name")], render_kw={"autocomplete": "off"}
    )
    email = EmailField(
        "Email address",
        validators=[DataRequired("Enter an email address")],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    role = RadioField(
        "Role",
        choices=[SelectChoice(role.value, f"{role.label}. {role.meaning}") for role in Role],
        validators=[DataRequired("Choose a role")],
    )
    team_id = SelectField("Team (optional)", coerce=_optional_id, validate_choice=True)

    def offer_teams(self, teams: list[Team], colleague: Colleague | None = None) -> None:
        """The teams in use, and the colleague's own when it is archived."""
        offered = list(teams)
        if colleague and colleague.team and colleague.team not in offered:
            offered.append(colleague.team)
        self.team_id.choices = [SelectChoice(NO_TEAM, "No team")] + [
            SelectChoice(team.id, f"{team.name} (archived)" if team.archived_at else team.name) for team in offered
        ]


class NewColleagueForm(ColleagueForm):
    # Shown as it is typed: the administrator has to hand it over.
    password = StringField(
        "First password",
        validators=[DataRequired("Enter a first password")],
        render_kw={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"},
    )


class SetPasswordForm(FlaskForm):  # type: ignore[misc]
    password = StringField(
        "New password",
        validators=[DataRequired("Enter a new password")],
        render_kw={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"},
    )


class TeamForm(FlaskForm):  # type: ignore[misc]
    name = StringField("Name", validators=[DataRequired("Enter the team’s name")], render_kw={"autocomplete": "off"})
