"""Ask with dig at the lab's client, and read what it prints."""

import re
from dataclasses import dataclass

from tests.lab.internet.lab import Lab


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered; an empty status means that it did not."""

    status: str
    flags: tuple[str, ...]
    answer: tuple[str, ...]
    """Records, as owner, type and data with single spaces, sorted."""
    authority: tuple[str, ...]
    additional: tuple[str, ...]
    milliseconds: int

    @property
    def aa(self) -> bool:
        """Whether the server calls itself authoritative."""
        return "aa" in self.flags

    @property
    def tc(self) -> bool:
        """Whether the answer was truncated."""
        return "tc" in self.flags


def dig(lab: Lab, *arguments: str) -> Reply:
    """Ask once, patient for two seconds; as to servers without ``+rec``, not recursively."""
    text = lab.run(["dig", "+tries=1", "+time=2", "+norec", *arguments]).stdout
    return Reply(
        status=_first(r"status: (\w+)", text),
        flags=tuple(_first(r"flags: ([\w ]*);", text).split()),
        answer=_records("ANSWER", text),
        authority=_records("AUTHORITY", text),
        additional=_records("ADDITIONAL", text),
        milliseconds=int(_first(r"Query time: (\d+)", text) or 0),
    )


def _first(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return found[1] if found else ""


def _records(section: str, text: str) -> tuple[str, ...]:
    lines = _first(rf"(?s);; {section} SECTION:\n(.*?)\n(?:\n|;;)", text).splitlines()
    fields = (line.split() for line in lines if not line.startswith(";"))
    return tuple(sorted(" ".join((owner, *rest)) for owner, _ttl, _class, *rest in fields))
