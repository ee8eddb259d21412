"""Write the card of every answer case that has none yet (`card: ''`) into it: python -m tests.renew_cards.

Then read it aloud: a card that nobody has read is no case.
"""

from __future__ import annotations

from pathlib import Path

from tests.answers.cases import cases
from tests.answers.test_answers import card

FOLDER = Path(__file__).parent / "answers"
EMPTY = "  card: ''"


def main() -> None:
    for case in cases():
        if case.card:
            continue
        [file] = FOLDER.glob(f"*/{case.question.replace('-', '_')}.yaml")
        text = file.read_text(encoding="utf-8")
        start = text.index(EMPTY, text.index(f"{case.name}:"))
        said = "".join(f"    {line}\n" for line in card(case).lines).rstrip("\n")
        file.write_text(f"{text[:start]}  card: |\n{said}{text[start + len(EMPTY) :]}", encoding="utf-8")


if __name__ == "__main__":
    main()
