"""Every use of data about people has a purpose, and every purpose in use has a legal basis."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model.facts import Unknown
from auditor.results import Finding, Level, Sentence
from auditor.rules.base import Rule, Use, kinds_of, per_purpose, rule, used, uses
from auditor.traces import Traces


@rule("purpose-or-basis-missing", level=Level.MUST, since="0.1", laws=("avg-5-1-b", "avg-6"))
def purpose_or_basis_missing(self: Rule, traces: Traces) -> Iterator[Finding]:
    found = uses(traces)
    without: dict[str, list[Use]] = {}
    for use in found:
        if not isinstance(use.purposes, tuple):
            without.setdefault(use.flow or f"{use.where[0]}/collects", []).append(use)
    for subject, aimless in without.items():
        yield _without_purpose(self, traces, subject, aimless)
    for purpose, serving in per_purpose(found).items():
        yield from _without_basis(self, traces, purpose, serving)


def _without_purpose(self: Rule, traces: Traces, subject: str, found: list[Use]) -> Finding:
    silent = [use for use in found if use.purposes is None]
    told = silent or found
    about = told[0].where
    rests_on = [use.path for use in told]
    flows = [use.flow for use in told if use.flow]
    kinds = used(told)
    items = kinds_of(traces, kinds.all)
    missing = Sentence("rule.purpose-or-basis-missing.missing.purpose")
    if not silent:
        because = "rule.purpose-or-basis-missing.because.purpose"
        return self.cannot_tell(
            subject, because, about, rests_on=rests_on, route=flows, laws=["avg-5-1-b"], items=items,
            missing=missing,
        )  # fmt: skip
    return self.broken(
        subject, about, status=kinds.status, rests_on=rests_on, route=flows, laws=["avg-5-1-b"],
        items=items, missing=missing,
    )  # fmt: skip


def _without_basis(self: Rule, traces: Traces, purpose: str, found: list[Use]) -> Iterator[Finding]:
    basis = traces.view.purposes[purpose].basis
    subject = f"{purpose}/basis"
    rests_on = [traces.view.path(purpose), *(use.path for use in found)]
    kinds = used(found)
    items = kinds_of(traces, kinds.all)
    missing = Sentence("rule.purpose-or-basis-missing.missing.basis")
    if isinstance(basis, Unknown):
        because = "rule.purpose-or-basis-missing.because.basis"
        yield self.cannot_tell(
            subject, because, [purpose], rests_on=rests_on, laws=["avg-6"], items=items, missing=missing
        )
    elif not basis:
        yield self.broken(
            subject, [purpose], status=kinds.status, rests_on=rests_on, laws=["avg-6"], items=items,
            missing=missing,
        )  # fmt: skip
