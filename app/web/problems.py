"""What a service refuses, told beside the field that it is about."""

from wtforms import Form

from app.core.errors import InvalidInput


def show_problems(form: Form, error: InvalidInput) -> None:
    """Put each message on the field of its name, or on the form when it has no such field."""
    for problem in error.problems:
        if problem.field in form:
            field = form[problem.field]
            field.errors = [*field.errors, problem.message]
        else:
            form.form_errors.append(problem.message)
