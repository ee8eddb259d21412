"""The words of the invented descriptions: what organisations, places, rules and conditions are called there.

Everything that depends on the law is taken from the knowledge by its name; the people and organisations do not exist.
"""

from __future__ import annotations

import random
from typing import NamedTuple

from auditor import knowledge

CORE = 4
"""The first items, which everybody writes down."""
TOPIC = 8
"""Items that belong together."""
NOTES, SCORE = 5, 6
"""Notes, and the score that is made out of them."""
_FIRST = (
    ("name", "name"), ("contact", "contact"), ("birth-date", "birth-date"), ("bsn", "national-number"),
    ("help-request", "help-request"), ("talk-notes", "talk-report"), ("zrm", "self-reliance-score"), ("plan", "plan"),
    ("debts", "debts"), ("health", "health"), ("income", "income"), ("family", "family"),
)  # fmt: skip
_STAFF = {"hours-worked", "account", "device-data", "job-application", "personnel", "sick-leave", "training-record"}


def items(number: int) -> list[tuple[str, str]]:
    """Ids and categories: first what everybody writes down, then the other categories, then the same of children."""
    taken = {category for _, category in _FIRST}
    known = sorted(set(knowledge.of("NL").names("categories")) - taken - _STAFF)
    random.Random(0).shuffle(known)  # neighbours in the list belong to one topic, not to one letter
    listed = [*_FIRST, *((name, name) for name in known)]
    return [*listed, *((f"{name}-of-child", category) for name, category in listed)][:number]


