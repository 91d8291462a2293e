"""Carry packets between two TUN devices, each after a delay, and lose a share of them.

Run as ``python relay.py DEVICE DEVICE DELAY_MS LOSS_PCT``. Prints ``ready`` once both devices
exist in its network namespace; whoever starts it then moves one of them to another namespace.
The kernel's netem does the same but is not in every kernel.
"""

import fcntl
import os
import random
import select
import struct
import sys
import time
from collections import deque
from dataclasses import dataclass, field

_TUNSETIFF = 0x400454CA
_IFF_TUN_NO_PI = 0x1001
_LARGEST_PACKET = 65536
_BURST = 64


@dataclass(slots=True)
class Line:
    """One direction: packets read at one device wait here until they are due at the other."""

    source: int
    target: int
    delay: float
    waiting: deque[tuple[float, bytes]] = field(default_factory=deque)

    def take(self, now: float, loss: float, dice: random.Random) -> None:
        """Read what has arrived, and forget the share that is lost."""
        for _ in range(_BURST):
            try:
                packet = os.read(self.source, _LARGEST_PACKET)
            except BlockingIOError:
                return
            if dice.random() >= loss:
                self.waiting.append((now + self.delay, packet))

    def deliver(self, now: float) -> float:
        """Write what is due, and return the seconds until the next packet is."""
        while self.waiting and self.waiting[0][0] <= now:
            _write(self.target, self.waiting.popleft()[1])
        return self.waiting[0][0] - now if self.waiting else 1.0


def _write(device: int, packet: bytes) -> None:
    try:
        os.write(device, packet)
    except OSError:
        return  # the device is down or full: the packet is lost, as on any line


def open_tun(name: str) -> int:
    """Create a TUN device in this network namespace and return its file descriptor."""
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, _TUNSETIFF, struct.pack("16sH22x", name.encode(), _IFF_TUN_NO_PI))
    return device


def relay(names: tuple[str, str], delay: float, loss: float) -> None:
    """Carry packets both ways for ever; delay in seconds one way, loss between 0 and 1."""
    near, far = open_tun(names[0]), open_tun(names[1])
    print("ready", flush=True)  # noqa: T201 - this is how the starter learns of it
    lines = {near: Line(near, far, delay), far: Line(far, near, delay)}
    poller = select.poll()
    for device in lines:
        poller.register(device, select.POLLIN)
    dice = random.Random(1)  # the same packets in the same order meet the same fate
    while True:
        now = time.monotonic()
        wait = min(line.deliver(now) for line in lines.values())
        for device, _ in poller.poll(max(wait, 0) * 1000):
            lines[device].take(time.monotonic(), loss, dice)


if __name__ == "__main__":
    relay((sys.argv[1], sys.argv[2]), float(sys.argv[3]) / 1000, float(sys.argv[4]) / 100)
