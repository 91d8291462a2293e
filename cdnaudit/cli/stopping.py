"""Stop for a service manager or a closed terminal as for Ctrl-C: what is done is reported."""

import signal
from types import FrameType

STOPS = ("SIGTERM", "SIGHUP")
"""Names, for not every system has both."""


def stop_as_for_ctrl_c() -> None:
    """Let each of ``STOPS`` interrupt the run, save where the caller has it ignored (``nohup``)."""
    for name in STOPS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _interrupt)


def _interrupt(_number: int, frame: FrameType | None) -> None:
    """Do what Ctrl-C does at this moment; an event loop puts its own handler there.

    A shell starts what runs in the background with SIGINT ignored: then this stops the run itself.
    """
    now = signal.getsignal(signal.SIGINT)
    stop = now if callable(now) else signal.default_int_handler
    stop(signal.SIGINT, frame)
