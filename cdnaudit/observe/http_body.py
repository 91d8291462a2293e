"""A response's body, decoded within bounds: a decompression bomb never goes off."""

import re
import zlib
from collections.abc import AsyncIterable

MAX_BODY = 256 * 1024
"""Octets kept, after decompression."""

MAX_WIRE = 512 * 1024
"""Octets read, before decompression."""

_AUTO = zlib.MAX_WBITS | 32
"""Window bits by which zlib finds out itself: gzip or zlib."""

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
LATIN = {"iso-8859-1", "latin-1", "latin1", "windows-1252", "us-ascii"}


class Inflater:
    """Decodes one content coding; keeps at most ``MAX_BODY`` octets."""

    def __init__(self, coding: str) -> None:
        self._zlib = zlib.decompressobj(_AUTO) if coding else None
        self._first = True
        self.body = bytearray()
        self.full = False

    def feed(self, chunk: bytes) -> None:
        """Decode ``chunk``; sets ``full`` when more would not be kept or cannot be decoded."""
        room = MAX_BODY - len(self.body)
        try:
            self.body += self._decoded(chunk, room)
        except zlib.error:
            self.full = True
        self.full = self.full or len(self.body) >= MAX_BODY

    def _decoded(self, chunk: bytes, room: int) -> bytes:
        if not self._zlib:
            return chunk[:room]
        try:
            return self._zlib.decompress(chunk, room)
        except zlib.error:
            if not self._first:
                raise
            self._zlib = zlib.decompressobj(-zlib.MAX_WBITS)  # raw deflate: so many servers
            return self._zlib.decompress(chunk, room)
        finally:
            self._first = False


async def read(chunks: AsyncIterable[bytes], coding: str) -> bytes | None:
    """Return the decoded body, cut at ``MAX_BODY``; None in a coding we did not ask for."""
    coding = "" if coding.strip().lower() == "identity" else coding.strip().lower()
    if coding not in {"", "gzip", "x-gzip", "deflate"}:
        return None
    inflater = Inflater(coding)
    wire = 0
    async for chunk in chunks:
        wire += len(chunk)
        inflater.feed(chunk)
        if inflater.full or wire >= MAX_WIRE:
            break
    return bytes(inflater.body)


def text(body: bytes, content_type: str) -> str:
    r"""Decode ``body`` as Latin-1 if it says so, else as UTF-8; never fails.

    >>> text(b"caf\xe9", "text/html; charset=ISO-8859-1")
    'café'
    """
    charset = _CHARSET.search(content_type)
    latin = charset and charset[1].lower() in LATIN
    return body.decode("latin-1" if latin else "utf-8", errors="replace")
