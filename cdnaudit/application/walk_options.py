"""The options that decide which questions are asked; a recording keeps them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from cdnaudit.model.facts import DnsQuestion
from cdnaudit.recording.recording_file import Recording
from cdnaudit.survey.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkOptions:
    """With these, a replay asks what the recorded run asked."""

    http: bool = True
    authoritative: bool = True
    samples: int = 1
    ecs: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    origins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By target, where some are declared."""
    status_pages: Mapping[str, str] = field(default_factory=dict)
    """By target, where one is declared."""

    @classmethod
    def of_recording(cls, recording: Recording) -> Self:
        """Take what a recording names, or else what its questions show."""
        named = recording.options
        questions = [q for q in recording.answers if isinstance(q, DnsQuestion)]
        samples = named.get("samples")
        return cls(
            http=named.get("http") is not False,
            authoritative=named.get("authoritative") is not False,
            samples=samples if isinstance(samples, int) else _samples(questions),
            ecs=_texts(named["ecs"]) if "ecs" in named else _subnets(questions),
            urls=_texts(named.get("urls")),
            origins=_lists_by_name(named.get("origins")),
            status_pages=_by_name(named.get("status_pages")),
        )

    @classmethod
    def of_plans(cls, plans: Sequence[Plan]) -> Self:
        """Take what the plans of one run have in common, and the pages of all of them."""
        first = plans[0]
        return cls(
            http=first.http,
            authoritative=first.authoritative,
            samples=first.samples,
            ecs=first.ecs,
            urls=tuple(url for plan in plans for url in plan.urls),
            origins={plan.target: plan.origins for plan in plans if plan.origins},
            status_pages={plan.target: plan.status_page for plan in plans if plan.status_page},
        )

    def as_json(self) -> Mapping[str, object]:
        """Return what a recording keeps."""
        origins = {target: list(hosts) for target, hosts in self.origins.items()}
        beside = {"origins": origins, "status_pages": dict(self.status_pages)}
        return {
            **{key: declared for key, declared in beside.items() if declared},
            "http": self.http,
            "authoritative": self.authoritative,
            "samples": self.samples,
            "ecs": list(self.ecs),
            "urls": list(self.urls),
        }


def _texts(value: object) -> tuple[str, ...]:
    return tuple(text for text in value if isinstance(text, str)) if isinstance(value, list) else ()


def _lists_by_name(value: object) -> dict[str, tuple[str, ...]]:
    items = value.items() if isinstance(value, dict) else ()
    return {key: _texts(listed) for key, listed in items}


def _by_name(value: object) -> dict[str, str]:
    items = value.items() if isinstance(value, dict) else ()
    return {key: text for key, text in items if isinstance(text, str)}


def _samples(questions: Iterable[DnsQuestion]) -> int:
    return 1 + max((q.sample for q in questions), default=0)


def _subnets(questions: Sequence[DnsQuestion]) -> tuple[str, ...]:
    """Return the client subnets asked as, and ``""`` where addresses were asked without one too."""
    subnets = sorted({q.ecs for q in questions} - {""})
    plain = any(not q.ecs and q.type in {"A", "AAAA"} for q in questions)
    return ("", *subnets) if subnets and plain else tuple(subnets)
