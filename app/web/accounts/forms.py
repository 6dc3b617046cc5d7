"""The forms of a colleague's own account."""

from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField
from wtforms.validators import DataRequired, EqualTo


class SignInForm(FlaskForm):  # type: ignore[misc]
    email = EmailField(
        "Email address",
        validators=[DataRequired("Enter your email address")],
        render_kw={"autocomplete": "username", "spellcheck": "false"},
    )
    password = PasswordField(
        "Password",
        validators=[DataRequired("Enter your password")],
        render_kw={"autocomplete": "current-password"},
    )


class SignInAgainForm(SignInForm):
    """Stands within the form that is to go on, whose token it shares."""

    class Meta:
        csrf = False


class ChangePasswordForm(FlaskForm):  # type: ignore[misc]
    current = PasswordField(
        "Current password",
        validators=[DataRequired("Enter your current password")],
        render_kw={"autocomplete": "current-password"},
    )
    new = PasswordField(
        "New password",
        validators=[DataRequired("Enter a new password")],
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        "New password again",
        validators=[EqualTo("new", "The two new passwords are not the same")],
        render_kw={"autocomplete": "new-password"},
    )
