import math

import pytest

from cdnaudit.errors import UsageError
from cdnaudit.observe.settings import QuerySettings


@pytest.mark.parametrize(
    ("setting", "value", "message"),
    [
        ("timeout", 0, "timeout is 0; give seconds above 0"),
        ("timeout", math.nan, "timeout is nan; give seconds above 0"),
        ("timeout", math.inf, "timeout is inf; give seconds above 0"),
        ("retries", -1, "retries is -1; give 0 or more"),
        ("concurrency", 0, "concurrency is 0; give 1 or more"),
        ("rate", -0.5, "rate is -0.5; give 0 or more a second"),
        ("rate", math.inf, "rate is inf; give 0 or more a second"),
        ("page_seconds", 0, "page_seconds is 0; give seconds above 0"),
        ("direct_port", 65_536, "direct_port is 65536; give 1 to 65535"),
    ],
)
def test_a_setting_out_of_its_range_is_refused(setting: str, value: float, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        QuerySettings(**{setting: value})  # type: ignore[arg-type]
    assert str(caught.value) == message


def test_the_least_of_each_will_do() -> None:
    settings = QuerySettings(timeout=0.05, retries=0, concurrency=1, rate=0, page_seconds=0.1)
    assert (settings.retries, settings.rate, settings.direct_port) == (0, 0, 53)
