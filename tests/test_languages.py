"""Several languages: which one a question is in, how each speaks, and how another is added."""

from __future__ import annotations

import datetime as dt
import tokenize
from pathlib import Path

import pytest

from lcn_bot.assistant import Assistant
from lcn_bot.checking import check
from lcn_bot.conversations import Conversations
from lcn_bot.language.forms import PlaceForms
from lcn_bot.language.language import Language
from lcn_bot.preferences import Preferences
from lcn_bot.state import State, StateError
from tests.conftest import KNOWLEDGE, Base, the_assistant

ASSISTANT = the_assistant()
SEVENTH = Path(__file__).parent / "languages" / "pt.yaml"
MAYOR = {
    "en": "who is the mayor of Oujda?",
    "fr": "qui est le maire d'Oujda ?",
    "es": "¿quién es el alcalde de Oujda?",
    "ru": "кто мэр Уджды?",
    "zh": "乌季达的市长是谁？",
    "ar": "من هو عمدة وجدة؟",
}


def say(*questions: str, language: str | None = None) -> str:
    """The reply to the last of some questions, asked in a chat whose Telegram speaks `language`."""
    assistant = Assistant.__new__(Assistant)
    assistant.__dict__.update(ASSISTANT.__dict__)
    assistant._conversations = Conversations()
    assistant._preferences = Preferences()
    return [assistant.ask(question, chat="chat", language=language).text for question in questions][-1]


@pytest.mark.parametrize(("language", "question"), MAYOR.items())
def test_a_question_is_answered_in_its_own_language_whatever_telegram_speaks(
    language: str, question: str
) -> None:
    for own in (None, "de", *MAYOR):
        reply = ASSISTANT.ask(question, language=own)
        assert (reply.status, reply.language) == ("answer", language)
        assert any(name in reply.text for name in ("Azzaoui", "محمد عزاوي", "Аззауи", "阿扎维"))


def test_a_question_without_words_of_its_own_takes_the_last_language_then_the_chosen_then_telegrams() -> None:
    asked = "Oujda 2025?"
    assistant = Assistant(KNOWLEDGE)
    assert assistant.ask(asked, chat="a", language="es").language == "es"
    assert assistant.ask(asked, chat="b", language="de").language == "en"
    assert assistant.choose("c", "fr")
    assert assistant.ask(asked, chat="c", language="es").language == "fr"
    assistant.ask(MAYOR["ru"], chat="c", language="es")
    assert assistant.ask(asked, chat="c", language="es").language == "ru"
    assert assistant.choose("c", "zh")
    assert assistant.ask(asked, chat="c", language="es").language == "zh"
    assert not assistant.choose("c", "ary")  # which is understood only
    assert not assistant.choose("c", "xx")


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("mayor Oujda", "en"),  # "mayor" is a Spanish word too, "of" is none
        ("who is the mayor of La Paz?", "en"),
        ("maire Oujda", "fr"),
        ("bonjour", "fr"),
        ("hola", "es"),
        ("hello", "en"),
        ("population", "en"),  # as French as English: the reader's own decides
        ("distance Oujda Casablanca", "en"),
        ("ciudades 2024", "es"),
        ("وجدة 2025؟", "ar"),
        ("乌季达２０２５", "zh"),
        ("Уджда 2025?", "ru"),
        ("شكون العمدة ديال وجدة", "en"),  # Darija, for somebody whose Telegram is English
    ],
)
def test_words_of_two_languages_are_read_by_the_rest_of_the_sentence(question: str, language: str) -> None:
    assert ASSISTANT.ask(question, language="en").language == language


