"""A recording to an episode and a feed."""

from tingbao.publishing.catalogue import since
from tingbao.publishing.cover import colours, means
from tingbao.publishing.episode import earlier, present, publish, voices
from tingbao.publishing.feed import COVER, NAME, address, audio_path, originals
from tingbao.publishing.files import failures, try_writing, write, write_all
from tingbao.publishing.record import DamagedError, Record
from tingbao.publishing.script import Spoken, load
from tingbao.publishing.show import build, complete, delete, lacking, missing, of_day, refuse
from tingbao.publishing.transcripts import clock
from tingbao.publishing.typesetting import typeset

__all__ = [
    "COVER",
    "NAME",
    "DamagedError",
    "Record",
    "Spoken",
    "address",
    "audio_path",
    "build",
    "clock",
    "colours",
    "complete",
    "delete",
    "earlier",
    "failures",
    "lacking",
    "load",
    "means",
    "missing",
    "of_day",
    "originals",
    "present",
    "publish",
    "refuse",
    "since",
    "try_writing",
    "typeset",
    "voices",
    "write",
    "write_all",
]
