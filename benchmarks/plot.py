"""Time against size, as a picture, from the results of `benchmarks.trace`.

python -m benchmarks.plot results.json .github/images/trace.svg

On both axes a step of the same length is a factor ten. Left: everything from everywhere; right: load, validate and
look for what is wrong. Open points are reckoned from a part of the work, see `benchmarks.trace`.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl

from benchmarks.models import SIZES
from benchmarks.trace import QUESTIONS, Result, read

mpl.use("svg")
mpl.rcParams["svg.fonttype"] = "none"  # text stays text: small, and readable for a screen reader
mpl.rcParams["svg.hashsalt"] = "auditor"  # the same results give the same bytes
mpl.rcParams["font.family"] = "sans-serif"

import matplotlib.pyplot as plt  # noqa: E402

NAMES = {
    "networkx": "networkx, graphs",
    "networkx-views": "networkx, views",
    "rustworkx": "rustworkx",
    "c": "bare C bitsets",
    "ours": "auditor, all answers",
    "fides": "Fides",
    "pytm": "pytm",
    "ours-line": "auditor, with traces",
}
TITLES = {"trace": "Trace everything from everywhere", "line": "Load, validate, find what is wrong"}
_OURS, _OTHERS = "#0b6e4f", ("#7a3e9d", "#c0392b", "#b8860b", "#33608c")


def drawn(results: Sequence[Result], file: Path) -> None:
    """Draw the results into a file."""
    figure, boxes = plt.subplots(1, 2, figsize=(10.5, 4.4), sharex=True)
    for box, question in zip(boxes, TITLES, strict=True):
        others = iter(_OTHERS)
        for way in QUESTIONS[question]:
            mine = way.startswith("ours")
            _line(box, [one for one in results if one.way == way], _OURS if mine else next(others), mine)
        box.set(xscale="log", yscale="log", title=TITLES[question], xlabel="flows in the description")
        box.set_xlim(20, 3e8)
        box.set_xticks([size.flows for size in SIZES.values()])
        box.set_xticklabels([_short(size.flows) for size in SIZES.values()])
        box.minorticks_off()
        box.grid(alpha=0.25)
        box.spines[["top", "right"]].set_visible(False)
    boxes[0].set_ylabel("seconds of processor time")
    figure.tight_layout()
    figure.savefig(file, metadata={"Date": None})
    plt.close(figure)


def _short(number: int) -> str:
    return f"{number // 10**6} M" if number >= 10**6 else f"{number // 1000} k" if number >= 1000 else str(number)


def _line(box: Any, results: Sequence[Result], colour: str, thick: bool) -> None:
    order = list(SIZES)
    found = sorted((one for one in results if one.total), key=lambda one: order.index(one.size))
    points = [(SIZES[one.size].flows, one.total or 0.0) for one in found]
    if not points:
        return
    box.plot(*zip(*points, strict=True), color=colour, linewidth=2.6 if thick else 1.4)
    for one, (flows, seconds) in zip(found, points, strict=True):
        box.plot(flows, seconds, "o", color=colour, markersize=5, markerfacecolor=colour if one.share == 1 else "white")
    box.annotate(
        NAMES[found[0].way],
        points[-1],
        (7, -9 if thick else 4),
        textcoords="offset points",
        color=colour,
        va="center",
        fontsize=9,
        fontweight="bold" if thick else "normal",
        bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.5},
    )


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", type=Path)
    parser.add_argument("picture", type=Path)
    given = parser.parse_args(arguments)
    drawn(read(given.results), given.picture)


if __name__ == "__main__":
    main()
