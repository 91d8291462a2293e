"""Flags that say whom a scan asks, how, and what it records."""

from pathlib import Path
from typing import Annotated

import typer

from cdnaudit.application.options import CONCURRENCY, RATE, RETRIES, SAMPLES, TIMEOUT

Record = Annotated[
    Path | None,
    typer.Option(
        "--record",
        metavar="FILE",
        envvar="CDNAUDIT_RECORD",
        help="Save everything the world answered.",
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
    int | None,
    typer.Option(
        "--samples",
        metavar="N",
        min=SAMPLES.least,
        max=SAMPLES.most,
        envvar="CDNAUDIT_SAMPLES",
        help="Times each host is asked, to see weighted answers.",
    ),
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
    typer.Option(
        "--timeout",
        metavar="S",
        min=TIMEOUT.least,
        envvar="CDNAUDIT_TIMEOUT",
        help="Seconds a DNS try may take; the next begins when the measured round trip is over.",
    ),
]
Retries = Annotated[
    int,
    typer.Option(
        "--retries",
        metavar="N",
        min=RETRIES.least,
        max=RETRIES.most,
        envvar="CDNAUDIT_RETRIES",
        help="Further tries of a DNS question after the first; they count as messages of the target.",
    ),
]
Concurrency = Annotated[
    int,
    typer.Option(
        "--concurrency",
        metavar="N",
        min=CONCURRENCY.least,
        max=CONCURRENCY.most,
        envvar="CDNAUDIT_CONCURRENCY",
        help="Questions under way at once.",
    ),
]
Rate = Annotated[
    float,
    typer.Option(
        "--rate",
        metavar="N",
        min=RATE.least,
        envvar="CDNAUDIT_RATE",
        help="DNS questions a second at most; 0 is no limit.",
    ),
]
AllowPrivate = Annotated[
    bool,
    typer.Option(
        "--allow-private",
        envvar="CDNAUDIT_ALLOW_PRIVATE",
        help="Connect to private addresses too, inside your own network.",
    ),
]
