"""Lines that say who wrote, edited and published an article, and when.

A line is a credit line only if all of it is labels with short values, dates and the
like. `来源：据统计，去年……。` is prose and stays prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from functools import cache

from tingbao.language import tables
from tingbao.language.patterns import Pattern, words
from tingbao.language.simplified import simplified
from tingbao.language.surnames import surnames
from tingbao.model import Byline
from tingbao.sources import dates
from tingbao.sources.outline import HEADLINE

LINE_LIMIT = 160  # characters; government pages put a dozen labels in one line
VALUE_LIMIT = 40
NAME_LIMIT = 14
CHANNEL = 4  # characters behind a day that may be a part of a paper
STAMPED = 20  # characters behind a time that may be names

_FIELDS = ("source", "author", "editor", "site", "date", "nothing")  # that labels name
_SEPARATOR = r"\s*(?:[:：｜|丨/／】]|(?=[\s　]))\s*"
_PROSE = Pattern(  # or news of a reporter: 记者 张三 被捕
    r"[。！？；!?;]|{reporter}[^:：|｜/]*\s(?:{suffers}[{han}]{1,3}|[{han}]{0,4}{befalls})(?:\s|$)",
    __package__,
)
_EDGES = " 　（(）)[]【】〔〕"  # around names
_BRACKETS = re.compile(r"^[\s（(\[【〔□■◎●○◆*※\-—]+|[\s）)\]】〕*※\-—]+$")
_CLOCK = re.compile(r"^(\d\d?[:：]\d\d)\s+((?:19|20)\d\d\S*)")  # before its date
_WIRED = re.compile(r"\d{1,2}月\d{1,2}日")
_SIGNED = re.compile(r"\s*[◎●]")
_LEAD_IN = Pattern(r"^{lead_in}\s*[/／:：丨|｜]\s*", __package__)
_BOX = Pattern(r"{topic}{heads}", __package__)
_SITE = Pattern(r"^(?!{topic}{heads}$)(?:{agency}|[{han}A-Za-z·]{1,12}{site})$", __package__)
_ORIGINAL = re.compile(r"原创\s*[:：]?\s+(?P<names>\S{2,16}(?:\s+\S{2,16})?)$")  # 微信公众号
_BUTTON = Pattern(r"\s*{button}$", __package__)  # links behind a name
_OPENED = re.compile(r"[（(][^（(）)]*$")  # 半岛晨报(沈阳, its end taken away
_OUTLET = Pattern(r"[{han}A-Za-z·]{0,12}", __package__)
_POSTED = Pattern(r"[\s　]*(?:楼主[\s　]*)?{posted}?[\s　]*$", __package__)
_POSTS = Pattern(r"楼主|{posted}", __package__)
_SLOGAN = Pattern(  # or a channel: 南州网-文化频道
    r"(?<=\S{2})(?:\s*[|｜–—_]+\s*[^\x00-\x7f].{3,}|[-－][{han}]{1,6}{channel})$", __package__
)
_BARS = "[|｜丨]"
_BAR = re.compile(rf"\s*{_BARS}\s*|\u3000+|(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
_BARRED = re.compile(_BARS)
_TIMED = re.compile(r"\d[:：]\d\d")
_FULL, _NAME = 3, 4  # characters of a whole name, and the most of one
_FIELD = 10  # characters of a paper, a column or a name between bars or gaps
_INITIALS = re.compile(r"[a-z]{1,3}")  # of who put it on the page
_NAMES = r"[{han}·]{2,5}?(?:[、，,\s　]+[{han}·]{2,5}?)*?"
_UNLABELLED = Pattern(  # 即时中心／记者张三、李四／台北报导
    r"^(?P<outlet>[{han}A-Za-z·]{0,16}?)\s*[／/╱]?\s*(?:{rank}|{based}[{han}]{2,4})?"
    rf"(?:(?P<role>{{reporter}})|(?<=[／/╱]))(?P<gap>[\s　]*)(?P<names>{_NAMES})"
    r"(?P<tail>[\s　]+(?:{report}|发自[{han}]{2,6})"
    r"|(?:[\s　]*[／/╱][\s　]*[{han}]{0,6})?{reports})?$",
    __package__,
)
_SENT_FROM = Pattern(r"[\s　]+(?:发自[{han}]{2,6}|(?P<place>[{han}]{2,4}){reports})$", __package__)
_TITLED = Pattern(
    r"(?:^|(?<=[\s、，,]))(?:{own}|{agency}|[{han}]{1,8}{site}|[{han}]{2,6}(?={rank}))?{rank}?{reporter}[\s:：]*",
    __package__,
)
_ROLE = Pattern("{reporter}", __package__)  # 张三通讯员李四
_REPORTS = Pattern(r"(?<=[{han}]{2})(?:{pictured}|{reports})$", __package__)  # 张三摄影报道
_LATIN = Pattern(r"(?<=[{han}])\s*[（(][A-Za-z][A-Za-z .·'-]*[）)]")  # 克劳迪娅（Claudia）
_ASCII = re.compile(r"[A-Za-z]")
_PERSON = Pattern(r"[{han}]{2,3}", __package__)
_FOREIGNER = Pattern(r"[{han}]{1,7}(?:·[{han}]{1,9}){1,3}", __package__)
_SAYS = Pattern(r"{says}$")
_NAMES_OUTLET = Pattern(r"{outlet}$", __package__)
_AGENCY = Pattern(r"{agency}", __package__)
_BRANCH = Pattern(r"[{han}A-Za-z]{2,6}{branch}", __package__)  # 网易科技, of a site
_SIGNS = Pattern(  # (臺)中央社CNA, 眾新聞記者
    r"(?:[（(][{han}]{1,2}[)）])?(?P<outlet>[{han}]{2,12}?)\s*(?:[A-Za-z]{2,8}|{rank}?{reporter})?",
    __package__,
)
_DRAWN = Pattern(  # 原文来自观潮公众号，作者方远。
    r"(?:^{taken}|{itself}{drawn})\s?{account}?[\s：:“《]*(?!{no_outlet})"
    r"(?P<outlet>[{han}A-Za-z0-9]{2,12}?)[”》]?{account}?\s?(?:[，。,：:）)]|$)",
    __package__,
)
_HOST = re.compile(r"(?:^|https?:)//([\w.-]{4,100})", re.ASCII)
_DESK = Pattern(r"{desk}$", __package__)
_OF_DESK = Pattern(r"^.*{desk}", __package__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """What one credit line says; `labelled` tells 来源：南州日报 from 南州日报."""

    byline: Byline = field(default_factory=Byline)
    published: datetime | None = None
    labelled: bool = False


def parse(line: str) -> Credit | None:
    """Read a line that is nothing but credits; None for any other line."""
    if not line.strip() or len(line) > LINE_LIMIT:
        return None
    bare = _CLOCK.sub(r"\2 \1", _BRACKETS.sub("", line))
    moment = dates.find_published(bare)
    rest = bare if moment is None else f"{bare[: moment.start]}  {bare[moment.end :]}"
    published = moment.value if moment else None
    if _PROSE.search(simplified(rest)):
        return None
    name = rest.strip()
    if _SIGNED.match(line) and is_person(name):
        return Credit(byline=Byline(author=name), published=published, labelled=True)
    labelled = _labelled(rest)
    byline = labelled or _unlabelled(name)
    if byline is None and moment:
        named = outlet(name) if is_site(name) or _OUTLET.fullmatch(name) else ""
        if named or is_part(name) or not re.search(r"\w", name):
            byline = Byline(source=named)
        else:
            byline = _barred(bare) or _stamped(moment, bare)
    known = bool(labelled)
    return Credit(byline=byline, published=published, labelled=known) if byline else None


def signature(line: str) -> Credit | None:
    """Read a line that only names who reports, or who and when; None for any other.

    >>> signature("南州日报记者 张三").byline.author
    '张三'
    """
    credit = None if re.search(r"[:：](?!\d)", line) else parse(line)
    author = credit.byline.author if credit else ""
    return credit if _are_names(author) else None


def _are_names(people: str) -> bool:
    return bool(people) and all(map(_is_name, people.split()))


def _is_name(text: str) -> bool:
    """Tell whether it is a family's name with one or two characters behind it."""
    plain = simplified(text)
    size = 2 if plain[:2] in surnames("double") else 1
    family = size > 1 or plain[:1] in surnames("common", "other", "rare")
    given = plain[size:]
    return family and 1 <= len(given) <= 2 and not _SAYS.search(given)  # noqa: PLR2004  # 李四说


