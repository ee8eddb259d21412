"""What a description may say: strict, frozen, with the four states kept apart."""

from auditor.model.build import build
from auditor.model.model import Model, Path
from auditor.model.view import At, Audience, NamedFlow, View, is_own

__all__ = ["At", "Audience", "Model", "NamedFlow", "Path", "View", "build", "is_own"]
