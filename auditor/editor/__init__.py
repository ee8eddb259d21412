"""Changes of descriptions that leave the rest of the text as people wrote it, and saving that loses nothing."""

from auditor.editor.draft import Draft
from auditor.editor.saving import Saved, previous, read, save

__all__ = ["Draft", "Saved", "previous", "read", "save"]
