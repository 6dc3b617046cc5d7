import pytest

from app.core import errors


@pytest.mark.parametrize("kind", [errors.NotFound, errors.NotPermitted, errors.StaleVersion])
def test_an_error_without_a_message_still_says_something_fit_to_show(kind):
    assert str(kind()).endswith(".")


def test_invalid_input_keeps_each_problem_with_its_field():
    error = errors.InvalidInput([errors.Problem("date", "Enter a date."), errors.Problem("kind", "Choose a kind.")])

    assert [problem.field for problem in error.problems] == ["date", "kind"]
    assert str(error) == "Enter a date. Choose a kind."


def test_a_single_problem_is_made_in_one_step():
    assert errors.InvalidInput.of("name", "Enter a name.").problems == [errors.Problem("name", "Enter a name.")]


def test_every_error_can_be_caught_as_one_family():
    for kind in (
        errors.NotFound,
        errors.NotPermitted,
        errors.Conflict,
        errors.StaleVersion,
        errors.InvalidInput,
    ):
        assert issubclass(kind, errors.LiaisonError)
