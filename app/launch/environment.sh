#!/bin/sh
# Makes the virtual environment and installs what one requirements file pins, unless that is done already.
# Use: environment.sh REQUIREMENTS STAMP
set -eu

requirements=$1
stamp=.venv/.installed-$2

fail() {
    printf '\n%s\nWhat to do: %s\n' "$1" "$2" >&2
    exit 1
}

first_that() {
    for candidate in ${PYTHON:-} /usr/bin/python3 python3 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1 && "$candidate" -c "$1" 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    return 1
}

# The system's own comes first: it is compiled to run half as fast again as one that was compiled without more ado.
find_python() {
    first_that 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' ||
        first_that 'import sys; sys.exit(sys.version_info < (3, 11))' || true
}

wanted=$(cksum <"$requirements")
if [ -x .venv/bin/python ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
    exit 0
fi

if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
    python=$(find_python)
    [ -n "$python" ] || fail "Liaison needs Python 3.11 or later, and this machine has none." \
        "install it (on Debian: apt-get install python3 python3-venv), then run the same command again."
    "$python" -c 'import venv, ensurepip' 2>/dev/null || fail "This machine's Python comes without venv." \
        "install it (on Debian: apt-get install python3-venv), then run the same command again."
    echo "Making the Python environment in .venv."
    "$python" -m venv --clear .venv || fail "The Python environment could not be made; Python says why above." \
        "put that right, then run the same command again."
fi

echo "Installing the Python packages of $requirements."
.venv/bin/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes -r "$requirements" ||
    fail "The Python packages could not be installed; pip says why above." \
        "check that this machine reaches PyPI, then run the same command again."
echo "$wanted" >"$stamp"
