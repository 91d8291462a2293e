"""How the table marks verdicts, severities and headings."""

from cdnaudit.formats.terminal_lines import Line, styled
from cdnaudit.model.terms import Severity, Status

GATE_STYLES = {
    Status.FAIL: "bold red",
    Status.PASS: "bold green",
    Status.INCOMPLETE: "bold yellow",
}
WITH_SINGLE_POINTS = "bold yellow"
"""What passes the gate in spite of them."""
BAR = 20
"""Characters of a bar for all there is, where the screen is wide enough."""
SEVERITY_STYLES = {
    Severity.CRITICAL: "bold white on red",
    Severity.HIGH: "bold red",
    Severity.MEDIUM: "yellow",
    Severity.LOW: "cyan",
    Severity.INFO: "dim",
}


def heading(text: str) -> Line:
    """Write the name of a part."""
    return styled(text, "bold underline")


def share_bar(share: float, width: int) -> str:
    """Draw a part of the whole; what is there is never drawn as nothing."""
    return "█" * max(round(share * min(BAR, width // 4)), share > 0)
