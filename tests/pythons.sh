#!/usr/bin/env bash
# Run the tests that need neither lab nor browser on each supported Python there is,
# from a wheel built of this tree; the one that `make test` uses is passed over.
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

.venv/bin/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir .cache/wheel .
for version in 3.11 3.12 3.13; do
    [ "$version" != "$here" ] || continue
    python=$(interpreter "$version")
    if [ -z "$python" ]; then
        echo "pythons: Python $version is not here; its tests are left to machines that have it"
        continue
    fi
    venv=.cache/python-$version
    "$python" -m venv "$venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
        --requirement .requirements-dev.lock .cache/wheel/cdnaudit-*.whl
    echo "pythons: Python $version"
    "$venv/bin/python" -m cdnaudit --version
    # All worlds are walked once, by the Python of `make test`; here some show that the others agree.
    CDNAUDIT_WORLDS="${CDNAUDIT_WORLDS:-200}" "$venv/bin/python" -m pytest --quiet -p no:cacheprovider tests \
        --ignore tests/lab --ignore tests/browser --ignore tests/docs --ignore tests/ecosystem
done
