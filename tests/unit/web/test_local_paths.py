"""Where a sign-in may lead: only to a page of ours."""

import pytest

from app.web.accounts.session import local_path


@pytest.mark.parametrize("target", ["/", "/contacts/?q=a+b&from=2021", "/people/7#history", "/search?q=//"])
def test_a_path_of_ours_is_kept(target: str) -> None:
    assert local_path(target) == target


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "contacts",
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "///elsewhere.example/",
        "/\\elsewhere.example/",
        "\\\\elsewhere.example/",
        "/\t/elsewhere.example/",
        "/\n/elsewhere.example/",
        "javascript:alert(1)",
        " /contacts/",
    ],
)
def test_what_a_browser_might_take_for_another_site_is_not(target: str | None) -> None:
    assert local_path(target) is None