TOWNS = [
    first + last
    for last in ("dam", "wijk", "burg", "veen", "horst", "kerk", "sluis", "drecht", "beek", "loo")
    for first in ("Lind", "Molen", "Noord", "Oud", "Hoge", "Ree", "Wester", "Zand", "Berg", "Kraan", "Els", "Vliet")
]
KINDS = (
    ("welfare", "team", "Stichting Welzijn", "het wijkteam van", "the neighbourhood team of"),
    ("municipality", "council", "Gemeente", "de gemeente", "the council of"),
    ("welfare", "house", "Stichting Buurthuis", "het buurthuis van", "the community centre of"),
    ("youth-care", "youth", "Jeugdhulp", "de jeugdhulp in", "the youth help in"),
    ("care-provider", "care", "Thuiszorg", "de thuiszorg in", "the home care in"),
    ("debt-agency", "money", "Geldhulp", "de hulp bij schulden in", "the debt help in"),
)
"""Kinds of organisations that have places: kind, id, name, what clients call them in Dutch and in English."""
PARTNERS = (
    ("health-care", "doctor", "de huisarts", "the doctor"),
    ("housing-association", "landlord", "de eigenaar van uw huis", "the owner of your home"),
    ("school", "school", "de school", "the school"),
    ("food-bank", "food", "de voedselbank", "the food bank"),
    ("police", "police", "de politie", "the police"),
)
"""Kinds of organisations that nobody described: kind, id, what clients call them."""
NATIONAL = ("cak", "cbs", "ciz", "svb", "veilig-thuis", "bkr", "duo", "vir", "igj", "raad-kinderbescherming", "bidn")
STATISTICS = ("cbs", "bidn")
LAWS = {
    "welfare": "wmo-2015-5.3.4",
    "municipality": "selectielijst-2020-8.1.1",
    "youth-care": "jeugdwet-7.3.8",
    "care-provider": "wmo-2015-5.3.4",
}
"""The law with the term for the files of a kind of organisation."""
GROUPS = (
    ("youth", "als uw kind hulp krijgt", "if your child gets help", ""),
    ("wmo", "als u hulp thuis krijgt", "if you get help at home", ""),
    ("debts", "als u hulp bij schulden krijgt", "if you get help with debts", ""),
    ("homeless", "als u geen huis heeft", "if you have no home", ""),
    ("north", "als u in het noorden woont", "if you live in the north", "side"),
    ("south", "als u in het zuiden woont", "if you live in the south", "side"),
)
"""Groups of clients: id, what clients read, division."""
PURPOSES = """\
  support:
    name: Ondersteuning Wmo
    plain: {nl: u thuis te helpen, en: help you at home}
    basis: public-task
    law: wmo-2015-5.1.2
    special: uavg-30-3-a
    number: wmo-2015-5.2.9
  youth-help:
    name: Jeugdhulp
    plain: {nl: u en uw kind te helpen, en: help you and your child}
    basis: [public-task, legal-obligation]
    law: jeugdwet
    special: uavg-30-3-a
    criminal: uavg-33-1-c
    number: jeugdwet-7.2.1
  debt-help:
    name: Schuldhulp
    plain: {nl: u te helpen met schulden, en: help you with debts}
    basis: public-task
    law: wgs-8
    special: wgs-8a
    number: wgs-8c
  granting:
    name: Toewijzing
    plain: {nl: uw hulp te regelen, en: arrange your help}
    basis: public-task
    law: [wmo-2015-5.2.1, wmo-2015-5.2.2, jeugdwet-7.4.0]
    special: unknown
    number: [wmo-2015-5.2.9, jeugdwet-7.2.1]
  bookkeeping:
    name: Boekhouding
    plain: {nl: onze rekeningen te bewaren, en: keep our bills}
    basis: legal-obligation
    law: awr-52
  figures:
    name: Cijfers
    plain: {nl: cijfers te maken, en: make figures}
    basis: unknown
"""
PURPOSE_IDS = ("support", "youth-help", "debt-help", "granting", "bookkeeping")
CONDITIONS = (
    ("als u dat wilt", "if you want that"),
    ("als u hulp bij schulden vraagt", "if you ask for help with debts"),
    ("als uw kind hulp krijgt", "if your child gets help"),
    ("als u naar een ander huis gaat", "if you move to another home"),
    ("als uw huisarts u naar ons stuurt", "if your doctor sends you to us"),
    ("als u langer dan een half jaar hulp krijgt", "if you get help for longer than half a year"),
    ("als er haast bij is", "if there is a hurry"),
    ("als uw hulpverlener ziek of vrij is", "if your helper is sick or away"),
    ("als u niet komt", "if you do not come"),
    ("als wij zorgen over uw kind hebben", "if we worry about your child"),
    ("als de gemeente ja zegt op hulp", "if the council says yes to help"),
    ("als u een klacht heeft", "if you have a complaint"),
)
TRIGGERS = (
    ("als de hulp begint", "when the help starts"),
    ("elke maand", "every month"),
    ("elke nacht", "every night"),
    ("na een gesprek", "after a talk"),
    ("als de hulp stopt", "when the help stops"),
)
ROLES = (
    ("worker", "Hulpverlener", "uw hulpverlener bij", "your helper at"),
    ("desk", "Balie", "de balie van", "the desk of"),
    ("lead", "Teamleider", "de leider van", "the leader of"),
    ("manager", "Beheerder", "de beheerder van", "the application manager of"),
    ("intern", "Stagiair", "de stagiair van", "the intern of"),
)
"""Functions in an organisation: id, name, what clients call them."""


class Slot(NamedTuple):
    """A place that organisations have.

    most: how many items it collects at most. keeps: what its rules for how long may say, "" where nobody wrote any.
    """

    id: str
    kind: str
    carrier: bool
    name: str
    nl: str
    en: str
    most: int
    keeps: tuple[str, ...]


_ENDS = "      then: delete\n      set-up: {set_up}\n"
LAW = f"      term:\n        law: {{law}}\n{_ENDS}"
_NOBODY_KNOWS = "      term: unknown\n      then: nothing\n      set-up: not-set-up\n"
_HAND = "      until: deleted-by-worker\n      then: delete\n      set-up: by-hand\n"
_NEEDED = f"      criteria:\n        nl: zolang het nodig is\n        en: as long as it is needed\n{_ENDS}"


def _most(term: str, starts: str) -> str:
    return f"      term: {term}\n      starts: {starts}\n      limit: maximum\n{_ENDS}"


