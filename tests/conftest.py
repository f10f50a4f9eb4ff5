"""What every test may count on."""

from __future__ import annotations

import signal

# A shell starts its background jobs deaf to Ctrl-C, and their children with them: where the
# suite runs as such a job, the programs that it interrupts would not hear it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
