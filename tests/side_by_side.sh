#!/usr/bin/env bash
# Run the tests that need neither lab nor browser, side by side: on the Python of .venv with its branches
# measured, and on each other supported Python there is from a wheel built of this tree.
set -euo pipefail
cd "$(dirname "$0")/.."
here=$(.venv/bin/python -c 'import sys; print("%d.%d" % sys.version_info[:2])')

interpreter() {
    for candidate in "python$1" "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$1".*/bin/python; do
        if "$candidate" -c '' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
}

tested() {
    local venv=.cache/python-$1
    "$2" -m venv "$venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
        --requirement .requirements-dev.lock .cache/wheel/cdnaudit-*.whl
    "$venv/bin/python" -m cdnaudit --version
    # All worlds are walked once, by Python 3.12, for measuring branches is slow; some show that the others agree.
    local worlds=200
    [ "$1" != 3.12 ] || worlds=1000
    CDNAUDIT_WORLDS="${CDNAUDIT_WORLDS:-$worlds}" "$venv/bin/python" -m pytest --quiet -p no:cacheprovider tests \
        --ignore tests/lab --ignore tests/browser --ignore tests/docs --ignore tests/ecosystem
}

measured() {
    CDNAUDIT_WORLDS="${CDNAUDIT_WORLDS:-200}" .venv/bin/python -m coverage run -m pytest --quiet --ignore tests/lab --ignore tests/browser
}

.venv/bin/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir .cache/wheel .
declare -A running
trap 'kill $(jobs -p) 2>/dev/null || true' EXIT    # those in the background do not hear Ctrl-C
measured > ".cache/python-$here.log" 2>&1 &
running[$here]=$!
for version in 3.11 3.12 3.13; do
    [ "$version" != "$here" ] || continue
    python=$(interpreter "$version")
    if [ -z "$python" ]; then
        echo "side by side: Python $version is not here; its tests are left to machines that have it"
        continue
    fi
    tested "$version" "$python" > ".cache/python-$version.log" 2>&1 &
    running[$version]=$!
done

failed=0
for version in "${!running[@]}"; do
    wait "${running[$version]}" || failed=1
    echo "side by side: Python $version"
    cat ".cache/python-$version.log"
done
exit $failed
