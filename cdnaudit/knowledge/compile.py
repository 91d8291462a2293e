"""Write what is made from the provider files: ``python -m cdnaudit.knowledge.compile``."""

import json
from pathlib import Path

from cdnaudit.knowledge.compiled import COMPILED, PROVIDERS, write
from cdnaudit.knowledge.provider_folder import load
from cdnaudit.knowledge.provider_schema import schema

SCHEMA = PROVIDERS / "schema.json"


def made(folder: Path) -> dict[Path, str]:
    """Return the text of each file made from the provider files of ``folder``.

    Raises:
        RuleError: a provider file cannot be used.
    """
    return {COMPILED: write(load(folder)), SCHEMA: json.dumps(schema(), indent=2) + "\n"}


if __name__ == "__main__":
    for path, text in made(PROVIDERS).items():
        path.write_text(text, encoding="utf-8")
