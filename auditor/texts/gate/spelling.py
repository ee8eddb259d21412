"""Which words are misspelt: Hunspell knows, with OpenTaal's dictionary for Dutch and en_GB for English.

One process per language stays open and every word is asked once: starting Hunspell takes longer than
checking all words of an answer. Only a misspelt word is slow, about 0.1 second, because Hunspell then looks
for suggestions.
"""

from __future__ import annotations

import atexit
import subprocess
from collections.abc import Collection, Iterable
from functools import cache, partial
from threading import Lock

from auditor.texts.gate.errors import MissingToolError
from auditor.texts.gate.lists import lists

_INSTALL = "On Debian and Ubuntu: apt-get install hunspell hunspell-nl hunspell-en-gb"
_BATCH = 100  # words written before the results are read: neither pipe may fill up


class Speller:
    """An open Hunspell process with one dictionary."""

    def __init__(self, dictionary: str) -> None:
        self._dictionary = dictionary
        self._misspelt: dict[str, bool] = {}
        self._lock = Lock()
        try:
            self._process = subprocess.Popen(
                ["hunspell", "-d", dictionary, "-i", "utf-8", "-a"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
            )
        except OSError as error:
            raise self._broken(str(error)) from error
        atexit.register(self.close)
        assert self._process.stdin
        assert self._process.stdout
        self._stdin, self._stdout = self._process.stdin, self._process.stdout
        greeting = self._stdout.readline()
        if not greeting.startswith("@(#)"):
            raise self._broken(greeting.strip())

    def misspelt(self, words: Iterable[str]) -> frozenset[str]:
        asked = dict.fromkeys(words)
        with self._lock:
            new = [word for word in asked if word not in self._misspelt]
            for start in range(0, len(new), _BATCH):
                self._ask(new[start : start + _BATCH])
            return frozenset(word for word in asked if self._misspelt[word])

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()

    def _ask(self, words: Collection[str]) -> None:
        try:
            self._stdin.writelines(f"^{word}\n" for word in words)  # ^: this is text, not a command
            self._stdin.flush()
        except OSError as error:
            raise self._broken(str(error)) from error
        for word in words:
            self._misspelt[word] = any(result[0] in "&#?" for result in self._results())

    def _results(self) -> list[str]:
        """One line for each part of a word; an empty line closes the word."""
        results: list[str] = []
        while result := self._stdout.readline():
            if result == "\n":
                return results
            results.append(result)
        raise self._broken("it stopped")

    def _broken(self, said: str) -> MissingToolError:
        return _broken(self._dictionary, said)


def _broken(dictionary: str, said: str) -> MissingToolError:
    return MissingToolError(
        "The plain-language gate needs Hunspell to check spelling, and Hunspell "
        f"with dictionary {dictionary} does not work: {said.rstrip('.')}. {_INSTALL}"
    )


@cache
def _speller(dictionary: str) -> Speller:
    return Speller(dictionary)


def _misspelt_at_once(words: Iterable[str], dictionary: str) -> frozenset[str]:
    """The same in a process that makes no suggestions: slow to start, and not slower for a misspelt word."""
    try:
        done = subprocess.run(
            ["hunspell", "-d", dictionary, "-i", "utf-8", "-l"],
            input="".join(f"{word}\n" for word in words), capture_output=True, check=True, encoding="utf-8",
        )  # fmt: skip
    except OSError as error:
        raise _broken(dictionary, str(error)) from error
    except subprocess.CalledProcessError as error:
        raise _broken(dictionary, error.stderr.strip()) from error
    return frozenset(done.stdout.split())


def misspelt(words: Iterable[str], lang: str, *, at_once: bool = False) -> frozenset[str]:
    """The words that neither the dictionary nor our own list of allowed words knows.

    at_once: for one long text with perhaps many misspelt words, and not for many answers with few.

    Numbers are skipped. A word with a hyphen is right when it, or each of its parts, is right: no dictionary
    knows "WhatsApp-bericht".
    """
    known = lists(lang)
    ask = partial(_misspelt_at_once, dictionary=known.dictionary) if at_once else _speller(known.dictionary).misspelt

    def wrong(candidates: Iterable[str]) -> frozenset[str]:
        return ask(word for word in candidates if not word[0].isdigit() and not _allowed(word, known.spelling_allowed))

    whole = wrong(word.replace("’", "'") for word in words)
    parts = wrong(part for word in whole for part in word.split("-"))
    return frozenset(word for word in whole if not parts.isdisjoint(word.split("-")))


def _allowed(word: str, allowed: frozenset[str]) -> bool:
    """A capital at the start of a sentence is allowed too."""
    return word in allowed or word[:1].lower() + word[1:] in allowed
