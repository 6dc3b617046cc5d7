"""The scripts of each page are joined, and nothing is built where one of them asks for what is not there."""

import json
import shutil
from pathlib import Path

import pytest

from app.launch.assets import MANIFEST, PAGE_SCRIPTS, SOURCES, build_assets, bundle_scripts
from app.launch.console import LaunchError
from app.launch.node import NODE_MODULES


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """The project's scripts, beside its front-end packages."""
    (tmp_path / "node_modules").symlink_to(NODE_MODULES)
    return Path(shutil.copytree(SOURCES / "js", tmp_path / "static" / "js"))


def test_each_page_has_its_script_and_what_several_share_stands_beside_it() -> None:
    build_assets()  # unless they are there
    names = json.loads(MANIFEST.read_text(encoding="utf-8"))["files"]
    made = {name.removeprefix("js/").removesuffix(".js") for name in names if name.endswith(".js")}
    assert {name for name in made if not name.startswith("shared-")} == set(PAGE_SCRIPTS)


@pytest.mark.parametrize("missing", ["./nowhere.js", "nowhere"])
def test_an_import_of_what_is_not_there_is_named(missing: str, sources: Path, tmp_path: Path) -> None:
    script = sources / "menu.js"
    script.write_text(
        f'import {{ go }} from "{missing}";\ngo();\n{script.read_text(encoding="utf-8")}', encoding="utf-8"
    )
    with pytest.raises(LaunchError, match="nowhere"):
        bundle_scripts(sources, tmp_path / "built")
