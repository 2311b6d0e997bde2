"""The one table of relations: what each kind of question is answered with.

Each relation is a function that takes a `Voice` (the knowledge and the reader's language) and the arguments of an Ask,
and gives an Answer, or None where the knowledge holds none. `knowledge/relations.yaml` says which questions lead to
which.
"""

from __future__ import annotations

from functools import cache
from inspect import signature

from lcn_bot.answering.answer import Answer, Relation, Voice, dates
from lcn_bot.answering.cities import (
    city,
    continent_of,
    country_of,
    does_about,
    fact,
    is_new,
    joined,
    joined_there,
    member_in,
    region_of,
    same_country,
    where,
)
from lcn_bot.answering.comparing import (
    has_as_many,
    has_fewer,
    has_more,
    joined_after,
    joined_apart,
    joined_before,
    joined_order,
    joined_together,
    more_members,
)
from lcn_bot.answering.events import (
    awarded_at,
    awards_of,
    event,
    event_winners,
    events,
    events_at,
    latest,
    theme,
    themes,
    winners,
    winners_in,
)
from lcn_bot.answering.figures import figure, growth
from lcn_bot.answering.members import (
    cities,
    count_in,
    first_in,
    joined_count,
    members,
    members_in,
    newest_in,
)
from lcn_bot.answering.people import (
    chair_of,
    former,
    former_leader,
    has_held,
    holds,
    leader,
    leads,
    mayors,
    office,
    person,
    predecessors,
    predecessors_of,
    presides,
    was_office,
)
from lcn_bot.answering.quotes import quotes, said_about, said_by, said_when, speaker, works_on
from lcn_bot.answering.reading import Ask
from lcn_bot.answering.sums import countries, most_members, single_members


def topic(voice: Voice, topic_id: str, *subjects: str) -> Answer | None:
    """A short text on a topic; None if it does not speak of the subjects."""
    found = voice.knowledge.topics.get(topic_id)
    if found is None or not set(subjects) <= set(found.about):
        return None
    figures = (
        figure for figure in voice.knowledge.figures.values() if figure.kind == "number" and figure.asked
    )
    current = {str(figure.history[0].value) for figure in figures}
    return Answer(
        voice.text(found.text),
        found.sources,
        dates(found.as_of) | current | set(found.numbers),
        of=frozenset(found.of),
    )


ANSWERS: dict[str, Relation] = {
    relation.__name__: relation
    for relation in (
        city, joined, joined_there, member_in, is_new, joined_order, joined_before, joined_after,
        joined_together, joined_apart, same_country, continent_of,
        country_of, region_of, where, fact, does_about,
        cities, members, members_in, newest_in, count_in, joined_count, first_in,
        most_members, single_members, countries, more_members, has_more, has_fewer, has_as_many,
        figure, growth, topic,
        office, was_office, leader, chair_of, former, predecessors, predecessors_of, former_leader, mayors,
        person, holds, has_held, leads, presides,
        quotes, works_on, said_about, speaker, said_by, said_when,
        event, event_winners, theme, themes, events, events_at, latest, awards_of, awarded_at, winners, winners_in,
    )
}  # fmt: skip


def answer(voice: Voice, ask: Ask) -> Answer | None:
    """The answer to an Ask; None where nothing is known, or where it asks what no relation answers."""
    if not is_answered(ask.relation, len(ask.args)):  # it may come from an old button
        return None
    return ANSWERS[ask.relation](voice, *ask.args)


@cache
def is_answered(relation: str, arguments: int) -> bool:
    """Whether there is a relation of that name, and it takes so many arguments."""
    if relation not in ANSWERS:
        return False
    try:
        signature(ANSWERS[relation]).bind(None, *[""] * arguments)
    except TypeError:
        return False
    return True
