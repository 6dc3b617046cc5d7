"""Builds static/built: the compiled style sheet, fonts, scripts and images under one hash of all their contents.

One hash names the folder of a whole build, so scripts can name each other and every address can be cached for ever.
"""

import gzip
import hashlib
import json
import shutil
from pathlib import Path

from app.launch.console import LaunchError, run_or_explain, say
from app.launch.node import NODE_MODULES, ROOT, install_front_end_packages, run_node

SOURCES = ROOT / "static"
BUILT = SOURCES / "built"
MANIFEST = BUILT / "manifest.json"

FONTS = NODE_MODULES / "@fontsource-variable" / "source-sans-3"
FONT_FILES = ("source-sans-3-latin-wght-normal.woff2", "source-sans-3-latin-ext-wght-normal.woff2")
PAGE_SCRIPTS = ("main", "similar", "watch_job", "log/entry", "log/sides")

COMPRESSED = frozenset({".css", ".js", ".svg"})


def build_assets() -> None:
    """Build what is missing or has changed since the last build. Raises LaunchError."""
    inputs = _hash_of_inputs()
    if _built_from() == inputs:
        return
    install_front_end_packages()
    say("Compiling the front-end assets.")
    unfinished = BUILT / "unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    _compile_style_sheet(unfinished / "css" / "liaison.css")
    bundle_scripts(SOURCES / "js", unfinished / "js")
    _copy_files(unfinished)
    _compress(unfinished)
    _publish(unfinished, inputs)


def _hash_of_inputs() -> str:
    digest = hashlib.sha256()
    for path in (Path(__file__), ROOT / "package-lock.json", *_source_files()):
        digest.update(f"{path.relative_to(ROOT)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _source_files() -> list[Path]:
    folders = (SOURCES / "scss", SOURCES / "js", SOURCES / "images")
    return sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())


def _built_from() -> str | None:
    """The inputs of the build that is there, if it is whole."""
    try:
        manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    is_whole = all((BUILT / manifest["version"] / name).is_file() for name in manifest["files"])
    return manifest["inputs"] if is_whole else None


def _compile_style_sheet(target: Path) -> None:
    finished = run_node(
        str(NODE_MODULES / "sass" / "sass.js"),
        "--style=compressed",
        "--no-source-map",
        "--quiet-deps",
        f"--load-path={NODE_MODULES}",
        str(SOURCES / "scss" / "liaison.scss"),
        str(target),
    )
    if finished.returncode:
        raise LaunchError(
            f"The style sheet does not compile:\n{finished.stderr.strip()}",
            remedy="put right the file under static/scss that is named above.",
        )


def bundle_scripts(sources: Path, target: Path) -> None:
    """Join what each page's script imports, since a page waits for every file that it has to ask for.

    Raises LaunchError.
    """
    finished = run_node(
        str(NODE_MODULES / "@rollup" / "wasm-node" / "dist" / "bin" / "rollup"),
        *(f"--input={name}={sources / name}.js" for name in PAGE_SCRIPTS),
        f"--dir={target}",
        "--format=es",
        "--chunkFileNames=shared-[hash].js",
        "--no-treeshake.moduleSideEffects",  # else each component of GOV.UK Frontend comes along
        "--failAfterWarnings",  # an import that nothing answers to is no more to it than that
    )
    if finished.returncode:
        raise LaunchError(
            f"The scripts cannot be joined:\n{finished.stderr.strip()}",
            remedy="put right the file under static/js that is named above.",
        )


def _copy_files(target: Path) -> None:
    shutil.copytree(SOURCES / "images", target / "images")
    (target / "fonts").mkdir()
    for name in FONT_FILES:
        shutil.copyfile(FONTS / "files" / name, target / "fonts" / name)
    shutil.copyfile(FONTS / "LICENSE", target / "fonts" / "LICENSE.txt")


def _compress(folder: Path) -> None:
    """Lay a .gz beside each text file, which the server sends as it is."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in COMPRESSED:
            path.with_name(path.name + ".gz").write_bytes(gzip.compress(path.read_bytes(), compresslevel=9, mtime=0))


def _publish(unfinished: Path, inputs: str) -> None:
    """Move the build under its hash, then name it in the manifest; earlier builds go."""
    files = sorted(path for path in unfinished.rglob("*") if path.is_file() and path.suffix != ".gz")
    names = [path.relative_to(unfinished).as_posix() for path in files]
    digest = hashlib.sha256()
    for name, path in zip(names, files, strict=True):
        digest.update(f"{name}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    version = digest.hexdigest()[:12]
    shutil.rmtree(BUILT / version, ignore_errors=True)
    unfinished.rename(BUILT / version)
    manifest = {"version": version, "inputs": inputs, "files": names}
    written = MANIFEST.with_suffix(".new")
    written.write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    written.replace(MANIFEST)
    for earlier in BUILT.iterdir():
        if earlier.is_dir() and earlier.name != version:
            shutil.rmtree(earlier)


if __name__ == "__main__":
    run_or_explain(build_assets)
