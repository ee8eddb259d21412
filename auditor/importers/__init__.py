"""Readers of descriptions, one per file format."""

from auditor.importers.yaml_files import load

__all__ = ["load"]
