"""Small random descriptions as plain dicts, for Hypothesis: everything a trace looks at, in every combination."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st

Data = dict[str, Any]
Draw = st.DrawFn
T = TypeVar("T")

KINDS = ("welfare", "municipality", "payment-body", "vendor", "unknown", None)
RECEIVERS = ("cak", "veilig-thuis", "cbs", "bkr")
CATEGORIES = ("free-text", "contact", "debts", "national-number", "mental-health", "unknown")
SYSTEM_KINDS = ("client-registration", "mailbox", "backup", "chat", "unknown", None)
CARRIER_KINDS = ("phone", "laptop", "notebook", None)
LAWS = (
    "wmo-2015-5.3.4", "jeugdwet-7.3.8", "awr-52", "regeling-jeugdwet-6b.6", "selectielijst-2020-8.1.1", "uavg-46",
)  # fmt: skip
EVENTS = ("end-of-help", "last-change", "receipt")
COMPLETE = {"on": "2026-10-01", "by": "role-1"}
SECRET = {"reason": "a report that is still being looked into"}


class Shape:
    """How large the descriptions are, and how often something unusual is in them."""

    def __init__(self, flows: tuple[int, int] = (0, 12), groups: tuple[int, int] = (0, 3), reserve: bool = False):
        self.flows = flows
        self.groups = groups
        self.reserve = reserve


@cache
def _below(number: int) -> st.SearchStrategy[int]:
    return st.integers(0, number - 1)


def _put(part: Data, **facts: Any) -> Data:
    part.update({name.rstrip("_").replace("_", "-"): fact for name, fact in facts.items() if fact is not None})
    return part


@st.composite
def models(draw: Draw, shape: Shape = Shape()) -> Data:  # noqa: B008
    """A whole valid description."""
    return _Maker(draw, shape).model()


@st.composite
def models_with_flow(draw: Draw, shape: Shape = Shape()) -> tuple[Data, Data]:  # noqa: B008
    """A description, and one more flow that it could have."""
    maker = _Maker(draw, shape)
    data = maker.model()
    return data, {**maker.flow(), "id": "flow-more"}


class _Maker:
    def __init__(self, draw: Draw, shape: Shape) -> None:
        self.draw = draw
        self.shape = shape
        nodes = draw(st.integers(2, 7))
        organisations = draw(st.integers(1, max(1, min(3, nodes - 1))))
        carriers = draw(st.integers(0, min(2, nodes - organisations)))
        self.organisations = _ids("org", organisations)
        self.carriers = _ids("car", carriers)
        self.systems = _ids("sys", nodes - organisations - carriers)
        self.places = self.systems + self.carriers
        self.nodes = self.places + self.organisations
        self.roles = _ids("role", draw(st.integers(1, 3)))
        self.items = _ids("item", draw(st.integers(1, 4)))
        self.groups = _ids("group", draw(st.integers(*shape.groups)))

    def sometimes(self, one_in: int = 5) -> bool:
        return self.draw(_below(one_in)) == one_in - 1

    def one(self, *options: T) -> T:
        return options[self.draw(_below(len(options)))]

    def mostly(self, usual: T, *others: T, weight: int = 5) -> T:
        """Usually the first, sometimes one of the others."""
        return self.one(*(usual,) * weight, *others)

    def some(self, names: Sequence[str], most: int = 3) -> list[str]:
        """At least one of these names."""
        rest = list(names)
        return [rest.pop(self.draw(_below(len(rest)))) for _ in range(self.one(*range(1, min(most, len(names)) + 1)))]

    def secret(self, part: Data, one_in: int = 8) -> Data:
        return {**part, "reserve": SECRET} if self.shape.reserve and self.sometimes(one_in) else part

    def model(self) -> Data:
        data: Data = {"model": 1, "name": "Invented", "owner": self.organisations[0], "country": "NL"}
        data["organisations"] = {name: self.organisation(name) for name in self.organisations}
        data["roles"] = {name: self.secret({"of": self.one(*self.organisations)}) for name in self.roles}
        data["scopes"] = {
            name: self.secret(_put({}, division=self.one(None, "neighbourhood", "neighbourhood", "law")))
            for name in self.groups
        }
        data["items"] = {name: self.item(name) for name in self.items}
        data["systems"] = {name: self.system() for name in self.systems}
        data["carriers"] = {name: self.carrier() for name in self.carriers}
        data["flows"] = self.flows()
        return {name: section for name, section in data.items() if section}

    # parts

    def item(self, name: str) -> Data:
        part = {"category": self.one(*CATEGORIES)}
        return part if name == self.items[0] else self.secret(part)

    def organisation(self, name: str) -> Data:
        part = self.holder()
        if self.sometimes(4):
            part["use"] = self.one(*RECEIVERS)
        else:
            _put(part, kind=self.one(*KINDS))
        return part if name == self.organisations[0] else self.secret(part)

    def holder(self) -> Data:
        part: Data = {}
        match self.one("no", "unknown", "yes", "yes", "yes"):
            case "unknown":
                part["access"] = "unknown"
            case "yes":
                part["access"] = [self.access() for _ in range(self.one(0, 1, 1, 2))]
        match self.one("no", "unknown", "yes", "yes", "yes", "yes"):
            case "unknown":
                part["keeps"] = "unknown"
            case "yes":
                _put(part, keeps=[self.retention() for _ in range(self.one(1, 1, 1, 2, 0))] or None)
        if self.sometimes(4) and part.get("access") != "unknown":
            part["access-complete"] = COMPLETE
        elif part.get("access") == []:  # says nothing
            del part["access"]
        return part

    def place(self) -> Data:
        part = self.holder()
        _put(part, controller=self.one(None, "unknown", *self.organisations))
        if self.sometimes(3):
            part["processor"] = self.one("unknown", [self.processor()], self.one(*self.organisations))
        if self.sometimes(2):
            part["collects"] = [self.collection() for _ in range(self.one(1, 2))]
        if len(self.items) > 1 and self.sometimes(3):
            part["derives"] = [self.derivation() for _ in range(self.one(1, 2))]
        return self.secret(part)

    def system(self) -> Data:
        part = _put(self.place(), kind=self.one(*SYSTEM_KINDS))
        if self.carriers and self.sometimes(3):
            part["on"] = "unknown" if self.sometimes(8) else self.some(self.carriers)
        return part

    def carrier(self) -> Data:
        part = _put(self.place(), kind=self.one(*CARRIER_KINDS))
        _put(part, owner=self.owner(part))
        if self.sometimes(2):
            part["carried-by"] = "unknown" if self.sometimes(4) else self.some(self.roles, 2)
        return part

    def owner(self, carrier: Data) -> str | None:
        if self.shape.reserve and "controller" in carrier:  # with a reserved controller the owner is not told
            return None
        return self.one(None, "unknown", *self.organisations)

    def processor(self) -> Data:
        part: Data = {"organisation": self.one(*self.organisations)}
        if self.sometimes(3):
            part["sub-processors"] = [{"organisation": self.one(*self.organisations)}]
        return part

    def access(self) -> Data:
        part = {
            "role": self.one(*self.roles),
            "can": self.one(["read"], ["read", "write"], "export", ["write", "delete"], "unknown"),
        }
        _put(part, when=self.one(None, "own-clients", "incident", "unknown"), items=self.listed_items())
        _put(part, if_=self.one(None, None, None, "if you ask"), scope=self.scope(False))
        if self.shape.reserve and part["items"] != "all":  # a role that sees reserved items alone is still named
            part["items"] = sorted({self.items[0], *part["items"]})
        return self.secret(part)

    def listed_items(self) -> Any:
        return "all" if self.sometimes(3) else self.some(self.items)

    def scope(self, may_be_unknown: bool) -> Any:
        if not self.groups or not self.sometimes(2):
            return self.one(None, None, "all")
        return "unknown" if may_be_unknown and self.sometimes(8) else self.some(self.groups, 2)

    def collection(self) -> Data:
        part = {"items": self.listed_items(), "from": self.one("client", "us", "observed")}
        _put(part, if_=self.one(None, None, None, "if you have debts"), scope=self.scope(False))
        return self.secret(part)

    def derivation(self) -> Data:
        made = self.one(*self.items)
        part = {"item": made, "out-of": self.some([item for item in self.items if item != made], 2)}
        return self.secret(_put(part, scope=self.scope(False)))

    # how long

    def retention(self) -> Data:
        part: Data = {"items": self.listed_items()}
        match self.one("one", "one", "one", "first-of", "last-of"):
            case "one":
                part |= self.period()
            case several:
                part[several] = [self.period(), self.period()]
        _put(part, then=self.mostly("delete", "anonymise", "archive", "nothing", "unknown", None, weight=9))
        _put(part, set_up=self.mostly("automatic", "by-hand", "not-set-up", "unknown", None, weight=7))
        _put(part, limit=self.mostly(None, "minimum", "maximum", "exact", weight=9), scope=self.scope(False))
        return part

    def period(self) -> Data:
        match self.one("term", "term", "source", "law", "until", "criteria", "unknown"):
            case "term":
                term = self.one("1 month", "28 days", "5 years", "P15Y", "P1Y6M")
                return _put({"term": term}, starts=self.mostly(EVENTS[0], *EVENTS[1:], "unknown", None))
            case "source":
                return {"term": self.one("28 days", "6 months"), "starts": "deleted-at-source"}
            case "law":
                starts = self.mostly(None, "end-of-help", "unknown", "deleted-at-source")
                return _put({"term": {"law": self.one(*LAWS)}}, starts=starts)
            case "until":
                return {"until": self.one("deleted-by-worker", "account-closed", "unknown")}
            case "criteria":
                return {"criteria": "as long as we need it"}
        return {"term": "unknown"}

    # flows

    def flows(self) -> list[Data]:
        number = self.draw(st.integers(*self.shape.flows))
        found = [self.flow() for _ in range(number)]
        for position, flow in enumerate(found):
            if self.sometimes(4):
                flow["id"] = f"flow-{position}"
        return found

    def flow(self) -> Data:
        start = self.one(*self.nodes)
        part: Data = {"from": start, "to": self.one(*(node for node in self.nodes if node != start))}
        part["items"] = "unknown" if self.sometimes(12) else self.listed_items()
        part["mode"] = self.mostly("copy", "move", "view", "tell", "unknown")
        if part["mode"] == "tell":
            _put(part, written_down=self.one(None, "yes", "no", "unknown", "not-applicable"))
        _put(part, if_=self.mostly(None, "if you want that", "if you ask", weight=4), scope=self.scope(True))
        _put(part, happens=self.mostly(None, "yes", "no", "unknown", "not-applicable", weight=9))
        _put(part, becomes=self.mostly(None, "coarser", "pseudonymised", "figures", "anonymous", "unknown",
                                            weight=9))  # fmt: skip
        between = [place for place in self.places if place not in (part["from"], part["to"])]
        if between and self.sometimes(6):
            part["via"] = self.one({"place": self.one(*between)}, [{"place": self.one(*between)}, "vecozo"])
        return self.secret(part)


def _ids(prefix: str, number: int) -> list[str]:
    return [f"{prefix}-{position}" for position in range(1, number + 1)]
