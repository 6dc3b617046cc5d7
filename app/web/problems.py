"""What a service refuses, told beside the field that it is about."""

from collections.abc import Callable

from wtforms import Form
from wtforms.validators import ValidationError

from app.core.errors import InvalidInput
from app.core.typed_input import TypedInput


def show_problems(form: Form, error: InvalidInput) -> None:
    """Put each message on the field of its name, or on the form when it has no such field."""
    for problem in error.problems:
        if problem.field in form:
            field = form[problem.field]
            field.errors = [*field.errors, problem.message]
        else:
            form.form_errors.append(problem.message)


def tell_problem(check: Callable[[TypedInput], object]) -> None:
    """Let a field say with all the others what the service would refuse alone. Raises ValidationError."""
    typed = TypedInput()
    check(typed)
    if typed.problems:
        raise ValidationError(typed.problems[0].message)
