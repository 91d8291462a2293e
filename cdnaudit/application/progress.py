"""What a caller may hear of a run while it goes on."""

from cdnaudit.model.facts import Answer, Question
from cdnaudit.observe.timeline import Timeline


class Progress:
    """Hears how a run goes on, and does nothing; override what you want to hear of.

    It is called between two answers, so it must not wait; what it raises ends the run as an
    error of ours would.
    """

    def started(self, targets: int) -> None:
        """Hear how many targets there are."""

    def answered(self, question: Question, answer: Answer) -> None:
        """Hear of one answer, which may be ``Unknown``."""

    def observed(self, target: str, timeline: Timeline) -> None:
        """Hear what the network took to answer what there was to ask of a target."""

    def finished(self, target: str) -> None:
        """Hear that a target is finished."""

    def warned(self, warning: str) -> None:
        """Hear at once of what is wrong with the whole run, such as that no resolver answers."""

    def ended(self) -> None:
        """Hear that nothing more will come, however the run ended."""
