"""Forms that no page makes: endless rows, endless choices, numbers that are none."""

import pytest
from werkzeug.datastructures import MultiDict

from tests.support.entry_form import entry_fields, error_links

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.mark.parametrize("rows", ["points-{}-words", "new_people-{}-name"])
def test_of_endless_rows_no_more_are_read_than_refuse_them(client, officer, council, rows):
    endless = {rows.format(number): "Ann Example" for number in range(1_000)}
    response = client.post("/contacts/log", data=entry_fields(who=f"organisation:{council.id}") | endless)
    assert response.status_code == 422
    assert "one holds at most 100 rows of each kind" in response.text
    assert 0 < response.text.count("Ann Example") < 500


@pytest.mark.parametrize("index", ["\u00b2", "\u0661", "9" * 5_000, "-", ""])
def test_a_row_whose_number_is_none_is_no_row(client, officer, council, index):
    typed = entry_fields(who=f"organisation:{council.id}", **{f"points-{index}-words": "Left out"})
    assert client.post("/contacts/log", data=typed).status_code == 302


def test_endless_choices_are_refused_without_looking_for_them_all(client, officer, council):
    refs = [("who", f"organisation:{number}") for number in range(1, 70_000)]
    response = client.post("/contacts/log", data=MultiDict([*entry_fields().items(), *refs]))
    assert response.status_code == 422
    assert any("at most 500" in error for error in error_links(response))


def test_a_token_that_no_database_holds_is_refused(client, officer, council):
    typed = entry_fields(who=f"organisation:{council.id}", submission_token="a\x00b")
    assert client.post("/contacts/log", data=typed).status_code == 422
