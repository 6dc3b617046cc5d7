"""Imports run downwards only."""

from importlinter import cli


def test_no_import_runs_against_the_layers() -> None:
    assert cli.lint_imports(no_cache=True) == 0
