"""The rules, listed by hand in report order."""

from auditor.rules.access_unconditional import access_unconditional
from auditor.rules.base import Rule
from auditor.rules.carrier_unprotected import carrier_unprotected
from auditor.rules.client_not_told import client_not_told
from auditor.rules.copy_outlives_source import copy_outlives_source
from auditor.rules.hidden_unknown import hidden_unknown
from auditor.rules.may_ask_against_age import may_ask_against_age
from auditor.rules.number_without_law import number_without_law
from auditor.rules.outside_eea import outside_eea
from auditor.rules.processor_without_contract import processor_without_contract
from auditor.rules.purpose_or_basis_missing import purpose_or_basis_missing
from auditor.rules.reply_too_late import reply_too_late
from auditor.rules.retention_missing import retention_missing
from auditor.rules.special_without_ground import special_without_ground
from auditor.rules.term_too_long import term_too_long
from auditor.rules.term_too_short import term_too_short
from auditor.rules.treatment_under_youth_act import treatment_under_youth_act
from auditor.rules.unofficial_channel import unofficial_channel

RULES: tuple[Rule, ...] = (
    purpose_or_basis_missing,
    special_without_ground,
    number_without_law,
    client_not_told,
    retention_missing,
    term_too_short,
    term_too_long,
    treatment_under_youth_act,
    reply_too_late,
    may_ask_against_age,
    copy_outlives_source,
    access_unconditional,
    processor_without_contract,
    outside_eea,
    carrier_unprotected,
    unofficial_channel,
    hidden_unknown,
)

__all__ = ["RULES", "Rule"]
