"""What the documents show of the program; cog calls these from blocks in Markdown comments."""

from collections import Counter
from collections.abc import Mapping

import yaml

from cdnaudit.cli.explain import WORTH
from tests.bench.live import BOUND, ROUND_TRIP
from tests.docs import program
from tests.docs.markdown import DOCS, LINK, ROOT, fenced, rows, section, table

DEMO = "fixtures/outage-2025-11-18/recording.json"
DEMO_RUN = "fixtures/outage-2025-11-18/report.json"
SCENARIO = "cloudflare-2025-11-18"
SPARE_RUN = "fixtures/two-cdns/report.json"
DNS_RUN = "fixtures/dns-only-at-cloudflare/report.json"


def demo() -> str:
    """Show what `make demo` prints: the report's begin and end, and the outage simulated."""
    report = program.output("scan", "--no-config", "--replay", DEMO).split("\n\n")
    simulated = program.output("simulate", "--scenario", SCENARIO, DEMO_RUN)
    scan = f"$ cdnaudit scan --replay {DEMO} -f table -f json:run.json"
    simulate = f"$ cdnaudit simulate --scenario {SCENARIO} run.json"
    shown = [*report[:3], "  ⋮", report[-1], f"{simulate}\n{simulated}"]
    return fenced(f"{scan}\n" + "\n\n".join(shown))


def configuration_keys() -> str:
    """List every key, as the page on the configuration has it."""
    page = (DOCS / "configuration.md").read_text("utf-8")
    keys = (
        (key, type_, default, LINK.sub(r"](docs/\1)", meaning))
        for key, type_, default, _, _, meaning in rows(section(page, "Every key"))
    )
    return table(("key", "type", "default", "meaning"), keys)


def command_table() -> str:
    """List every command, each with a link to its help."""
    rows = (
        (f"[`cdnaudit {name}`](docs/commands.md#cdnaudit-{name.replace(' ', '-')})", does)
        for name, does in program.commands()
    )
    return table(("command", "does"), rows)


def help_texts() -> str:
    """Show the help of every command."""
    return "\n\n".join(
        f"## cdnaudit {name}\n\n{fenced(program.output(*name.split(), '--help'))}"
        for name, _ in program.commands()
    )


def formats() -> str:
    """Say how many formats there are, and which."""
    first, *rest = (f"`{name}`" for name in program.formats())
    return f"{1 + len(rest)} formats: {first} (default), {', '.join(rest)}."


def action_use() -> str:
    """Show the five lines that use the action, at this version."""
    lines = (
        f"- uses: OWNER/cdnaudit@v{program.version()}",
        "  with:",
        "    targets: www.example.com login.example.com",
        "    fail-on: high",
        "    baseline: cdnaudit-accepted.json",
    )
    return fenced("\n".join(lines), "yaml")


def action_table(part: str) -> str:
    """List the inputs or the outputs of the action."""
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    rows = (
        (f"`{name}`", f"`{entry['default']}`" if entry.get("default") else "", entry["description"])
        for name, entry in action[part].items()
    )
    if part == "inputs":
        return table(("input", "default", "meaning"), rows)
    return table(("output", "meaning"), ((name, meaning) for name, _, meaning in rows))


def check_table() -> str:
    """List every check with a link to its page."""
    rows = (
        (
            f"[`{check.id}`]({check.id}.md)",
            check.title,
            str(check.severity),
            "yes" if check.single_point else "",
            "yes" if check.advisory else "",
        )
        for check in program.checks()
    )
    return table(("check", "says", "default", "tier 1 raises it", "advisory"), rows)


def check_count() -> str:
    """Say how many checks there are, and how many of each severity."""
    checks = program.checks()
    severities = Counter(str(check.severity) for check in checks)
    most = ", ".join(f"{count} `{severity}`" for severity, count in severities.most_common())
    return f"{len(checks)} checks. Their default severities: {most}."


def scenario_table() -> str:
    """List the historical outages."""
    rows = (
        (f"[`{s.id}`]({s.source})", s.title, " ".join(f"`{e}`" for e in s.events))
        for s in program.scenarios()
    )
    return table(("scenario", "what failed", "events"), rows)


def simulated(*words: str) -> str:
    """Show what ``simulate`` says of the demo and of a target with a second CDN."""
    return fenced(program.output("simulate", *words, DEMO_RUN, SPARE_RUN))


def simulated_addition() -> str:
    """Show what a second DNS operator mends of a target with one."""
    return fenced(program.output("simulate", "--add", "ns1/dns", DNS_RUN))


def providers_by_role() -> str:
    """Count providers and rules by role."""
    rules = program.knowledge().rules
    rows = []
    for role in program.VOCABULARY["Roles"]:
        mine = [rule for rule in rules if rule.role == role]
        signals = Counter(str(rule.on) for rule in mine)
        kinds = ", ".join(f"`{signal}`" for signal, _ in signals.most_common())
        providers = rounded(len({rule.provider for rule in mine}))
        rows.append((f"`{role}`", providers, rounded(len(mine)), kinds))
    return table(("role", "providers", "rules", "signals, the most frequent first"), rows)


def provider_count() -> str:
    """Say how large the knowledge base is."""
    known = program.knowledge()
    owners = {provider.company for provider in known.providers.values()}
    return (
        f"The knowledge base has at least {rounded(len(known.providers))} providers of "
        f"{rounded(len(owners))} companies, and {rounded(len(known.rules))} rules."
    )


def basis_table() -> str:
    """Say what each basis is worth, and how many rules have it."""
    rules = program.knowledge().rules
    counts = Counter(rule.citation.basis for rule in rules)
    rows = ((f"`{b}`", worth, rounded(counts[b])) for b, worth in WORTH.items())
    return table(("basis", "what it is worth", "rules"), rows)


def rounded(count: int) -> str:
    """Round down to tens, so that one more provider seldom changes a page.

    >>> rounded(663), rounded(7)
    ('660', '7')
    """
    return f"{count // 10 * 10 or count:,}"


def bounds_table() -> str:
    """List what a scan may cost."""
    return table(("what", "at most"), program.bounds())


def main_bounds() -> str:
    """Say what bounds a scan as a whole."""
    first, second, third, fourth, *_ = (f"{most} {what}" for what, most in program.bounds())
    return (
        f"For each target a scan stops at {first}, {second}, {third} or {fourth}. "
        "A target that was stopped is never `pass`."
    )


def bench_bound() -> str:
    """Say what the benchmark watches."""
    return (
        "`make bench` measures how long commands take to start, recorded targets, the page, the search for cut "
        "sets, what lost packets cost, and one scan over a link with a round trip of "
        f"{ROUND_TRIP * 1000:.0f} ms. It fails where that scan takes longer than {BOUND} round trips, "
        "or where another of its bounds is broken."
    )


def metrics() -> str:
    """List every metric."""
    rows = (
        (f"`{metric.name}`", " ".join(f"`{label}`" for label in metric.labels), metric.about)
        for metric in program.metrics_of(ROOT / DEMO_RUN)
    )
    return table(("metric", "labels", "says"), rows)


def csv_headers() -> str:
    """Show the columns of every form of CSV."""
    forms: Mapping[str, str] = {row: _csv_head(row) for row in program.csv_rows()}
    return table(
        ("`--csv-rows`", "columns"), ((f"`{r}`", f"`{head}`") for r, head in forms.items())
    )


def _csv_head(row: str) -> str:
    printed = program.output("convert", DEMO_RUN, "-f", "csv", "--csv-rows", row)
    return printed.partition("\n")[0]
