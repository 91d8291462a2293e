"""A first configuration, written from what a scan found."""

from collections.abc import Iterable

from cdnaudit.model.report import Report

HEAD = """\
# What cdnaudit audits here, and what fails the build. Check it with `cdnaudit config check`.

# A finding of this severity or worse fails: critical, high, medium, low, info, none.
fail_on = "high"

"""

TAIL = """\

# What every target must keep to:
# [policy]
# min_dns_providers = 2
# min_cdn_providers = 1
# deny_providers = ["example-provider"]

# Another severity for a check, or none of it:
# [checks.cdn-single-provider]
# severity = "low"
"""

IGNORE = """
# [[ignore]]
# check = "{check}"
# target = "{target}"
# reason = "why it is accepted"
# expires = 2027-03-31
"""


def template(targets: Iterable[str], report: Report | None) -> str:
    """Write the file: each target, and a prepared ignore for each finding that fails now."""
    listed = "".join(
        f'[[target]]\nname = "{name}"\n# criticality = "tier1"      # raises single-point findings one level\n'
        f'# urls = ["https://{name}/login"]\n\n'
        for name in targets
    )
    failing = [f for t in report.targets for f in t.findings if f.fails_gate] if report else []
    ignores = "".join(IGNORE.format(check=f.check, target=f.host) for f in failing)
    return HEAD + listed.rstrip("\n") + "\n" + TAIL + ignores
