"""Revise a text as people and machines do, and know for each character where it went."""

import random
import re
from dataclasses import dataclass

_SENTENCE = re.compile(r"[^.!?\n]*[.!?]+[”\"’']?\s+|[^.!?\n]*\n+")
_TYPOGRAPHY = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "—": "–", '"': "”", "'": "’", "-": "–"})
_SCANNED = {"rn": "m", "m": "rn", "l": "1", "cl": "d", "h": "b", "e": "c", "I": "l", "O": "0", "fi": "h", "tt": "ft"}


@dataclass
class Revised:
    """A revised text; `went[i]` is the new offset of the old character i, or None if it is gone."""

    chars: str
    went: list


class _Draft:
    def __init__(self, chars):
        self.out, self.went, self.size = [], [], 0
        self.chars = chars

    def keep(self, words):
        self.went += range(self.size, self.size + len(words))
        self.add(words)

    def drop(self, words):
        self.went += [None] * len(words)

    def add(self, words):
        self.out.append(words)
        self.size += len(words)

    def change(self, old, new):
        """Old characters become others at the same place."""
        last = len(new) - 1
        self.went += [self.size + min(index, last) if new else None for index in range(len(old) - 1)]
        self.went.append(self.size + last if new else None)
        self.add(new)


def revise(chars, share, seed, elsewhere, removed=None):
    """Change about `share` of the characters of a text; what is put in comes from the text `elsewhere`.

    Of its sentences the share `removed` is taken out, if not a fifth of `share`.
    """
    chance = random.Random(seed)
    sentences = [match[0] for match in _SENTENCE.finditer(elsewhere) if 20 < len(match[0]) < 300]
    vocabulary = re.findall(r"[^\W\d_A-Z]{3,}", elsewhere)
    draft = _Draft(chars)
    sort_of_share = share / 5
    position = 0
    mean = sum(map(len, sentences)) / len(sentences)
    while position < len(chars):
        match = _SENTENCE.match(chars, position)
        sentence = match[0] if match else chars[position:]
        position += len(sentence)
        if chance.random() < (sort_of_share if removed is None else removed):
            draft.drop(sentence)
        else:
            _revise_sentence(draft, sentence, sort_of_share, chance, vocabulary)
        if chance.random() < sort_of_share * len(sentence) / mean:
            draft.add(chance.choice(sentences))
    return Revised("".join(draft.out), draft.went)


def _revise_sentence(draft, sentence, share, chance, vocabulary):
    """Typing errors, words changed, typography and scanning noise, each in its share of the characters."""
    for part in re.findall(r"\w+|\W", sentence):
        if part.isalpha() and len(part) > 1 and chance.random() < share:
            draft.change(part, chance.choice(vocabulary))
        elif not part.isalnum():
            other = part.translate(_TYPOGRAPHY)
            if other != part and chance.random() < share * 10:
                draft.change(part, other)
            elif part == " " and chance.random() < share:
                draft.change(part, "\n")
            else:
                draft.keep(part)
        else:
            _spell(draft, part, share, chance)


def _spell(draft, word, share, chance):
    index = 0
    while index < len(word):
        letters = word[index : index + 2]
        one = word[index]
        seen = next((seen for seen in (letters, one) if seen in _SCANNED), None)
        if seen and chance.random() < share * 1.5:
            draft.change(seen, _SCANNED[seen])
            index += len(seen)
            continue
        roll = chance.random() / share
        if roll < 0.3:  # noqa: PLR2004
            draft.change(one, chance.choice("abcdefghijklmnopqrstuvwxyz"))
        elif roll < 0.6:  # noqa: PLR2004
            draft.drop(one)
        elif roll < 1:
            draft.keep(one)
            draft.add(chance.choice("abcdefghijklmnopqrstuvwxyz"))
        else:
            draft.keep(one)
        index += 1
