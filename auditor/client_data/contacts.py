"""E-mail addresses and telephone numbers.

An address is somebody's own unless it shows that it is not: it is at no provider for consumers, and its local part
begins with a word for a function or a part of an organisation (`privacy@`, `wijkteam.noord@`, `klachtencommissie@`),
or is the name of its own domain. What cannot be told is refused, because `jan@` and `jansen@` look like any other word.
"""

from __future__ import annotations

import re

_PROVIDERS = """
gmail googlemail hotmail outlook live msn yahoo ymail icloud aol gmx proton protonmail tutanota tuta ziggo kpnmail
kpnplanet hetnet xs4all upcmail chello quicknet casema tele2 telfort solcon zonnet wanadoo laposte skynet telenet
freeler zeelandnet caiway tiscali versatel hccnet onsbrabantnet yandex fastmail edpnet brutele kabelfoon
"""
PERSONAL_EVERYWHERE = frozenset(_PROVIDERS.split())
"""Providers for consumers, whatever stands before and after their name in the domain (`mail.ziggo.nl`)."""
_DOMAINS = """
planet.nl home.nl upc.nl online.nl kpn.nl tele2.nl onsmail.nl onsnet.nu delta.nl mail.com mail.ru me.com mac.com
pm.me hey.com duck.com web.de t-online.de free.fr orange.fr sfr.fr neuf.fr bbox.fr numericable.fr club-internet.fr
voo.be base.be proximus.be scarlet.be pandora.be
"""
PERSONAL_DOMAINS = frozenset(_DOMAINS.split())
_WORDS = """
info informatie information contact privacy avg gdpr rgpd dpo dpd fg po ap ciso security beveiliging datalek
datalekken klacht klachten klachtencommissie klachtenfunctionaris complaints complaint plaintes bezwaar inzage
dossier dossiers secretariaat secretariat secretaris secretary directie direction bestuur board management mt or
raad clientenraad receptie reception accueil balie frontdesk frontoffice backoffice office kantoor bureau desk loket
helpdesk servicedesk servicepunt service support hulp help ict it systeembeheer beheer applicatiebeheer
functioneelbeheer admin administratie administration administrator webmaster postmaster hostmaster noreply
donotreply mailer abuse post mail email postbus poststuk facturen factuur facturation invoices finance financien
boekhouding salaris hr hrm personeel rh jobs vacatures communicatie communication pers press redactie marketing
nieuwsbrief newsletter planning rooster inkoop contracten contractbeheer kwaliteit quality archief archives
bibliotheek team wijkteam wijkteams buurtteam buurtteams sociaalteam jeugdteam gezinsteam regio afdeling sector
cluster unit gemeente stad mairie commune ccas cpas ocmw kcc wmo jeugd jeugdzorg jeugdhulp jongeren kinderen gezin
ouderen senioren volwassenen schulden schuldhulp schuldhulpverlening budget budgetbeheer geldzaken inkomen
participatie werk wonen zorg welzijn social sociaal maatschappelijkwerk opvoeding onderwijs school leerplicht ggz
ggd cjg aanmelding aanmeldingen aanmelden intake verwijzing toegang meldpunt melding meldingen crisis crisisdienst
spoed vertrouwenspersoon veiligthuis vrijwilligers vrijwilliger volunteers buurtmaatjes maatjes voedselbank noord
zuid oost west centrum nord sud est ouest toezicht inspectie audit functionaris gegevensbescherming protection
donnees data bevolkingszaken burgerzaken dienst diensten commissie stichting vereniging association organisatie
public algemeen general enquiries hello hallo bonjour bestellingen reserveringen events agenda test demo
"""
FUNCTIONS = frozenset(_WORDS.split())
"""Words for a function, a task or a part of an organisation, without accents."""
_BEGINS = (
    "wijkteam", "buurtteam", "sociaalteam", "sociaalwijkteam", "jeugdteam", "gezinsteam", "privacy", "klacht",
    "helpdesk", "servicedesk", "secretaria", "administratie", "receptie", "contact", "info", "support", "meldpunt",
    "gemeente", "stichting", "client", "vertrouwens", "bezwaar", "planning", "archief", "afdeling", "functionaris",
    "gegevensb", "dataprotection", "datalek", "schuld", "jeugd", "zorgloket", "wmo", "maatschappelijk", "aanmeld",
    "noreply", "voedselbank", "vrijwillig", "gegevens", "beheer", "debiteuren", "crediteuren",
)  # fmt: skip
_ENDS = (
    "loket", "team", "desk", "balie", "dienst", "beheer", "office", "officer", "coordinator", "commissie",
    "functionaris", "secretariaat", "administratie", "hulpverlening", "punt",
)  # fmt: skip
_AT = re.compile("@")
_LOCAL = re.compile(r"[\w.%+'&=~-]{1,64}")
_DOMAIN = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_SHORT, _LONG = 3, 7
"""Letters: `hr.` before a name may be "mister"; in a long word an ending says that it is a function."""
_CUTS = re.compile(r"[._+\-\d]+")

