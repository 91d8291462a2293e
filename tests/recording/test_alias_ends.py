"""What a recording says of where aliases lead, as answers of their own."""

from cdnaudit.model.facts import Answer, DnsAnswer, DnsQuestion, Question, Record
from cdnaudit.recording.alias_ends import with_ends

FIRST = Record("a.example", "CNAME", 60, "b.example")
SECOND = Record("b.example", "CNAME", 60, "c.example")
LAST = Record("c.example", "A", 60, "192.0.2.1")
ASKED = DnsQuestion("a.example", "A")


def test_each_name_on_the_way_has_the_rest_of_the_answer() -> None:
    whole = DnsAnswer("NOERROR", (FIRST, SECOND, LAST))
    assert with_ends({ASKED: whole}) == {
        ASKED: whole,
        DnsQuestion("b.example", "A"): DnsAnswer("NOERROR", (SECOND, LAST)),
        DnsQuestion("c.example", "A"): DnsAnswer("NOERROR", (LAST,)),
    }


def test_what_was_asked_itself_outweighs_what_another_answer_held() -> None:
    own = DnsAnswer("NXDOMAIN")
    answers: dict[Question, Answer] = {
        ASKED: DnsAnswer("NOERROR", (FIRST, LAST._replace(name="b.example"))),
        DnsQuestion("b.example", "A"): own,
    }
    assert with_ends(answers)[DnsQuestion("b.example", "A")] == own


def test_an_alias_whose_end_was_left_out_says_nothing_of_it() -> None:
    lone: dict[Question, Answer] = {ASKED: DnsAnswer("NOERROR", (FIRST,))}
    assert with_ends(lone) == lone


def test_aliases_in_a_circle_end() -> None:
    back = Record("b.example", "CNAME", 60, "a.example")
    found = with_ends({ASKED: DnsAnswer("NOERROR", (FIRST, back))})
    assert set(found) == {ASKED, DnsQuestion("b.example", "A")}
