"""Templates: each one used, each one there, nothing that the security policy would stop, one word for one thing."""

import re
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import meta

from app.web.errors import PAGES

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
STOPPED = {
    "a style written into the page": re.compile(r"<style|\sstyle\s*="),
    "a script written into the page": re.compile(r"<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE),
    "a handler written into the page": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "words let through unescaped": re.compile(r"\|\s*safe\b|\bautoescape\s+false"),
    "an address outside": re.compile(r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//"""),
    "another word for Edit": re.compile(r"""["'>]Change(?:["'<]|\s(?:["'{]|this\b|it["'<]))"""),
}

# The drawings are written in the template itself, and nothing that anybody typed comes near them.
EXCUSED = {("components/icons.html", "words let through unescaped")}


def named_in_python() -> set[str]:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "app").rglob("*.py"))
    return set(re.findall(r"""["']([\w/]+\.html)["']""", source)) | {f"errors/{code}.html" for code in PAGES}


@pytest.fixture
def named_in_templates(app: Flask) -> set[str]:
    parsed = [app.jinja_env.parse((TEMPLATES / name).read_text(encoding="utf-8")) for name in NAMES]
    return {name for tree in parsed for name in meta.find_referenced_templates(tree) if name}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_every_template_is_used_and_every_one_that_is_named_is_there(named_in_templates: set[str]) -> None:
    named = named_in_python() | named_in_templates
    assert set(NAMES) - named == set()
    assert {name for name in named if not name.startswith("govuk_frontend")} - set(NAMES) == set()


@pytest.mark.parametrize("what", STOPPED)
def test_no_template_holds(what: str) -> None:
    faults = [
        f"{name}: {found.group()}"
        for name in NAMES
        if (name, what) not in EXCUSED
        for found in STOPPED[what].finditer(COMMENT.sub("", (TEMPLATES / name).read_text(encoding="utf-8")))
    ]
    assert not faults


@pytest.mark.parametrize(
    ("what", "markup"),
    [
        ("a style written into the page", '<p style="color: red">'),
        ("a script written into the page", "<script>alert(1)</script>"),
        ("a handler written into the page", '<a href="/" onclick="go()">'),
        ("words let through unescaped", "{{ notes | safe }}"),
        ("an address outside", '<script src="//elsewhere.example/a.js"></script>'),
        ("another word for Edit", '{{ button_link("Change", address) }}'),
        ("another word for Edit", '{{ page_heading("Change " ~ person.name) }}'),
    ],
)
def test_what_would_be_stopped_is_recognised(what: str, markup: str) -> None:
    assert STOPPED[what].search(markup)
