"""What an editor would say of news before it is published: how long it is, what it lacks, and how it reads.

All of it is advice. The limits are those of Swedish newsrooms: a lead of three lines, a release of a page, one thought
a sentence. What somebody has said is nobody's to shorten, so quotes are counted and not judged.
"""

from __future__ import annotations

from collections.abc import Iterator

from iopdocs.classes import dataclass
from iopdocs.swedish.readability import lix, sentences, words

MOST_WORDS, LEAST_WORDS, LEAD_WORDS, SENTENCE_WORDS, MOST_LIX, IN_A_ROW = 450, 120, 50, 30, 50, 3
_SHOWN = 6
_WHAT_LIX_IS = "LIX är ord per mening plus procenten ord med fler än sex bokstäver; en dagstidning har 40–50"


@dataclass(frozen=True, slots=True)
class NewsText:
    """The text of news as it will be read: the lead, what is said in our own words, all of it, and what it has.

    ``own`` are the paragraphs in order, and an empty one where something else comes between, such as a quote.
    """

    lead: str
    own: tuple[str, ...]
    whole: str
    quotes: int
    reachable: bool
    dated: bool


def findings(news: NewsText) -> Iterator[str]:
    """Yield what an editor would say, each as the beginning of a sentence."""
    count = len(words(news.whole))
    if count > MOST_WORDS:
        yield f"texten före rutorna har {count} ord (helst högst {MOST_WORDS})"
    if count < LEAST_WORDS:
        yield f"texten före rutorna har {count} ord (helst minst {LEAST_WORDS})"
    if (lead := len(words(news.lead))) > LEAD_WORDS:
        yield f"ingressen har {lead} ord (helst högst {LEAD_WORDS})"
    if not news.quotes:
        yield "det finns inget citat"
    if not news.reachable:
        yield "det finns ingen kontakt med telefon eller e-post"
    if not news.dated:
        yield "dagen för publicering saknas"
    yield from _readings(news)


def _readings(news: NewsText) -> Iterator[str]:
    parts = [sentence for text in (news.lead, *news.own) for sentence in sentences(text)]
    long = sorted((one for one in parts if len(words(one)) > SENTENCE_WORDS), key=lambda one: -len(words(one)))
    if long:
        begins = " ".join(long[0].split()[:_SHOWN])
        many = "en mening är" if len(long) == 1 else f"{len(long)} meningar är"
        most = f"{len(words(long[0]))} ord" if len(long) == 1 else f"den längsta {len(words(long[0]))} ord"
        yield f"{many} längre än {SENTENCE_WORDS} ord ({most}: ”{begins} …”)"
    if (index := lix(parts)) > MOST_LIX:
        yield f"LIX är {index} (helst högst {MOST_LIX}; {_WHAT_LIX_IS})"
    for word in dict.fromkeys(_repeated(news)):
        yield f"{IN_A_ROW} meningar i rad börjar med ”{word}”"


def _repeated(news: NewsText) -> Iterator[str]:
    """Yield the words that begin so many sentences in a row, with nothing between them."""
    last, row = "", 0
    for text in (news.lead, *news.own):
        for first in [words(sentence)[0] for sentence in sentences(text)] or [""]:
            row = row + 1 if first and first.casefold() == last else 1
            last = first.casefold()
            if row == IN_A_ROW:
                yield first
