"""The forms of a question and of its answer."""

from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired

from app.reviews.rules import ANSWER_LIMIT, QUESTION_LIMIT
from app.web.fields import AtMost, lines


class QuestionForm(FlaskForm):  # type: ignore[misc]
    words = TextAreaField(
        "Your question",
        filters=[lines],
        render_kw={"rows": 4},
        validators=[
            DataRequired("Write your question"),
            AtMost(QUESTION_LIMIT, f"Shorten your question to {QUESTION_LIMIT:,} characters"),
        ],
    )
    of = RadioField("Whom you ask", coerce=int, validators=[InputRequired("Choose whom you ask")])


class AnswerForm(FlaskForm):  # type: ignore[misc]
    words = TextAreaField(
        "Your answer",
        filters=[lines],
        render_kw={"rows": 4},
        validators=[
            DataRequired("Write your answer"),
            AtMost(ANSWER_LIMIT, f"Shorten your answer to {ANSWER_LIMIT:,} characters"),
        ],
    )
