"""What is concerned when a place is lost, a message goes wrong, a company leaks, or an account is taken over.

It decides nothing: it lists the questions that GDPR art. 33 and 34 ask, with what the description knows for each, and
whom to tell. What nobody wrote down is not known; it is never a no.
"""

from auditor.loss.losses import of_flow, of_place, of_role, of_vendor
from auditor.loss.result import Ask, Asked, Kind, Loss, Lost, Measure, OtherCopy, Part, Reach, Said, Sent, Spot

__all__ = [
    "Ask", "Asked", "Kind", "Loss", "Lost", "Measure", "OtherCopy", "Part", "Reach", "Said", "Sent", "Spot", "of_flow",
    "of_place", "of_role", "of_vendor",
]  # fmt: skip
