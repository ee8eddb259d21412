"""What a visitor has chosen. The only module that names keys of the session state and of the address.

Choices live in the session, and the address repeats them: a phone that reloads the page, a shared link and the back
button find the same place again. Addresses hold ids of the description only, and every id is checked when it is read.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

import streamlit as st

from auditor import texts
from auditor.ui.descriptions import Description
from auditor.ui.shell import language as pick_language

LANGUAGE: Final = "language"
DESCRIPTION: Final = "description"
ABOUT: Final = "about"
QUESTION: Final = "question"
MAP: Final = "map"
MAP_ITEM: Final = "map-item"
PLACE: Final = "place"
LEVELS: Final = "levels"
RULE: Final = "rule"
SHOWN: Final = "shown"
OFFICER: Final = "officer"
VIEWER: Final = "viewer"
SEARCH: Final = "search"
GROUPS: Final = "groups"
AGE: Final = "age"
SPEECH: Final = "speech"
ANSWER_IN: Final = "answer-in"
DAY: Final = "day"
_CHOICES: Final = (LANGUAGE, DESCRIPTION, ABOUT, QUESTION, MAP, MAP_ITEM, PLACE, LEVELS, RULE, SHOWN, OFFICER,
                   SEARCH, GROUPS, AGE, SPEECH, ANSWER_IN)  # fmt: skip
_WRITTEN: Final = "address-written"
_FOCUS: Final = "focus"

EVERYWHERE: Final = {"lang": LANGUAGE, "model": DESCRIPTION}
ON_PAGE: Final[Mapping[str, Mapping[str, str]]] = {
    "": {"about": ABOUT, "ask": QUESTION},
    "flow_map": {"map": MAP, "item": MAP_ITEM, "place": PLACE},
    "findings": {"rule": RULE},
}
"""Per page what its address holds besides that."""

EVERYTHING: Final = ""
"""The choice for everything at once; not a possible id."""
PAGE_OF_FINDINGS: Final = 50


# reading and writing the address


def begin() -> None:
    """Keep what was chosen on other pages, and take over language and description from a new address."""
    for key in list(st.session_state):
        if key in _CHOICES or str(key).startswith(f"{DAY}-"):
            st.session_state[key] = st.session_state[key]
    if _new_address():
        _take_over(EVERYWHERE)
    if st.session_state.get(LANGUAGE) not in texts.LANGUAGES:
        accepted = st.context.headers.get("Accept-Language", "") if st.context.headers else ""
        st.session_state[LANGUAGE] = pick_language(None, accepted)


def arrive(page: str) -> None:
    """Take over what a new address says of this page."""
    if _new_address():
        _take_over(ON_PAGE.get(page, {}))


def leave(page: str) -> None:
    """Make the address say where the visitor is now."""
    keys = {**EVERYWHERE, **ON_PAGE.get(page, {})}
    address = {part: str(st.session_state[key]) for part, key in keys.items() if st.session_state.get(key)}
    if address != dict(st.query_params):
        st.query_params.from_dict(address)
    st.session_state[_WRITTEN] = address


def _new_address() -> bool:
    """Whether the visitor came by a link or went back. An address without our marks is a fresh page: nothing new."""
    address = dict(st.query_params)
    return address != st.session_state.get(_WRITTEN) and bool(address.keys() & {*EVERYWHERE, *ON_PAGE[""]})


def _take_over(parts: Mapping[str, str]) -> None:
    for part, key in parts.items():
        st.session_state[key] = st.query_params.get(part, "")


# choices, always valid


def language() -> str:
    """The language of this visitor."""
    return str(st.session_state.get(LANGUAGE) or texts.LANGUAGES[0])


def description(known: tuple[Description, ...]) -> Description | None:
    """The description chosen, at first the first; None when there is none."""
    found = next((one for one in known if one.id == st.session_state.get(DESCRIPTION)), known[0] if known else None)
    _set(DESCRIPTION, found.id if found else "")
    return found


def chosen(key: str, possible: Collection[str], otherwise: str = EVERYTHING) -> str:
    """The choice under this key, or `otherwise` where that is not (or no longer) possible."""
    if st.session_state.get(key) not in possible:
        st.session_state[key] = otherwise
    return str(st.session_state[key])


def now(key: str) -> str:
    """The choice under this key as it is, possible or not."""
    return str(st.session_state.get(key) or EVERYTHING)


def several(key: str, possible: Collection[str]) -> list[str]:
    """The choices under this key that are possible."""
    kept = [choice for choice in st.session_state.get(key) or () if choice in possible]
    _set(key, kept)
    return kept


def _set(key: str, value: object) -> None:
    """Change a choice; Streamlit does not allow that once its widget is on the page, and then it is right already."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value


def choose(**choices: str) -> Callable[[], None]:
    """What a button does: set these choices (`map_item` for `map-item`), and bring the visitor to the result."""

    def act() -> None:
        for key, value in choices.items():
            st.session_state[key.replace("_", "-")] = value
        focus()

    return act


def pick_place(anchors: Mapping[str, str]) -> Callable[[], None]:
    """What a click in the picture does: choose the place behind the anchor."""

    def act() -> None:
        result: Any = st.session_state.get(VIEWER)
        if result and result.get("picked") in anchors:
            st.session_state[PLACE] = anchors[result["picked"]]

    return act


def forget_for_whom() -> None:
    """Forget for whom the last answers were, before somebody else looks on."""
    for key in list(st.session_state):
        if key in (GROUPS, AGE, SPEECH, ANSWER_IN) or str(key).startswith(f"{DAY}-"):
            del st.session_state[key]


def focus() -> None:
    """Bring the visitor to what the last button brought up; the page frame does it."""
    st.session_state[_FOCUS] = st.session_state.get(_FOCUS, 0) + 1


def focused() -> int:
    """How often that was asked; a new number asks again."""
    return int(st.session_state.get(_FOCUS, 0))


def shown() -> int:
    """How many findings to list."""
    return int(st.session_state.setdefault(SHOWN, PAGE_OF_FINDINGS))


def show_more() -> None:
    """List more findings."""
    st.session_state[SHOWN] = shown() + PAGE_OF_FINDINGS


def officer() -> bool:
    """Whether this visitor said to be a colleague who may see everything."""
    return bool(st.session_state.get(OFFICER))


def enter_as_officer() -> None:
    """Remember that."""
    st.session_state[OFFICER] = True


def leave_as_officer() -> None:
    """Forget that, before a client looks on."""
    st.session_state[OFFICER] = False
