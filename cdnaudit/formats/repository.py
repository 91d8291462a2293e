"""Where the files that a report names lie in the repository which a code platform shows."""

import os
from collections.abc import Mapping
from pathlib import Path

from cdnaudit.model.assessment import Location
from cdnaudit.model.report import Report, TargetReport


def in_repository(location: Location | None) -> Location | None:
    """Return a location with its file as named from the root of the repository.

    None where there is no such file, or it lies elsewhere: a platform would show a place that
    does not exist.
    """
    if location is None:
        return None
    try:
        root = _root()
        file = Path(os.path.abspath(location.file))  # noqa: PTH100  a link stays what the repository calls it
        if not (file.is_file() and file.is_relative_to(root)):
            return None
    except (OSError, ValueError):  # such as a working folder that is gone, or half a character
        return None
    return Location(file.relative_to(root).as_posix(), location.line)


def _root() -> Path:
    """Return the root of the repository that one stands in, else the current folder."""
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)


def anchor(target: TargetReport, report: Report) -> Location | None:
    """Return where a finding about a target is shown.

    That is the line that names it, else the file of the pipeline that runs, else the
    configuration; None where none of them is in the repository.
    """
    config = Location(report.run.config, 1) if report.run.config else None
    return in_repository(target.location) or _pipeline(os.environ) or in_repository(config)


def _pipeline(environment: Mapping[str, str]) -> Location | None:
    """Return the file that defines the pipeline, which names targets that no other file names.

    Sources: https://docs.github.com/en/actions/reference/workflows-and-actions/variables,
    https://docs.gitlab.com/ci/variables/predefined_variables/.
    """
    repository = environment.get("GITHUB_REPOSITORY", "")
    workflow = environment.get("GITHUB_WORKFLOW_REF", "").partition("@")[0]
    if repository and workflow.startswith(f"{repository}/"):
        return Location(workflow.removeprefix(f"{repository}/"), 1)
    if "CI_CONFIG_PATH" not in environment:
        return None
    return in_repository(Location(str(_root() / environment["CI_CONFIG_PATH"]), 1))