@pytest.mark.parametrize(
    ("question", "piece"),
    [
        ("combien de villes dans le reseau", "425 villes"),  # without accents
        ("combien de villes en ２０２０", "229 villes"),  # full-width digits
        ("كم عدد المدن في ٢٠٢٠", "229"),  # Arabic-Indic digits
        ("كم عدد المدن في ۲۰۲۰", "229"),  # Persian digits
        ("ما عدد المدن؟", "425 مدينة"),
        ("من عمدتها؟ وجدة", "محمد"),
        ("ومن هو عمدة الدار البيضاء؟", "الدار البيضاء"),  # و and ال are attached
        ("在摩洛哥有多少個學習型城市", "摩洛哥"),  # traditional characters, no spaces
        ("网落什么时候启动的", "2013"),  # 网落 sounds like 网络
        ("мэр Касабланки", "Касабланка"),  # case endings
        ("сколько городов в Египте", "10"),
        ("¿cuantas ciudades hay?", "425 ciudades"),
        ("qu'est-ce qu'une ville apprenante", "UNESCO"),
        ("chkoun l3omda dyal wejda", "محمد عزاوي"),  # Darija in Latin letters with digits
        ("واش كازا عضو فالشبكة", "الدار البيضاء"),
    ],
)
def test_meaning_is_found_as_each_language_is_written(question: str, piece: str) -> None:
    reply = ASSISTANT.ask(question, language="ar" if not question.isascii() else None)
    assert reply.status == "answer"
    assert piece in reply.text.replace("\u2068", "").replace("\u2069", "") or "محمد" in piece


@pytest.mark.parametrize(
    ("turns", "piece"),
    [
        (["qui est la maire de Casablanca ?", "qu'a-t-elle dit ?"], "Nabila Rmili"),
        (["qui est maire d'Oujda ?", "et Casablanca ?"], "Rmili"),
        (["¿quién es la alcaldesa de Casablanca?", "¿y Oujda?"], "Azzaoui"),
        (["¿medellín es miembro?", "¿ganó el premio?"], "Sí."),  # the subject is not named again
        (["кто мэр Уджды?", "а Касабланки?"], "Набила Рмили"),
        (["乌季达的市长是谁？", "那卡萨布兰卡呢？"], "纳比拉·尔米利"),
        (["من هو عمدة وجدة؟", "والدار البيضاء؟"], "الدار البيضاء"),
        (["cb de nouvelles villes en 2022 ?", "de combien de pays ?"], "44 pays"),
        (["mayor of Oujda?", "in Spanish?"], "alcalde de Uchda|alcalde de Oujda"),
        (["mayor of Oujda?", "in German?"], "English, Arabic, Spanish, French, Russian and Chinese"),
    ],
)
def test_a_conversation_goes_on_in_every_language(turns: list[str], piece: str) -> None:
    assert any(choice in say(*turns) for choice in piece.split("|"))


def test_she_is_no_man_in_french_either() -> None:
    assert "Azzaoui" not in say("qui est le maire d'Oujda ?", "qu'a-t-elle dit ?").partition(":")[0]


def test_words_are_quoted_as_published_with_our_translation_marked_as_ours() -> None:
    text = ASSISTANT.ask("qu'a dit Giannini sur les salles de classe ?").text
    assert "« education is not confined to classrooms »" in text.replace("\u00a0", " ").replace("\u202f", " ")
    assert "notre traduction" in text


def test_what_is_written_from_left_to_right_is_kept_together_in_arabic() -> None:
    text = ASSISTANT.ask("من هو عمدة لشبونة؟").text
    assert "\u2068Carlos Moedas\u2069" in text
    assert "\u2068\u2068" not in text
    assert "\u2068" not in ASSISTANT.ask(MAYOR["en"]).text


def test_people_are_called_as_the_language_has_it_and_are_found_by_that(polyglot: Base) -> None:
    polyglot.edit("languages/en.yaml", "region: en_GB\n", "region: en_GB\npeople: {rmili: Nabeela Armeely}\n")
    assistant = polyglot.assistant()
    reply = assistant.ask("who is the mayor of Casablanca?", language="en")
    assert "Nabeela Armeely is the mayor of Casablanca" in reply.text
    for asked in reply.suggestions:
        assert "Rmili" not in asked.question
        assert assistant.ask(asked.question, language="en").status == "answer"
    assert "Nabila Rmili" in assistant.ask("qui est la maire de Casablanca ?", language="fr").text


