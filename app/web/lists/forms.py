"""The form of one word of a managed list."""

from flask_wtf import FlaskForm
from wtforms import StringField

from app.web.fields import line


class WordForm(FlaskForm):  # type: ignore[misc]
    name = StringField("Name", filters=[line], render_kw={"autocomplete": "off"})
