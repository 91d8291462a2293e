"""A simulation as a sheet (contract, section 7)."""

from itertools import zip_longest

from cdnaudit.analysis.improvement import Improvement
from cdnaudit.analysis.simulation import SCHEMA, Effect, Simulation
from cdnaudit.formats.sheets.improvement_rows import (
    COLUMNS,
    improvement_lead,
    improvement_object,
    improvement_rows,
)
from cdnaudit.formats.sheets.sheet import Sheet
from cdnaudit.model.terms import Outcome
from cdnaudit.names import listed

WORST_FIRST = (Outcome.DOWN, Outcome.UNKNOWN, Outcome.DEGRADED, Outcome.UNAFFECTED)
ALREADY_DOWN = "already down"
"""What is said of a target that is down while nothing fails."""


def simulation_sheet(simulation: Simulation, scenario: str | None) -> Sheet:
    """Lay out the effects, worst first, what is down already last; of no events, what additions mend."""
    if not simulation.down:
        return Sheet(
            title=_condition(simulation),
            lead=improvement_lead(_condition(simulation), simulation.improvements),
            columns=COLUMNS,
            rows=tuple(improvement_rows(simulation.improvements)),
            json_object=_simulation_object(simulation, scenario),
        )
    condition = _condition(simulation)
    return Sheet(
        title=f"What {condition[0].lower()}{condition[1:]}",
        lead=f"{condition}: {_said(simulation)}",
        columns=("outcome", "target", "fails along", "survives on"),
        rows=tuple(_row(effect) for effect in sorted(simulation.effects, key=_worst_first)),
        json_object=_simulation_object(simulation, scenario),
    )


def _condition(simulation: Simulation) -> str:
    """Say what fails, what is added, or both."""
    added = f"with {listed(simulation.added)} added" if simulation.added else ""
    if not simulation.down:
        return added.capitalize() or "With nothing added"
    verb = "fails" if len(simulation.down) == 1 else "fail"
    return f"If {listed(simulation.down)} {verb}{added and f' {added}'}"


def _said(simulation: Simulation) -> str:
    said = ", ".join(f"{simulation.count(outcome)} {outcome}" for outcome in Outcome)
    already = simulation.already_down
    return f"{said}; beside them {already} {ALREADY_DOWN}" if already else said


def _simulation_object(simulation: Simulation, scenario: str | None) -> dict[str, object]:
    """Return what JSON gives; additions are in it where somebody asked for them."""
    counts = {str(outcome): simulation.count(outcome) for outcome in Outcome}
    pairs = zip_longest(simulation.effects, simulation.improvements)
    added = {"added": list(simulation.added)} if simulation.improvements else {}
    return {
        "schema": SCHEMA,
        "down": list(simulation.down),
        "scenario": scenario,
        **added,
        "targets": [_object(effect, improvement) for effect, improvement in pairs],
        "summary": {**counts, "already_down": simulation.already_down},
    }


def _worst_first(effect: Effect) -> tuple[bool, int, str]:
    return (effect.already, WORST_FIRST.index(effect.outcome), effect.target)


def _row(effect: Effect) -> tuple[str, ...]:
    path, spares = " > ".join(effect.path), ", ".join(effect.survives_on)
    outcome = ALREADY_DOWN if effect.already else str(effect.outcome)
    return (outcome, effect.target, path, spares)


def _object(effect: Effect, improvement: Improvement | None) -> dict[str, object]:
    return {
        "target": effect.target,
        "outcome": str(effect.outcome),
        "already": effect.already,
        "path": list(effect.path),
        "survives_on": list(effect.survives_on),
    } | ({"improvement": improvement_object(improvement)} if improvement else {})