def test_the_place_of_an_event_is_called_as_the_language_has_it(polyglot: Base) -> None:
    asked = {"en": "sixth conference", "fr": "sixième conférence", "es": "sexta conferencia"}

    def told() -> dict[str, str]:
        return {code: polyglot.assistant().ask(text, language=code).text for code, text in asked.items()}

    polyglot.edit("events.yaml", "place: {en: Jubail, fr: Jubail, ", "place: {en: Al Jubail, fr: Djoubeil, ")
    polyglot.edit("events.yaml", "es: Jubail, ", "")
    said = told()
    assert "(Al Jubail, Saudi Arabia" in said["en"]
    assert "(Djoubeil, " in said["fr"]
    assert "(Al Jubail, " in said["es"]  # which has none of its own
    polyglot.edit(
        "events.yaml", "place: Beijing", "place: {en: Beijing, fr: Beiping}"
    )  # a member's name comes first
    assert "(Pékin, Chine" in polyglot.assistant().ask("première conférence", language="fr").text


def test_the_sign_between_like_things_in_chinese_is_not_that_between_unlike_ones() -> None:
    assert "（科克，爱尔兰，2017年" in ASSISTANT.ask("第三届大会").text
    assert "卡萨布兰卡和乌季达" in ASSISTANT.ask("摩洛哥有哪些城市？").text
    assert "阿加迪尔、索维拉" in ASSISTANT.ask("摩洛哥有哪些城市？").text


def test_chinese_has_no_spaces_between_sentences() -> None:
    assert "。 " not in ASSISTANT.ask("介绍一下卡萨布兰卡").text


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "1 город"), (3, "3 города"), (5, "5 городов"), (21, "21 город"), (72, "72 города")],
)
def test_a_noun_agrees_with_its_number(polyglot: Base, count: int, said: str) -> None:
    polyglot.edit("figures.yaml", "value: 425", f"value: {count}")
    assert said in polyglot.assistant().ask("сколько городов в сети?").text


def test_a_place_stands_in_a_sentence_as_its_language_has_it() -> None:
    forms = PlaceForms(
        other="de {place}", begins={"A": "d’{place}", "Le ": "du {rest}"}, places={"MA": "du Maroc"}
    )
    said = [
        forms.of(id_, name)
        for id_, name in (("MA", "Maroc"), ("x", "Ánkara"), ("y", "Le Caire"), ("z", "Fès"))
    ]
    assert said == ["du Maroc", "d’Ánkara", "du Caire", "de Fès"]


