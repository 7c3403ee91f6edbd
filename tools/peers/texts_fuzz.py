"""Random texts in which a tokenizer's words can go wrong: many scripts, marks, numbers, white space, contractions."""

from __future__ import annotations

import random
import unicodedata

HARD = (
    "  \t\n\r\u00a0\u2003\u3000\u0085'’sStTrRevVmMlLdD019½²٣Ⅷ一二三あいうアイ한국어éÉßøñçğıİжщ؟אבעربيहिन्दी்ไทย"
    '🙂👍🏽👨‍👩‍👧\u200d\u200b\ufeff.,;:!?-_()[]{}<>/\\|@#$%^&*+=~`"ﬁǅʰªº\u0301\u0300𝟘𝒜'
)
RANGES = [(0x01, 0x7F), (0x01, 0x2FFF), (0x01, 0xFFFF), (0x01, 0x1FFFF)]


def texts(seed: int, count: int) -> list[str]:
    """Texts without U+0000 and characters that Python's Unicode does not know, since versions of Unicode differ."""
    source = random.Random(seed)

    def character() -> str:
        while True:
            found = chr(source.randint(*source.choice(RANGES)))
            if unicodedata.category(found) not in ("Cs", "Cn"):
                return found

    def text() -> str:
        if source.random() < 0.5:
            return "".join(source.choice(HARD) for _ in range(source.randint(0, 25)))
        return "".join(character() for _ in range(source.randint(1, 12)))

    found = [text() for _ in range(count)]
    return [each.lower() if source.random() < 0.5 else each for each in found]
