"""What the README shows of the program; cog calls these from its blocks (``cog -r README.md``)."""

from collections.abc import Iterable, Iterator, Mapping

import typer
from typer.testing import CliRunner

from cdnaudit.analysis.scenarios import SCENARIOS
from cdnaudit.cli.app import app
from cdnaudit.judging.catalogue import CHECKS

DEMO = "fixtures/outage-2025-11-18/recording.json"
ENV: Mapping[str, str] = {"COLUMNS": "80", "NO_COLOR": "1"}


def output(*words: str) -> str:
    """Return what the program prints at 80 columns."""
    done = CliRunner().invoke(app, words, prog_name="cdnaudit", env=ENV)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.stdout.strip()


def commands() -> Iterator[tuple[str, str]]:
    """Yield each command and the first line of its help, in the order of the program."""
    yield from _below(typer.main.get_command(app), "")


def _below(command: object, name: str) -> Iterator[tuple[str, str]]:
    children = getattr(command, "commands", None)
    if children is None:
        yield name, str(getattr(command, "help", "")).partition("\n\n")[0].replace("\n", " ")
        return
    for word, child in children.items():
        yield from _below(child, f"{name} {word}".strip())


def demo() -> str:
    """Show the report on the outage of 2025-11-18, down to its first two findings."""
    parts = output("scan", "--no-config", "--replay", DEMO).split("\n\n")
    shown = "\n\n".join([*parts[:6], "  ⋮", parts[-1]])
    return f"```text\n{shown}\n```"


def command_table() -> str:
    """List every command."""
    return table(("command", "does"), ((f"`cdnaudit {n}`", does) for n, does in commands()))


def help_texts() -> str:
    """Show the help of every command, folded."""
    return "\n\n".join(
        f"<details><summary><code>cdnaudit {name} --help</code></summary>\n\n"
        f"```text\n{output(*name.split(), '--help')}\n```\n\n</details>"
        for name, _ in commands()
    )


def check_table() -> str:
    """List every check."""
    rows = ((f"`{c.id}`", c.title, str(c.severity)) for c in CHECKS)
    return table(("check", "says", "by default"), rows)


def scenario_table() -> str:
    """List the historical outages."""
    rows = (
        (f"[`{s.id}`]({s.source})", s.title, " ".join(f"`{e}`" for e in s.events))
        for s in SCENARIOS
    )
    return table(("scenario", "what failed", "events"), rows)


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Write a Markdown table."""
    lines = (head, ("---",) * len(head), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
