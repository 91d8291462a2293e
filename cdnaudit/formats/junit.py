"""JUnit XML: a suite a target, a case a check."""

import re
from collections.abc import Sequence
from typing import TextIO, assert_never
from xml.etree import ElementTree as ET

from cdnaudit.names import shown
from cdnaudit.reporting.check_list import CheckOutcome, CheckResult
from cdnaudit.reporting.document import Document
from cdnaudit.reporting.section import TargetSection

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(document: Document, out: TextIO) -> None:
    """Write one document; a finding below the threshold is written out and passes."""
    root = ET.Element("testsuites", name="cdnaudit")
    started = document.report.run.started.removesuffix("Z")
    for target in document.targets:
        root.append(_suite(target, started, document.report.run.not_run))
    for key in ("tests", "failures", "errors"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    ET.indent(root)
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write(ET.tostring(root, encoding="unicode") + "\n")


def _suite(section: TargetSection, started: str, not_run: Sequence[str]) -> ET.Element:
    name = _text(section.target.target)
    outcomes = [result.outcome for result in section.check_results]
    limits = _limits(name, section.limits)
    suite = ET.Element("testsuite", name=name)
    suite.set("tests", str(len(outcomes) + len(limits) + len(not_run)))
    suite.set("failures", str(outcomes.count(CheckOutcome.FAILED)))
    suite.set("errors", str(outcomes.count(CheckOutcome.INCONCLUSIVE) + len(limits)))
    suite.set("skipped", str(outcomes.count(CheckOutcome.SUPPRESSED) + len(not_run)))
    suite.set("timestamp", started)
    suite.set("time", "0")
    suite.extend(_case(name, result) for result in section.check_results)
    suite.extend(_not_run(name, check) for check in not_run)
    suite.extend(limits)
    said = filter(None, (section.gate, section.set_aside, section.verdict))
    ET.SubElement(suite, "system-out").text = _text("\n".join(said))
    return suite


def _limits(target: str, limits: Sequence[str]) -> list[ET.Element]:
    """Write why a target is incomplete whatever its checks say: a suite without it would be green."""
    if not limits:
        return []
    case = ET.Element("testcase", name="evidence", classname=target, time="0")
    error = ET.SubElement(case, "error", type="incomplete", message=_text(limits[0]))
    error.text = _text("\n".join(limits))
    return [case]


def _case(target: str, result: CheckResult) -> ET.Element:
    """Write one check on one target: a failure, an error for inconclusive, skipped, or passed."""
    case = ET.Element("testcase", name=_text(result.check.id), classname=target, time="0")
    match result.outcome:
        case CheckOutcome.FAILED:
            case.append(_failure(result))
        case CheckOutcome.INCONCLUSIVE:
            case.append(_error(result))
        case CheckOutcome.SUPPRESSED:
            case.append(_skipped(result))
        case CheckOutcome.PASSED:
            pass
        case _:
            assert_never(result.outcome)
    if result.findings and result.outcome is not CheckOutcome.FAILED:
        said = "\n".join(f"{found.severity}: {found.message}" for found in result.findings)
        ET.SubElement(case, "system-out").text = _text(said)
    return case


def _not_run(target: str, check: str) -> ET.Element:
    case = ET.Element("testcase", name=_text(check), classname=target, time="0")
    ET.SubElement(case, "skipped").text = "not run, as the options or the configuration want it"
    return case


def _failure(result: CheckResult) -> ET.Element:
    first = result.failing[0]
    failure = ET.Element("failure", type=str(first.severity), message=_text(first.message))
    lines = (f"{finding.message}\n-> {finding.remedy}" for finding in result.failing)
    failure.text = _text("\n".join(lines))
    return failure


def _error(result: CheckResult) -> ET.Element:
    first = result.inconclusive[0]
    error = ET.Element("error", type="inconclusive", message=_text(first.reason))
    error.text = _text("\n".join(doubt.reason for doubt in result.inconclusive))
    return error


def _skipped(result: CheckResult) -> ET.Element:
    """Say why in the text: the schema of Jenkins has no attribute for it."""
    reasons = [found.suppressed.reason for found in result.findings if found.suppressed]
    skipped = ET.Element("skipped")
    skipped.text = _text("\n".join(reasons))
    return skipped


def _text(raw: str) -> str:
    """Make controls visible, and leave out what XML cannot hold; lines stay lines."""
    visible = "\n".join(shown(line) for line in raw.split("\n"))
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", visible)
