"""Which events saved runs hold, and which of them a misspelt one means."""

from pathlib import Path

import pytest

from cdnaudit.analysis.held_events import held_events, nearest_event
from cdnaudit.formats.saved_run import read
from cdnaudit.model.events import Event

HELD = tuple(
    map(
        Event.parse,
        (
            *("region:aws/us-east-1", "region:aws/eu-west-1", "region:azure/eastus"),
            *("prefix:192.0.2.0/24", "prefix:2001:db8::/32", "asn:64500", "fastly/cdn"),
        ),
    )
)
MEANT = {
    "region:aws/us-east1": "region:aws/us-east-1",
    "region:azure/east-us": "region:azure/eastus",
    "region:gcp/europe": None,
    "prefix:192.0.2.128/25": "prefix:192.0.2.0/24",
    "prefix:192.0.0.0/16": "prefix:192.0.2.0/24",
    "prefix:2001:db8:1::/48": "prefix:2001:db8::/32",
    "prefix:192.0.3.0/24": "prefix:192.0.2.0/24",
    "prefix:fd00::/8": None,
    "asn:6450": "asn:64500",
    "asn:13335": None,
    "company:fastly": None,
}


@pytest.mark.parametrize("text", MEANT)
def test_what_is_meant_is_of_the_same_kind_and_alike(text: str) -> None:
    assert nearest_event(Event.parse(text), HELD) == MEANT[text]


def test_a_run_without_graphs_holds_what_its_rows_name(tmp_path: Path) -> None:
    file = tmp_path / "run.csv"
    file.write_text(
        "target,host,role,provider,company,state,confidence,depth,via\n"
        "a.example,a.example,cdn,fastly,fastly,,high,1,\n"
    )
    held = held_events(read(file).targets)
    assert {"fastly/cdn", "company:fastly"} <= held
