"""Imports run downwards only."""

import logging
from collections.abc import Iterator

import pytest
from importlinter import cli


@pytest.fixture
def loggers_stay_on() -> Iterator[None]:
    """The linter silences every logger that is there, and with them what other tests look for."""
    known = [one for one in logging.root.manager.loggerDict.values() if isinstance(one, logging.Logger)]
    were_silent = [one.disabled for one in known]
    yield
    for one, was_silent in zip(known, were_silent, strict=True):
        one.disabled = was_silent


@pytest.mark.usefixtures("loggers_stay_on")
def test_no_import_runs_against_the_layers() -> None:
    assert cli.lint_imports(no_cache=True) == 0
