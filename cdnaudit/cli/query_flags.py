"""Flags that say whom a scan asks, how, what it records and how far it searches."""

from pathlib import Path
from typing import Annotated, Any

import typer

from cdnaudit.application.options import (
    CONCURRENCY,
    CUT_ORDER,
    RATE,
    RETRIES,
    SAMPLES,
    TIMEOUT,
    Bounds,
)


def _bounded(flag: str, bounds: Bounds, says: str, metavar: str = "N") -> Any:
    """Return a flag for a number within ``bounds``, with its name in the environment."""
    return typer.Option(
        flag,
        metavar=metavar,
        min=bounds.least,
        max=bounds.most,
        envvar=f"CDNAUDIT_{flag.strip('-').replace('-', '_').upper()}",
        help=says,
    )


Record = Annotated[
    Path | None,
    typer.Option(
        "--record",
        metavar="FILE",
        envvar="CDNAUDIT_RECORD",
        help="Save everything the world answered; .json is an object, all else JSON lines, .gz packed.",
    ),
]
ReplayFlag = Annotated[
    Path | None,
    typer.Option(
        "--replay",
        metavar="FILE",
        envvar="CDNAUDIT_REPLAY",
        help="Answer every question from a recording; opens no socket.",
    ),
]
Offline = Annotated[
    bool,
    typer.Option(
        "--offline", envvar="CDNAUDIT_OFFLINE", help="Use embedded data alone; opens no socket."
    ),
]
Zone = Annotated[
    list[Path] | None,
    typer.Option(
        "--zone",
        metavar="FILE",
        envvar="CDNAUDIT_ZONE",
        help="Answer the names of a zone from its file, before it is live; repeatable.",
    ),
]
Resolver = Annotated[
    list[str] | None,
    typer.Option(
        "--resolver",
        metavar="ADDR[:PORT]",
        envvar="CDNAUDIT_RESOLVER",
        help="Ask this resolver; repeatable. Default: the system's.",
    ),
]
Ecs = Annotated[
    list[str] | None,
    typer.Option(
        "--ecs",
        metavar="PREFIX",
        envvar="CDNAUDIT_ECS",
        help="Ask as seen from this client subnet; repeatable.",
    ),
]
Samples = Annotated[
    int | None, _bounded("--samples", SAMPLES, "Times each host is asked, to see weighted answers.")
]
NoHttp = Annotated[
    bool, typer.Option("--no-http", envvar="CDNAUDIT_NO_HTTP", help="Ask DNS alone.")
]
NoAuthoritative = Annotated[
    bool,
    typer.Option(
        "--no-authoritative",
        envvar="CDNAUDIT_NO_AUTHORITATIVE",
        help="Do not ask nameservers and the parent's servers directly.",
    ),
]
Url = Annotated[
    list[str] | None,
    typer.Option(
        "--url",
        metavar="URL",
        envvar="CDNAUDIT_URL",
        help="A page that must work, such as a login; repeatable.",
    ),
]
Origin = Annotated[
    list[str] | None,
    typer.Option(
        "--origin",
        metavar="HOST|ADDR",
        envvar="CDNAUDIT_ORIGIN",
        help="An origin that should serve the targets without their edge; repeatable.",
    ),
]
StatusPage = Annotated[
    str | None,
    typer.Option(
        "--status-page",
        metavar="HOST",
        envvar="CDNAUDIT_STATUS_PAGE",
        help="The status page, which should stay up when the targets go down.",
    ),
]
Rdap = Annotated[
    bool,
    typer.Option(
        "--rdap",
        envvar="CDNAUDIT_RDAP",
        help="Ask the registries' RDAP servers who runs a network that no rule knows.",
    ),
]
Rules = Annotated[
    Path | None,
    typer.Option(
        "--rules",
        metavar="DIR",
        envvar="CDNAUDIT_RULES",
        help="Add your own provider files, or override ours.",
    ),
]
AsnDb = Annotated[
    Path | None,
    typer.Option(
        "--asn-db",
        metavar="FILE",
        envvar="CDNAUDIT_ASN_DB",
        help="An MMDB of your own in place of the embedded table.",
    ),
]
Timeout = Annotated[
    float,
    _bounded(
        "--timeout",
        TIMEOUT,
        "Seconds a DNS try may take; the next begins when the measured round trip is over.",
        metavar="S",
    ),
]
Retries = Annotated[
    int,
    _bounded(
        "--retries",
        RETRIES,
        "Further tries of a DNS question after the first; they count as messages of the target.",
    ),
]
Concurrency = Annotated[int, _bounded("--concurrency", CONCURRENCY, "Questions under way at once.")]
Rate = Annotated[float, _bounded("--rate", RATE, "DNS questions a second at most; 0 is no limit.")]
CutOrder = Annotated[
    int, _bounded("--cut-order", CUT_ORDER, "How many failures at once are tried: 2 or 3.")
]
AllowPrivate = Annotated[
    bool,
    typer.Option(
        "--allow-private",
        envvar="CDNAUDIT_ALLOW_PRIVATE",
        help="Connect to private addresses too, inside your own network.",
    ),
]
