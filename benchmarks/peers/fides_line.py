"""Fides: load and validate a manifest, look for what it refers to and is missing, evaluate the policy.

What runs is what `fides evaluate --local --dry` runs, without what it prints: `fides.core.parse.parse`,
`merge_taxonomies`, `fideslang.relationships.get_referenced_missing_keys` (the command does that twice; here it is done
once) and `execute_evaluation`. Where only fideslang is installed, the last is left out and the result says so. The
whole of ethyca-fides needs a hundred packages; for this these are enough:

    pip install fideslang click requests loguru toml "sqlalchemy<2" && pip install --no-deps ethyca-fides
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fideslang.default_taxonomy import DEFAULT_TAXONOMY
from fideslang.manifests import ingest_manifests
from fideslang.parse import load_manifests_into_taxonomy
from fideslang.relationships import get_referenced_missing_keys

try:
    from fides.core.evaluate import execute_evaluation, merge_taxonomies
except ImportError:
    execute_evaluation = merge_taxonomies = None


def parts(file: Path) -> Iterator[tuple[str, str]]:
    """One step after the other: what was done, and what came out."""
    with contextlib.redirect_stdout(io.StringIO()):
        taxonomy = load_manifests_into_taxonomy(ingest_manifests(str(file)))
    yield "load", f"{len(taxonomy.system or ())} systems"
    if merge_taxonomies:
        taxonomy = merge_taxonomies(taxonomy, DEFAULT_TAXONOMY)
    missing: Any = get_referenced_missing_keys(taxonomy)
    yield "check", f"{len(missing)} references to nothing"
    if execute_evaluation:
        yield "evaluate", f"{len(execute_evaluation(taxonomy).violations)} violations"
    else:
        yield "evaluate", "not run: install ethyca-fides for it"
