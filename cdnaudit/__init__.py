"""Find the providers a domain cannot live without.

>>> from pathlib import Path
>>> from cdnaudit import FailOn, Options, audit
>>> report = audit(Options(replay=Path("fixtures/two-cdns/recording.json"), no_config=True))
>>> [(target.target, str(target.status)) for target in report.targets]
[('www.shop.example', 'pass')]
>>> report.exit_code
<Exit.PASS: 0>

Public are the names in ``__all__``, and the fields of the values they hold. They keep to semantic
versioning: the version of the API is the version of the package.
"""

from importlib import import_module

__version__ = "0.1.0"

_HOMES = {
    "CdnauditError": "cdnaudit.errors",
    "Confidence": "cdnaudit.model.terms",
    "Exit": "cdnaudit.model.terms",
    "FailOn": "cdnaudit.gate.threshold",
    "JudgedFinding": "cdnaudit.model.report",
    "Options": "cdnaudit.application.options",
    "Progress": "cdnaudit.application.progress",
    "Report": "cdnaudit.model.report",
    "Severity": "cdnaudit.model.terms",
    "Status": "cdnaudit.model.terms",
    "TargetReport": "cdnaudit.model.report",
    "audit": "cdnaudit.application.audit",
}
"""Public names and their modules; ``__init__.pyi`` says the same to type checkers."""

__all__ = ["__version__", *_HOMES]  # noqa: PLE0604  the names are strings, of one table


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for (PEP 562): ``--version`` needs none of them."""
    if name not in _HOMES:
        raise AttributeError(f"module 'cdnaudit' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
