"""What every language says, word for word: `tests/golden/`, which `make golden` writes anew, for people to read."""

from __future__ import annotations

import pytest
from scripts.golden import FOLDER, golden, spoken

from lcn_bot.language.language import Language


@pytest.mark.parametrize("language", spoken(), ids=lambda language: language.code)
def test_every_language_says_what_was_read_and_approved(language: Language) -> None:
    held = (FOLDER / f"{language.code}.txt").read_text("utf-8")
    assert golden(language) == held, "read what has changed, then `make golden`"


@pytest.mark.parametrize("language", spoken(), ids=lambda language: language.code)
def test_nothing_is_left_unfilled_or_doubled(language: Language) -> None:
    text = golden(language)
    assert "{" not in text
    for wrong in (" de le ", " de les ", " a el ", " de el ", "  ", "d’d’", " في في ", "\u2068\u2068"):
        assert wrong not in text.casefold(), wrong
