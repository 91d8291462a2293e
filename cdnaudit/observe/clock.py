"""The clock of one target, which counts what the target takes and not what others take."""

import time


class Clock:
    """Seconds in which questions of a target were under way, or work was done on it.

    It stands while each of its questions waits for a slot or a turn that others have. Seconds in
    which the process computes are not counted as waiting: an answer may have come and not be read.
    """

    __slots__ = ("_asked", "_held", "_since", "_spent")

    def __init__(self) -> None:
        self._asked = self._held = 0
        self._spent = 0.0
        self._since = _idle()

    @property
    def seconds(self) -> float:
        """What has been counted."""
        self._settle()
        return self._spent

    def asked(self, questions: int) -> None:
        """Note that so many more questions are open; below 0, that they were answered."""
        self._settle()
        self._asked += questions

    def held(self, questions: int) -> None:
        """Note that so many more of them wait for others; below 0, that it is their turn."""
        self._settle()
        self._held += questions

    def worked(self, seconds: float) -> None:
        """Count work that was done on the target itself."""
        self._spent += seconds

    def _settle(self) -> None:
        now = _idle()
        if self._asked > self._held:
            self._spent += max(0.0, now - self._since)
        self._since = now


def _idle() -> float:
    """Return a time that stands still while this process computes, in whichever thread."""
    return time.monotonic() - time.process_time()
