"""Times of day, their ranges, and measured times: 22:58, 8:00-10:30, 用时2:05:33, 1′23″45."""

from __future__ import annotations

from tingbao.language.numerals import DIGITS, cardinal, spell
from tingbao.normalization.form import (
    DIGIT,
    SIGN,
    STARTING,
    Form,
    Match,
    after,
    before,
    listed,
    pattern,
)
from tingbao.normalization.grammar import TO, keyed, sign_word, to
from tingbao.normalization.tables import mapping

_CLOCK = (
    r"(?P<h{0}>\d{{1,2}})[:：](?P<m{0}>[0-5]\d)(?:[:：](?P<s{0}>[0-5]\d)(?:\.(?P<f{0}>\d{{1,3}})"
    r")?|分(?!钟))?"
)
_HALF = r"(?: ?(?P<half{0}>[AaPp])\.?[Mm]\.?(?![A-Za-z]))?"
_CLOCK_FORM = pattern(
    r"(?<![\d.])(?<!\d[:：])(?:"
    r"(?P<lapm>\d{1,2})[:：](?P<laps>[0-5]\d)\.(?P<lapf>\d{1,3})(?!\d)|"
    + _CLOCK.format(1) + r"(?![:：]?\d)" + _HALF.format(1)
    + rf"(?: ?(?P<to>{TO}|/) ?(?P<next>次日|当日|翌日)?"
    + _CLOCK.format(2) + r"(?![:：]?\d)" + _HALF.format(2) + ")?"
    + r"|(?P<hour>\d{1,2}) ?(?P<ampm>[AaPp])\.?[Mm]\.?(?![A-Za-z])"
    + r"|(?P<oclock>[01]?\d|2[0-4])(?P<point>[点时])(?:(?P<minute>[0-5]\d)(?P<fen>分)?(?![\d.]"
    r"))?(?!\d)"
    + r"|(?P<hh>\d{1,3}) ?h ?(?P<mm>\d{1,2}) ?m(?:in)?(?: ?(?P<ss>\d{1,2}) ?s(?:ec)?)?(?![A-Za-z])"
    + r"|(?P<mins>\d{1,3}) ?min ?(?P<secs>\d{1,2}) ?s(?:ec)?(?![A-Za-z])"
    + r"|(?:(?<![\d)A-Za-z])(?P<sign>[-−+]))?(?P<min>\d{1,3})[′'](?P<sec>[0-5]?\d)"
    + r"(?:(?:[″\"]|'')(?P<hun>\d{1,3})?|(?=\.\d))"
    + r"|(?P<seconds>\d{1,2})[″\"](?P<hundredths>\d{2})(?!\d)"
    + r"|(?<![{angle}])(?P<played>45|90|105|120)['′]?\+(?P<added>1[0-5]|[1-9])['′](?:分钟?)?"
    + r")"
)  # fmt: skip
# The noon of papers, which lasts until evening: 昨午3时.
_AFTERNOON_FORM = pattern(r"(?<![{before_noon}]){noon} ?(?=[1-6] ?(?:{hour}|[:：][0-5]\d))")
# A bare a:b can be a score as well.
_ALONE_FORM = pattern(
    r"(?<![\d.])(?<!\d[:：])(?P<h1>[01]?\d|2[0-4])[:：](?P<m1>[0-5]\d)(?![:：.]?\d)"
    r"(?:分(?!钟))?(?P<s1>)(?P<half1>)(?P<f1>)"
)
_ZERO = DIGITS[0]
_TAKEN = listed("clock", "taken")
_RACED = listed("clock", "raced")
_NOON = listed("clock", "noon")
_DISPLAY = listed("clock", "display")


def _say_alone(match: Match, _one: str) -> str | None:
    if keyed(match):
        return None
    return _duration(match) if _TAKEN.search(before(match)) else _time(match, "1", before(match))


