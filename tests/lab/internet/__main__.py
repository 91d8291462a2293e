"""Use the lab by hand: ``python -m tests.lab.internet up|exec|status|down|stories``."""

import argparse
import subprocess
import sys

from tests.lab.internet.errors import LabError
from tests.lab.internet.lab import Lab, detached_labs, start
from tests.lab.internet.zones import STORIES


def main() -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args()
    try:
        match options.command:
            case "up":
                return _up(options.delay, options.loss)
            case "exec":
                return _exec(_chosen(options.lab), options.argv)
            case "down":
                _chosen(options.lab).stop()
            case "status":
                _status()
            case _:
                _stories()
    except LabError as error:
        return _fail(str(error))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.lab.internet", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    up = commands.add_parser("up", help="bring a lab up and leave it running")
    up.add_argument("--delay", type=float, default=0, help="milliseconds one way")
    up.add_argument("--loss", type=float, default=0, help="percent of packets each way")
    run = commands.add_parser("exec", help="run a program at the client")
    run.add_argument("--lab", help="which lab, if several run")
    run.add_argument("argv", nargs=argparse.REMAINDER, metavar="program …")
    down = commands.add_parser("down", help="end a lab")
    down.add_argument("lab", nargs="?", help="which lab, if several run")
    commands.add_parser("status", help="list the labs that run")
    commands.add_parser("stories", help="list the zones and what each is about")
    return parser


def _up(delay_ms: float, loss_pct: float) -> int:
    lab = start(delay_ms, loss_pct, detached=True)
    _say(f"{lab.name}: resolver {lab.resolver}, SSL_CERT_FILE={lab.ca_file}")
    return 0


def _exec(lab: Lab, argv: list[str]) -> int:
    command = argv[1:] if argv[:1] == ["--"] else argv
    line = lab.namespaces.in_client(*command)
    return subprocess.run(line, env=lab.environment(), check=False).returncode


def _chosen(name: str | None) -> Lab:
    """Return the lab of that name, or the only one."""
    labs = [lab for lab in detached_labs() if name in (None, lab.name)]
    if len(labs) != 1:
        names = ", ".join(lab.name for lab in labs) or "none"
        raise LabError(f"name one lab; running: {names}")
    return labs[0]


def _status() -> None:
    for lab in detached_labs():
        _say(f"{lab.name}: keeper {lab.namespaces.internet}, files in {lab.folder}")


def _stories() -> None:
    for zone in STORIES:
        _say(f"| `{zone.origin}` | {zone.story} |")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _fail(message: str) -> int:
    sys.stderr.write(f"lab: {message}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