def _stamped(moment: dates.Moment, line: str) -> Byline | None:
    """Read a line of a time and names without labels: 健康南州 2026-11-19 10:12."""
    before = _POSTED.sub("", line[: moment.start]).strip(" 　|｜·/／")
    names = line[moment.end :]
    name = names.strip(" 　")
    channel = len(name) <= CHANNEL and not is_person(name)
    if not before and channel:
        return Byline()
    timed = _TIMED.search(line[moment.start : moment.end])
    if not timed or "，" in line or len(names) > STAMPED or not _OUTLET.fullmatch(before):
        return None
    if not before:
        site, _, name = names.strip(" 　").partition(" ")
        return Byline(source=outlet(site), author=name if is_person(name) else "")
    if _INITIALS.fullmatch(before) or _is_nobody(before):
        return Byline()
    if is_person(before) or _POSTS.search(line):
        return Byline(author=before)
    known = outlet(before) or len(before) < HEADLINE  # a longer one is the headline itself
    return Byline(source=before) if known else None


def _barred(line: str) -> Byline | None:
    """Read names with bars or gaps between, beside a time: 南州新闻 | 眾說 | 張三 | 2026-11-19."""
    fields = [field.strip() for field in _BAR.split(_without_times(line).strip())]
    if len(fields) < 2 or any(len(field) > _FIELD for field in fields):  # noqa: PLR2004  # no bar
        return None
    source = next(filter(None, map(outlet, fields)), "")
    people = [one for one in fields if is_person(one) or (len(one) == _FULL and _is_name(one))]
    author = " ".join(people)
    parts = [one for one in fields if outlet(one) or is_box(one)]
    named = all(one in parts or one in people or _DESK.search(one) for one in fields)
    sure = (parts and named) or _BARRED.search(line)  # else a schedule, or a headline
    return Byline(source=source, author=author) if sure else None


