"""A test client that reads every page it is given as a strict browser would, and fails on a bad one."""

import contextvars
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from flask import has_app_context
from flask.testing import FlaskClient
from markupever import HtmlOptions
from markupever import Parser as HtmlParser
from selectolax.lexbor import LexborHTMLParser
from werkzeug.test import TestResponse

from app.database import db

# All that differs between a page and the same page asked for again.
TOKEN = re.compile(r"\b[0-9a-f]{32}\b")

_found_valid: set[int] = set()


class InvalidPage(AssertionError):
    """A page breaks a rule that all pages keep."""


class ValidatingClient(FlaskClient):
    """Checks each HTML page, and offers it parsed as `response.page`."""

    def read_page(self, html: str) -> LexborHTMLParser:
        return check_page(html)

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        # The request has to see what the test wrote, and must not wait for the test's own lock.
        if has_app_context():  # which a redirect that is followed, inside the request's own context, has not
            db.session.commit()
        kwargs.setdefault("buffered", True)  # what is streamed is read to its end here, in the request's own context
        # A context of its own: in the test's, requests would share one `g`, and so one signed-in colleague.
        response: TestResponse = contextvars.Context().run(super().open, *args, **kwargs)
        if response.mimetype == "text/html" and response.status_code not in {301, 302, 303, 307, 308}:
            response.page = self.read_page(response.text)  # type: ignore[attr-defined]
        return response


class LenientClient(ValidatingClient):
    """Lets any character pass, also those that HTML would rather not see."""

    def read_page(self, html: str) -> LexborHTMLParser:
        return _without(_elements_problems, html)


def check_page(html: str) -> LexborHTMLParser:
    """Parse a page. Raises InvalidPage with all that is wrong. A page that was found valid is not looked at again."""
    page_without_tokens = hash(TOKEN.sub("", html))
    if page_without_tokens in _found_valid:
        return LexborHTMLParser(html)
    page = _without(lambda page: [*_syntax_problems(html), *_elements_problems(page)], html)
    _found_valid.add(page_without_tokens)
    return page


def _without(problems_of: Callable[[LexborHTMLParser], list[str]], html: str) -> LexborHTMLParser:
    page = LexborHTMLParser(html)
    if problems := problems_of(page):
        raise InvalidPage("This page is not valid:\n" + "\n".join(problems) + f"\n\n{html}")
    return page


def _elements_problems(page: LexborHTMLParser) -> list[str]:
    return [*_head_problems(page), *_body_problems(page)]


def _syntax_problems(html: str) -> list[str]:
    """What a strict parser finds."""
    parser = HtmlParser(HtmlOptions(exact_errors=True))
    parser.process(html)
    return parser.finish().errors()


def _head_problems(page: LexborHTMLParser) -> list[str]:
    problems = []
    root = page.css_first("html")
    if root is None or not root.attributes.get("lang"):
        problems.append("the html element has no language")
    titles = page.css("head > title")
    if len(titles) != 1 or not titles[0].text(strip=True):
        problems.append("there has to be one title, and not an empty one")
    return problems


def _body_problems(page: LexborHTMLParser) -> list[str]:
    problems = []
    headings = page.css("h1")
    if len(headings) != 1 or not headings[0].text(strip=True):
        problems.append(f"there has to be one h1 with words in it, and there are {len(headings)} h1")
    ids = Counter(node.attributes["id"] for node in page.css("[id]"))
    problems += [f"the id {name!r} is there {count} times" for name, count in ids.items() if count > 1]
    problems += [f"a label is for {name!r}, which is not there" for name in _targets(page, "label", "for") - ids.keys()]
    problems += [
        f"{attribute} names {name!r}, which is not there"
        for attribute in ("aria-describedby", "aria-labelledby", "aria-controls")
        for name in _targets(page, f"[{attribute}]", attribute) - ids.keys()
    ]
    problems += [f"this cuts off what is pasted: {node.html}" for node in page.css("[maxlength]")]
    problems += [f"a script is written into the page: {node.html}" for node in page.css("script:not([src])")]
    problems += [f"a style is written into the page: {node.html}" for node in page.css("style, [style]")]
    problems += [
        f"a handler is written into the page: {name} of {node.tag}"
        for node in page.css("*")
        for name in node.attributes
        if name.startswith("on")
    ]
    return problems


def _targets(page: LexborHTMLParser, selector: str, attribute: str) -> set[str]:
    """Every id that the attribute names."""
    return {name for node in page.css(selector) for name in (node.attributes.get(attribute) or "").split()}
