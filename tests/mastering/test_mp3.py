"""What the encoder writes before the first frame of sound."""

from __future__ import annotations

import numpy as np

from tingbao.mastering.mp3 import RATE, encode

SIDE = 4 + 17  # bytes of a mono frame before its Info header: the frame's own, the side information
CRC = SIDE + 120 + 34  # where the header's checksum lies


def _crc16(data: bytes) -> int:
    """CRC-16 as LAME's header has it: polynomial 0x8005, reflected."""
    value = 0
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = (value >> 1) ^ 0xA001 if value & 1 else value >> 1
    return value


def test_the_length_header_is_whole_and_its_checksums_are_right() -> None:
    """Law: frames, bytes and both checksums of Info and LAME are those of the stream.

    eyeD3 logs "Lame tag CRC check failed" all the same: it looks for the checksum where a
    stereo file has it, 15 bytes further on.
    """
    time = np.arange(RATE) / RATE
    mp3 = encode([(9000 * np.sin(2 * np.pi * 200 * time)).astype(np.int16)])
    assert mp3[SIDE : SIDE + 4] == b"Info"
    frames, size = (int.from_bytes(mp3[at : at + 4], "big") for at in (SIDE + 8, SIDE + 12))
    first = 144 * 96_000 // RATE  # bytes of the frame that holds the header
    assert size == len(mp3)
    assert frames == round((size - first) / (144 * 96_000 / RATE))
    assert int.from_bytes(mp3[CRC - 6 : CRC - 2], "big") == len(mp3)
    assert int.from_bytes(mp3[CRC - 2 : CRC], "big") == _crc16(mp3[first:])
    assert int.from_bytes(mp3[CRC : CRC + 2], "big") == _crc16(mp3[:CRC])
