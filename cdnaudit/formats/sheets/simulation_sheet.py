"""A simulation as a sheet (contract, section 7)."""

from cdnaudit.analysis.simulation import SCHEMA, Effect, Simulation
from cdnaudit.formats.sheets.sheet import Sheet
from cdnaudit.model.terms import Outcome
from cdnaudit.names import listed

WORST_FIRST = (Outcome.DOWN, Outcome.UNKNOWN, Outcome.DEGRADED, Outcome.UNAFFECTED)
ALREADY_DOWN = "already down"
"""What is said of a target that is down while nothing fails."""


def simulation_sheet(simulation: Simulation, scenario: str | None) -> Sheet:
    """Lay out the effects, worst first; what is down already comes last."""
    effects = sorted(simulation.effects, key=_worst_first)
    counts = {str(outcome): simulation.count(outcome) for outcome in Outcome}
    verb = "fails" if len(simulation.down) == 1 else "fail"
    event = f"{listed(simulation.down)} {verb}"
    said = ", ".join(f"{number} {outcome}" for outcome, number in counts.items())
    already = simulation.already_down
    beside = f"; beside them {already} {ALREADY_DOWN}" if already else ""
    return Sheet(
        title=f"What if {event}",
        lead=f"If {event}: {said}{beside}",
        columns=("outcome", "target", "fails along", "survives on"),
        rows=tuple(_row(effect) for effect in effects),
        json_object={
            "schema": SCHEMA,
            "down": list(simulation.down),
            "scenario": scenario,
            "targets": [_object(effect) for effect in simulation.effects],
            "summary": {**counts, "already_down": already},
        },
    )


def _worst_first(effect: Effect) -> tuple[bool, int, str]:
    return (effect.already, WORST_FIRST.index(effect.outcome), effect.target)


def _row(effect: Effect) -> tuple[str, ...]:
    path, spares = " > ".join(effect.path), ", ".join(effect.survives_on)
    outcome = ALREADY_DOWN if effect.already else str(effect.outcome)
    return (outcome, effect.target, path, spares)


def _object(effect: Effect) -> dict[str, object]:
    return {
        "target": effect.target,
        "outcome": str(effect.outcome),
        "already": effect.already,
        "path": list(effect.path),
        "survives_on": list(effect.survives_on),
    }
