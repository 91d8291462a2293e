"""Try every provider file on its own examples, and write what is made from them: ``make rules``.

``python -m cdnaudit.knowledge.compile`` writes into the tree; with ``--sealed FILE`` it only
compiles, into FILE, as a wheel holds it.
"""

import json
import sys
from pathlib import Path

from cdnaudit.errors import CdnauditError
from cdnaudit.files import write_whole
from cdnaudit.knowledge import embedded, provider_folder
from cdnaudit.knowledge.compiled_form import Compiled, to_text
from cdnaudit.knowledge.provider_schema import schema
from cdnaudit.knowledge.rules import Folder
from cdnaudit.knowledge.self_test import problems

SCHEMA = embedded.COMPILED.with_name("provider.schema.json")


def made(folder: Folder, stamp: str) -> dict[str, str]:
    """Return the text of each file made from the provider files, by its name."""
    return {
        embedded.COMPILED.name: to_text(Compiled(stamp, folder)),
        SCHEMA.name: json.dumps(schema(), indent=2) + "\n",
    }


def rules(providers: Path, generated: Path) -> int:
    """Print every problem; where none is an error, write. Return the exit code.

    Raises:
        RuleError: ``providers`` is no folder.
    """
    stamp = embedded.stamp(providers)
    folder = provider_folder.read_folder(providers)
    found = problems(folder)
    sys.stdout.writelines(f"{problem}\n" for problem in found)
    count = f"{len(folder.providers)} providers, {len(folder.rules)} rules, {len(found)} problems"
    if any(not problem.warning for problem in found):
        sys.stdout.write(f"{count}; nothing is written\n")
        return 1
    for name, text in made(folder, stamp).items():
        write_whole(generated / name, text)
    sys.stdout.write(f"{count}\n")
    return 0


def sealed(out: Path) -> None:
    """Compile for a wheel.

    Raises:
        RuleError: a provider file cannot be used.
        OutputError: the file cannot be written.
    """
    folder = provider_folder.load(embedded.PROVIDERS)
    write_whole(out, to_text(Compiled(None, folder)))


def main(arguments: list[str]) -> int:
    """Do what the command line says; return the exit code."""
    try:
        match arguments:
            case []:
                return rules(embedded.PROVIDERS, embedded.COMPILED.parent)
            case ["--sealed", out]:
                sealed(Path(out))
                return 0
            case _:
                sys.stderr.write("usage: python -m cdnaudit.knowledge.compile [--sealed FILE]\n")
                return 2
    except CdnauditError as error:
        sys.stderr.write(f"{error}\n")
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
