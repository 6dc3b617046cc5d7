"""Numbers in addresses that no record has."""

import pytest

PAGES = (
    "/contacts/{}",
    "/organisations/{}",
    "/people/{}",
    "/posts/{}",
    "/commitments/{}",
    "/workstreams/{}",
    "/workstreams/activities/{}/edit",
    "/milestones/{}",
)


NUMBERS = ("0", "999999999", "2147483648", "9223372036854775808", "9" * 5000, "\u0661")


@pytest.mark.parametrize("page", PAGES)
def test_a_number_that_no_database_takes_is_a_page_that_is_not_there(client, sign_in_as, page):
    sign_in_as("officer")
    for number in NUMBERS:
        assert client.get(page.format(number)).status_code == 404, number