def _without_times(line: str) -> str:
    """Take every time out of a line, with the brackets around one: （更新 2026-11-19 10:12）."""
    while moment := dates.find(line):
        before = re.sub(r"[（(][^（()）|]*$", "", line[: moment.start])
        line = before + line[moment.end :].lstrip("）)")
    return line


def is_site(line: str) -> bool:
    """Tell whether a line is the name of a site or paper and no more."""
    return bool(_SITE.match(simplified(line.strip())))


def is_box(line: str) -> bool:
    """Tell whether a line is what sites call a list or a part of their news: 相关新闻, 党内新闻."""
    return bool(_BOX.fullmatch(simplified(line.strip())))


def is_part(line: str) -> bool:
    """Tell whether a line is a site or a part of its news, and no more.

    >>> [is_part(line) for line in ("南州日报", "财经新闻", "南州")]
    [True, True, False]
    """
    return is_site(line) or is_box(line)


def is_person(line: str) -> bool:
    """Tell whether a line is a person's name and no more, as under a speech's headline.

    >>> [is_person(line) for line in ("张三", "克劳迪娅·哈蒙德", "桥墩")]
    [True, True, False]
    """
    name = re.sub(r"[\s　]", "", line)
    own = _PERSON.fullmatch(name) and simplified(name[0]) in surnames("common")
    return bool(own or _FOREIGNER.fullmatch(name))


def is_label(text: str) -> bool:
    """Tell whether a text is the label of a credit and no more."""
    return re.sub(r"\s", "", simplified(text)) in _labels()


def uncredited(line: str) -> str:
    """Take off the credits that are glued to a headline.

    >>> uncredited("大桥今年十月通车来源：南州日报 发布时间：2026-11-19")
    '大桥今年十月通车'
    """
    label = _label().search(simplified(line))
    bare = line[: label.start()].rstrip() if label else ""
    if not label or not re.search(r"\w", bare) or label[0].rstrip()[-1] not in ":：":
        return line
    credit = parse(line[label.start() :])
    return bare if credit and _is_sure(credit) else line


def _is_sure(credit: Credit) -> bool:
    """Tell whether a credit says when, or names an outlet or a person."""
    known = credit.byline
    people = f"{known.author} {known.editor}".split()
    return bool(credit.published or outlet(known.source) or any(map(is_person, people)))


