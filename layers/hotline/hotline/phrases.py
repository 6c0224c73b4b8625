"""Finds phrases in a message: what the recognisers' rules are written in."""

from hotline.text import FOLD, Message, agrees, fold_lexicon, spell

# What may come next: folded word → (how it is spelt, how strictly, what may come after it).
type _Ways = dict[str, list[tuple[str, int, _Node]]]
type _Node = _Ways | tuple[_Node] | None  # None: the phrase is complete. A tuple: up to three words, then its node.


class Phrases:
    """Phrases to find in a message, written as a clerk would write them.

    One phrase a line (or between "|"). In a phrase, a/b are alternatives, "_" joins the words of one alternative, "…"
    stands for up to three words. Accents may be missing in a message, but must not be others: "tuyến" is found in
    "tuyen", not in "tuyển". After "=" they may be missing only where the writer types none at all, after "==" never:
    those are the words that are other words without them ("cho" is no "chợ", "chay" no "cháy").
    """

    __slots__ = ("_compiled", "_written")

    def __init__(self, phrases: str) -> None:
        # Only the first words are read now: most phrases are never met, and the import is in the citizen's way.
        self._written: dict[str, list[str]] = {}
        self._compiled: _Ways = {}
        lines = phrases.replace("\n", "|")
        for folded, phrase in zip(fold_lexicon(lines).split("|"), lines.split("|"), strict=True):
            slot = folded.strip().partition(" ")[0].lstrip("=")
            for first in slot.split("/") if "/" in slot else (slot,):
                self._written.setdefault(first.partition("_")[0], []).append(phrase)
        self._written.pop("", None)

    def find(self, message: Message) -> int | None:
        """Where the first of the phrases begins."""
        if self._written.keys().isdisjoint(message.vocabulary):
            return None
        written = self._written
        return next((at for at, word in enumerate(message.words) if word in written and self.at(message, at)), None)

    def beside(self, message: Message, harmless: "Phrases", spans: list[tuple[int, int]] | None = None) -> bool:
        """Whether one of the phrases is there that is not part of what is said in one of `harmless`, or of the `spans`.

        "tai nạn" is in "gặp tai nạn, có bảo hiểm tai nạn" even if "bảo hiểm tai nạn" is harmless.
        """
        found = self._spans(message)
        if not found:
            return False
        others = [*harmless._spans(message), *(spans or ())]
        return not all(any(start < stop and begin < end for begin, stop in others) for start, end in found)

    def _spans(self, message: Message) -> list[tuple[int, int]]:
        """Where each of the phrases that are there begins and ends."""
        if self._written.keys().isdisjoint(message.vocabulary):
            return []
        found = ((at, self.at(message, at)) for at, word in enumerate(message.words) if word in self._written)
        return [(at, end) for at, end in found if end]

    def cover(self, message: Message, start: int, end: int) -> bool:
        """Whether nothing but these phrases stands from `start` to `end`."""
        while start < end:
            stop = self.at(message, start)
            if not stop:
                return False
            start = stop
        return True

    def at(self, message: Message, at: int) -> int:
        """Where the longest phrase that begins at `at` ends, or 0."""
        if at >= len(message.words) or (word := message.words[at]) not in self._written:
            return 0
        if word not in self._compiled:
            self._compile(word)
        return _match(self._compiled, message, at)

    def __call__(self, message: Message) -> bool:
        """Whether any of the phrases is there."""
        return self.find(message) is not None

    def _compile(self, first: str) -> None:
        """Reads the phrases that begin with a word."""
        ways = self._compiled[first] = []
        for phrase in dict.fromkeys(self._written[first]):
            node: _Node = None
            for slot in reversed(phrase.split()):
                node = (node,) if slot == "…" else _slot(slot, node)
            if isinstance(node, dict):
                ways += node.get(first, ())


def _slot(written: str, after: _Node) -> _Ways:
    """One place in a phrase, its alternatives leading to what comes `after`."""
    bare = written.lstrip("=")
    strict = len(written) - len(bare)
    ways: _Ways = {}
    for alternative in bare.split("/"):
        node = after
        first, *rest = alternative.split("_")
        for word in reversed(rest):
            node = {word.translate(FOLD): [(spell(word), strict, node)]}
        ways.setdefault(first.translate(FOLD), []).append((spell(first), strict, node))
    return ways


def _match(node: _Node, message: Message, at: int) -> int:
    """The end of the longest way through `node` from `at`, or 0."""
    if node is None:
        return at
    words = message.words
    if isinstance(node, tuple):
        inner = node[0]
        best = 0
        for begin in range(at, min(at + 4, len(words))):
            if inner is None or isinstance(inner, tuple) or words[begin] in inner:
                best = max(best, _match(inner, message, begin))
        return best
    if at >= len(words) or (ways := node.get(words[at])) is None:
        return 0
    best = 0
    spoken = message.spoken[at]
    for meant, strict, after in ways:
        if spoken == meant or (strict < 2 and not (strict and message.accented) and agrees(spoken, meant)):
            end = at + 1 if after is None else _match(after, message, at + 1)
            if end > best:
                best = end
    return best
