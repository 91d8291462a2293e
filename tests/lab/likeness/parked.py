"""Zones that serve no web host: four of five apexes of real ones."""

from tests.lab.likeness.shape import (
    AWS1,
    DNS1,
    DNS2,
    FAIL,
    IN_ZONE,
    OWN_GLUE,
    PARKED,
    Expected,
    Shape,
)

PARKED_SHAPES = (
    Shape(
        key="parked",
        count=60,
        records=PARKED,
        expected=Expected(headline="serves no web host"),
    ),
    Shape(
        key="empty",
        count=15,
        expected=Expected(headline="serves no web host"),
    ),
    Shape(
        key="parked-lame",
        count=8,
        records=PARKED,
        nameservers=((DNS1, DNS2, AWS1),),
        not_served_by=("route53",),
        expected=Expected(
            says={"dns-lame-nameserver": "medium", "dns-single-provider": "medium"},
            headline="serves no web host",
        ),
    ),
    Shape(
        key="parked-alone",
        count=8,
        records=PARKED,
        nameservers=((DNS1,),),
        expected=Expected(status=(FAIL,), says={"dns-too-few-nameservers": "high"}, worst="high"),
    ),
    Shape(
        key="parked-own",
        count=8,
        records=PARKED,
        nameservers=IN_ZONE,
        glue=OWN_GLUE,
        expected=Expected(says={"dns-single-asn": "medium"}, headline="serves no web host"),
    ),
)
