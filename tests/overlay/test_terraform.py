"""Plans of Terraform: each provider's zones and records, what is not known yet, and what is wrong."""

import json
from pathlib import Path
from typing import Any

import pytest

from cdnaudit.errors import FileError
from cdnaudit.model.facts import Cause, DnsQuestion, Record, Unknown
from cdnaudit.overlay.overlay import Overlay
from cdnaudit.overlay.reading import read_overlay
from cdnaudit.overlay.zone_data import ALIAS, ZoneData, alias_of

AWS_ZONE = ("aws_route53_zone.shop", {"name": "shop.example", "zone_id": "Z1", "vpc": []})
NS = ["ns-1.awsdns-00.com", "ns-513.awsdns-00.net"]
Resource = tuple[str, dict[str, Any]]


def planned(*resources: Resource, key: str = "planned_values") -> dict[str, Any]:
    listed = [
        {"address": address, "type": address.split(".")[0], "values": values}
        for address, values in resources
    ]
    return {"format_version": "1.2", key: {"root_module": {"resources": listed}}}


def overlay(tmp_path: Path, plan: object) -> Overlay:
    file = tmp_path / "plan.json"
    file.write_text(plan if isinstance(plan, str) else json.dumps(plan))
    return read_overlay([file])


def zone(tmp_path: Path, *resources: Resource) -> ZoneData:
    (found,) = overlay(tmp_path, planned(*resources)).zones
    return found


def route53(name: str, type_: str, **more: object) -> Resource:
    return f"aws_route53_record.{name}", {"name": name, "type": type_, "zone_id": "Z1", **more}


@pytest.mark.parametrize(
    ("zone_resource", "record"),
    [
        (AWS_ZONE, route53("www", "CNAME", ttl=60, records=["x.cdn.example"], alias=[])),
        (
            ("cloudflare_zone.shop", {"zone": "shop.example", "id": "c1"}),
            (
                "cloudflare_record.www",
                {
                    "zone_id": "c1",
                    "name": "www",
                    "type": "CNAME",
                    "value": "x.cdn.example",
                    "ttl": 60,
                },
            ),
        ),
        (
            ("cloudflare_zone.shop", {"name": "shop.example", "id": "c1"}),
            (
                "cloudflare_dns_record.www",
                {
                    "zone_id": "c1",
                    "name": "www.shop.example",
                    "type": "CNAME",
                    "content": "x.cdn.example",
                    "ttl": 60,
                },
            ),
        ),
        (
            ("google_dns_managed_zone.shop", {"name": "shop", "dns_name": "shop.example."}),
            (
                "google_dns_record_set.www",
                {
                    "managed_zone": "shop",
                    "name": "www.shop.example.",
                    "type": "CNAME",
                    "rrdatas": ["x.cdn.example."],
                    "ttl": 60,
                },
            ),
        ),
        (
            ("azurerm_dns_zone.shop", {"name": "shop.example"}),
            (
                "azurerm_dns_cname_record.www",
                {"zone_name": "shop.example", "name": "www", "record": "x.cdn.example", "ttl": 60},
            ),
        ),
    ],
)
def test_a_record_of_each_provider(
    tmp_path: Path, zone_resource: Resource, record: Resource
) -> None:
    found = zone(tmp_path, zone_resource, record)
    assert found.apex == "shop.example"
    assert found.at("www.shop.example", "CNAME") == (
        Record("www.shop.example", "CNAME", 60, "x.cdn.example"),
    )


@pytest.mark.parametrize(
    ("address", "values"),
    [
        AWS_ZONE,
        ("cloudflare_zone.shop", {"name": "shop.example"}),
        ("google_dns_managed_zone.shop", {"name": "shop", "dns_name": "shop.example."}),
        ("azurerm_dns_zone.shop", {"name": "shop.example"}),
    ],
)
def test_a_zone_that_is_not_made_yet_stands_for_its_providers_nameservers(
    tmp_path: Path, address: str, values: dict[str, Any]
) -> None:
    made = overlay(tmp_path, planned((address, values)))
    names = made.zones[0].nameservers
    assert len(names) in {2, 4}
    question = DnsQuestion(names[0], "A")
    assert (made.needs(question), made.ask(question, {})) == (
        (),
        Unknown("known after apply", Cause.LIMIT),
    )
    assert "known after apply" in made.zones[0].doubts[0]


def test_nameservers_that_the_provider_gave_are_those_of_the_zone(tmp_path: Path) -> None:
    address, values = AWS_ZONE
    found = zone(tmp_path, (address, {**values, "name_servers": NS}))
    assert (found.nameservers, found.doubts) == (tuple(NS), ())


def test_nameservers_in_a_record_of_the_apex_outweigh_those_of_the_provider(tmp_path: Path) -> None:
    record = route53("shop.example", "NS", ttl=60, records=["ns.alpha.example."])
    assert zone(tmp_path, AWS_ZONE, record).nameservers == ("ns.alpha.example",)


def test_one_zone_at_two_providers_has_the_nameservers_of_both(tmp_path: Path) -> None:
    address, values = AWS_ZONE
    other = (
        "cloudflare_zone.shop",
        {"name": "shop.example", "name_servers": ["a.ns.cloudflare.com"]},
    )
    found = zone(tmp_path, (address, {**values, "name_servers": NS}), other)
    assert found.nameservers == (*NS, "a.ns.cloudflare.com")


