import pytest

from app.core.paging import COUNT_LIMIT, BoundedCount, Page, describe_count


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (0, "0 contacts"),
        (1, "1 contact"),
        (137, "137 contacts"),
        (COUNT_LIMIT, "500 contacts"),
        (COUNT_LIMIT + 1, "more than 500 contacts"),
    ],
)
def test_a_count_is_exact_up_to_its_limit_and_says_more_than_beyond(found, words):
    assert describe_count(BoundedCount.of(found), "contact", "contacts") == words


def test_a_count_reads_as_its_number():
    assert str(BoundedCount(137)) == "137"


def test_more_than_one_is_plural():
    assert describe_count(BoundedCount(1, is_more=True), "contact", "contacts") == "more than 1 contacts"


def test_an_exact_number_needs_no_bound():
    assert describe_count(24567, "contact", "contacts") == "24,567 contacts"


def test_the_last_page_has_nothing_to_continue_from():
    assert Page(items=["a"]).next_cursor is None
