"""The checks that every page test leans on have to be able to fail."""

import pytest

from tests.support.client import InvalidPage, check_page

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>A page</title></head>
<body><h1>A heading</h1>{}</body></html>"""


def test_a_valid_page_is_parsed() -> None:
    assert check_page(PAGE.format("<p>Words</p>")).css_first("p").text() == "Words"


@pytest.mark.parametrize(
    ("markup", "problem"),
    [
        ('<p id="a">1</p><p id="a">2</p>', "the id 'a' is there 2 times"),
        ("<h1>Another</h1>", "there are 2 h1"),
        ("<script>1</script>", "a script is written into the page"),
        ('<p style="color: red">1</p>', "a style is written into the page"),
        ("<style>p {}</style>", "a style is written into the page"),
        ('<p onclick="go()">1</p>', "a handler is written into the page: onclick"),
        ('<label for="name">Name</label>', "a label is for 'name'"),
        ('<input aria-describedby="hint">', "aria-describedby names 'hint'"),
        ("<p><div>1</div></p>", "No <p> tag to close"),
        ("<p>Words</div></p>", "Unexpected token"),
        ("<p>Words & more < words</p>", "Bad character"),
        ('<a href="/one" href="/two">1</a>', "Duplicate attribute"),
        ('<a title="one"two">1</a>', "Bad character"),
        ("<p>Words\x00</p>", "Bad character"),
        ("<p>&nosuch;</p>", "Invalid character reference"),
        ("<form><form></form></form>", "nested forms"),
        ("<tr><td>1</td></tr>", "Unexpected token"),
    ],
)
def test_a_page_with_a_fault_is_refused(markup: str, problem: str) -> None:
    with pytest.raises(InvalidPage, match=problem):
        check_page(PAGE.format(markup))


@pytest.mark.parametrize(
    ("there", "instead", "problem"),
    [
        ("<title>A page</title>", "<title> </title>", "one title"),
        (' lang="en"', "", "no language"),
        ("<!DOCTYPE html>", "", "Unexpected token"),
    ],
)
def test_a_page_whose_frame_is_incomplete_is_refused(there: str, instead: str, problem: str) -> None:
    with pytest.raises(InvalidPage, match=problem):
        check_page(PAGE.format("").replace(there, instead))
