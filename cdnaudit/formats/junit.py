"""JUnit XML: a suite a target, a case a check."""

import re
from typing import TextIO
from xml.etree import ElementTree as ET

from cdnaudit.checking.check import Check
from cdnaudit.judging.catalogue import CHECKS
from cdnaudit.model.report import Report, TargetReport
from cdnaudit.names import shown

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report, out: TextIO) -> None:
    """Write one document; a finding below the bar is written out and passes."""
    root = ET.Element("testsuites", name="cdnaudit")
    for target in report.targets:
        root.append(_suite(target, report))
    for key in ("tests", "failures", "errors"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    ET.indent(root)
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write(ET.tostring(root, encoding="unicode") + "\n")


def _suite(target: TargetReport, report: Report) -> ET.Element:
    cases = [_case(target, check) for check in CHECKS]
    suite = ET.Element("testsuite", name=_text(target.target), tests=str(len(cases)))
    for key, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(key, str(sum(case.find(tag) is not None for case in cases)))
    suite.set("timestamp", report.run.started.removesuffix("Z"))
    suite.set("time", "0")
    suite.extend(cases)
    return suite


def _case(target: TargetReport, check: Check) -> ET.Element:
    """One check on one target: failure, error for unknown, skipped, or passed."""
    case = ET.Element("testcase", name=check.id, classname=_text(target.target), time="0")
    found = [f for f in target.findings if f.check == check.id]
    failing = [f for f in found if f.fails_gate]
    doubts = [u for u in target.inconclusive if u.check == check.id]
    if failing:
        worst = ET.SubElement(case, "failure", type=str(failing[0].severity))
        worst.set("message", _text(failing[0].message))
        worst.text = _text("\n".join(f"{f.message}\n-> {f.remedy}" for f in failing))
    elif doubts:
        error = ET.SubElement(case, "error", type="unknown", message=_text(doubts[0].reason))
        error.text = _text("\n".join(u.reason for u in doubts))
    elif found and all(f.suppressed for f in found):
        reason = found[0].suppressed.reason if found[0].suppressed else ""
        ET.SubElement(case, "skipped", message=_text(reason))
    if found and not failing:
        out = ET.SubElement(case, "system-out")
        out.text = _text("\n".join(f"{f.severity}: {f.message}" for f in found))
    return case


def _text(text: str) -> str:
    seen = "\n".join(shown(line) for line in text.split("\n"))
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", seen)
