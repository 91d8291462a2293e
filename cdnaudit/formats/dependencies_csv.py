"""A graph from a dependencies CSV (contract, section 7): rows of one host and role are alternatives."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from cdnaudit.fields.fields import Fields
from cdnaudit.fields.source import Source
from cdnaudit.formats.spreadsheet import row_as_written
from cdnaudit.model.assessment import NO_VERDICTS, Dependency
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Node, NodeKind, Subject
from cdnaudit.model.report import Ending, Report, Run, TargetReport
from cdnaudit.model.terms import Confidence, Exit, Role, State, Status

COLUMNS = ("target", "host", "role", "provider", "company", "depth", "via")
MAX_LEVELS = 32
"""Of providers on providers; more are no dependency anybody saw, but a table made to hurt."""
MAX_NODES = 100_000
"""Of one target; providers that run on one another in many ways multiply."""
TOOL = "csv"
"""By what name such a run goes, also once it is written as JSON."""
SPARE = (Role.CA, Role.REGISTRAR, Role.CONTROL)
"""Roles without which a host is poorer, but up."""

Under = Mapping[str, Sequence[Dependency]]
"""What runs under a provider or an alias, by its name in ``via``."""


def read_dependencies(source: Source, rows: Iterable[Fields]) -> Report:
    """Build a report that knows nothing but who depends on whom: it passes nothing.

    Raises:
        FileError: names the line that cannot be used.
    """
    grouped: dict[str, list[Dependency]] = defaultdict(list)
    for name, dependency in map(_as_read, rows):
        grouped[name].append(dependency)
    return Report(
        run=Run(
            tool=TOOL,
            rules_date="",
            rules_providers=0,
            started="",
            finished="",
            resolvers=(),
            ecs=(),
            samples=1,
            replayed=True,
            provenance="recorded",
            ending=Ending.COMPLETE,
        ),
        exit_code=Exit.INCOMPLETE,
        warnings=(f"{source.path.name}: {NO_VERDICTS}: nothing passes, and nothing fails",),
        targets=tuple(_target(source, name, found) for name, found in grouped.items()),
    )


def targets_in_turn(source: Source, rows: Iterable[Fields]) -> Iterator[TargetReport]:
    """Build targets one by one as their rows come; those of one target stand together.

    Raises:
        FileError: names the line that cannot be used.
    """
    for name, found in groupby(map(_as_read, rows), key=itemgetter(0)):
        yield _target(source, name, [dependency for _, dependency in found])


def has_verdicts(report: Report) -> bool:
    """Tell whether a run was judged: of a dependencies CSV nobody knows what was found."""
    return report.run.tool != TOOL


def _as_read(row: Fields) -> tuple[str, Dependency]:
    """Read a row: the target, and what it depends on."""
    cells = row_as_written(row)
    return cells.text("target"), _dependency(cells)


def _dependency(row: Fields) -> Dependency:
    return Dependency(
        role=row.word("role", Role),
        provider=row.text("provider"),
        company=row.text("company", row.text("provider")),
        host=row.text("host", row.text("target")),
        state=row.optional_word("state", State),
        confidence=row.optional_word("confidence", Confidence) or Confidence.MEDIUM,
        evidence=(),
        depth=row.read("depth", _depth, "give a whole number from 1") if row.has("depth") else 1,
        via=row.text("via", ""),
    )


def _depth(text: str) -> int:
    depth = int(text)
    if depth < 1:
        raise ValueError(f"{depth} is no depth")
    return depth


def _target(source: Source, name: str, dependencies: list[Dependency]) -> TargetReport:
    return TargetReport(
        target=name,
        status=Status.INCOMPLETE,
        hosts=(),
        zones=(),
        providers=tuple(d for d in dependencies if d.depth == 1),
        transitive=tuple(d for d in dependencies if d.depth > 1),
        cuts=(),
        findings=(),
        unknowns=(),
        inconclusive=(),
        limits_hit=(NO_VERDICTS,),
        graph=RowGraph(source, name).build(dependencies),
    )


class RowGraph:
    """Builds one target's graph from its rows: AND over roles, OR over the providers of a role."""

    def __init__(self, source: Source, target: str) -> None:
        self._source = source
        self._target = target
        self._nodes: list[Node] = []
        self._soft: list[int] = []

    def build(self, dependencies: Iterable[Dependency]) -> Graph:
        """Return the graph.

        Raises:
            FileError: it would be too large.
        """
        by_host: dict[str, list[Dependency]] = defaultdict(list)
        for dependency in dependencies:
            by_host[dependency.host].append(dependency)
        hosts = [self._host(host, by_host[host]) for host in sorted(by_host)]
        root = self._all(hosts, self._target)
        return Graph(tuple(self._nodes), root, tuple(self._soft))

    def _host(self, host: str, rows: Sequence[Dependency]) -> int:
        """A host needs every role; what runs under nothing that a row names, it needs itself."""
        under = _under(rows)
        spare = [row for row in rows if row.depth == 1 and _is_spare(row)]
        needed = [row for row in rows if row.depth == 1 and not _is_spare(row)]
        self._soft += [self._provider(row, under, ()) for row in spare]
        parts = self._roles(needed, under, ())
        for via in sorted(under.keys() - {row.provider for row in rows}):
            parts += self._roles(under[via], under, ())
        return self._all(parts, host)

    def _roles(self, rows: Iterable[Dependency], under: Under, above: tuple[str, ...]) -> list[int]:
        """Add one node a role, of which any provider will do."""
        by_role: dict[Role, list[Dependency]] = defaultdict(list)
        for row in rows:
            by_role[row.role].append(row)
        found: list[int] = []
        for role in sorted(by_role):
            options = [self._provider(row, under, above) for row in by_role[role]]
            found.append(self._add(Node(NodeKind.ANY, "", tuple(options))))
        return found

    def _provider(self, row: Dependency, under: Under, above: tuple[str, ...]) -> int:
        """A provider is its own service and what runs under it; a loop ends where it closes."""
        events = (row.event, Event.company(row.company))
        service = self._add(Node(NodeKind.LEAF, row.provider, events=events, subject=Subject.EVENT))
        if row.provider in above:
            return service
        if len(above) >= MAX_LEVELS:
            raise self._error(f"more than {MAX_LEVELS} levels of providers")
        further = self._roles(under.get(row.provider, ()), under, (*above, row.provider))
        return self._all([service, *further], row.provider)

    def _all(self, parts: list[int], name: str) -> int:
        return self._add(Node(NodeKind.ALL, name, tuple(parts)))

    def _add(self, node: Node) -> int:
        if len(self._nodes) >= MAX_NODES:
            raise self._error(f"more than {MAX_NODES} ways through its providers")
        self._nodes.append(node)
        return len(self._nodes) - 1

    def _error(self, problem: str) -> Exception:
        return self._source.error("", f"gives {self._target!r} {problem}", "split its rows")


def _under(rows: Iterable[Dependency]) -> Under:
    """Group rows of depth 2 by the provider or alias they hang under."""
    under: dict[str, list[Dependency]] = defaultdict(list)
    for row in rows:
        if row.depth > 1:
            under[row.via].append(row)
    return under


def _is_spare(row: Dependency) -> bool:
    """Tell whether a host is up without it: an issuer, a registrar, a script on the page."""
    return row.state is State.PRESENT or row.role in SPARE
