"""Numbers said in words, as phones write down what people dictate: "hai trăm năm mươi sáu" is 256."""

from hotline.text import fold, spell

_DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "bãy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_SCALES = {"mười": 10, "mươi": 10, "chục": 10, "trăm": 100, "linh": 0, "lẻ": 0}
_SPOKEN = {spell(word): fold(word) for word in (*_DIGITS, *_SCALES)}
_SPOKEN |= {fold(word): fold(word) for word in (*_DIGITS, *_SCALES)}
_VALUE = {fold(word): value for word, value in _DIGITS.items()}
_SCALE = {fold(word): value for word, value in _SCALES.items()}

# After these a single word is a number too: "tuyến năm".
_SLOTS = frozenset("tuyen so thang kiet hem tram ngo xe buyt bus mung".split())
# "số tám Hai Bà Trưng": a name begins with a number's word.
_NAMES = {("hai", "ba"), ("ba", "trieu"), ("ba", "huyen"), ("ba", "dinh"), ("ba", "na"), ("ba", "vi"), ("hai", "chau"), ("hai", "van"),
          ("hai", "phong"), ("hai", "ho"), ("hai", "thuong"), ("hai", "trieu"), ("ba", "gac"), ("ba", "bang"), ("ba", "giang"), ("ba", "tung"), ("ba", "me"), ("nam", "phuoc"), ("nam", "giang"), ("nam", "cao"), ("nam", "ky"), ("tu", "nha"), ("tu", "do")}  # fmt: skip
_SLASHES = frozenset("tren xet xuyet set xuoc suyet sec xec xoet gach xuyec suoc".split())
_STREET_DAYS = {"9": "2", "2": "3", "4": "30", "3": "29"}  # the streets that are dates, by month


def in_digits(said: list[str]) -> list[str]:
    """The words with numbers as digits. "không" alone stays a word, and so does "năm" (year) or "ba" (father)."""
    if not any(word in _SPOKEN for word in map(spell, said)):
        return said
    result: list[str] = []
    spoken = [spell(word) for word in said]
    at = 0
    while at < len(said):
        end = _run(spoken, at)
        if end == at or not _is_number(spoken, at, end):
            result.append(said[at])
            at += 1
            continue
        run = [_SPOKEN[word] for word in spoken[at:end]]
        month = _month(spoken, end)
        result += _with_date(run, month) if month else [_digits(run)]
        at = end
    return _slashed(result)


def _run(spoken: list[str], at: int) -> int:
    """Where the number's words that begin at `at` end."""
    end = at
    while end < len(spoken) and spoken[end] in _SPOKEN:
        if (fold(spoken[end]), fold(spoken[end + 1]) if end + 1 < len(spoken) else "") in _NAMES and _named(
            spoken, end
        ):
            break
        end += 1
    # A question's "không", not a zero: "tuyến mười hai không".
    while end > at and fold(spoken[end - 1]) == "khong" and end - at < 3:
        end -= 1
    if end > at and _SPOKEN[spoken[end - 1]] == "khong" and any(_SPOKEN[word] in _SCALE for word in spoken[at:end]):
        end -= 1
    return end


def _named(spoken: list[str], at: int) -> bool:
    """Whether a name begins here indeed: "hai ba" is one only as "Hai Bà Trưng"."""
    if fold(spoken[at + 1]) == "ba" and fold(spoken[at]) == "hai":
        return at + 2 < len(spoken) and fold(spoken[at + 2]) == "trung"
    return True


def _is_number(spoken: list[str], at: int, end: int) -> bool:
    """Whether words that could be a number are one here."""
    words = [_SPOKEN[word] for word in spoken[at:end]]
    before = fold(spoken[at - 1]) if at else ""
    if before in _SLOTS or before.isdigit() or before in _SLASHES:
        return words != ["khong"] and (words[0] not in ("linh", "le", "muoi") or len(words) > 1 or words == ["muoi"])
    if _month(spoken, end) and words[-1] in _VALUE:
        return True
    if any(word in ("muoi", "tram", "chuc") for word in words):
        return len(words) > 1 or spoken[at] == "mười"
    return len(words) > 2 or (
        len(words) == 2
        and all(word in spoken[at:end] for word in spoken[at:end] if not word.isascii())
        and not spoken[at].isascii() | spoken[at + 1].isascii()
    )


def _month(spoken: list[str], at: int) -> str:
    """The month that follows: "tháng chín" → "9"."""
    if at + 1 < len(spoken) and spoken[at] in ("tháng", "thang"):
        word = spoken[at + 1]
        value = _VALUE.get(_SPOKEN.get(word, ""))
        return word.lstrip("0") if word.isdigit() else str(value) if value else ""
    return ""


def _with_date(run: list[str], month: str) -> list[str]:
    """A run before a month: its end is the day; what stands before the day is a number of its own ("số hai hai tháng chín")."""
    day = _STREET_DAYS.get(month)
    for split in range(1, len(run)):
        if _digits(run[split:]) == day and (int(_digits(run)) > 31 or day == "2"):
            return [_digits(run[:split]), day]
    return [_digits(run)]


def _digits(run: list[str]) -> str:
    """The number in digits. Words without a scale are read one after another, as people say house numbers."""
    if not any(word in _SCALE for word in run):
        return "".join(str(_VALUE[word]) for word in run)
    total, last, linked = 0, None, False
    scaled = 0
    for word in run:
        if word in _VALUE:
            last = _VALUE[word]
            continue
        scale = _SCALE[word]
        if scale:
            total, last, scaled = total + (1 if last is None else last) * scale, None, scale
        linked = linked or not scale
    if last is not None:
        # "trăm hai" is 120, "trăm linh hai" 102.
        total += last * 10 if scaled == 100 and not linked and len(run) <= 3 else last
    return str(total)


def _slashed(said: list[str]) -> list[str]:
    """ "bốn trăm lẻ tám xẹt hai mốt" → "408/21"."""
    result: list[str] = []
    for word in said:
        if len(result) > 1 and word.isdigit() and fold(result[-1]) in _SLASHES and result[-2][-1:].isdigit():
            result.pop()
            result[-1] += "/" + word
        else:
            result.append(word)
    return result
