"""Two rounds of edits told as one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tingbao.model import Edit


class _Span(NamedTuple):
    """Where an edit stands in the text between the rounds."""

    start: int
    stop: int
    edit: Edit
    later: bool  # of the second round


def chained(
    written: str, first: tuple[Edit, ...], between: str, second: tuple[Edit, ...]
) -> tuple[Edit, ...]:
    """Give the edits that lead from the written text to the end of the second round.

    Args:
        written: The text that `first` applies to.
        first: Edits in order and apart.
        between: What `first` makes of it, and what `second` applies to.
        second: Edits in order and apart.
    """
    spans = [*_said(first), *(_Span(edit.start, edit.end, edit, later=True) for edit in second)]
    chain, shift = [], 0  # characters of `between` more than of `written`, up to here
    for group in _groups(sorted(spans, key=lambda span: span[:2])):
        begin, stop = group[0].start - shift, max(span.stop for span in group)
        shift += sum(len(edit.spoken) - len(edit.written) for *_, edit, later in group if not later)
        said, reached = "", group[0].start
        for span in group:
            if span.later:
                said += between[reached : span.start] + span.edit.spoken
                reached = span.stop
        end, spoken = stop - shift, said + between[reached:stop]
        if written[begin:end] != spoken:
            rule = max(group, key=lambda span: span.later).edit.rule
            chain.append(
                Edit(rule=rule, start=begin, end=end, written=written[begin:end], spoken=spoken)
            )
    return tuple(chain)


def _said(edits: tuple[Edit, ...]) -> Iterator[_Span]:
    """Give where the words of each edit of the first round stand."""
    shift = 0
    for edit in edits:
        start = edit.start + shift
        yield _Span(start, start + len(edit.spoken), edit, later=False)
        shift += len(edit.spoken) - len(edit.written)


def _groups(spans: list[_Span]) -> Iterator[list[_Span]]:
    """Put together the spans that overlap."""
    group: list[_Span] = []
    stop = 0
    for span in spans:
        if group and span.start >= stop:
            yield group
            group = []
        group.append(span)
        stop = max(stop, span.stop)
    if group:
        yield group