def _say_clock(match: Match, _one: str) -> str | None:
    if match["h1"]:
        return None if keyed(match) else _clock(match)
    if match["lapm"]:  # of a race, mostly to the hundredth or thousandth: 1:34.472
        left = before(match)
        if len(match["lapf"]) == 1 and not (_TAKEN.search(left) or _raced(match, left)):
            return None
        seconds = cardinal(match["laps"])
        return f"{_number(match['lapm'])}分{seconds}秒{spell(match['lapf'])}"
    if match["hour"]:
        return _half(match["ampm"], before(match)) + f"{_number(match['hour'])}点"
    if match["oclock"]:
        return _spoken_hour(match)
    if match["hh"]:
        seconds = f"{_number(match['ss'])}秒" if match["ss"] else ""
        return f"{_number(match['hh'])}小时{_number(match['mm'])}分{seconds or '钟'}"
    if match["mins"]:
        return f"{_number(match['mins'])}分{_number(match['secs'])}秒"
    if match["played"]:  # of a match of football
        added = _number(match["added"]) + mapping("units")["min"]
        return cardinal(match["played"]) + mapping("operators")["+"] + added
    if match["min"]:
        rest = spell(match["hun"]) if match["hun"] else ""
        sign = sign_word(match["sign"])
        return f"{sign}{_number(match['min'])}分{cardinal(match['sec'])}秒{rest}"
    return f"{_number(match['seconds'])}秒{spell(match['hundredths'])}"


def _clock(match: Match) -> str | None:
    left = before(match, 48)
    ranged = match["h2"] is not None
    if int(match["h1"]) > 24 or (ranged and int(match["h2"]) > 24):
        return None
    if not (ranged or match["half1"] or match["s1"]):
        return None
    if match["to"] == "/" and int(match["m1"]) % 5:  # the sets of a match: 21:17/18:21
        return None
    if (_TAKEN.search(left) or (match["s1"] and _raced(match, left))) and not ranged:
        return _duration(match)
    first = _time(match, "1", left)
    if not ranged:
        return first
    second = (match["next"] or "") + _time(match, "2", left)
    return f"{first}{to(match['to'])}{second}"


def _raced(match: Match, left: str) -> bool:
    """Tell what somebody took: 以2:05:33夺冠."""
    return left.endswith("以") or _RACED.match(after(match, 36)) is not None


def _time(match: Match, which: str, left: str) -> str:
    hour, minute, second = match[f"h{which}"], match[f"m{which}"], match[f"s{which}"]
    half = match[f"half{which}"]
    said = (_half(half, left) if half else "") + f"{_number(hour)}点"
    # A padded hour that stands alone is what a clock shows: 03:04 is 三点四分.
    display = (
        hour[0] == "0"
        and not half
        and not after(match)
        and (not left or (bool(second) and _DISPLAY.search(left)))
    )
    say = _number if display else cardinal
    if minute != "00" or (second and second != "00"):
        said += f"{say(minute) if minute != '00' else '零'}分"
    if second and second != "00":
        fraction = match[f"f{which}"]
        said += f"{say(second)}{'点' + spell(fraction) if fraction else ''}秒"
    return said


def _duration(match: Match) -> str:
    parts = [part for part in (match["h1"], match["m1"], match["s1"]) if part]
    units = ("小时", "分", "秒")[-len(parts) :]
    fraction = f"点{spell(match['f1'])}" if match["f1"] else ""
    said = _number(parts[0]) + units[0] if int(parts[0]) else ""
    for part, unit in zip(parts[1:], units[1:], strict=True):
        ending = fraction if unit == "秒" else ""
        if part != "00" or ending or (unit == "秒" and not said):
            number = (cardinal if said and not said.endswith(_ZERO) else _number)(part)
            said += f"{number}{ending}{unit}"
        elif said and unit == "分":  # 2:00:35
            said += _ZERO
    return said.removesuffix(_ZERO)


def _spoken_hour(match: Match) -> str | None:
    hour, minute = match["oclock"], match["minute"]
    right = after(match)
    if hour == "0" and match["point"] == "点" and not minute:
        return None
    if match["point"] == "点" and not minute and not match["fen"] and right[:1] in DIGITS and right:
        return None
    said = f"{_number(hour)}{match['point']}"
    return f"{said}{cardinal(minute)}{match['fen'] or ''}" if int(minute or 0) else said


def _half(half: str, left: str) -> str:
    if _NOON.search(left):
        return ""
    return "上午" if half in "Aa" else "下午"


def _number(digits: str) -> str:
    return cardinal(digits.lstrip("0") or "0", counting=True)


FORMS = (
    Form(
        400,
        (DIGIT, SIGN),
        _CLOCK_FORM,
        _say_clock,
        frozenset(":：点时hm′'\"″AaPp"),
        digits=(1, 3),
    ),
    Form(400, (STARTING,), _AFTERNOON_FORM, lambda *_: _half("P", ""), frozenset("点时:：")),
    Form(77, (DIGIT,), _ALONE_FORM, _say_alone, frozenset(":："), "clock", (1, 2)),
)
