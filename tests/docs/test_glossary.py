import pytest

from tests.docs import program
from tests.docs.markdown import DOCS, rows, section

GLOSSARY = (DOCS / "glossary.md").read_text("utf-8")


@pytest.mark.parametrize("heading", program.VOCABULARY)
def test_every_word_of_a_closed_set_is_explained_and_no_other(heading: str) -> None:
    explained = [row[0] for row in rows(section(GLOSSARY, heading))]
    words = [f"`{word}`" for word in program.VOCABULARY[heading]]
    assert sorted(explained) == sorted(words)


def test_every_term_has_a_meaning_and_a_source() -> None:
    terms = list(rows(GLOSSARY))
    sourced = ("https://", "own word: ", "ISO/IEC 9646")
    assert [
        t[0] for t in terms if len(t) != 3 or not t[1] or not t[2].startswith(("[", *sourced))
    ] == []
    assert len(terms) > 60


def test_an_own_word_says_where_it_is_used() -> None:
    own = [row for row in rows(GLOSSARY) if row[2].startswith("own word: ")]
    assert [row[0] for row in own if "](" not in row[2] and "`" not in row[2]] == []


def test_every_section_outside_the_closed_sets_is_in_order() -> None:
    for heading in ("DNS", "Networks", "Web", "Fault trees"):
        terms = [row[0].lower() for row in rows(section(GLOSSARY, heading))]
        assert terms == sorted(terms), heading


@pytest.mark.parametrize(
    "source",
    [
        "RFC 9499",
        "NUREG-0492",
        "RFC 6890",
        "OWASP, Web Application Firewall",
        "OWASP, Bot Management",
        "OWASP, SSRF",
        "OWASP, CSV Injection",
        "SARIF 2.1.0",
        "RFC 7871",
        "RFC 9460",
        "RFC 9520",
        "Regulation (EU) 2022/2554 (DORA)",
        "Kashaf, Sekar, Agarwal, IMC 2020",
        "Akiwate et al., IMC 2020",
        "Sommese et al., PAM 2020",
    ],
)
def test_the_fields_sources_are_cited(source: str) -> None:
    assert [row for row in rows(GLOSSARY) if source in row[2]] != []
