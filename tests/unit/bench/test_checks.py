"""The benchmark accepts no answer that isn't right."""

import gzip
import json

import pytest

from tests.bench.http_client import Answer
from tests.bench.measured.checks import WrongAnswer, check
from tests.bench.measured.lists import BenchRequest

LIST = (
    '<a href="/contacts/7">A</a> <a href="/contacts/log">Log</a> '
    '<a href="/contacts/5">B</a> <a href="/contacts/7">more</a>'
)
RECORD = f'<a href="/contacts/99">Follow-up</a><section id="history">{LIST}</section>'


def answer(body: str, status: int = 200, **headers: str) -> Answer:
    return Answer(status, {name.replace("_", "-"): [value] for name, value in headers.items()}, body.encode())


def test_a_list_has_to_show_the_expected_contacts_in_their_order() -> None:
    check(BenchRequest("/contacts/?words=a", (7, 5)), answer(LIST))

    for wrong in [(5, 7), (7,), (7, 5, 3), ()]:
        with pytest.raises(WrongAnswer):
            check(BenchRequest("/contacts/?words=a", wrong), answer(LIST))


def test_of_a_record_only_its_history_counts() -> None:
    check(BenchRequest("/people/3", (7, 5)), answer(RECORD))
    with pytest.raises(WrongAnswer):
        check(BenchRequest("/people/3", (99, 7, 5)), answer(RECORD))


def test_an_error_page_is_no_answer() -> None:
    with pytest.raises(WrongAnswer, match="500"):
        check(BenchRequest("/contacts/", (7, 5)), answer(LIST, status=500))


def test_a_typeahead_has_to_find_what_was_begun() -> None:
    found = json.dumps({"matches": [{"ref": "person:1", "name": "Zoë Müller", "detail": "", "organisation": ""}]})

    check(BenchRequest("/find?q=m%C3%BCll"), answer(found))
    with pytest.raises(WrongAnswer):
        check(BenchRequest("/find?q=smi"), answer(found))
    with pytest.raises(WrongAnswer):
        check(BenchRequest("/find?q=m%C3%BCll"), answer('{"matches": []}'))


def test_the_form_has_to_be_a_form() -> None:
    check(BenchRequest("/contacts/log"), answer('<input name="csrf_token"><textarea name="notes"></textarea>'))
    with pytest.raises(WrongAnswer):
        check(BenchRequest("/contacts/log"), answer("<h1>Sign in</h1>"))


def test_a_packed_body_is_unpacked() -> None:
    packed = Answer(200, {"content-encoding": ["gzip"]}, gzip.compress(b"caf\xc3\xa9"))

    assert packed.body == "café"


def test_the_board_has_to_show_the_expected_points_in_their_order() -> None:
    board = '<a href="/points/9">A</a> <a href="/points/add">Add</a> <a href="/points/4">B</a>'
    check(BenchRequest("/points/", points=(9, 4)), answer(board))
    for wrong in [(4, 9), (9,), ()]:
        with pytest.raises(WrongAnswer):
            check(BenchRequest("/points/", points=wrong), answer(board))


def test_a_list_of_follow_ups_has_to_show_the_expected_ones() -> None:
    row = '<button form="one-done" formaction="/follow-ups/{}/complete">Done</button>'
    check(BenchRequest("/follow-ups/", follow_ups=(9, 4)), answer(row.format(9) + row.format(4)))
    with pytest.raises(WrongAnswer, match="follow-ups"):
        check(BenchRequest("/follow-ups/", follow_ups=(4, 9)), answer(row.format(9) + row.format(4)))


def test_each_figure_of_the_matrix_has_to_be_the_expected_one() -> None:
    cell = (
        '<td><a href="/contacts/?workstream=3&amp;status=held&amp;group=frontline">'
        '<span class="label">Frontline</span> <strong>1,204</strong> <span>3 May</span></a></td>'
    )
    check(BenchRequest("/coverage/", figures={(3, "frontline"): 1204}), answer(cell))
    for wrong in [{(3, "frontline"): 1203}, {(3, "frontline"): 1204, (4, "frontline"): 1}]:
        with pytest.raises(WrongAnswer):
            check(BenchRequest("/coverage/", figures=wrong), answer(cell))
