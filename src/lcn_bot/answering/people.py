"""Answers about people: who holds which office, now and before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from lcn_bot.answering.answer import Answer, Voice, confirmed, dates, together
from lcn_bot.answering.figures import as_of
from lcn_bot.answering.reading import Ask, Mention
from lcn_bot.knowledge.knowledge import Knowledge
from lcn_bot.knowledge.model import Office, Person
from lcn_bot.language.forms import fill, form_of

LEADERS = ("mayor", "council_leader", "governor", "committee_chairman", "council_president")
"""The offices of those who lead a city, whatever they are called there."""
_PRESIDING = ("president", "chair")
_PRESENT = dt.timedelta(days=30)
"""How long before the newest figure of the network a holder may have been named and still *be* the holder."""
_MOST_OFFICES = 3


def office(voice: Voice, office_id: str, of: str, date: str = "") -> Answer | None:
    """Who holds an office; or who held it in a year."""
    holders = voice.knowledge.holders(office_id, of)
    if date:
        holders = [(person, held) for person, held in holders if (held.as_of or "").startswith(date[:4])]
    return _holder(voice, *holders[0], newest=not date) if holders else None


def was_office(voice: Voice, office_id: str, of: str) -> Answer | None:
    """Who held an office when it was last reported, if that is no longer the present: "who was mayor?"."""
    holders = voice.knowledge.holders(office_id, of)
    return office(voice, office_id, of) if holders and not _is(voice, holders[0][1]) else None


def leader(voice: Voice, of: str, date: str = "") -> Answer | None:
    """Who leads a city: its mayor, or whoever does there."""
    return next((found for office_id in LEADERS if (found := office(voice, office_id, of, date))), None)


def former(voice: Voice, office_id: str, of: str) -> Answer | None:
    """Who held an office before."""
    holders = voice.knowledge.holders(office_id, of)
    if not holders:
        return None
    present = holders[0][0] if is_present(voice.knowledge, holders[0][1]) else None
    return _earlier(voice, [pair for pair in holders if pair[0] is not present])


def presides(voice: Voice, person_id: str) -> Answer | None:
    """Whether somebody presides over an organisation."""
    found = voice.knowledge.people.get(person_id)
    answer = person(voice, person_id)
    if found is None or answer is None:
        return None
    return confirmed(answer, any(held.office in _PRESIDING for held in found.offices) or None)


def chair_of(voice: Voice, organisation: str) -> Answer | None:
    """Who presides over an organisation, whatever that is called there."""
    return next((found for held in _PRESIDING if (found := office(voice, held, organisation))), None)


def predecessors(voice: Voice, office_id: str, of: str) -> Answer | None:
    """Who held an office before the one who was last reported to."""
    holders = voice.knowledge.holders(office_id, of)
    return _earlier(voice, [pair for pair in holders if pair[0] is not holders[0][0]])


def predecessors_of(voice: Voice, person_id: str, office_id: str = "", of: str = "") -> Answer | None:
    """Who held an office before a person did: the newest of theirs, unless it is said which."""
    found = voice.knowledge.people.get(person_id)
    offices = [
        held
        for held in (found.offices if found else ())
        if office_id in ("", held.office) and of in ("", held.of)
    ]
    if not offices:
        return None
    held, before = offices[0], offices[0].as_of or ""
    holders = voice.knowledge.holders(held.office, held.of)
    return _earlier(
        voice, [pair for pair in holders if pair[0] is not found and (pair[1].as_of or "") < before]
    )


def _earlier(voice: Voice, holders: Sequence[tuple[Person, Office]]) -> Answer | None:
    """Holders of an office, each at the newest date, from holders of whom the newest come first."""
    newest: dict[str, tuple[Person, Office]] = {}
    for person, held in holders:
        newest.setdefault(person.id, (person, held))
    return together([_holder(voice, person, held, newest=False) for person, held in newest.values()])


def former_leader(voice: Voice, of: str) -> Answer | None:
    """Who led a city before the one who was last reported to."""
    return next((found for office_id in LEADERS if (found := predecessors(voice, office_id, of))), None)


def mayors(voice: Voice, country: str = "") -> Answer | None:
    """Every mayor that is known, or those of a country's cities."""
    found = [city for city in voice.knowledge.cities.values() if country in ("", city.country)]
    held = [
        city for city in found if (of := voice.knowledge.holders("mayor", city.id)) and _is(voice, of[0][1])
    ]
    answer = together([office(voice, "mayor", city.id) for city in held], separator="\n")
    return answer and replace(answer, numbers=answer.numbers | {str(len(held))})


