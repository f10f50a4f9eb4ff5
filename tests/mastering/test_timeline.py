"""Chapter arithmetic, worked out by hand: where every line, chime and chapter goes."""

from __future__ import annotations

import pytest

from tingbao.audio.trimming import Extent
from tingbao.mastering.timeline import Timeline, chapters_of
from tingbao.model import Chapter, Cue, Line

SECOND = 44_100


def _lines(*sections: int | None) -> list[Line]:
    return [Line(kind="body", section=section, written="好。") for section in sections]


@pytest.mark.parametrize(
    ("sections", "headings", "wanted"),
    [
        ((None, 0, 1), (None, "产业"), [(0, "导语"), (0, "导语"), (1, "产业")]),
        ((None, 0, 0, 1), ("一", "二"), [(0, "导语"), (1, "一"), (1, "一"), (2, "二")]),
        ((0, None, 1, None), ("一", "二"), [(0, "一"), (0, "一"), (1, "二"), (1, "二")]),
        ((0, 1, 2), (None, None, "三"), [(0, "导语"), (1, "第2部分"), (2, "三")]),
        ((None, 1, 2), (None, None, "三"), [(0, "导语"), (1, "第2部分"), (2, "三")]),
        ((1, 0), (None, "二"), [(0, "二"), (1, "第2部分")]),
        ((0, 1, 0), ("一", "二"), [(0, "一"), (1, "二"), (2, "一")]),
        ((None, 0, None), (None,), [(0, "正文")] * 3),
        ((None, 0), ("一",), [(0, "导语"), (1, "一")]),
        ((0,), ("一",), [(0, "一")]),
        ((None, None), (None,), [(0, "导语")] * 2),
        ((None, 0), (None, "二"), [(0, "导语")] * 2),
        ((0, 1), (None,), [(0, "导语"), (1, "第2部分")]),
        ((None, 1), (None,), [(0, "导语"), (1, "第2部分")]),
        ((0,), (), [(0, "导语")]),
        ((), (None,), []),
    ],
)
def test_lines_are_told_to_chapters(sections, headings, wanted):
    """Law: a chapter a section, in the order they are said; the lines of none go with those before.

    What stands first shares its chapter with a first section without a heading, and an article
    that has no headings at all is one chapter.
    """
    assert chapters_of(_lines(*sections), headings) == wanted


# At 22,050 Hz: 100 samples before the sound, 1,000 of it, 100 after; twice as many at 44,100 Hz.
KEPT = Extent(begin=300, onset=400, offset=1_400, end=1_500)


def _placed(timeline, *pauses_ms, kept=KEPT, samples=2_400):
    placed = [timeline.place(kept, samples, pause) for pause in pauses_ms]
    return [*placed, timeline.close()]


def test_everything_at_once():
    """Law: opening, 350 ms, line; lines apart by their pause; a chime; 700 ms, closing.

    The chime is in the middle of a gap that has room for it and 350 ms to either side, and ends
    on a full second; the whole is a multiple of 10 ms.
    """
    timeline = Timeline(
        chapters=((0, "a"), (0, "a"), (1, "b")),
        rate=22_050,
        sounds={"opening": 1_000, "chime": 5_000, "closing": 2_000},
    )
    assert _placed(timeline, 100, 100, 100) == [
        [(0, "opening"), (16_435, "")],  # 1,000 + 350 ms
        [(22_845, "")],  # the sound ends at 18,635; 100 ms are 4,410; the sound begins 200 later
        [(54_122, "chime"), (2 * SECOND, "")],  # between 25,045 and 88,200, less 5,000, halved
        [(121_270, "closing"), (123_480, "")],  # 90,400 + 700 ms; 123,270 up to a multiple of 441
    ]
    assert timeline.spans == [(16_435, 18_835), (22_845, 25_245), (88_200, 90_600)]
    assert timeline.cues == [
        Cue(line=0, start_ms=377, end_ms=423),
        Cue(line=1, start_ms=523, end_ms=568),
        Cue(line=2, start_ms=2_005, end_ms=2_050),
    ]
    assert timeline.tiled() == (
        Chapter(title="a", start_ms=0, end_ms=2_000),
        Chapter(title="b", start_ms=2_000, end_ms=2_800),
    )


