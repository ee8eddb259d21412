"""The plain-language gate: rules G1 to G20 for every answer that a client will read.

`check` measures one answer and reports every rule it breaks. Dutch and English only.

The gate is a floor. It finds long sentences, rare words, jargon, passive voice, vagueness and missing
facts. It cannot see whether an answer is true, kind, in a good order or understood: only readers can
tell. So a clean report never means "this text is B1". Use it on generated text, where a rewrite costs
nothing, and not to judge what people wrote.

The word lists and limits are data: `nl.yaml` and `en.yaml` in this folder. The gate needs two tools that
the product itself does not: wordfreq and Hunspell. Without them it raises `MissingToolError`; it never skips
a rule.
"""

from auditor.texts.gate.errors import MissingToolError
from auditor.texts.gate.judge import check
from auditor.texts.gate.lists import languages
from auditor.texts.gate.measure import Measures
from auditor.texts.gate.report import RULES, Failure, Report

__all__ = ["RULES", "Failure", "Measures", "MissingToolError", "Report", "check", "languages"]
