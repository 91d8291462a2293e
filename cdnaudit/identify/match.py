"""One rule that held for one value."""

from dataclasses import dataclass, field

from cdnaudit.identify.rules import Rule
from cdnaudit.model.report import Evidence


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """``region`` is the cloud region that the rule caught in the value."""

    rule: Rule
    value: str
    region: str | None = field(default=None, compare=False)

    def evidence(self) -> Evidence:
        """Return it as reports show it."""
        return Evidence(self.rule.on, self.value, self.rule.id, self.rule.source)
