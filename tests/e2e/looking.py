"""What is looked at on a page: axe wide and narrow, in the light and in the dark, and whether it scrolls sideways."""

import json
from pathlib import Path

from playwright.sync_api import Page, ViewportSize

AXE = Path(__file__).parent.parent.parent / "node_modules" / "axe-core" / "axe.min.js"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What else is there is the same at any width and in any colours: it is looked at once.
LAYOUT_RULES = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]
WIDE = ViewportSize(width=1280, height=900)
NARROW = ViewportSize(width=320, height=640)


def look_at(page: Page, within: str = "html") -> list[str]:
    """Everything wrong with the page as it is now, wide and narrow."""
    return look_wide(page, within) + look_narrow(page, within, LAYOUT_RULES)


def look_wide(page: Page, within: str = "html") -> list[str]:
    """What is wrong with it as it is: wide, in the light."""
    return [f"{page.url}, wide: {problem}" for problem in axe_problems(page, within=within)]


def look_narrow(page: Page, within: str = "html", rules: list[str] | None = None) -> list[str]:
    """What is wrong with it narrow and in the dark, by all rules or those named. It is left wide and in the light."""
    page.set_viewport_size(NARROW)
    page.emulate_media(color_scheme="dark")
    problems = [*axe_problems(page, rules, within), *too_wide(page)]
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light")
    return [f"{page.url}, narrow and dark: {problem}" for problem in problems]


def look_whether_it_fits(page: Page) -> list[str]:
    """Whether it scrolls sideways where it is narrow. It is left wide."""
    page.set_viewport_size(NARROW)
    problems = [f"{page.url}, narrow: {problem}" for problem in too_wide(page)]
    page.set_viewport_size(WIDE)
    return problems


def axe_problems(page: Page, rules: list[str] | None = None, within: str = "html") -> list[str]:
    """What axe finds, by all of its rules or by those named, in all of the page or a part of it."""
    if not page.evaluate("'axe' in window"):
        # Through the debugger, since the page's own policy lets no foreign script in.
        page.evaluate(AXE.read_text(encoding="utf-8"))
    # There is no film to load beforehand, and no rule here that reads the style sheets themselves.
    options = {"runOnly": rules or AXE_RULES, "resultTypes": ["violations"], "preload": False}
    found = page.evaluate(f"axe.run({json.dumps(within)}, {json.dumps(options)}).then((all) => all.violations)")
    return [
        f"{problem['id']}: {problem['help']}\n"
        + "\n".join(f"  {node['html']}\n  {node['failureSummary']}" for node in problem["nodes"])
        for problem in found
    ]


def too_wide(page: Page) -> list[str]:
    """Whether there is anything to scroll to the side, and what sticks out."""
    width = page.evaluate("document.documentElement.scrollWidth")
    limit = page.evaluate("window.innerWidth")
    if width <= limit:
        return []
    out = page.evaluate(
        """limit => [...document.querySelectorAll("main *, header *, nav *, footer *")]
            .filter((element) => element.getBoundingClientRect().right > limit)
            .slice(-3).map((element) => element.outerHTML.slice(0, 200))""",
        limit,
    )
    return [f"{width} px wide: {out}"]
