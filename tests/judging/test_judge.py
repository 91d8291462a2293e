"""What judging adds to what was seen: bounds that were hit."""

from tests.world import judge, world


def many_branches(count: int) -> str:
    return " ".join(f"198.51.100.{number}" for number in range(1, count + 1))


def test_a_target_whose_cut_sets_are_all_listed_hit_no_bound() -> None:
    report = judge(world({"www.shop.example": many_branches(20)}))
    assert report.limits_hit == ()
    assert report.cuts != ()
