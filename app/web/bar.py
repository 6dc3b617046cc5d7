"""The bar and the navigation under it, drawn once for each colleague and section, since every page has them."""

from collections.abc import Callable
from functools import lru_cache

from flask import render_template, request
from markupsafe import Markup

from app.web.access import current_account
from app.web.navigation import Destination, account_pages, may_open, sections

LOG_PAGE = "contacts.log"
KEPT = 1024  # of some 6 kB each


def make_bar() -> Callable[[], Markup]:
    """A function for templates. What it keeps depends on nothing but what is given to the template."""

    @lru_cache(maxsize=KEPT)
    def draw(root: str, name: str, offers: tuple[bool, bool], *pages: tuple[Destination, ...]) -> Markup:
        may_search, may_log = offers
        its_sections, its_pages = pages
        drawn = render_template(
            "components/bar.html",
            name=name,
            may_search=may_search,
            may_log=may_log,
            sections=its_sections,
            account_pages=its_pages,
        )
        return Markup(drawn)  # noqa: S704  a template's own output

    def bar() -> Markup:
        account = current_account()
        name = account.name if account else ""
        offers = (may_open("search.results"), may_open(LOG_PAGE) and request.endpoint != LOG_PAGE)
        return draw(request.root_path, name, offers, sections(), account_pages())

    return bar
