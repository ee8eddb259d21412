"""Readers of descriptions, one per file format."""

from auditor.importers.yaml_files import load
from auditor.importers.yaml_value import value

__all__ = ["load", "value"]
