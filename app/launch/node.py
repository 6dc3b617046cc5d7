"""Node.js and the front-end packages: the machine's npm where it will do, else the one that PyPI carries."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from app.launch.console import LaunchError, say

ROOT = Path(__file__).resolve().parent.parent.parent
NODE_MODULES = ROOT / "node_modules"
OLDEST_NODE = (20, 19)  # what the Sass compiler asks for
INSTALLED_STAMP = NODE_MODULES / ".liaison-installed"


def install_front_end_packages() -> None:
    """Install what package-lock.json pins, unless it is there already. Raises LaunchError."""
    wanted = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    if INSTALLED_STAMP.is_file() and INSTALLED_STAMP.read_text(encoding="utf-8") == wanted:
        return
    npm = _npm()
    say("Installing the front-end packages.")
    finished = subprocess.run(
        [npm, "ci", "--omit=optional", "--loglevel=error"], cwd=ROOT, env=_environment(), check=False
    )
    if finished.returncode:
        raise LaunchError(
            "npm could not install the front-end packages; it says why above.",
            remedy="check that this machine reaches an npm registry, then run the same command again.",
        )
    INSTALLED_STAMP.write_text(wanted, encoding="utf-8")


def run_node(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a script with Node.js in the project's folder, its output captured."""
    _npm()
    node = shutil.which("node", path=_environment()["PATH"]) or "node"
    return subprocess.run([node, *arguments], cwd=ROOT, env=_environment(), capture_output=True, text=True, check=False)


def _npm() -> str:
    """A usable npm; PyPI's is installed into the virtual environment when the machine has none."""
    if not _has_usable_node():
        say("This machine has no npm that will do, so the one from PyPI is installed.")
        _install_node_from_pypi()
    return shutil.which("npm", path=_environment()["PATH"]) or "npm"


def _has_usable_node() -> bool:
    path = _environment()["PATH"]
    node, npm = shutil.which("node", path=path), shutil.which("npm", path=path)
    if node is None or npm is None:
        return False
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.match(r"v(\d+)\.(\d+)", answer)
    return version is not None and (int(version[1]), int(version[2])) >= OLDEST_NODE


def _install_node_from_pypi() -> None:
    requirements = str(ROOT / "requirements-node.txt")
    finished = subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--quiet", "--require-hashes", "-r", requirements],
        check=False,
    )
    if finished.returncode or not _has_usable_node():
        raise LaunchError(
            "Node.js could not be installed from PyPI; pip says why above.",
            remedy="install Node.js 20.19 or later with npm, or check that this machine reaches PyPI; then run again.",
        )


def _environment() -> dict[str, str]:
    """Our environment with the virtual environment's programs first."""
    programs = str(Path(sys.executable).parent)
    return {**os.environ, "PATH": programs + os.pathsep + os.environ.get("PATH", os.defpath)}
