"""The lexicon of figures (lexicon/figures.toml) in the form in which it is looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kg.lexicon import table


class WordSet:
    """A set of words that tells the longest of them with which a string begins or ends."""

    def __init__(self, members: Iterable[str]) -> None:
        self.members = frozenset(members)
        self.firsts = _lengths((word[0], len(word)) for word in self.members)
        self.lasts = _lengths((word[-1], len(word)) for word in self.members)

    def __contains__(self, word: object) -> bool:
        return word in self.members

    def at_start(self, text: str, begin: int = 0) -> int:
        """Return the length of the longest member with which ``text[begin:]`` begins, 0 for none."""
        room = len(text) - begin
        for length in self.firsts.get(text[begin : begin + 1], ()):
            if length <= room and text[begin : begin + length] in self.members:
                return length
        return 0

    def at_end(self, text: str, end: int | None = None) -> int:
        """Return the length of the longest member with which ``text[:end]`` ends, 0 for none."""
        end = len(text) if end is None else end
        for length in self.lasts.get(text[end - 1 : end], ()):
            if length <= end and text[end - length : end] in self.members:
                return length
        return 0


def _lengths(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """Return for each character the lengths of its words, longest first."""
    found: dict[str, set[int]] = {}
    for char, length in pairs:
        found.setdefault(char, set()).add(length)
    return {char: tuple(sorted(lengths, reverse=True)) for char, lengths in found.items()}


class Vocabulary:
    """The lists of lexicon/figures.toml."""

    def __init__(self) -> None:
        data = table("figures")
        verbs, growth, ranks = data["verbs"], data["growth"], data["ranks"]
        self.leads, self.tails, self.areas = WordSet(data["leads"]), WordSet(data["tails"]), frozenset(data["areas"])
        self.not_leads = tuple(data["not_leads"])
        self.splits = re.compile("|".join(data["splits"]))
        self.heads = tuple(data["heads"])
        self.strong, self.among = frozenset(verbs["strong"]), tuple(ranks["among"])
        self.closed = frozenset(verbs["closed"])
        self.holding = tuple(verbs["holding"])
        self.open = frozenset(verbs["open"])
        self.loose = frozenset(data["loose"])
        self.bare, self.rates = WordSet(data["bare"]), tuple(data["rates"])
        self.fronts = tuple(data["fronts"])
        self.toward = re.compile("|".join(data["toward"]))
        self.substances = tuple(data["substances"])
        self.held, self.aspects = frozenset(data["held"]), WordSet(data["aspects"])
        self.hoped = WordSet(data["hoped"])
        self.progress = WordSet(data["progress"])
        self.performs, self.performers = WordSet(data["performs"]), tuple(data["performers"])
        self.enrolled = frozenset(verbs["enrolled"])
        self.durations, self.pairs = tuple(data["durations"]), dict(data["pairs"])
        self.acts, self.pivots, self.soft = WordSet(verbs["acts"]), WordSet(verbs["pivots"]), tuple(verbs["soft"])
        reaching = [word for word in data["tails"] if len(word) > 1 and word[-1] in "到至为在"]
        self.predicates, self.adverbs = WordSet([*verbs["predicates"], *reaching]), WordSet(verbs["adverbs"])
        stops = "，,。；;：:、（()）！？—\n“《以了"
        firsts = {*self.predicates.firsts, *(word[0] for word in verbs["noun_ends"]), *stops}
        self.boundary = re.compile("[" + re.escape("".join(sorted(firsts))) + "]")
        self.things = tuple(verbs["things"])
        self.basic = tuple(verbs["basic"])
        self.not_verb, self.noun_ends = tuple(verbs["not_verb"]), WordSet(verbs["noun_ends"])
        self.growth, self.changes = WordSet(growth["words"]), WordSet(growth["nouns"])
        self.between, self.kept = WordSet(growth["between"]), WordSet(growth["kept"])
        self.aside = re.compile(f"(?:{growth['aside']})$")
        self.newly = re.compile("|".join(w for w in verbs["acts"] if w[0] == "新" and len(w) > 2))
        self.reaching, self.effects = tuple(growth["reaching"]), tuple(growth["effects"])
        self.lessening = WordSet(growth["lessening"])
        self.relative = re.compile(growth["relative"])
        self.rank_verbs, self.scopes = WordSet(ranks["verbs"]), WordSet(ranks["scopes"])
        self.headcount: dict[str, str] = data["headcount"]
        statistics = data["statistics"]
        self.stocks = WordSet(verbs["stocks"])
        self.sizes, self.amounts = tuple(statistics["sizes"]), tuple(statistics["amounts"])
        self.passing, self.each = frozenset(statistics["passing"]), tuple(statistics["each"])
        self.flow, self.occasions = tuple(statistics["flow"]), frozenset(statistics["occasions"])
        self.cases, self.standing = frozenset(statistics["cases"]), re.compile(statistics["standing"])
        self.now, self.reached = re.compile(statistics["now"]), re.compile(statistics["reached"])
        self.already = re.compile(statistics["already"])
        self.work_reports = frozenset(data["work_reports"]["genres"])


@cache
def vocabulary() -> Vocabulary:
    """Return the lists, read once."""
    return Vocabulary()