def test_nothing_but_lines():
    """Law: without sounds the first line begins at once, and 700 ms of silence end it all.

    A chapter begins on the next full second after the pause.
    """
    timeline = Timeline(chapters=((0, "a"), (1, "b"), (2, "c")), rate=22_050, sounds={})
    assert _placed(timeline, 0, 2_500, 0) == [
        [(0, "")],
        [(SECOND, "")],
        [(4 * SECOND, "")],  # 46,300 + 110,250 = 156,550
        [(209_475, "")],  # 178,600 + 30,870 = 209,470, up to a multiple of 441
    ]
    assert [chapter.start_ms for chapter in timeline.tiled()] == [0, 1_000, 4_000]
    assert timeline.tiled()[-1].end_ms == 4_750
    assert timeline.cues[0] == Cue(line=0, start_ms=5, end_ms=50)


def test_a_pause_that_is_longer_than_the_chime_stays():
    """Law: the gap before a chapter is the longer of pause and chime with its margins."""
    for pause_ms, second in ((100, 1), (1_100, 2)):
        timeline = Timeline(
            chapters=((0, "a"), (1, "b")), rate=22_050, sounds={"chime": SECOND // 10}
        )
        placed = _placed(timeline, pause_ms, 0)
        at = second * SECOND
        assert placed[1] == [((2_200 + at - 4_410) // 2, "chime"), (at, "")]


def test_a_gap_that_just_fits_is_not_stretched():
    """Law: where the second is full already, the chapter begins there, and one sample later not."""
    for more, second in ((0, 1), (1, 2)):
        chime = SECOND - 2_200 - 2 * 15_435 + more
        timeline = Timeline(chapters=((0, "a"), (1, "b")), rate=22_050, sounds={"chime": chime})
        assert _placed(timeline, 0, 0)[1] == [
            ((2_200 + second * SECOND - chime) // 2, "chime"),
            (second * SECOND, ""),
        ]


def test_what_is_kept_after_the_sound_is_never_cut():
    """Law: lines, chapters, closing and the end wait for the last sample of the line before."""
    timeline = Timeline(
        chapters=((0, "a"), (0, "a"), (1, "b")), rate=22_050, sounds={"closing": 441}
    )
    assert _placed(timeline, 0, 0, 0, samples=40_000) == [
        [(0, "")],
        [(40_000, "")],
        [(2 * SECOND, "")],
        [(128_200, "closing"), (128_772, "")],
    ]
    alone = Timeline(chapters=((0, "a"),), rate=22_050, sounds={})
    assert _placed(alone, 0, samples=44_101) == [[(0, "")], [(44_541, "")]]


def test_rates_that_are_no_part_of_ours_are_rounded():
    """Law: samples of 24,000 Hz count 44,100 / 24,000 each, to the nearest."""
    timeline = Timeline(chapters=((0, "a"), (0, "a")), rate=24_000, sounds={})
    kept = Extent(begin=0, onset=361, offset=24_361, end=24_400)
    placed = _placed(timeline, 10, 0, kept=kept, samples=44_835)
    # 361 are 663.3, 24,361 are 44,763.3: 44,763 + 441 - 663 = 44,541, before the line's own end
    assert placed == [[(0, "")], [(44_835, "")], [(120_834, "")]]
    assert timeline.cues[0] == Cue(line=0, start_ms=15, end_ms=1_015)
    timeline = Timeline(chapters=((0, "a"), (0, "a")), rate=24_000, sounds={})
    kept = Extent(begin=0, onset=361, offset=24_400, end=24_400)
    placed = _placed(timeline, 100, 0, kept=kept, samples=44_835)
    assert placed[1] == [(44_835 + 4_410 - 663, "")]


def test_the_first_sound_may_be_the_first_sample():
    """Law: a line that sounds from its first sample on stands at the very beginning."""
    timeline = Timeline(chapters=((0, "a"), (1, "b")), rate=SECOND, sounds={})
    kept = Extent(begin=0, onset=0, offset=SECOND, end=SECOND)
    assert _placed(timeline, 0, 0, kept=kept, samples=SECOND) == [
        [(0, "")],
        [(SECOND, "")],  # the second is full, and there is no pause
        [(2 * SECOND + 30_870, "")],
    ]


def test_the_silence_at_the_end_is_whole():
    """Law: 700 ms to the sample, however little of the next 10 ms it takes."""
    timeline = Timeline(chapters=((0, "a"),), rate=SECOND, sounds={})
    kept = Extent(begin=0, onset=0, offset=451, end=451)
    assert _placed(timeline, 0, kept=kept, samples=451)[1] == [(72 * 441, "")]
