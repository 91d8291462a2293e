"""Who answers: the resolvers named, a table of one's own; and what is said where one cannot be used."""

from pathlib import Path

import pytest

from cdnaudit import CdnauditError, Exit, Options, Progress, audit
from cdnaudit.application.replaying import run_recorded
from cdnaudit.application.scanner import Scanner
from cdnaudit.errors import DataError, UsageError
from cdnaudit.model.facts import AsnAnswer, Unknown
from cdnaudit.observe.asn_table import AsnTable
from cdnaudit.recording.replay import Replay
from tests.cli.command import recorded
from tests.observe import mmdb_file
from tests.small_knowledge import KNOWN
from tests.world import plan, world

HOST = "www.shop.example"


@pytest.mark.parametrize(
    ("resolver", "message"),
    [
        ("192.0.2.53:0", "port 0 does not exist; use 1 to 65535"),
        ("[2001:db8::1]:65536", "port 65536 does not exist; use 1 to 65535"),
    ],
)
def test_a_port_that_there_is_not_is_refused(resolver: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        audit(Options(targets=(HOST,), resolver=(resolver,), no_config=True))
    assert str(caught.value) == f"resolver {resolver!r}: {message}"


def test_a_resolver_that_refuses_leaves_all_unknown_and_is_named_in_the_report() -> None:
    report = audit(
        Options(
            targets=(HOST,),
            resolver=("[::1]:9",),
            timeout=0.5,
            retries=0,
            no_http=True,
            no_config=True,
        )
    )
    assert (report.exit_code, report.run.resolvers) == (Exit.INCOMPLETE, ("[::1]:9",))
    assert {unknown.reason for unknown in report.targets[0].unknowns} == {
        "no resolver answers: ::1 (refused)"
    }


def addressed(folder: Path) -> Path:
    """Write a recording of one host at one address, of which it does not say who announces it."""
    record = {"name": HOST, "type": "A", "ttl": 60, "data": "192.0.2.1"}
    answer: dict[str, object] = {"ask": "dns", "name": HOST, "type": "A", "records": [record]}
    return recorded(folder, HOST, answers=[answer])


def test_a_table_of_ones_own_stands_in_for_the_embedded_one(tmp_path: Path) -> None:
    table = tmp_path / "asn.mmdb"
    entry: dict[str, mmdb_file.Value] = {"asn": "AS64500", "as_name": "EXAMPLE"}
    mmdb_file.write(table, {"192.0.2.0/24": entry})
    report = audit(Options(replay=addressed(tmp_path), asn_db=table, no_config=True))
    assert [(a.ip, a.asn, a.as_name) for h in report.targets[0].hosts for a in h.addresses] == [
        ("192.0.2.1", 64500, "EXAMPLE")
    ]


def test_a_table_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CdnauditError, match="cannot be read: No such file or directory"):
        audit(Options(replay=addressed(tmp_path), asn_db=tmp_path / "none", no_config=True))


def test_a_file_that_fails_on_the_way_ends_the_run_with_its_own_message(tmp_path: Path) -> None:
    missing = tmp_path / "asn.bin"

    def lookup(ip: str) -> AsnAnswer | Unknown:
        return AsnTable(missing).lookup(ip)

    with pytest.raises(DataError) as caught:
        run_recorded(Replay(world(), lookup).answer, (plan(),), Scanner(KNOWN), Progress())
    assert str(caught.value).startswith(f"{missing}: is no table of ASes (")