_HELP = _most("{years} years", "end-of-help")
SLOTS = (
    Slot("file", "client-registration", False, "Cliëntdossier", "ons programma", "our program", 12, (LAW, LAW, _HELP)),
    Slot("mail", "mailbox", False, "Postvak", "de e-mail", "the email", 8, (_most("2 years", "sent"), "")),
    Slot("backup", "backup", False, "Back-up", "de kopie van het programma", "the copy of the program", 0,
         (_most("35 days", "deleted-at-source"), _most("3 months", "deleted-at-source"))),
    Slot("drive", "shared-drive", False, "Netwerkschijf", "de map", "the shared folder", 6, (_HELP, _NOBODY_KNOWS, "")),
    Slot("phone", "phone", True, "Werktelefoon", "de werktelefoon", "the work phone", 6,
         (_HAND, _most("30 days", "last-use"), "")),
    Slot("list", "spreadsheet", False, "Wachtlijst", "de lijst", "the list", 8, (_HELP, "")),
    Slot("form", "form", False, "Aanmeldformulier", "het formulier", "the form", 12, (_most("4 weeks", "receipt"),)),
    Slot("paper", "paper-file", True, "Papieren map", "de map met papier", "the paper file", 10,
         (_HELP, _NEEDED)),
    Slot("laptop", "laptop", True, "Laptop", "de laptop", "the laptop", 4, (_most("7 days", "last-use"),)),
    Slot("chat", "chat", False, "Groepsapp", "de groep op de telefoon", "the group chat", 6, ("", _NOBODY_KNOWS)),
    Slot("calendar", "calendar", False, "Agenda", "de agenda", "the calendar", 4, (_most("1 year", "last-change"), "")),
    Slot("dashboard", "dashboard", False, "Overzicht", "het overzicht", "the overview", 2, (_HELP,)),
    Slot("archive", "backup", False, "Back-up schijf", "de kopie van de map", "the copy of the folder", 0,
         (_most("1 year", "deleted-at-source"),)),
    Slot("notebook", "notebook", True, "Schrift", "het schrift", "the notebook", 8, ("", _HAND)),
    Slot("post", "secure-mail", False, "Veilige mail", "de veilige mail", "the secure mail", 5,
         (_most("90 days", "sent"),)),
    Slot("portal", "portal", False, "Portaal", "de website waar u inlogt", "the website to log in", 10, (_HELP, "")),
    Slot("documents", "document-system", False, "Documenten", "de kast met brieven", "the store of letters", 8,
         (LAW, _HELP)),
    Slot("hours", "hours-system", False, "Urenregistratie", "de uren", "the hours", 2,
         (_most("7 years", "end-of-financial-year"),)),
    Slot("tablet", "tablet", True, "Tablet", "de tablet", "the tablet", 3, ("",)),
    Slot("survey", "survey", False, "Vragenlijst", "de vragen aan u", "the questions to you", 6, (_HELP,)),
)  # fmt: skip
BY_ID = {slot.id: slot for slot in SLOTS}
USUAL = (
    ("form", "file"), ("mail", "file"), ("paper", "file"), ("phone", "file"), ("file", "backup"), ("file", "list"),
    ("file", "drive"), ("notebook", "file"), ("file", "mail"), ("list", "drive"), ("file", "laptop"),
    ("chat", "phone"), ("portal", "file"), ("file", "dashboard"), ("drive", "archive"), ("file", "calendar"),
    ("post", "file"), ("file", "post"), ("file", "documents"), ("calendar", "phone"), ("survey", "dashboard"),
    ("file", "hours"),
)  # fmt: skip
"""Flows that organisations have, in the order in which data comes in and goes on."""
LIES_ON = {"chat": "phone", "calendar": "phone", "mail": "laptop"}
"""What lives on which carrier, where there is one."""
SENDING, RECEIVING = ("file", "mail", "post", "documents", "list"), ("file", "mail", "post", "portal")
"""The places through which an organisation exchanges data with others."""
