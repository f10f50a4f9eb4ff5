"""What the tests of checking share."""

from tests.published import _no_sync, publish, recording, script, speech

__all__ = ["_no_sync", "publish", "recording", "script", "speech"]
