"""One page for each check, written from the docstring that ``cdnaudit explain`` prints."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.docs import program
from tests.docs.markdown import DOCS, fenced

FOLDER = DOCS / "checks"
ADVISORY: Mapping[bool, str] = {
    True: "yes; where facts are missing for this check alone, the target is not incomplete",
    False: "no; where facts are missing for this check, the target is incomplete",
}
PARTS = ("Asks", "Why", "Silent when", "Remedy", "Source")
FOOT = (
    "Every key: [configuration](../configuration.md). Every check: [checks](README.md). "
    "Every term: [glossary](../glossary.md).\n"
)
RFC = re.compile(r"RFC (\d+)(?:, section ([\d.]*\d))?")
URL = re.compile(r"https://[^\s;]+[^\s;.]")


def pages() -> Iterator[tuple[Path, str]]:
    """Yield the file and the text of each page."""
    for check in program.checks():
        yield FOLDER / f"{check.id}.md", page(check.id)


def page(check_id: str) -> str:
    """Return the text of one page."""
    check = next(c for c in program.checks() if c.id == check_id)
    said = parts(check.help)
    heads = "\n\n".join(f"**{part}.** {linked(said[part], check_id)}" for part in PARTS)
    facts = (
        f"- Default severity: `{check.severity}`",
        f"- Tier 1 raises it: {'yes, one level' if check.single_point else 'no'}",
        f"- Advisory: {ADVISORY[check.advisory]}",
    )
    return "\n\n".join(
        (
            f"<!-- Written by `make bless` from the check's docstring. -->\n# {check.id}",
            said["summary"],
            "\n".join(facts),
            heads,
            f"## Change or ignore it\n\n{fenced(settings(check.id), 'toml')}",
            FOOT,
        )
    )


def parts(text: str) -> dict[str, str]:
    """Split a check's docstring into its parts; the first line is ``summary``."""
    summary, *rest = re.split(rf"\n({'|'.join(PARTS)}): ", text.strip())
    found = {"summary": summary.strip()}
    found |= {
        part: " ".join(said.split()) for part, said in zip(rest[::2], rest[1::2], strict=True)
    }
    return found


def linked(text: str, page_of: str = "") -> str:
    """Make links of addresses, RFCs and other checks, and code of what is marked as code.

    >>> linked("see dns-single-asn and RFC 2182, section 3.1; ``x``.")
    'See [dns-single-asn](dns-single-asn.md) and [RFC 2182, section 3.1](https://www.rfc-editor.org/rfc/rfc2182#section-3.1); `x`.'
    """
    text = URL.sub(lambda m: f"<{m[0]}>", text.replace("``", "`"))
    text = RFC.sub(_rfc, text[:1].upper() + text[1:])
    others = "|".join(c.id for c in program.checks() if c.id != page_of)
    return re.sub(rf"(?<![\w/-])({others})(?![\w-])", r"[\1](\1.md)", text)


def _rfc(match: re.Match[str]) -> str:
    anchor = f"#section-{match[2]}" if match[2] else ""
    return f"[{match[0]}](https://www.rfc-editor.org/rfc/rfc{match[1]}{anchor})"


def settings(check_id: str) -> str:
    """Return a configuration that changes the check, or accepts a finding of it."""
    return (
        f"[checks.{check_id}]\n"
        'severity = "info"                 # or: enabled = false\n'
        "\n"
        "[[ignore]]\n"
        f'check = "{check_id}"\n'
        'target = "www.example.com"        # or a glob, as "*.example.com"\n'
        'reason = "why it is accepted"\n'
        "expires = 2027-03-31              # required; after that day the finding counts again"
    )
