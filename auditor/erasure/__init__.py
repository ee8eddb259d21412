"""What it takes to remove one kind of data, or everything: every copy, in order, with who, which law, whom to tell.

It says what the description knows and decides nothing: whether the right to erasure applies is weighed by people. A
copy can be removed only where the description says who decides, who may remove it there, and that no law keeps it; what
nobody wrote down is to be found out, never a yes.
"""

from auditor.erasure.result import Beyond, Erasure, Held, How, Keep, Notified, Remover, State, Step, Why
from auditor.erasure.walk import erasure

__all__ = ["Beyond", "Erasure", "Held", "How", "Keep", "Notified", "Remover", "State", "Step", "Why", "erasure"]
