"""What a watching system is told, read by the parser of Prometheus."""

from dataclasses import replace

from prometheus_client.openmetrics.parser import text_string_to_metric_families

from cdnaudit.model.report import Report
from cdnaudit.model.terms import Exit, Role, Severity, Status
from cdnaudit.reporting.metrics import MOST_SERVICES
from tests.formats import samples
from tests.formats.written import written

SHOP = "www.shop.example"


def read(report: Report) -> dict[str, dict[tuple[str, ...], float]]:
    """Return the numbers by metric and by the values of the labels, these sorted by label."""
    families = text_string_to_metric_families(written("openmetrics", report))  # type: ignore[no-untyped-call]
    return {
        family.name.removeprefix("cdnaudit_"): {
            tuple(value for _, value in sorted(sample.labels.items())): sample.value
            for sample in family.samples
        }
        for family in families
    }


def test_the_run_has_its_exit_code_its_time_and_its_targets() -> None:
    found = read(samples.two_targets())
    assert found["exit_code"] == {(): Exit.FINDINGS}
    assert found["evidence_timestamp_seconds"] == {(): 1795428000}
    assert found["run_info"] == {("live", "cdnaudit 0.1.0"): 1}
    assert found["targets"] == {("fail",): 1, ("pass",): 0, ("incomplete",): 1}


def test_a_target_has_one_status_of_all_there_are() -> None:
    assert read(samples.one_target())["target_status"] == {
        ("fail", SHOP): 1,
        ("pass", SHOP): 0,
        ("incomplete", SHOP): 0,
    }


def test_every_provider_is_named_by_role_and_those_that_suffice_are_marked() -> None:
    found = read(samples.one_target())
    assert found["target_service_single_point"] == {
        ("fastly", "cdn", SHOP): 1,
        ("fastly", "dns", SHOP): 1,
        ("amazon-route53", "dns", SHOP): 0,
        ("google-recaptcha", "challenge", SHOP): 0,
        ("ns1", "dns", SHOP): 0,
    }
    assert found["target_single_points"] == {(SHOP,): 1}


def test_findings_that_were_set_aside_are_counted_apart() -> None:
    found = read(samples.one_target())
    assert found["target_findings"] == {
        (str(severity), SHOP): severity is Severity.HIGH for severity in Severity
    }
    assert found["target_findings_set_aside"] == {(SHOP,): 1}


def test_what_is_not_known_is_counted() -> None:
    found = read(samples.report((replace(samples.login(), limits_hit=("30 s",)),)))
    assert found["target_unknowns"] == {("login.example",): 1}
    assert found["target_inconclusive"] == {("login.example",): 2}


def test_a_zone_with_a_crowd_of_operators_makes_no_crowd_of_series() -> None:
    crowd = tuple(samples.use(Role.DNS, f"operator-{n}.example", "", SHOP) for n in range(300))
    shop = samples.shop()
    found = read(samples.report((replace(shop, providers=(*crowd, *shop.providers)),)))
    listed = found["target_service_single_point"]
    assert len(listed) == MOST_SERVICES
    assert [labels for labels, number in listed.items() if number] == [
        ("fastly", "cdn", SHOP),
        ("fastly", "dns", SHOP),
    ]
    assert found["target_services_left_out"] == {(SHOP,): 305 - MOST_SERVICES}


def test_2000_targets_are_read_back() -> None:
    found = read(samples.many_targets(2000))
    assert len(found["target_single_points"]) == 2000
    assert sum(map(len, found.values())) < 40_000


def test_a_target_that_a_report_holds_twice_is_told_once() -> None:
    again = replace(samples.shop(), status=Status.PASS)
    found = read(samples.report((samples.shop(), again)))
    assert found["target_status"]["fail", SHOP] == 1
    assert found["targets"] == {("fail",): 1, ("pass",): 1, ("incomplete",): 0}


def test_a_report_of_others_that_gives_no_time_has_no_age() -> None:
    report = samples.one_target()
    for started in ("", "yesterday", "0001-01-01T00:00:00+14:00"):
        timeless = replace(report, run=replace(report.run, started=started))
        assert read(timeless)["evidence_timestamp_seconds"] == {}


def test_a_name_cannot_end_its_label() -> None:
    name = 'a"} 1\n# EOF\\'
    (labels,) = read(samples.with_name(name))["target_unknowns"]
    assert labels == ('a"} 1\\n# EOF\\',)
