"""Reading the places of a law reference: ``14 kap. 2 och 3 §§``, ``5:11 st. 2``, ``artikel 28.3 h``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from iopdocs.laws.lagrum import ORDINALS, Lagrum
from iopdocs.laws.tokens import STARTS, Token, unreadable

Part = TypeVar("Part")


class PlaceReader:
    """Reads the places from tokens. ``offset`` tells where the reading stopped."""

    def __init__(self, tokens: tuple[Token, ...], text: str) -> None:
        self.tokens, self.text, self.at = tokens, text, 0
        self.articles = self.marked = self.sign_first = self.clock_like = False
        self.conjunctions: set[str] = set()

    @property
    def offset(self) -> int:
        """Where in the text the reading stopped."""
        return self.tokens[self.at].start if self.at < len(self.tokens) else len(self.text)

    @property
    def either(self) -> bool:
        """Whether the places were joined by *eller*."""
        return self.conjunctions == {"eller"}

    def kind(self, ahead: int = 0) -> str:
        """Return the kind of a coming token; a sign is its own kind."""
        if self.at + ahead >= len(self.tokens):
            return ""
        token = self.tokens[self.at + ahead]
        return token.text if token.kind == "sign" else token.kind

    def kinds(self, *kinds: str) -> bool:
        """Whether the coming tokens are of these kinds."""
        return all(self.kind(ahead) == kind for ahead, kind in enumerate(kinds))

    def take(self) -> str:
        """Return the text of the coming token and step past it."""
        self.at += 1
        return self.tokens[self.at - 1].text

    def skip(self, *kinds: str) -> bool:
        """Step past the coming token when it is of one of these kinds; say whether it was."""
        if self.kind() in kinds:
            self.at += 1
            return True
        return False

    def read(self) -> Iterator[Lagrum]:
        """Yield every place; raise ValueError for an order that is not safe and for *och* mixed with *eller*."""
        kapitel = ""
        self.sign_first = self.kind() == "par"
        while self.kind() in STARTS:
            before = self.at
            for place in self.segment(kapitel):
                kapitel = place.kapitel
                yield place
            after = self.at
            if before == after or not self.separator():
                break
            if self.kind() not in STARTS:
                self.at = after
                break
        if len(self.conjunctions) > 1:
            raise unreadable(self.text, "Skriv och eller eller mellan lagrummen, inte båda.")

    def separator(self) -> bool:
        """Step past a comma, *och*, *samt* or *eller*; say whether there was one."""
        comma = self.skip(",")
        if self.kind() == "conj":
            self.conjunctions.add("eller" if self.take().lower() == "eller" else "och")
            return True
        return comma

    def segment(self, kapitel: str) -> list[Lagrum]:
        """Read what stands between two separators: paragrafer of one chapter, or articles."""
        if self.skip("art") or self.articles or self.kinds("num", ".", "num") or self.kinds("num", "(", "num"):
            self.articles = self.marked = True
            return [self.article()]
        if self.kinds("num", ":", "num"):
            return self.colon()
        if self.kinds("num", "kap"):
            kapitel = self.take()
            self.skip("kap")
        elif self.kinds("kap", "num"):
            self.skip("kap")
            kapitel = self.take()
        else:
            return self.sections(kapitel)
        self.marked = True
        self.skip(",")
        return self.sections(kapitel) if self.kind() in ("num", "par") else [Lagrum(kapitel=kapitel)]

    def colon(self) -> list[Lagrum]:
        """Read ``5:11``, ``14:2–3`` and what follows."""
        kapitel = self.take()
        self.skip(":")
        minutes = self.tokens[self.at].text
        self.clock_like = len(minutes) == 2 and minutes.isdigit() and int(minutes) < 60 and kapitel.isdigit()
        places = self.numbers(kapitel)
        self.marked = True
        self.skip("par")
        return [*places[:-1], self.parts(places[-1])]

    def sections(self, kapitel: str) -> list[Lagrum]:
        """Read ``2 och 3 §§ första stycket`` or ``§ 11``."""
        sign = self.skip("par")
        places = self.numbers(kapitel)
        if not places:
            raise unreadable(self.text)
        if sign and self.kind() == "kap":
            raise self.unsafe_order(places[0].paragraf)
        self.marked = (self.skip("par") or sign) or self.marked
        return [*places[:-1], self.parts(places[-1])]

    def unsafe_order(self, first: str) -> ValueError:
        """Return the error for ``§ 11 kap 5``, where the paragraf came first."""
        second = self.tokens[self.at + 1].text if self.kind(1) == "num" else ""
        ask = f"Menas {second} kap. {first} § eller {first} kap. {second} §? " if second else ""
        return ValueError(
            f"ordningen i ”{self.text}” är osäker\n{ask}Skriv kapitlet först, till exempel 5 kap. 11 § SoL."
        )

    def numbers(self, kapitel: str) -> list[Lagrum]:
        """Read ``2``, ``2–3``, ``1, 2 och 5``; a number that begins a new place is left."""
        places: list[Lagrum] = []
        while self.kind() == "num":
            first = self.take()
            last = self.range_end()
            places.append(Lagrum(first, kapitel, last))
            before, seen = self.at, set(self.conjunctions)
            if not self.separator() or self.kind() != "num" or self.kind(1) in ("kap", ":", ".", "("):
                self.at, self.conjunctions = before, seen
                break
        return places

    def range_end(self) -> str:
        """Read the end of a range, if there is one."""
        if not self.kinds("dash", "num"):
            return ""
        self.skip("dash")
        return self.take()

    def parts(self, place: Lagrum) -> Lagrum:
        """Read stycke, mening and punkt after a paragraf."""
        stycke = self.after_comma(self.stycke) or ()
        mening = self.after_comma(self.mening) or 0
        punkt = self.after_comma(self.punkter) or ()
        return replace(place, stycke=stycke, mening=mening, punkt=punkt)

    def after_comma(self, read: Callable[[], Part]) -> Part | None:
        """Read a part that a comma may precede; without the part the comma is left."""
        before = self.at
        self.skip(",")
        found = read()
        if not found:
            self.at = before
        return found or None

    def mening(self) -> int:
        """Read ``andra meningen``."""
        if not (self.kinds("ord", "men") or self.kinds("num", "men")):
            return 0
        number = self.ordinal(self.take())
        self.skip("men")
        return number

    def stycke(self) -> tuple[int, ...]:
        """Read ``andra stycket``, ``första och andra styckena``, ``2–3 st.``, ``st. 2``."""
        if self.kinds("sty", "num"):
            self.skip("sty")
            return self.numbered()
        if self.kinds("num", "dash", "num", "sty"):
            found = self.in_a_row()
            self.skip("sty")
            return found
        before, words = self.at, list[str]()
        while self.kind() in ("ord", "num"):
            words.append(self.take())
            if self.skip("sty"):
                return tuple(map(self.ordinal, words))
            if not self.skip(",", "conj"):
                break
        self.at = before
        return ()

    def numbered(self) -> tuple[int, ...]:
        """Read ``2``, ``2–3`` or ``1 och 3`` after ``st.``; a number that begins a new place is left."""
        found = self.in_a_row()
        before = self.at
        while self.skip(",", "conj") and self.kind() == "num" and not self.new_place():
            found, before = (*found, *self.in_a_row()), self.at
        self.at = before
        return found

    def in_a_row(self) -> tuple[int, ...]:
        """Read the number of one stycke, or the first and the last of several."""
        first = self.ordinal(self.take())
        last = self.ordinal(self.range_end() or str(first))
        if last < first:
            raise unreadable(self.text, "Skriv styckena i ordning: andra och tredje styckena.")
        return tuple(range(first, last + 1))

    def ordinal(self, word: str) -> int:
        """Return the number of a stycke."""
        if word.lower() in ORDINALS:
            return ORDINALS.index(word.lower()) + 1
        if word.isdigit() and 0 < int(word) <= len(ORDINALS):
            return int(word)
        raise unreadable(self.text, f"Stycken skrivs från första till {ORDINALS[-1]}.")

    def punkter(self) -> tuple[str, ...]:
        """Read ``2``, ``punkt 3 c``, ``1 och 2``, ``1–3``, ``2 p.``"""
        self.skip("pkt")
        items: list[str] = []
        while self.kind() == "num" and not (self.kind(-1) == "," and self.new_place()):
            first, last = self.take(), self.range_end()
            items.append(f"{first}–{last}" if last else first)
            self.skip("pkt")
            before = self.at
            if not self.skip(",", "conj"):
                break
            if self.kind() != "num" or self.new_place():
                self.at = before
                break
        return tuple(items)

    def new_place(self) -> bool:
        """Whether the coming numbers are paragrafer: a list that ends in a § sign, or a chapter."""
        listed = self.kind(-1) == ","
        ahead = 0
        while self.kind(ahead) == "num":
            ahead += 1
            if self.kind(ahead) == "dash":
                ahead += 2
            if self.kind(ahead) == "par" or (self.kind(ahead) in ("kap", ":") and ahead == 1):
                return True
            if self.kind(ahead) not in (",", "conj") or (self.kind(ahead) == "," and not listed):
                return False
            if self.tokens[self.at + ahead].text.lower() == "samt":
                return False
            listed = listed and self.kind(ahead) == ","  # no comma comes after the conjunction of a list
            ahead += 1
        return False

    def letters_from(self, first: str) -> str:
        """Read the end of a range of letters, if there is one: ``a–h``."""
        if not self.kinds("dash", "letter"):
            return first
        self.skip("dash")
        return f"{first}–{self.take()}"

    def article(self) -> Lagrum:
        """Read ``28.3 h``, ``28.3 a–h``, ``28(3)(h)``, ``107(1)`` or ``3``."""
        if self.kind() != "num":
            raise unreadable(self.text)
        number, _, letter = self.take().partition(" ")
        last = self.range_end()
        stycke: tuple[int, ...] = ()
        if self.kinds(".", "num") or self.kinds("(", "num"):
            number = f"{number} {letter}".rstrip()
            bracket = self.take() == "("
            paragraph, _, letter = self.take().partition(" ")
            self.clock_like |= paragraph.startswith("0")
            stycke = (int(paragraph),)
            if bracket:
                self.skip(")")
        elif self.kinds("pkt", "num") and not letter:
            self.skip("pkt")
            paragraph, _, letter = self.take().partition(" ")
            stycke = (int(paragraph),)
        part = self.stycke() if self.kind() == "ord" and not letter else ()
        self.skip("pkt")
        bracket = self.kinds("(", "letter") and self.skip("(")
        if self.kind() == "letter" and not letter and (bracket or self.tokens[self.at].text != "i"):
            letter = self.take()
            self.skip(")")
        letters = [self.letters_from(letter)] if letter else []
        while letters and (self.kinds("conj", "letter") or self.kinds(",", "letter")):
            self.at += 1
            letters.append(self.letters_from(self.take()))
        return Lagrum(number, last=last, stycke=stycke, punkt=tuple(letters), understycke=part[0] if part else 0)
