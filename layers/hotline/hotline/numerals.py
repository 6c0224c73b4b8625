"""Numbers said in words, as phones write down what people dictate: "hai trăm năm mươi sáu" is 256."""

from hotline.text import fold, spell

_DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_SCALES = {"mười": 10, "mươi": 10, "chục": 10, "trăm": 100, "linh": 0, "lẻ": 0}
_VALUE = {fold(word): value for word, value in _DIGITS.items()}
_SCALE = {fold(word): value for word, value in _SCALES.items()}
_WORDS = {spell(word): fold(word) for word in (*_DIGITS, *_SCALES)}
_PLAIN = {fold(word): fold(word) for word in (*_DIGITS, *_SCALES)}

# After these a single word is a number too: "tuyến năm".
_SLOTS = frozenset("tuyen so thang kiet hem tram ngo xe buyt bus mung".split())
_PLAIN_SLOTS = _SLOTS - {"xe", "bus", "buyt", "tram"}
# Names that begin with a number's word: "số tám Hai Bà Trưng", "kiệt Tam Kỳ".
_NAMES = frozenset(
    (
        "hai ba trung|ba trieu|ba huyen|ba dinh|ba na|ba vi|ba gac|ba bang|ba gia|hai chau|hai van|hai phong|hai ho|"
        "hai thuong|hai trieu|tam ky|tam thai|tam giac|nam phuoc|nam giang|nam cao|nam o|tu nha|tu do|nam ky|bay gio|"
        "sau do|le loi|le duan|linh ung|chin gian"
    ).split("|")
)
_SLASHES = frozenset("tren xet xuyet set xuoc suyet sec xec xoet gach xuyec suoc".split())
_STREET_DAYS = {"9": "2", "2": "3", "4": "30", "3": "29"}  # the day of the streets that are dates, by month


def in_digits(said: list[str], *, accented: bool) -> list[str]:
    """The words with numbers as digits. "không" alone stays a word, and so does "năm" (year) or "ba" (father)."""
    # What each word would be as a number's word, "" for the others; who types accents types them here too.
    folded = [fold(word) for word in said]
    keys = [_WORDS.get(spell(word), "") for word in said] if accented else [_PLAIN.get(word, "") for word in folded]
    if not any(keys):
        return said
    result: list[str] = []
    at = 0
    while at < len(said):
        end = _run(keys, folded, at)
        month = _month(keys, folded, end)
        if end == at or not _is_number(keys[at:end], folded, at, month, accented=accented):
            result.append(said[at])
            at += 1
            continue
        result += _with_date(keys[at:end], month) if month else [_digits(keys[at:end])]
        at = end
    return _slashed(result)


def _run(keys: list[str], folded: list[str], at: int) -> int:
    """Where the number's words that begin at `at` end."""
    end = at
    while end < len(keys) and keys[end] and not _begins_name(folded, end):
        end += 1
    # A question's "không" is no zero: "tuyến mười hai không".
    while end > at and keys[end - 1] == "khong" and (end - at < 3 or not _SCALE.keys().isdisjoint(keys[at:end])):
        end -= 1
    while end > at and keys[end - 1] in ("linh", "le"):
        end -= 1
    return end


def _begins_name(folded: list[str], at: int) -> bool:
    return " ".join(folded[at : at + 2]) in _NAMES or " ".join(folded[at : at + 3]) in _NAMES


def _is_number(run: list[str], folded: list[str], at: int, month: str, *, accented: bool) -> bool:
    """Whether words that could be a number are one here."""
    if run[0] in ("linh", "le", "chuc", "tram") or run == ["khong"]:
        return False
    before = folded[at - 1] if at else ""
    if before in (_SLOTS if accented else _PLAIN_SLOTS) or (
        before in _SLASHES and at > 1 and folded[at - 2][-1:].isdigit()
    ):
        return True
    if before in _SLASHES and at > 1 and folded[at - 2] in _PLAIN:
        return True
    if month and run[-1] in _VALUE:
        return True
    if not {"muoi", "tram", "chuc"}.isdisjoint(run):
        return len(run) > 1 or (accented and before != "")
    # Digits one by one need to be three, or two that are hardly anything else.
    return len(run) > 2 or (len(run) == 2 and accented and {"ba", "hai", "nam", "tu", "khong"}.isdisjoint(run))


def _month(keys: list[str], folded: list[str], at: int) -> str:
    """The month that follows: "tháng chín" → "9"."""
    if folded[at : at + 1] != ["thang"] or at + 1 >= len(folded):
        return ""
    if folded[at + 1].isdigit():
        return folded[at + 1].lstrip("0")
    value = _VALUE.get(keys[at + 1])
    return str(value) if value else ""


def _with_date(run: list[str], month: str) -> list[str]:
    """A run before a month ends in the day, and may begin with a number of its own: "số hai hai tháng chín"."""
    day = _STREET_DAYS.get(month)
    for split in range(1, len(run)):
        if _digits(run[split:]) == day and (int(_digits(run)) > 31 or day == "2"):
            return [_digits(run[:split]), day]
    return [_digits(run)]


def _digits(run: list[str]) -> str:
    """The number in digits. Words without a scale are read one after another, as people say house numbers."""
    if _SCALE.keys().isdisjoint(run):
        return "".join(str(_VALUE[word]) for word in run)
    total, scale = 0, 0
    last: int | None = None
    for word in run:
        if word in _VALUE:
            # "một trăm năm hai" is 152.
            last = _VALUE[word] if last is None else last * 10 + _VALUE[word]
        elif _SCALE[word]:
            scale = _SCALE[word]
            total, last = total + (1 if last is None else last) * scale, None
    if last is not None:
        # "một trăm hai" is 120, "một trăm linh hai" 102.
        total += last * 10 if scale == 100 and len(run) <= 3 and {"linh", "le"}.isdisjoint(run) else last
    return str(total)


def _slashed(said: list[str]) -> list[str]:
    """Numbers with a spoken slash: "408 xẹt 21" → "408/21"."""
    result: list[str] = []
    for word in said:
        if len(result) > 1 and word.isdigit() and fold(result[-1]) in _SLASHES and result[-2][-1:].isdigit():
            result.pop()
            result[-1] += "/" + word
        else:
            result.append(word)
    return result