def person(voice: Voice, person_id: str, office_id: str = "") -> Answer | None:
    """Who somebody is; with an office, whether they hold such a one."""
    found = voice.knowledge.people.get(person_id)
    if found is None or not found.offices:
        return None
    newest: dict[tuple[str, str], Office] = {}
    for held in found.offices:
        newest.setdefault((held.office, held.of), held)
    kept = list(newest.values())[:_MOST_OFFICES]
    answer = together([_holder(voice, found, held, newest=False) for held in kept])
    if answer is None:
        return None
    answer = replace(answer, gender=found.gender or "")
    if not office_id:
        return answer
    holding = [held for held in newest.values() if held.office == office_id]
    if not holding or any(_is(voice, held) for held in holding):
        return confirmed(answer, bool(holding))
    followed = [held for held in holding if voice.knowledge.holders(office_id, held.of)[0][0] is not found]
    if len(followed) < len(holding):
        return confirmed(answer, None)
    now = together([answer, *(office(voice, office_id, held.of) for held in followed)])
    # no year is borne out by somebody else's
    return now and replace(now, gender=answer.gender, numbers=answer.numbers, confirms=False)


def has_held(voice: Voice, person_id: str, office_id: str) -> Answer | None:
    """Whether somebody held such an office: "was she director?"."""
    answer = person(voice, person_id, office_id)
    return answer and confirmed(answer, _ever(voice, person_id, office_id) or None)


def leads(voice: Voice, person_id: str, office_id: str, of: str = "") -> Answer | None:
    """Whether somebody leads, or led: there is no no to who did."""
    answer = holds(voice, person_id, office_id, of) if of else person(voice, person_id, office_id)
    if answer and answer.confirms is False and _ever(voice, person_id, office_id, of):
        return confirmed(answer, None)
    return answer


def _ever(voice: Voice, person_id: str, office_id: str, of: str = "") -> bool:
    held = voice.knowledge.people[person_id].offices
    return any(one.office == office_id and of in ("", one.of) for one in held)


def holds(voice: Voice, person_id: str, office_id: str, of: str) -> Answer | None:
    """Whether a person holds an office; who does, and what the person does, if not."""
    holders = voice.knowledge.holders(office_id, of)
    if not holders:
        return None
    answer = office(voice, office_id, of)
    if holders[0][0].id == person_id:
        return answer and confirmed(answer, True if _is(voice, holders[0][1]) else None)
    answer = together([answer, person(voice, person_id)])
    return answer and confirmed(answer, False)


def is_present(knowledge: Knowledge, held: Office) -> bool:
    """Whether an office is recent enough, for this knowledge, to say that somebody *is* its holder."""
    figure = knowledge.figures.get("members")
    if held.as_of is None or figure is None or figure.history[0].as_of is None:
        return held.as_of is not None
    year, month, *_ = (*figure.history[0].as_of.split("-"), "12", "31")
    oldest = dt.date(int(year), int(month), 1) - _PRESENT
    return held.as_of >= oldest.isoformat()[: len(held.as_of)]


def _is(voice: Voice, held: Office) -> bool:
    """Whether a person is the present holder: recent, and nobody else since."""
    return is_present(voice.knowledge, held) and voice.knowledge.holders(held.office, held.of)[0][1] is held


def _holder(voice: Voice, person: Person, held: Office, *, newest: bool) -> Answer:
    """That a person holds or held an office; where it is the newest known and old, that nothing newer is."""
    wording = voice.language.offices[held.office]
    present = is_present(voice.knowledge, held) and (
        voice.knowledge.holders(held.office, held.of)[0][0].id == person.id
    )
    gender = person.gender or ""
    template = form_of(wording.__dict__, "holder" if present else "was", voice.language.locale, gender=gender)
    text = fill(
        template, person=voice.place(person.id), as_of=as_of(voice, held.as_of), **voice.named(place=held.of)
    )
    if newest and not present:
        text = f"{text} {voice.language.say('nothing_newer')}"
    return Answer(
        text,
        held.sources,
        dates(held.as_of),
        gender=gender,
        next=(Ask("quotes", (person.id,)), Ask("person", (person.id,))),
        names=_named(voice, person, held),
    )


def _named(voice: Voice, person: Person, held: Office) -> tuple[Mention, ...]:
    """A holder, unless it is an organisation, and the city or organisation of the office."""
    who = () if person.gender == "organisation" else (Mention("person", person.id),)
    if held.of in voice.knowledge.cities:
        return (*who, Mention("city", held.of))
    return (*who, Mention("organisation", held.of)) if held.of in voice.knowledge.people else who
