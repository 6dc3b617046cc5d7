"""Several follow-ups are worked through by the keyboard alone, with scripts or without."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from app.accounts.rules import Role


@pytest.mark.parametrize("kind", ["page", "page_without_scripts"])
def test_three_are_given_to_a_colleague_and_taken_back(
    request: pytest.FixtureRequest, kind: str, sign_in: Callable[..., None]
) -> None:
    page: Page = request.getfixturevalue(kind)
    sign_in(page, Role.MANAGER)
    page.goto("/follow-ups/?whose=ours")
    owners = page.locator(".app-follow-up__owner")
    before = owners.all_text_contents()
    assert len(before) > 3
    boxes = page.get_by_role("checkbox")
    for number in range(3):
        boxes.nth(number).press("Space")
    page.get_by_role("button", name="Reassign").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Give 3 follow-ups to a colleague")
    page.get_by_label("New owner").select_option(label="Manager A")
    page.get_by_role("button", name="Reassign").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Given to Manager A.")).to_contain_text("3 follow-ups")
    assert owners.all_text_contents()[:3] == ["Manager A"] * 3
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Undone.")).to_be_visible()
    assert owners.all_text_contents() == before
