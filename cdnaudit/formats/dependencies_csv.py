"""A graph from a dependencies CSV (contract, section 7): rows of one host and role are alternatives."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from cdnaudit.errors import RunError
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Node, NodeKind, Subject
from cdnaudit.model.report import Dependency, Report, Run, TargetReport
from cdnaudit.model.terms import Confidence, Role, State, Status

COLUMNS = ("target", "host", "role", "provider", "company", "depth", "via")


def from_rows(path: Path, rows: Sequence[Mapping[str, str]]) -> Report:
    """Build a report that knows nothing but who depends on whom."""
    grouped: dict[str, list[Dependency]] = defaultdict(list)
    for number, row in enumerate(rows, 2):
        grouped[_plain(row["target"])].append(_use(path, number, row))
    return Report(
        run=Run(
            tool="csv",
            rules_date="",
            rules_providers=0,
            started="",
            finished="",
            resolvers=(),
            ecs=(),
            samples=1,
            replayed=True,
            provenance="recorded",
            exit_code=0,
        ),
        targets=tuple(_target(name, uses) for name, uses in grouped.items()),
    )


def _plain(cell: str) -> str:
    """Undo what neutralised a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in {"=", "+", "-", "@", "\t", "\r"} else cell


def _use(path: Path, number: int, row: Mapping[str, str]) -> Dependency:
    cells = {key: _plain(row.get(key) or "") for key in (*COLUMNS, "state", "confidence")}
    try:
        return Dependency(
            role=Role(cells["role"]),
            provider=cells["provider"],
            company=cells["company"] or cells["provider"],
            host=cells["host"] or cells["target"],
            state=State(cells["state"]) if cells.get("state") else None,
            confidence=Confidence(cells.get("confidence") or "medium"),
            evidence=(),
            depth=int(cells["depth"] or 1),
            via=cells["via"],
        )
    except ValueError as error:
        raise RunError(
            path, f"line {number}", str(error), "use the words of the contract"
        ) from None


def _target(name: str, uses: list[Dependency]) -> TargetReport:
    return TargetReport(
        target=name,
        status=Status.PASS,
        hosts=(),
        zones=(),
        providers=tuple(u for u in uses if u.depth == 1),
        transitive=tuple(u for u in uses if u.depth > 1),
        cuts=(),
        findings=(),
        unknowns=(),
        inconclusive=(),
        limits_hit=(),
        graph=_Rows(uses).graph(name),
    )


def _spare(use: Dependency) -> bool:
    """Tell what a host is poorer without, but up: issuers, registrars, a script on the page."""
    return use.state is State.PRESENT or use.role in {Role.CA, Role.REGISTRAR, Role.CONTROL}


class _Rows:
    """Weaves one target's rows: AND over roles, OR over the providers of a role."""

    def __init__(self, uses: list[Dependency]) -> None:
        self._uses = uses
        self._nodes: list[Node] = []

    def graph(self, target: str) -> Graph:
        soft: list[int] = []
        hosts = []
        for host in sorted({u.host for u in self._uses}):
            direct = [u for u in self._uses if u.host == host and u.depth == 1]
            gates = [u for u in direct if not _spare(u)]
            soft += [self._provider(u, ()) for u in direct if _spare(u)]
            parts = [*self._roles(gates, ()), *self._orphans(host)]
            hosts.append(self._every(parts, host))
        return Graph(
            (*self._nodes, Node(NodeKind.ALL, target, tuple(hosts))), len(self._nodes), tuple(soft)
        )

    def _orphans(self, host: str) -> list[int]:
        """What hangs under something that no row names, such as an alias: the host needs it."""
        mine = [u for u in self._uses if u.host == host]
        named = {u.provider for u in mine}
        loose = [u for u in mine if u.depth > 1 and u.via not in named]
        vias = sorted({u.via for u in loose})
        return [n for via in vias for n in self._roles([u for u in loose if u.via == via], ())]

    def _roles(self, uses: list[Dependency], above: tuple[str, ...]) -> list[int]:
        """One node a role, of which any provider will do."""
        found = []
        for role in sorted({u.role for u in uses}):
            options = [self._provider(u, above) for u in uses if u.role is role]
            found.append(self._add(Node(NodeKind.ANY, "", tuple(options))))
        return found

    def _provider(self, use: Dependency, above: tuple[str, ...]) -> int:
        """A provider is its own service and what hangs under it; a loop ends where it closes."""
        events = (use.event, Event.company(use.company))
        service = self._add(Node(NodeKind.LEAF, use.provider, events=events, subject=Subject.EVENT))
        if use.provider in above:
            return service
        below = [
            u for u in self._uses if u.host == use.host and u.depth > 1 and u.via == use.provider
        ]
        return self._every([service, *self._roles(below, (*above, use.provider))], use.provider)

    def _every(self, parts: list[int], label: str) -> int:
        return self._add(Node(NodeKind.ALL, label, tuple(parts)))

    def _add(self, node: Node) -> int:
        self._nodes.append(node)
        return len(self._nodes) - 1
