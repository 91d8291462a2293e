"""A simulation as a sheet (contract, section 7)."""

from cdnaudit.analysis.simulation import SCHEMA, Effect, Simulation
from cdnaudit.formats.sheets.sheet import Sheet
from cdnaudit.model.terms import Outcome
from cdnaudit.names import listed

WORST_FIRST = (Outcome.DOWN, Outcome.UNKNOWN, Outcome.DEGRADED, Outcome.UNAFFECTED)


def simulation_sheet(simulation: Simulation, scenario: str | None) -> Sheet:
    """Lay out the effects, worst first."""
    effects = sorted(simulation.effects, key=_worst_first)
    counts = {str(outcome): simulation.count(outcome) for outcome in Outcome}
    verb = "fails" if len(simulation.down) == 1 else "fail"
    event = f"{listed(simulation.down)} {verb}"
    said = ", ".join(f"{number} {outcome}" for outcome, number in counts.items())
    return Sheet(
        title=f"What if {event}",
        lead=f"If {event}: {said}",
        columns=("outcome", "target", "fails along", "survives on"),
        rows=tuple(_row(effect) for effect in effects),
        json_object={
            "schema": SCHEMA,
            "down": list(simulation.down),
            "scenario": scenario,
            "targets": [_object(effect) for effect in simulation.effects],
            "summary": counts,
        },
    )


def _worst_first(effect: Effect) -> tuple[int, str]:
    return (WORST_FIRST.index(effect.outcome), effect.target)


def _row(effect: Effect) -> tuple[str, ...]:
    path, spares = " > ".join(effect.path), ", ".join(effect.survives_on)
    return (str(effect.outcome), effect.target, path, spares)


def _object(effect: Effect) -> dict[str, object]:
    return {
        "target": effect.target,
        "outcome": str(effect.outcome),
        "path": list(effect.path),
        "survives_on": list(effect.survives_on),
    }
