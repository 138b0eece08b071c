"""Articles to measure on: a sample of a folder, or made up, the same ones everywhere.

Knows what news copy looks like from far away: how often a word comes, how long sentences and paragraphs are, how many are
quotations. What it makes up means nothing.
"""

import hashlib
import random
from itertools import accumulate
from pathlib import Path

import ethicslint

_WORDS = (Path(ethicslint.__file__).parent / "lexicon" / "frequencies.txt").read_text(encoding="utf-8").split()
# Zipf and Mandelbrot: a word's share of a text is about one over its rank, less at the top.
_SHARES = list(accumulate(1 / (rank + 2.7) for rank in range(len(_WORDS))))
_GIVEN = "Anna Ben Carla David Esther Farid Grace Hugo Iris Jonas Kemi Liam Maya Noor Oscar Priya".split()
_FAMILY = "Abbott Berg Castle Doyle Evans Fenwick Grant Hale Ibsen Jarvis Kaye Lund Moss Nash Okafor Price".split()
_SPEECH = "said says told added asked".split()

FRONT_MATTER = """---
title: "Council opens new library after two years of work"
description: 'Two years of work on Mill Street come to an end, and the doors are open.'
date: 2024-03-01T09:30:00Z
author: Anna Berg
section: local
draft: false
tags: [libraries, council, books]
image:
  src: /images/library.jpg
  alt: The new library on Mill Street in the morning
---

"""

FINDINGS = """
The jury found him innocent on Friday. A neighbour said that the actor had committed suicide in March.

“She was no angel,” he said. The horrific attack left the town in shock, and the monster walked free on a technicality.
"""


def sample(folder: Path, number: int) -> list[Path]:
    """`number` articles of a folder, chosen by a hash of their names, so that two runs choose alike."""
    found = [path for path in folder.iterdir() if path.suffix in (".md", ".markdown", ".txt")]
    return sorted(found, key=lambda path: hashlib.sha256(path.name.encode()).digest())[:number]


def make(folder: Path, number: int) -> list[Path]:
    """Write `number` made-up articles to `folder`."""
    source = random.Random("ethicslint")
    paths = [folder / f"article-{one:04}.md" for one in range(number)]
    for path in paths:
        path.write_text(_Writer(source).article(), encoding="utf-8")
    return paths


class _Writer:
    """Writes one article by throwing dice."""

    def __init__(self, source: random.Random) -> None:
        self._source = source
        self._curly = source.random() < 0.3

    def article(self) -> str:
        paragraphs = [self._paragraph() for _ in range(self._source.randint(8, 36))]
        if self._one_of(12):
            paragraphs.insert(4, f"## {self._headline()}")
        if self._one_of(20):
            paragraphs.insert(2, f"- {self._clause(6)}\n- {self._clause(6)}\n- {self._clause(6)}")
        text = "\n\n".join([f"# {self._headline()}", *paragraphs]) + "\n"
        return text.translate({ord("'"): "’"}) if self._curly else text

    def _one_of(self, number: int) -> bool:
        return self._source.random() < 1 / number

    def _clause(self, words: int) -> str:
        chosen = self._source.choices(_WORDS, cum_weights=_SHARES, k=words)
        for number in range(1, words):
            chance = self._source.random()
            if chance < 0.04:
                chosen[number] = f"{self._source.choice(_GIVEN)} {self._source.choice(_FAMILY)}"
            elif chance < 0.06:
                chosen[number] = str(self._source.randint(1, 2500))
            elif chance < 0.12:
                chosen[number - 1] += ","
            elif chance < 0.13:
                chosen[number] += "'s"
        return " ".join(chosen)

    def _sentence(self) -> str:
        clause = self._clause(self._source.randint(6, 34))
        return clause[0].upper() + clause[1:] + "."

    def _headline(self) -> str:
        return self._clause(self._source.randint(6, 13)).capitalize()

    def _paragraph(self) -> str:
        if self._one_of(4):
            return self._quotation()
        text = " ".join(self._sentence() for _ in range(self._source.choice((1, 1, 1, 2, 2, 3))))
        if self._one_of(30):
            words = text.split(" ")
            words[0] = f"[{words[0]}](https://news.example/{self._source.randint(1, 9999)})"
            text = " ".join(words)
        return text

    def _quotation(self) -> str:
        opening, closing = "“”" if self._curly else '""'
        speaker = f"{self._source.choice(_GIVEN)} {self._source.choice(_FAMILY)}"
        said = self._sentence()[:-1]
        return f"{opening}{said},{closing} {speaker} {self._source.choice(_SPEECH)}. {self._sentence()}"