def outlet(name: str) -> str:
    """Give the name of an outlet as a source: nothing for 本报, 互联网 and what is only a place.

    >>> [outlet(name) for name in ("南州新闻", "新闻", "互联网")]
    ['南州新闻', '', '']
    """
    is_outlet = is_site(name) or _NAMES_OUTLET.search(name)
    return name if is_outlet and not name.startswith("本") and not _is_nobody(name) else ""


def _is_nobody(name: str) -> bool:
    """Tell whether a name names no outlet: 原创, 网络, or what every site has: 财经, 国内新闻."""
    plain = simplified(name)
    return is_box(plain) or any(plain in words(kind, __package__) for kind in ("nobody", "site"))


def signs(author: str) -> str:
    """Give the outlet that signs as an author: 眾新聞記者, (臺)中央社CNA."""
    match = _SIGNS.fullmatch(author)
    return match["outlet"] if match and is_site(match["outlet"]) else ""


def drawn(text: str) -> str:
    """Give the outlet from which a note says that the article is taken.

    >>> drawn("原文来自观潮公众号，作者方远。")
    '观潮'
    """
    match = _DRAWN.search(text)
    return match["outlet"] if match else ""


def of_address(address: str) -> str:
    """Give the outlet at whose host a page lies, of an archived one the page's own.

    >>> of_address("https://web.archive.org/web/2021/https://www.thepaper.cn/newsDetail_1")
    '澎湃新闻'
    """
    hosts = _HOST.findall(address)
    parts = hosts[-1].lower().split(".") if hosts else []
    known = tables.mapping(__package__, "hosts.tsv")
    return next(filter(None, (known.get(".".join(parts[at:])) for at in range(len(parts)))), "")


def wired(name: str) -> str:
    """Give the outlet that a dateline names, an agency's without the place behind it.

    >>> [wired(name) for name in ("中央社新德里", "网易科技", "台北")]
    ['中央社', '网易科技', '']
    """
    agency = _AGENCY.match(simplified(name))
    if agency:
        return name[: agency.end()]
    return outlet(name) or (name if _BRANCH.fullmatch(simplified(name)) else "")


def merge(old: Byline, new: Byline) -> Byline:
    """Fill the empty fields of a byline from another."""
    return Byline(**{name: known or getattr(new, name) for name, known in asdict(old).items()})


def one_outlet(byline: Byline) -> Byline:
    """Take off what stands beside an outlet's name; of many that a report is drawn from none is it.

    >>> [one_outlet(Byline(source=one)).source for one in (
    ...     "南州新闻–传递最新资讯", "南州网东湖12月16日电浏览：20", "南州网、东湖网、北川日报")]
    ['南州新闻', '南州网', '']
    """
    source = _SLOGAN.sub("", byline.source)
    column = _BOX.match(simplified(source))  # 国内新闻 南州日报
    behind = source[column.end() :].strip() if column else ""
    source = behind if is_site(behind) else source
    parts = re.split(r"\s*[、，,/]\s*", source)
    if len(parts) > 2:  # noqa: PLR2004  # 南州日报、北川晚报 are two that wrote it together
        outlets = [*filter(outlet, parts)]
        source = outlets[0] if len(outlets) == 1 else ""
    elif day := _WIRED.search(source):  # of a dateline the place and the day go
        named = (source[:end] for end in range(2, day.start() + 1))
        source = next(filter(is_site, named), "")
    return replace(byline, source=source)


def names(text: str) -> str:
    """Tidy a list of names: one space between two, no 文/ before them."""
    text = _LATIN.sub("", _LEAD_IN.sub("", text.strip(_EDGES)))
    sent = _SENT_FROM.search(text)
    if sent and not is_person(sent["place"] or ""):  # 张三 李四报道 are two
        text = text[: sent.start()]
    text = _ROLE.sub(" ", _TITLED.sub("", text))
    kinds = ("craft", "nobody", "button")
    known = {"", *(word for kind in kinds for word in words(kind, __package__))}
    parts = re.split(r"[、，,;；\s　/／○◎●]+", text)
    parts = _whole([part for part in parts if simplified(part) not in known])
    parts = [bare if is_person(bare := _REPORTS.sub("", part)) else part for part in parts]
    # An outlet beside its people: 观潮网 方远, 方远 NOWnews.
    parts = [part for part in parts if not (is_site(part) or _ASCII.search(part))] or parts
    if any(map(is_person, parts)):  # beside them stands what they are: 张三，系某大学教授
        parts = [part for part in parts if len(part) <= _NAME or "·" in part]
    nickname = len(parts) == 1 and parts[0].isascii()
    return "" if nickname else " ".join(parts)


