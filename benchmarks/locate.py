"""How often `edition locate` finds quotations in a revised text, and how fast, beside two published ways.

Hypothesis: every passage of fewest errors is scored by quotation, prefix, suffix and position, 50 : 20 : 20 : 2
(`match-quote.ts` of its client). dom-anchor-text-quote: the quotation in slices of 32 characters, each found by
diff-match-patch from where the last ended. Run it with `python benchmarks/locate.py`, `--texts FILE …` for other prose.
"""

import argparse
import random
import re
import statistics
import time
from pathlib import Path

import edlib
from diff_match_patch import diff_match_patch
from revising import revise

from edition.model import Quotation
from edition.texts.locating.locate import locate
from edition.texts.locating.sought import Sought

PROSE = Path(__file__).parent / "prose"
SIZE = 24_000
CONTEXT = 32
NEAR = 5


def by_us(chars, sought):
    return [span and (span.start, span.end) for span in locate(chars, sought)]


def one_by_one(chars, sought):
    """As when nothing is known of other quotations."""
    return [by_us(chars, [one])[0] for one in sought]


def by_hypothesis(chars, sought):
    return [_hypothesis(chars, one) for one in sought]


def _hypothesis(chars, sought):
    exact, prefix, suffix = sought.quotation.exact, sought.quotation.prefix, sought.quotation.suffix
    found = _search(chars, exact, min(256, len(exact) // 2))
    if not found:
        return None

    def score(match):
        start, end, errors = match
        words = 1 - errors / len(exact)
        before = _like(chars[max(0, start - len(prefix)) : start], prefix) if prefix else 1
        after = _like(chars[end : end + len(suffix)], suffix) if suffix else 1
        place = 1 if sought.hint is None else 1 - abs(start - sought.hint) / len(chars)
        return 50 * words + 20 * before + 20 * after + 2 * place

    return max(found, key=score)[:2]


def _search(chars, words, errors):
    """Verbatim places, or else every passage with the fewest errors."""
    exact = [(match.start(), match.start() + len(words), 0) for match in re.finditer(f"(?={re.escape(words)})", chars)]
    if exact:
        return exact
    found = edlib.align(_coded(words), _coded(chars), mode="HW", task="locations", k=errors)
    if found["editDistance"] < 0:
        return []
    return [(start or 0, end + 1, found["editDistance"]) for start, end in found["locations"]]


def _like(chars, words):
    if not chars:
        return 0
    found = _search(chars, words, len(words))
    return 1 - found[0][2] / len(words) if found else 0


def _coded(chars):
    return bytes(code if (code := ord(char)) < 128 else 128 + code % 128 for char in chars)  # noqa: PLR2004


def by_dom_anchor(chars, sought):
    return [_dom_anchor(chars, one) for one in sought]


def _dom_anchor(chars, sought):
    matcher = diff_match_patch()
    matcher.Match_Distance = len(chars) * 2
    exact, prefix, suffix = sought.quotation.exact, sought.quotation.prefix, sought.quotation.suffix
    at = len(chars) // 2 if sought.hint is None else sought.hint
    found = matcher.match_main(chars, prefix, at) if prefix else -1
    if found >= 0:
        at = found + len(prefix)
    elif suffix and (after := matcher.match_main(chars, suffix, at)) >= 0:
        at = after - len(exact)
    start = end = None
    for index in range(0, len(exact), 32):
        piece = exact[index : index + 32]
        found = matcher.match_main(chars, piece, at)
        if found < 0:
            return None
        at = found + len(piece)
        start = found if start is None else min(start, found)
        end = at if end is None else max(end, at)
    return start, end


def quotations(chars, chance, count):
    """Quotations of 2 to 40 whole words with neighbours of 32 characters, as an annotator's browser records them."""
    words = [match.span() for match in re.finditer(r"\S+", chars)]
    for _ in range(count):
        first = chance.randrange(len(words) - 42)
        last = first + chance.choice((1, 2, 3, 5, 8, 12, 20, 39))
        yield _quoted(chars, words[first][0], words[last][1])


def repeated(chars, count):
    """Quotations of two to four words that stand at least twice in a text."""
    words = [match.span() for match in re.finditer(r"\S+", chars)]
    seen = {}
    for size in (2, 3, 4):
        for index in range(len(words) - size):
            start, end = words[index][0], words[index + size - 1][1]
            seen.setdefault(chars[start:end], []).append((start, end))
    several = [span for spans in seen.values() if len(spans) > 1 for span in spans]
    random.Random(1).shuffle(several)
    return [_quoted(chars, *span) for span in several[:count]]


def _quoted(chars, start, end):
    words = Quotation(chars[start:end], chars[max(0, start - CONTEXT) : start], chars[end : end + CONTEXT])
    return Sought(words, start)


def truth(sought, revised):
    """Where a quotation is now: a span; None if it is gone; "part" if more than a third of it is gone."""
    start = sought.hint
    went = [new for new in revised.went[start : start + len(sought.quotation.exact)] if new is not None]
    if not went:
        return None
    if len(went) < len(sought.quotation.exact) * 2 / 3:
        return "part"
    return went[0], went[-1] + 1


def measure(way, texts, elsewhere, share, *, several, turns):
    """Counts of a way: kept, of these right and wrong, and removed, of these placed.

    A tenth of the sentences is taken out in every other revision, so that enough of them are.
    """
    counts = dict.fromkeys(("kept", "right", "wrong", "removed", "placed"), 0)
    for number, chars in enumerate(texts):
        for turn in range(turns):
            removed = 0.1 if turn % 2 else None
            revised = revise(chars, share, seed=f"{number} {turn} {share}", elsewhere=elsewhere, removed=removed)
            chance = random.Random(f"{number} {turn}")
            sought = repeated(chars, 100) if several else list(quotations(chars, chance, 100))
            for one, found in zip(sought, way(revised.chars, sought), strict=True):
                true = truth(one, revised)
                if true is None:
                    counts["removed"] += 1
                    counts["placed"] += found is not None
                elif true != "part" and not removed:
                    counts["kept"] += 1
                    is_right = found is not None and all(abs(a - b) <= NEAR for a, b in zip(found, true, strict=True))
                    counts["right"] += is_right
                    counts["wrong"] += found is not None and not is_right
    return counts


def milliseconds(texts, elsewhere, share):
    """CPU time for a quotation that is asked for alone: median and 95th percentile."""
    spent = []
    for number, chars in enumerate(texts):
        revised = revise(chars, share, seed=f"time {number}", elsewhere=elsewhere) if share else None
        for one in quotations(chars, random.Random(number), 200):
            begun = time.process_time()
            locate(revised.chars if revised else chars, [one])
            spent.append(1000 * (time.process_time() - begun))
    return statistics.median(spent), statistics.quantiles(spent, n=20)[-1]


def main():
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", nargs="*", type=Path, default=sorted(PROSE.glob("*.txt")))
    parser.add_argument("--turns", type=int, default=10, help="revisions of each text")
    parser.add_argument("--only-us", action="store_true", help="leave out the other ways")
    options = parser.parse_args()
    given = [path.read_text(encoding="utf-8", errors="replace") for path in options.texts]
    texts = [chars[:SIZE] for chars in given]
    elsewhere = given[-1][SIZE:].partition(". ")[2] or given[0]
    ways = {"`edition locate`, all at once": by_us, "`edition locate`, one by one": one_by_one}
    if not options.only_us:
        ways |= {"Hypothesis": by_hypothesis, "dom-anchor-text-quote": by_dom_anchor}
    print("| way | quotations | changed | right % | wrong % | removed yet placed % | kept, removed |")
    print("|---|---|---|---|---|---|---|")
    for name, way in ways.items():
        turns = 2 if way is by_dom_anchor else options.turns
        for several in (False, True):
            for share in (0.02, 0.1):
                counts = measure(way, texts, elsewhere, share, several=several, turns=turns)
                shares = (100 * counts[sort] / max(counts["kept"], 1) for sort in ("right", "wrong"))
                placed = 100 * counts["placed"] / max(counts["removed"], 1)
                cells = (name, "repeated" if several else "all", f"{share:.0%}", *(f"{s:.2f}" for s in (*shares, placed)))
                print("|", " | ".join(cells), "|", f"{counts['kept']}, {counts['removed']}", "|", flush=True)
    print()
    for share, name in ((0, "verbatim"), (0.1, "at 10 %")):
        median, last = milliseconds(texts, elsewhere, share)
        print(f"CPU for a quotation in {SIZE // 1000} kB, {name}: median {median:.2f} ms, p95 {last:.2f} ms")


if __name__ == "__main__":
    main()
