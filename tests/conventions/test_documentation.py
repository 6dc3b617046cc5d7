"""The README and the settings say what is so."""

import re
from pathlib import Path

from app.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
# Flask's own name for DEBUG, heeded so that it cannot be on unnoticed.
SYNONYMS = {"FLASK_DEBUG"}
FLASK_COMMANDS = {"db", "routes", "run", "shell"}


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def settings_read_by(source: str) -> set[str]:
    return set(re.findall(r"""environ(?:\.get\(|\[|, )\s*["']([A-Z][A-Z_]+)["']""", source))


def settings_of_the_tools() -> set[str]:
    files = [path for folder in ("tests", "app/launch", ".ci") for path in (ROOT / folder).rglob("*") if path.is_file()]
    sources = [path.read_text(encoding="utf-8") for path in files if path.suffix in {"", ".py", ".sh"}]
    return set(re.findall(r"\b[A-Z]+(?:_[A-Z]+)*\b", "\n".join([*sources, read("Makefile")])))


def settings_in_readme() -> set[str]:
    return set(re.findall(r"`([A-Z][A-Z_]+)(?:=[^`]*)?`", read("README.md")))


def test_every_setting_says_what_it_means_where_it_is_defined() -> None:
    explained = set(re.findall(r"^\s+# ([A-Z_]+): ", read("config.py"), re.MULTILINE))
    assert explained == settings_read_by(read("config.py")) - SYNONYMS


def test_every_setting_is_in_the_readme() -> None:
    benchmark = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "bench").rglob("*.py"))
    settings = settings_read_by(read("config.py")) | {name for name in settings_read_by(benchmark) if "BENCH" in name}
    assert settings - SYNONYMS - settings_in_readme() == set()


def test_the_readme_names_no_setting_that_nothing_reads() -> None:
    known = settings_read_by(read("config.py")) | settings_of_the_tools()
    assert settings_in_readme() - known == set()


def make_commands() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*##", read("Makefile"), re.MULTILINE))


def test_the_readme_and_the_makefile_know_the_same_commands() -> None:
    named = set(re.findall(r"\bmake ([a-z-]+)", "\n".join(code_of_the_readme())))
    assert named == make_commands()


def test_the_readme_and_the_application_know_the_same_commands() -> None:
    named = set(re.findall(r"flask --app app ([a-z-]+)", read("README.md"))) - FLASK_COMMANDS
    assert named == {command.name for command in COMMANDS}


def code_of_the_readme() -> list[str]:
    blocks = re.findall(r"^```.*?^```|^(?: {4}|\t).*$", read("README.md"), re.MULTILINE | re.DOTALL)
    return [*blocks, *re.findall(r"`[^`\n]+`", read("README.md"))]
