"""Answer every question from a recording; no socket is opened."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from cdnaudit.model.facts import (
    NOT_RECORDED,
    Answer,
    AsnQuestion,
    DnsAnswer,
    DnsQuestion,
    HttpQuestion,
    OriginLookup,
    Question,
)


class Replay:
    """Answers from a recording; what is not among them is unknown, never 'none'."""

    def __init__(self, answers: Mapping[Question, Answer], origin: OriginLookup) -> None:
        self._answers = answers
        self._origin = origin
        self._pages = _front_pages(answers)

    def answer(self, question: Question) -> Answer:
        """Return what was recorded."""
        recorded = self._answers.get(question)
        if recorded is not None:
            return recorded
        match question:
            case AsnQuestion():
                return self._origin(question.ip)
            case DnsQuestion():
                return self._by_alias(question) or NOT_RECORDED
            case HttpQuestion(origin=""):
                return (
                    self._answers.get(HttpQuestion(self._pages.get(question.url, "")))
                    or NOT_RECORDED
                )
            case _:
                return NOT_RECORDED

    def _by_alias(self, question: DnsQuestion) -> Answer | None:
        """An alias recorded by itself answers every other type at its name (RFC 1034, 3.6.2)."""
        alias = self._answers.get(DnsQuestion(question.name, "CNAME"))
        if isinstance(alias, DnsAnswer) and not question.server:
            records = tuple(r for r in alias.records if r.type == "CNAME")
            return DnsAnswer(alias.rcode, records) if records else None
        return None


def _front_pages(answers: Mapping[Question, Answer]) -> dict[str, str]:
    """Let a page recorded below a host stand for its front page, where that was not recorded."""
    pages: dict[str, str] = {}
    for url in sorted(q.url for q in answers if isinstance(q, HttpQuestion) and not q.origin):
        parts = urlsplit(url)
        pages.setdefault(f"{parts.scheme}://{parts.netloc}/", url)
    return pages
