"""A command that is imported when it is called: ``--version`` and ``--help`` wait for none of them."""

from importlib import import_module
from typing import Any

from typer.core import TyperCommand
from typer.main import get_command


class LazyCommand(TyperCommand):
    """Stands for the ``app`` of the module of its name, with the first line of its help."""

    def load(self) -> Any:  # the class is Click's own, which Typer 0.26 took into itself
        """Import the command, or the group of commands; a list shows the first line of each whole."""
        command: Any = get_command(import_module(f"cdnaudit.cli.{self.name}").app)
        for child in getattr(command, "commands", {}).values():
            child.short_help = child.help.partition("\n\n")[0].replace("\n", " ")
        return command

    def get_short_help_str(self, limit: int = 0) -> str:
        """Return the whole line, which no list shortens."""
        return self.help or ""

    def make_context(self, *arguments: Any, **extra: Any) -> Any:
        """Begin to run the command itself, or to complete its flags."""
        return self.load().make_context(*arguments, **extra)
