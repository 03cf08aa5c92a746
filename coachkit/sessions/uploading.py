"""What a server of ours and its pages agree on about uploads."""

from typing import Final

VARIABLE: Final = "COACHKIT_UPLOADS"
"""Bytes that one uploaded file may have, where a server of ours takes uploads; else not there."""

LARGEST: Final = 100_000_000
"""Bytes of one file. Whatever is larger goes into the folder."""