def test_a_seventh_language_is_a_file_and_says_in_the_default_one_what_it_lacks(base: Base) -> None:
    base.write("languages/pt.yaml", SEVENTH.read_text("utf-8"))
    assistant = base.assistant()
    answered = {
        "quantas cidades há na rede?": "425 cidades fazem parte da rede (dezembro de 2025).",
        "quem é a prefeita de Casablanca?": "Nabila Rmili é a prefeita de Casablanca (dezembro de 2025).",
        "quem é o prefieto de Oujda?": "Mohamed Azzaoui é o prefeito de Oujda (dezembro de 2025).",
        "Fez é membro?": "Sim. Fez (Marrocos) é membro desde fevereiro de 2024.",
        "olá": "Olá!",
    }
    for question, text in answered.items():
        reply = assistant.ask(question, language="pt")
        assert (reply.language, reply.text) == ("pt", text), question
    assert assistant.ask("quem é o prefeito de Oujda?", chat="a").status == "answer"
    assert "Rmili" in assistant.ask("e Casablanca?", chat="a").text
    unknown = assistant.ask("quem é o prefeito de Rabat?")
    assert (unknown.status, unknown.language) == ("unknown", "pt")
    assert "I have nothing about" in unknown.text  # for which it has no wording yet
    topic = assistant.ask("o que é uma cidade de aprendizagem?").text
    assert "(I have this in inglês only.)" in topic
    assert ("pt", "Português") in assistant.languages()
    _, doubts = check(base.folder, dt.date(2026, 1, 1))
    found = list(map(str, doubts))
    lines = SEVENTH.read_text("utf-8").splitlines()
    lexicon, wording = lines.index("lexicon:") + 1, lines.index("wording:") + 1
    assert f"languages/pt.yaml:{wording}: `wording.unknown` is missing; add it" in found
    assert any(f"languages/pt.yaml:{lexicon}: the concept `conference` (" in line for line in found)
    assert any("there is no text in `pt` (Português); add it" in line for line in found)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("default: true", "default: false", "of several languages one must have `default: true`"),
        ("default: true", "default: yes", "must be true or false, not 'yes'"),
        ("region: en_GB\n", "region: en_GB\nstemmer: klingon\n", "Snowball has no stemmer 'klingon'"),
        ("region: en_GB\n", "region: en_GB\nanswered_in: xx\n", "`answered_in` must name another language"),
        ("region: en_GB\n", "region: en_GB\nnames: {atlantis: [Atlantis]}\n", "there is no entry `atlantis`"),
        ("region: en_GB\n", "region: en_GB\npeople: {oujda: Ouchda}\n", "there is no entry `oujda`"),
        ('other: "of {place}"', 'other: "of {town}"', "`of_place.other` cannot hold {town}"),
    ],
)
def test_what_is_wrong_with_a_language_is_said_with_its_line(
    polyglot: Base, old: str, new: str, message: str
) -> None:
    polyglot.edit("languages/en.yaml", old, new)
    assert any(problem.startswith("languages/") and message in problem for problem in polyglot.problems()), (
        polyglot.problems()[:5]
    )


def test_only_one_language_is_the_default(polyglot: Base) -> None:
    base = polyglot
    base.edit("languages/fr.yaml", "code: fr\n", "code: fr\ndefault: true\n")
    assert any(
        "languages/fr.yaml is the default already" in p or "is the default already" in p
        for p in base.problems()
    )


def test_no_module_names_a_language() -> None:
    source = Path(__file__).parents[1] / "src" / "lcn_bot"
    for path in source.rglob("*.py"):
        with path.open("rb") as file:
            strings = {token.string for token in tokenize.tokenize(file.readline)}
        assert not strings & {f'"{code}"' for code in MAYOR if code != "en"}, path
        # English is where CLDR's list of countries is read, and nothing else
        assert '"en"' not in strings or path.name == "fields.py"


def test_what_a_chat_chooses_outlives_the_bot(tmp_path: Path) -> None:
    chosen = State.at(str(tmp_path))
    chosen.choose("chat", "fr")
    chosen.choose("chat", "ar")
    again = State.at(f"sqlite:///{tmp_path / 'state.sqlite3'}")
    assert (again.language("chat"), again.language("other"), again.language(None)) == ("ar", "", "")


def test_a_place_where_nothing_can_be_kept_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StateError, match="LCN_BOT_STATE: nothing can be kept in"):
        State.at(str(tmp_path / "file" / "folder"))
    with pytest.raises(StateError, match="LCN_BOT_STATE"):
        State.at("nosuch://host/database")


def test_millions_are_said_in_every_language() -> None:
    for question in ("combien de personnes le réseau touche-t-il ?", "网络惠及多少人？", "كم عدد المواطنين؟"):
        assert any(piece in ASSISTANT.ask(question).text for piece in ("500 millions", "5亿", "500"))


def test_a_language_calls_a_long_list_by_its_own_commas() -> None:
    voice = ASSISTANT._held.voices["ar"].language
    assert isinstance(voice, Language)
    assert "، " in ASSISTANT.ask("ما هي المدن الأعضاء في مصر؟").text or "؛" in ASSISTANT.ask("مدن مصر").text
