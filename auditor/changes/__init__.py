"""What a change of a description means for a client: of two versions, or of one version and "what if".

Two descriptions are compared by what follows from them: where each kind of data goes, who can see it, how long it
stays, from whom it comes and what for. A change of the text without such a consequence is no change here.
"""

from auditor.changes.change import Change, Changes, Kind
from auditor.changes.compare import changes
from auditor.changes.facts import OURSELVES
from auditor.changes.telling import PERHAPS
from auditor.changes.what_if import LeftOut, Replaced, WhatIf, what_if

__all__ = ["OURSELVES", "PERHAPS", "Change", "Changes", "Kind", "LeftOut", "Replaced", "WhatIf", "changes", "what_if"]
