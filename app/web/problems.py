"""What a service refuses, told beside the field that it is about."""

from collections.abc import Callable

from flask_wtf import FlaskForm
from wtforms import Form
from wtforms.validators import ValidationError

from app.core.errors import InvalidInput, LiaisonError
from app.core.typed_input import TypedInput


def show_problems(form: Form, error: InvalidInput) -> None:
    """Put each message on the field of its name, or on the form when it has no such field."""
    for problem in error.problems:
        if problem.field in form:
            field = form[problem.field]
            field.errors = [*field.errors, problem.message]
        else:
            form.form_errors.append(problem.message)


def show_refusal(form: Form, error: LiaisonError) -> None:
    """As show_problems; what is of no field stands over them all."""
    if isinstance(error, InvalidInput):
        show_problems(form, error)
    else:
        form.form_errors.append(str(error))


def tell_problem(check: Callable[[TypedInput], object]) -> None:
    """Let a field say with all the others what the service would refuse alone. Raises ValidationError."""
    typed = TypedInput()
    check(typed)
    if typed.problems:
        raise ValidationError(typed.problems[0].message)


def is_valid(form: FlaskForm, check: Callable[[], object]) -> bool:
    """Whether the form was sent and can be saved. What `check` refuses is told with what the form itself does.

    `check` is what the service does first, with the details that the form gives though not all of it may be clear.
    """
    if not form.is_submitted():
        return False
    is_clear = form.validate()
    try:
        check()
    except InvalidInput as error:
        show_problems(form, InvalidInput(each for each in error.problems if not _is_told(form, each.field)))
        return False
    return bool(is_clear)


def _is_told(form: Form, field: str) -> bool:
    return field in form and bool(form[field].errors)