_CUT = r"(?: ?[-./] ?| {1,2})?"
_ORGANISATION = re.compile(
    r"(?:kbo|bce|ondernemingsnummer|numero d'entreprise|btw|tva)[^\d]{0,20}$|(?<![^\W_])(?-i:BE) ?$", re.I
)
ABROAD = (
    re.compile(
        rf"(?<![\w+])(?:\+|00) ?(?:\(?31\)?(?:{_CUT}\(0\))?(?:{_CUT}\d){{9}}|\(?33\)?(?:{_CUT}\(0\))?(?:{_CUT}\d){{9}}"
        rf"|\(?32\)?(?:{_CUT}\(0\))?(?:{_CUT}\d){{8,9}})(?!\d)"
    ),
    re.compile(rf"(?<![\w+])\+ ?\(?[1-9](?:\)?{_CUT}(?:\(0\))?\d){{7,14}}(?!\d)"),
    re.compile(r"(?<!\d)00 ?[1-9]\d(?:[ .-]?\d){8,11}(?!\d)"),
    re.compile(r"(?<!\d)316\d{8}(?!\d)"),
)
NATIONAL = (
    re.compile(rf"(?<!\d)\(?0[1-9](?:\)?{_CUT}\d){{8}}(?!\d)"),
    re.compile(rf"(?<!\d)0(?:800|90[069]){_CUT}\d{{4}}(?!\d)"),
    re.compile(r"(?<!\d)0(?:[1-9][ ./-]{1,2}\d{3}|[1-9]\d[ ./-]{1,2}\d\d)[ .-]?\d\d[ .-]?\d\d(?![ .-]?\d)"),
)
"""Numbers of the Netherlands and France, short service numbers, and Belgian ones of nine digits."""


def addresses_in(text: str) -> list[tuple[int, int, bool]]:
    """Every e-mail address in this text: where, and whether it can be somebody's own."""
    found: list[tuple[int, int, bool]] = []
    for at in _AT.finditer(text):
        start = at.start()
        backwards = _LOCAL.match(text[max(0, start - 64) : start][::-1])
        domain = _DOMAIN.match(text, at.end())
        local = backwards[0][::-1].lstrip(".'-=") if backwards else ""
        if local and domain and any(char.isalpha() for char in domain[0].rpartition(".")[2]):
            found.append((start - len(local), domain.end(), is_personal(local, domain[0])))
    return found


def is_personal(local: str, domain: str) -> bool:
    """Whether an address can be somebody's own: not surely that of a function or an organisation."""
    labels = domain.lower().split(".")
    if PERSONAL_EVERYWHERE.intersection(labels) or ".".join(labels[-2:]) in PERSONAL_DOMAINS:
        return True
    words = [word for word in _CUTS.split(local.lower()) if word]
    if not words:
        return True
    name = max(labels[:-1], key=len).replace("-", "")
    if "".join(words) in {name, *FUNCTIONS} or all(_is_function(word, name) for word in words):
        return False
    return len(words[0]) <= _SHORT or not _is_function(words[0], name)


def _is_function(word: str, name: str) -> bool:
    if word in FUNCTIONS or (word == name and len(word) > 1):
        return True
    return word.startswith(_BEGINS) or (len(word) > _LONG and word.endswith(_ENDS))


def is_organisation_number(text: str, start: int) -> bool:
    """Whether the words before a number of ten digits say that it is the Belgian number of an enterprise."""
    return _ORGANISATION.search(text[max(0, start - 40) : start]) is not None
