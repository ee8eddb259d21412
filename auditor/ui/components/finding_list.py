"""What the rules found, for the officer: by level and rule, with the questions apart. Never a score."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from auditor.exporters.markup import Html, capital, folded, joined, listed, tag
from auditor.exporters.say import Speaker
from auditor.model.elements import Accepted
from auditor.results import Finding, Level, Report
from auditor.ui.components import evidence
from auditor.ui.descriptions import Description


def checked(report: Report, speaker: Speaker) -> Html:
    """What was looked at, what that means, and who may read it."""
    counted = speaker.text("ui.findings.checked", rules=len(report.rules))
    size = speaker.text("ui.findings.size", places=report.places, flows=report.flows)
    return tag(
        "section",
        tag("p", counted, " ", size),
        tag("p", speaker.text("ui.findings.means")),
        tag("p", speaker.text("ui.findings.reserved")),
        class_="card note",
    )


def by_level(findings: Sequence[Finding], description: Description, speaker: Speaker) -> Html:
    """Broken rules, the heaviest level first."""
    return joined(
        _section(f"ui.level.{level}", of_level, description, speaker)
        for level in Level
        if (of_level := [finding for finding in findings if finding.level is level])
    )


def questions(findings: Sequence[Finding], description: Description, speaker: Speaker) -> Html:
    """What the rules cannot tell."""
    return _section("ui.findings.questions", findings, description, speaker) if findings else Html()


def accepted(findings: Sequence[Finding], description: Description, speaker: Speaker) -> Html:
    """What somebody accepted, with the reason and the end date."""
    if not findings:
        return Html()
    lines = [tag("li", capital(speaker.said_of(finding)), " ", _reason(finding, speaker)) for finding in findings]
    return folded(speaker.text("ui.findings.accepted"), tag("ul", lines))


def _section(key: str, findings: Iterable[Finding], description: Description, speaker: Speaker) -> Html:
    parts = [
        _rule(list(of_rule), description, speaker) for _, of_rule in groupby(findings, key=lambda found: found.rule)
    ]
    heading = tag("h2", speaker.text(f"{key}.title"), class_="section")
    return tag("section", heading, tag("p", speaker.text(f"{key}.what")), parts, class_="level")


def _rule(findings: Sequence[Finding], description: Description, speaker: Speaker) -> Html:
    """The findings of one rule; what they have in common is said once."""
    whys = list(dict.fromkeys(_said("why", finding, speaker) for finding in findings))
    shared = len(whys) == 1
    return tag(
        "section",
        tag("h3", _said("title", findings[0], speaker)),
        tag("p", whys[0]) if shared else "",
        [_finding(finding, description, speaker, why=not shared) for finding in findings],
        class_="rule",
    )


def _finding(finding: Finding, description: Description, speaker: Speaker, *, why: bool) -> Html:
    facts: list[tuple[str, Iterable[str]]] = [
        ("why", [_said("why", finding, speaker)] if why else []),
        ("fix", [_said("fix", finding, speaker)]),
        ("laws", _laws(finding, speaker)),
        ("place", [evidence.paths(finding.rests_on, description, speaker)] if finding.rests_on else []),
        ("route", _route(finding, speaker)),
        ("id", [tag("code", finding.id)]),
    ]
    rows = [
        (tag("dt", speaker.text(f"ui.finding.{name}")), tag("dd", said[0] if len(said) == 1 else listed(said)))
        for name, lines in facts
        if (said := list(lines))
    ]
    body = tag("dl", [piece for row in rows for piece in row])
    return folded(capital(speaker.said_of(finding)), body, class_=f"finding {finding.level}")


def _said(part: str, finding: Finding, speaker: Speaker) -> str:
    return capital(speaker.finding(finding, part))


def _laws(finding: Finding, speaker: Speaker) -> list[str]:
    laws = [speaker.view.knowledge.laws[name] for name in finding.laws]
    to_check = speaker.text("ui.finding.to-check")
    return [
        joined(
            tag("b", f"{law.act}, {law.article}"), ": ", law.says.said_in(speaker.language) or "",
            "" if law.tellable else f" {to_check}",
        )
        for law in laws
    ]  # fmt: skip


def _route(finding: Finding, speaker: Speaker) -> list[str]:
    flows = {flow.id: flow.value for flow in speaker.view.flows}
    ends = [(speaker.name(flows[name].from_), speaker.name(flows[name].to)) for name in finding.route if name in flows]
    return [f"{source} → {target}" for source, target in ends]


def _reason(finding: Finding, speaker: Speaker) -> str:
    position = finding.accepted[1] if finding.accepted and len(finding.accepted) > 1 else None
    known = speaker.view.model.accepted
    if not isinstance(position, int) or position >= len(known):
        return ""
    entry: Accepted = known[position]
    reason = entry.reason.said_in(speaker.language) or speaker.text("label.not-translated")
    return speaker.text("ui.findings.reason", reason=reason, who=speaker.name(entry.by), date=entry.until)
