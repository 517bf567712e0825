"""Evidence files: told apart by their content, checked and cleaned without decoding a single pixel.

What is not whole and regular is refused with its reason; nothing is ever executed, unpacked or rendered here.
"""

from complaints.evidence.cleaning import (
    ACCEPT,
    MAX_FILE,
    MAX_FILES,
    MAX_TOTAL,
    CleanFile,
    check_all,
    clean,
)

__all__ = ["ACCEPT", "MAX_FILE", "MAX_FILES", "MAX_TOTAL", "CleanFile", "check_all", "clean"]