def _whole(parts: Sequence[str]) -> list[str]:
    """Join the two characters of a name that is set as wide as one of three: 王 明 李小明."""
    found: list[str] = []
    for part in parts:
        if len(part) == 1 and found and len(found[-1]) == 1:
            found[-1] += part
        else:
            found.append(part)
    return found


@cache
def _labels() -> dict[str, str]:
    """Give every label and what it names: a field of the byline, the date, or nothing."""
    return {label: name for name in _FIELDS for label in words(f"names_{name}", __package__)}


@cache
def _label() -> re.Pattern[str]:
    known = "|".join(sorted((r"\s*".join(label) for label in _labels()), key=len, reverse=True))
    glued = "|".join(words("glued", __package__))  # 来源：证券时报网作者：李在山
    border = rf"(?:^|(?<=[\s　（(\[【｜|，,、）)\]】])|(?<=[一-鿿])(?=(?:{glued})[：:]))"
    more = rf"(?:\s*[&＆、]\s*(?:{known}))*"  # 文、摄：张三
    return re.compile(rf"{border}({known}){more}{_SEPARATOR}")


def _labelled(text: str) -> Byline | None:
    found = list(_label().finditer(simplified(text)))
    lead = text[: found[0].start()].strip(" 　|｜丨,，-") if found else ""
    if not found or (lead and not is_site(lead)):
        return None
    byline = Byline(source=lead)
    for match, following in zip(found, [*found[1:], None], strict=True):
        value = text[match.end() : following.start() if following else len(text)]
        value = _OPENED.sub("", _BUTTON.sub("", value.strip(" 　（(）)[]【】|｜丨，,、")))
        name = _labels()[re.sub(r"\s", "", match[1])]
        spaced = not re.search(r"[:：｜|丨/／】]", match[0])
        if not _is_value(name, value, spaced=spaced):
            return None
        if _is_nobody(value):
            continue
        if name == "author":
            value = names(value)
            byline = replace(byline, author=" ".join(filter(None, [byline.author, value])))
        elif name == "source" and (signed := _unlabelled(value)):  # 来源：澎湃新闻记者 张三
            byline = merge(byline, signed)
        elif name not in {"nothing", "date"}:
            value = names(value) if name == "editor" else value
            byline = merge(byline, Byline(**{name: value}))
    return byline


def _is_value(name: str, value: str, *, spaced: bool) -> bool:
    if name == "date" or (name == "nothing" and not value):  # the date itself is taken out before
        return not value
    if len(value) > VALUE_LIMIT:
        return False
    if name in {"author", "editor"} or spaced:
        parts = [part for part in re.split(r"[、，,\s　/／:：]+", value) if part]
        limit = 5 if spaced else NAME_LIMIT
        return all(len(part) <= limit for part in parts) and (bool(parts) or not spaced)
    return True


def _unlabelled(text: str) -> Byline | None:
    if match := _ORIGINAL.match(text):
        *author, account = match["names"].split()
        return Byline(author=" ".join(author), source=account)
    match = _UNLABELLED.match(simplified(text)) if len(text) <= VALUE_LIMIT else None
    if not match:
        return None
    before, people = (text[slice(*match.span(name))] for name in ("outlet", "names"))
    signer = _OF_DESK.sub("", before)
    whole = len(signer) == _FULL and is_person(signer)  # two characters may be a place: 苏州
    longer = len(people) < len(signer)  # a place is short: 财经组金华／李小明报道
    desk = signer != before and (longer or not is_person(people))
    if not match["role"] and whole and (desk or (longer and not names(people))):
        return Byline(author=signer)  # 地方中心王煌忠／台中報導
    source = outlet(before)
    signed = before or match["gap"] or _are_names(names(people))  # not 记者王明获奖
    sure = match["tail"] or (match["role"] and signed)
    if not sure or (before and not (source or match["tail"] or before.startswith("本"))):
        return None
    return Byline(source=source, author=names(people))
