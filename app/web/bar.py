"""The bar and the navigation under it, drawn once for each colleague and kind of page, since every page has them."""

from collections.abc import Callable
from functools import lru_cache

from flask import render_template, request
from markupsafe import Markup

from app.accounts.rules import Role
from app.web.access import current_account
from app.web.navigation import account_pages, feature_here, may_open, second_row, sections

LOG_PAGE = "contacts.log"
KEPT = 1024  # of some 6 kB each


def make_bar() -> Callable[[], Markup]:
    """A function for templates. What it draws depends on who asks, in which role and on which page alone."""

    @lru_cache(maxsize=KEPT)
    def draw(
        _root: str, name: str, _role: Role | None, uses_single_keys: bool, endpoint: str | None, _feature: str
    ) -> Markup:
        drawn = render_template(
            "components/bar.html",
            name=name,
            uses_single_keys=uses_single_keys,
            may_search=may_open("search.results"),
            may_log=may_open(LOG_PAGE) and endpoint != LOG_PAGE,
            sections=sections(),
            second_row=second_row(),
            account_pages=account_pages(),
        )
        return Markup(drawn)  # noqa: S704  a template's own output

    def bar() -> Markup:
        account = current_account()
        name, role, uses_keys = (account.name, account.role, account.uses_single_keys) if account else ("", None, False)
        return draw(request.root_path, name, role, uses_keys, request.endpoint, feature_here())

    return bar
