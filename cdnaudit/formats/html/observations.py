"""What was seen: alias chains, addresses, zones and who was recognised."""

from cdnaudit.formats.html.chips import chip
from cdnaudit.formats.html.findings import evidence
from cdnaudit.formats.html.markup import Html, Part, el
from cdnaudit.model.report import Dependency, Host, TargetReport, Zone


def seen(target: TargetReport) -> Html:
    """Return the observations of a target, folded."""
    parts = [
        _hosts(target.hosts),
        _zones(target.zones),
        _uses(target.dependencies),
    ]
    return el("details", el("summary", el("h3", "What was seen")), parts, class_="seen")


def _table(title: str, columns: tuple[str, ...], rows: list[list[Part]]) -> Html:
    if not rows:
        return Html()
    head = el("tr", [el("th", c, scope="col") for c in columns])
    body = [el("tr", [el("td", cell) for cell in row]) for row in rows]
    table = el("table", el("caption", title), el("thead", head), el("tbody", body))
    return el("div", table, class_="scroll", tabindex=0, role="group", aria_label=title)


def _hosts(hosts: tuple[Host, ...]) -> Html:
    rows: list[list[Part]] = []
    for host in hosts:
        rows += [[link.owner, "CNAME", link.target, f"TTL {link.ttl} s"] for link in host.chain]
        for a in host.addresses:
            network = f"AS{a.asn} {a.as_name or ''}" if a.asn is not None else "network not known"
            rows.append([host.host, "address", a.ip, f"{network} {a.prefix or ''}".strip()])
    return _table("Names and addresses", ("Name", "Type", "Leads to", "About"), rows)


def _zones(zones: tuple[Zone, ...]) -> Html:
    rows: list[list[Part]] = [
        [
            zone.zone or ".",
            ns.name,
            ns.provider or "not known",
            ns.answers or "not known",
            ", ".join(ns.addresses) or "not known",
        ]
        for zone in zones
        for ns in zone.nameservers
    ]
    columns = ("Zone", "Nameserver", "Operator", "Answers", "Addresses")
    return _table("Zones and nameservers", columns, rows)


def _uses(uses: tuple[Dependency, ...]) -> Html:
    rows: list[list[Part]] = [
        [
            chip([u.event]),
            u.company,
            u.host + (f" (by way of {u.via})" if u.via else ""),
            u.state or "",
            u.confidence,
            evidence(u.evidence),
        ]
        for u in uses
    ]
    columns = ("Service", "Company", "Host", "State", "Confidence", "Evidence")
    return _table("Who was recognised", columns, rows)
