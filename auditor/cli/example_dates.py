"""The options for example dates of a made-up client."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from auditor.arguments import Day, WrongArguments
from auditor.errors import AuditorError, shown

if TYPE_CHECKING:
    from auditor.model import View
    from auditor.traces import Dates

F = TypeVar("F", bound=Callable[..., Any])
EXAMPLE = '--since "end of help=2026-03-31"'
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
"""The days that an example can have."""
OLDEST = 130
"""How many years after a birth something of somebody can still happen; before it, in the year before."""


class EventAndDay(click.ParamType):  # type: ignore[type-arg]
    """An event and a day with = between them; the last = counts."""

    name = "event=date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, date]:
        """Raises WrongArguments for what is no event with a day."""
        event, between, day = value.rpartition("=")
        if not between or not event.strip():
            command = ctx.command_path if ctx else ""
            params = {"option": "--since", "found": shown(value), "example": EXAMPLE}
            raise WrongArguments("error.event-and-day", command, **params)
        found: datetime = Day().convert(day.strip(), param, ctx)
        return event.strip(), found.date()


def example_dates_options(command: F) -> F:
    """The options --since, --born and --died."""
    options = (
        click.option(
            "--since", multiple=True, type=EventAndDay(), metavar="EVENT=DATE",
            help="Example day of an event: its id, its name or its plain words. Can be given again.",
        ),
        click.option("--born", type=Day(), metavar="DATE", help="Example day of birth; birthdays follow from it."),
        click.option("--died", type=Day(), metavar="DATE", help="Example day of death."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def example_dates(
    view: View, since: Iterable[tuple[str, date]], born: datetime | None, died: datetime | None
) -> Dates | None:
    """The dates that were given; None where there are none.

    Raises AuditorError for an event that this view does not have, and for dates that cannot be.
    """
    from auditor.traces import Dates, event_named

    named = [(event_named(view, event), day) for event, day in since]
    if not named and born is None and died is None:
        return None
    dates = Dates.of(view, named, born.date() if born else None, died.date() if died else None)
    _refuse_absurd(dates.given)
    return dates


def _refuse_absurd(given: Mapping[str, date]) -> None:
    """Raises AuditorError for a day that no example needs: a slip of the keys."""
    from auditor.traces.dates import BIRTH

    for event, day in given.items():
        said = {"event": event, "day": day.isoformat()}
        if not FIRST <= day <= LAST:
            bounds = {"first": FIRST.isoformat(), "last": LAST.isoformat()}
            raise AuditorError("error.day-out-of-bounds", **said, **bounds)
        born = given.get(BIRTH, day)
        if not born.year - 1 <= day.year <= born.year + OLDEST:
            years = {"born": born.isoformat(), "years": str(OLDEST)}
            raise AuditorError("error.day-out-of-life", **said, **years)