def test_an_alias_of_route_53_answers_for_its_type_alone(tmp_path: Path) -> None:
    target = {"name": "d1.cloudfront.net", "zone_id": "Z2FDTNDATAQYW2"}
    found = zone(tmp_path, AWS_ZONE, route53("shop.example", "A", alias=[target]))
    assert found.at("shop.example", alias_of("A"))[0].data == "d1.cloudfront.net"
    assert (found.at("shop.example", ALIAS), found.at("shop.example", alias_of("AAAA"))) == ((), ())


@pytest.mark.parametrize(
    ("record", "why"),
    [
        (route53("www", "A", alias=[]), "known after apply"),
        (route53("www", "A", alias=[{"evaluate_target_health": False}]), "known after apply"),
        (
            route53("www", "A", records=["192.0.2.1"], weighted_routing_policy=[{"weight": 1}]),
            "its 'weighted_routing_policy' chooses the answer",
        ),
    ],
)
def test_an_answer_that_the_plan_does_not_hold_is_named_and_unknown(
    tmp_path: Path, record: Resource, why: str
) -> None:
    found = zone(tmp_path, AWS_ZONE, record)
    assert found.unread == {("www.shop.example", "A"): why}
    assert f"A record of www.shop.example not read: {why}" in found.doubts


def test_a_name_proxied_by_cloudflare_is_unknown(tmp_path: Path) -> None:
    values = {"name": "www", "type": "A", "content": "192.0.2.1", "proxied": True, "ttl": 1}
    found = zone(
        tmp_path,
        ("cloudflare_zone.shop", {"name": "shop.example"}),
        ("cloudflare_record.www", values),
    )
    assert found.unread == {
        ("www.shop.example", "A"): "Cloudflare answers with addresses of its own"
    }


def test_what_is_not_read_is_named(tmp_path: Path) -> None:
    found = zone(
        tmp_path,
        AWS_ZONE,
        ("ns1_record.www", {"domain": "www.shop.example"}),
        ("aws_route53_zone.inner", {"name": "corp.example", "vpc": [{"vpc_id": "v"}]}),
        route53("_dmarc", "TXT", records=["v=DMARC1"]),
        (
            "aws_route53_record.lost",
            {"name": "a", "type": "A", "zone_id": "Z9", "records": ["192.0.2.1"]},
        ),
        ("aws_route53_record.unnamed", {"type": "A", "zone_id": "Z1", "records": ["192.0.2.1"]}),
        ("aws_s3_bucket.logs", {"bucket": "x"}),
    )
    assert [doubt for doubt in found.doubts if "nameservers" not in doubt] == [
        "aws_route53_zone.inner not read: its zone is private",
        "aws_route53_record.lost not read: its zone is not in the plan",
        "aws_route53_record.unnamed not read: its name is known after apply",
        "ns1_record.www not read: no resource of its type is",
        "1 record of shop.example not read, of type TXT: such records do not say who serves",
    ]


def test_a_state_and_its_modules_are_read_too(tmp_path: Path) -> None:
    state = planned(AWS_ZONE, key="values")
    inner = planned(route53("www", "A", records=["192.0.2.1"]), key="values")
    state["values"]["root_module"]["child_modules"] = [inner["values"]["root_module"]]
    (found,) = overlay(tmp_path, state).zones
    assert found.at("www.shop.example", "A")[0].data == "192.0.2.1"


def test_a_zone_that_was_only_looked_up_holds_the_records_of_the_plan(tmp_path: Path) -> None:
    plan = planned(route53("www", "A", records=["192.0.2.1"]))
    plan["prior_state"] = planned(("data." + AWS_ZONE[0], AWS_ZONE[1]), key="values")
    plan["prior_state"]["values"]["root_module"]["resources"][0]["type"] = "aws_route53_zone"
    (found,) = overlay(tmp_path, plan).zones
    assert found.at("www.shop.example", "A")[0].data == "192.0.2.1"


@pytest.mark.parametrize(
    ("plan", "told"),
    [
        ({}, "is no plan or state of Terraform; give what `terraform show -json` prints"),
        (planned(), "holds no DNS; give a plan with zones and records"),
        (planned(("aws_s3_bucket.logs", {})), "holds no DNS; give a plan with zones and records"),
        (
            planned(route53("www", "A", records=["192.0.2.1"])),
            "holds no public DNS zone: aws_route53_record.www not read: its zone is not in the plan; read the",
        ),
        ({"planned_values": []}, "planned_values: is […]; give an object"),
        (planned(("aws_route53_zone.shop", {"name": 3})), "aws_route53_zone.shop: name: is 3"),
        (planned(("aws_route53_zone.shop", {})), "aws_route53_zone.shop: name: "),
        (
            planned(AWS_ZONE, route53("www", "A", records=["x"])),
            "aws_route53_record.www: records: is 'x'; give an address",
        ),
        (planned(AWS_ZONE, route53("www", "A", records="x")), "aws_route53_record.www: records: "),
        ('{"planned_values": ' + "[" * 100_000, "is nested too deep"),
        ("{", "line 1: is not JSON: "),
        ("{\0", "line 1: holds a NUL character"),
    ],
)
def test_a_wrong_plan_is_refused_with_its_remedy(tmp_path: Path, plan: object, told: str) -> None:
    with pytest.raises(FileError) as caught:
        overlay(tmp_path, plan)
    assert str(caught.value).startswith(f"{tmp_path / 'plan.json'}: {told}")
