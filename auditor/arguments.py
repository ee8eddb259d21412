"""What is wrong with a command line, as errors of ours: click says it in English only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from auditor.errors import AuditorError, shown


class WrongArguments(AuditorError):
    """The command line cannot be used. command: whose help says what can."""

    def __init__(self, key: str, command: str, **params: str) -> None:
        super().__init__(key, **params)
        self.command = command


class Choice(click.Choice):  # type: ignore[type-arg]
    """One of these words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Raises WrongArguments for another word."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            params = {"option": _name(param), "found": shown(value), "candidates": ", ".join(map(str, self.choices))}
            raise WrongArguments("error.no-such-choice", _command(ctx), **params) from None


class Day(click.DateTime):
    """A day as year, month and day."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Raises WrongArguments for what is no day."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            params = {"option": _name(param), "found": shown(value)}
            raise WrongArguments("error.no-such-day", _command(ctx), **params) from None


class Number(click.IntRange):
    """A number between two others."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Raises WrongArguments for another number, and for what is none."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            params = {"option": _name(param), "found": shown(value), "first": str(self.min), "last": str(self.max)}
            raise WrongArguments("error.no-such-number", _command(ctx), **params) from None


class Language(click.ParamType):  # type: ignore[type-arg]
    """A language in which answers can be given: ours, and those that somebody added and read."""

    name = "language"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Raises WrongArguments for another language."""
        from auditor.texts import offered

        if value in offered():
            return value
        params = {"option": _name(param), "found": shown(value), "candidates": ", ".join(offered())}
        raise WrongArguments("error.no-such-choice", _command(ctx), **params)


class Command(click.Command):
    """A command that says itself what it was given too much."""

    allow_extra_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Raises WrongArguments."""
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            raise said(error, ctx) from None
        if rest and not ctx.resilient_parsing:
            raise WrongArguments("error.too-many-arguments", ctx.command_path, found=shown(" ".join(rest)))
        return rest


def no_such_command(name: str, ctx: click.Context, known: Iterable[str]) -> WrongArguments:
    """A command that does not exist."""
    return WrongArguments("error.no-such-command", ctx.command_path, name=shown(name), candidates=", ".join(known))


def said(error: click.UsageError, ctx: click.Context) -> WrongArguments:
    """What click complains about; what we have no sentence for is told in its own words."""
    params: dict[str, str] = {}
    match error:
        case click.MissingParameter():
            key, params = "error.missing-argument", {"name": _name(error.param)}
        case click.NoSuchOption():
            near = ", ".join(error.possibilities or ())
            key, params = "error.no-such-option", {"name": shown(error.option_name), "near": near}
        case click.BadOptionUsage():
            option = next((one for one in ctx.command.params if error.option_name in one.opts), None)
            key = "error.no-value-there" if getattr(option, "is_flag", False) else "error.value-missing"
            params = {"name": shown(error.option_name)}
        case _:
            key, params = "error.wrong-arguments", {"found": error.format_message()}
    if params.get("near"):
        key += "-near"
    return WrongArguments(key, ctx.command_path, **params)


def _name(param: click.Parameter | None) -> str:
    """An option as people type it, an argument as the help names it."""
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return param.human_readable_name if param else ""


def _command(ctx: click.Context | None) -> str:
    return ctx.command_path if ctx else ""
