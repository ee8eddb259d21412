"""The command that makes the pages for a website."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from auditor.arguments import Language, Number
from auditor.cli.group import language_option, main
from auditor.errors import AuditorError, InvalidModel


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option(
    "-o", "--output", required=True, type=click.Path(file_okay=False),
    help="Folder to write; it may hold other files, which stay.",
)  # fmt: skip
@click.option("--url", help="Address that the folder gets on the web; needed for site maps and canonical addresses.")
@click.option(
    "--in", "chosen", type=Language(), multiple=True, metavar="LANGUAGE",
    help="Language of the pages; can be given again. All that there are when not given.",
)  # fmt: skip
@click.option("--prune", is_flag=True, help="Remove organisations that were published before and are not given now.")
@click.option("--jobs", type=Number(1, 256), help="Processes at once; as many as there are cores when not given.")
@language_option
def publish(
    paths: tuple[Path, ...], output: str, url: str | None, chosen: tuple[str, ...], prune: bool, jobs: int | None,
    lang: str,
) -> None:  # fmt: skip
    """Make the pages that an organisation puts on its own website: all questions, kinds of data and languages.

    Every PATH is a description of its own. The pages need no scripts and no server, ask nothing from outside, and print
    well. What is reserved is not in them. A second run writes only what changed.

    Example: auditor publish examples/wijkteam -o site
    """
    from auditor.exporters.checked import problems
    from auditor.exporters.site.publish import Wanted, languages
    from auditor.exporters.site.publish import publish as make
    from auditor.exporters.words import Words

    words = Words(lang)
    if not output.strip():
        raise AuditorError("error.site-no-folder")
    wanted = Wanted(tuple(dict.fromkeys(chosen)) or languages(), _address(url))
    if lacking := [language for language in wanted.languages if language not in languages()]:
        raise AuditorError("error.site-language", name=", ".join(lacking), candidates=", ".join(languages()))
    try:
        with click.progressbar(length=len(paths), file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
            found = make(paths, Path(output), wanted, prune=prune, jobs=jobs, tick=lambda: bar.update(1))
    except KeyboardInterrupt:
        click.echo(words.say("cli.publish-stopped"), err=True)
        sys.exit(130)
    for refused in found.refused:
        error = refused.error
        click.echo(problems(error, words) if isinstance(error, InvalidModel) else words.error(error), err=True)
    if found.refused and not found.folders:
        sys.exit(2)
    change = found.change
    counts = {"written": change.written, "same": change.same, "removed": change.removed}
    click.echo(words.say("cli.published", {"folder": output, "number": len(found.folders)}))
    click.echo(words.say("cli.published-files", {name: str(count) for name, count in counts.items()}))
    if found.stay:
        click.echo(words.say("cli.published-stay", {"names": ", ".join(found.stay)}))
    if wanted.url is None:
        click.echo(words.say("cli.published-without-url"))
    if found.refused:
        click.echo(words.say("cli.not-published", {"number": len(found.refused)}), err=True)
        sys.exit(2)


def _address(url: str | None) -> str | None:
    """The address with a slash at its end. Raises AuditorError for what is no address of a page for everybody."""
    import re

    from auditor.values import WEB_ADDRESS

    if url is None:
        return None
    if not re.fullmatch(WEB_ADDRESS, url):
        raise AuditorError("error.site-url", found=url[:80])
    return url if url.endswith("/") else f"{url}/"
