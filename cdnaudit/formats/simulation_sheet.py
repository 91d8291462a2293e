"""A simulation as a sheet (contract, section 7)."""

from cdnaudit.analysis.simulation import SCHEMA, Simulation
from cdnaudit.formats.sheet import Sheet
from cdnaudit.model.terms import Outcome
from cdnaudit.names import listed

ORDER = (Outcome.DOWN, Outcome.UNKNOWN, Outcome.DEGRADED, Outcome.UNAFFECTED)


def sheet(simulation: Simulation, scenario: str | None) -> Sheet:
    """Lay out the effects, worst first."""
    effects = sorted(simulation.effects, key=lambda e: (ORDER.index(e.outcome), e.target))
    counts = {str(o): simulation.count(o) for o in Outcome}
    what = listed(simulation.down)
    verb = "fails_gate" if len(simulation.down) == 1 else "fail"
    return Sheet(
        title=f"What if {what} {verb}",
        lead=f"If {what} {verb}: " + ", ".join(f"{n} {o}" for o, n in counts.items()),
        columns=("outcome", "target", "fails along", "survives on"),
        rows=tuple(
            (str(e.outcome), e.target, " > ".join(e.path), ", ".join(e.survives_on))
            for e in effects
        ),
        object={
            "schema": SCHEMA,
            "down": list(simulation.down),
            "scenario": scenario,
            "targets": [
                {
                    "target": e.target,
                    "outcome": str(e.outcome),
                    "path": list(e.path),
                    "survives_on": list(e.survives_on),
                }
                for e in simulation.effects
            ],
            "summary": counts,
        },
    )
