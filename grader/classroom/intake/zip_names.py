"""Reads the names in a zip whose maker did not say how they are written: UTF-8, GBK, or a code page of DOS."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_HIGH_RUN = re.compile(rb"[\x80-\xff]+")


def _is_chinese(text: str) -> bool:
    return all(letter.isascii() or "\u4e00" <= letter <= "\u9fff" or letter in "（）【】，。、" for letter in text)


def _is_western(text: str) -> bool:
    """Letters alone, and none that is a capital after a small one: `ZoÙ` was written in another code page."""
    if not all(letter.isascii() or letter.isalpha() for letter in text):
        return False
    return not any(one.islower() and two.isupper() and not two.isascii() for one, two in pairwise(text))


def _decoded(raw: bytes, codec: str) -> str:
    """Return the text, or one that no language makes sense of."""
    try:
        return raw.decode(codec)
    except UnicodeError:
        return "\u2500"


def codec_of(names: Sequence[bytes]) -> str:
    """Return the codec that all `names` of one archive make sense in."""
    raw = b"/".join(names)
    if _decoded(raw, "utf-8") != "\u2500":
        return "utf-8"
    # accented letters stand alone in Western names, Chinese ones come as two bytes and more
    in_pairs = all(len(run) % 2 == 0 for run in _HIGH_RUN.findall(raw))
    if _is_chinese(_decoded(raw, "gb2312")) or (in_pairs and _is_chinese(_decoded(raw, "gbk"))):
        return "gbk"
    return next((codec for codec in ("cp850", "cp1252", "cp437") if _is_western(_decoded(raw, codec))), "cp437")
