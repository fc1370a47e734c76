"""Words for the kinds of phase: what each is called, what to do now, what the facilitator can say.

A phase with words of its own has those, in the lab's language; these stand where it has none, in
the language of whoever reads. Grounded in the steps of the processes in `services/processes/`.
"""

from collections import defaultdict
from dataclasses import dataclass

from labapp.domain.phases import KINDS
from labapp.i18n.locale import gettext as _


@dataclass(frozen=True)
class KindWords:
    """`prompt` is what a phone and the projector say to do now; `script` is a line to say aloud."""

    name: str
    prompt: str
    script: str


def words_of(kind: str) -> KindWords:
    """The words for a kind, in the language spoken now. Raises `KeyError` for one there is not."""
    return KindWords(*WORDS[kind]())


def quick_name(kind: str) -> str:
    """What a step is called that is put in while the lab is held: "" for a kind there is not."""
    if kind == "ideate_solo":
        return _("Think for yourself")
    return words_of(kind).name if kind in KINDS else ""


def who_works(who: str) -> str:
    """How people work in a phase."""
    return {
        "all": _("All together"),
        "solo": _("On your own"),
        "pair": _("In pairs"),
        "four": _("In fours"),
        "table": _("At the table"),
        "free": _("Move about as you like"),
    }[who]


def groups() -> dict[str, list[str]]:
    """All kinds of phase, under words for what is done in them: to choose from."""
    found = defaultdict(list)
    for kind, activity in KINDS.items():
        found[_of_a_group(activity) or _("Meet and promise")].append(kind)
    return found


def _of_a_group(activity: str) -> str | None:
    return {
        "inform": _("Tell"),
        "collect": _("Collect ideas"),
        "group": _("Put in order"),
        "vote": _("Vote"),
        "results": _("Show"),
        "deepen": _("Work out"),
    }.get(activity)


def activity_words(activity: str) -> str:
    """What is done in an activity, in a word or two."""
    last = {"gallery": _("Mingle"), "commit": _("Handshakes"), "reflect": _("Reflection")}
    return _of_a_group(activity) or last[activity]


WORDS = {
    "arrive": lambda: (
        _("Come in"),
        _("Sit down and say hello to the people next to you. We start soon."),
        _(
            "Welcome in. Take out your phone and scan the code on the wall. No name is needed,"
            " and no app. If you have no phone, somebody at the table writes for you."
        ),
    ),
    "welcome": lambda: (
        _("Welcome"),
        _("Listen: who is here, what you can influence, and when you get an answer."),
        _(
            "Welcome. I will tell you what you can influence here and what you cannot, who gets"
            " the result, and when you get an answer."
        ),
    ),
    "frame": lambda: (
        _("The challenge"),
        _("Listen to the question. Where have you met it in your own life?"),
        _("This is the question, and this is what we know today. Think of where you have met it."),
    ),
    "warmup": lambda: (
        _("Warm-up"),
        _("Turn to somebody you do not know: what made you come here?"),
        _("Turn to somebody you do not know. Two minutes each: what made you come here?"),
    ),
    "break": lambda: (
        _("Break"),
        _("Take a break. We go on when the time is up."),
        _("Now we take a break. Be back when the time on the wall is up."),
    ),
    "move": lambda: (
        _("Change tables"),
        _("Take your things and go to another table. The host stays."),
        _("Thank each other. The host stays, and everybody else goes to a table with new people."),
    ),
    "read": lambda: (
        _("Read the proposals"),
        _("Read the proposals on the walls or on the screen. What do you want to ask?"),
        _("Walk around and read. Somebody here reads aloud to anyone who wants it."),
    ),
    "next": lambda: (
        _("What happens now"),
        _("Listen: who takes this on, and when you get an answer."),
        _("This is what happens now: who takes it on, what is decided, and when."),
    ),
    "close": lambda: (
        _("Thank you and next step"),
        _("Thank you. Listen for when you get an answer."),
        _("Thank you. What you have said goes on, and you get an answer, whatever it is."),
    ),
    "team": lambda: (
        _("Who is here"),
        _("Look around: who is here, and whose voice is missing?"),
        _("Look around. Who is here, and who should be here and is not? How do we reach them?"),
    ),
    "marketplace": lambda: (
        _("Choose a talk"),
        _("Read the agenda and go to the talk you want. You may change whenever you like."),
        _("Choose a talk and go there. If you neither learn nor give there, go on to another."),
    ),
    "ideate_solo": lambda: (
        _("Write ideas"),
        _("Think for yourself, in silence. Write one idea at a time."),
        _("Write one idea at a time. No name is needed. You can send as many as you like."),
    ),
    "table_round": lambda: (
        _("Share at the table"),
        _("Tell the table one idea each, in turn. Write the new ones that come up."),
        _("One at a time, one idea each. Nobody interrupts. Write down new ideas as they come."),
    ),
    "pair": lambda: (
        _("In pairs"),
        _("Show each other your ideas. Sharpen one together: one of you writes it."),
        _("Turn to your neighbour. Show each other your ideas and sharpen one of them together."),
    ),
    "group4": lambda: (
        _("Four together"),
        _("Two pairs meet. Agree on one idea to lift: one of you writes it."),
        _("Two pairs become four. Agree on the one idea that you want to lift."),
    ),
    "share": lambda: (
        _("Everybody shares"),
        _("Each group tells its idea. Write it, if nobody has written it already."),
        _("Each group tells its idea in one sentence. We do not say the same thing twice."),
    ),
    "stories": lambda: (
        _("Everyday stories"),
        _("Write about a time when you met this yourself. No solutions yet."),
        _("Tell about a time when you met this yourself. The others listen. No solutions yet."),
    ),
    "problem": lambda: (
        _("Name the problem"),
        _("What is the problem, in one sentence? Agree at the table: one of you writes it."),
        _("Each table agrees on one sentence that says what the problem is, and for whom."),
    ),
    "vision": lambda: (
        _("Pictures of the future"),
        _("Everything is possible. Write how it is when it has turned out well."),
        _("Nothing is impossible now, and nobody says no. How is it when it has turned out well?"),
    ),
    "critique": lambda: (
        _("What does not work"),
        _("Write what does not work today, one thing at a time. No solutions yet."),
        _("What does not work today? One thing at a time, and no solutions yet."),
    ),
    "session": lambda: (
        _("Talks"),
        _("Take part in a talk. Whoever called it writes what you arrive at."),
        _("The talks begin. Whoever called one writes down what it arrives at."),
    ),
    "ask": lambda: (
        _("Ask"),
        _("Write your question, one at a time. It is answered here in the room."),
        _("Ask what you wonder. Write it, or say it aloud and somebody writes it for you."),
    ),
    "agenda_build": lambda: (
        _("Make the agenda"),
        _("What do you want to talk about? Write the topic, and where and when you meet."),
        _("You make the agenda. Stand up, say your topic, and write where and when you meet."),
    ),
    "cluster": lambda: (
        _("Themes"),
        _("Read along. Has your idea landed where it belongs? If not, say so."),
        _(
            "We put together what belongs together. Read along, and say if something has landed"
            " in the wrong place."
        ),
    ),
    "harvest": lambda: (
        _("Harvest"),
        _("Listen to the tables. What comes back at several of them?"),
        _("Each host tells in one minute. Listen for what comes back at several tables."),
    ),
    "vote": lambda: (
        _("Vote"),
        _("Place your dots on what matters most to you."),
        _("Place your dots on what matters most to you. You can move them until we close."),
    ),
    "spread": lambda: (
        _("Spread, go on or stop"),
        _("Choose the proposals that should go on and spread."),
        _("What should spread, what should go on here, and what do we stop? Now you choose."),
    ),
    "count": lambda: (
        _("Count and show"),
        _("The votes are counted: by phone and on paper. Look at the screen."),
        _("We count the votes by phone and on paper. You see them apart, and together."),
    ),
    "results": lambda: (
        _("Results"),
        _("Look at how the room voted. What surprises you?"),
        _("This is how the room voted. The votes are advice, the decision is made by politicians."),
    ),
    "present": lambda: (
        _("Tell everybody"),
        _("Listen to the tables. One minute each."),
        _("One minute for each table: what do you propose, and what is the first step?"),
    ),
    "pitch": lambda: (
        _("Short pitches"),
        _("Listen to the proposals that most people follow. What do you want to ask?"),
        _("Two minutes for each proposal. Then those who decide say what they think of it."),
    ),
    "deepen": lambda: (
        _("Work out proposals"),
        _("One proposal from each table: what, why, for whom, and the first step."),
        _("Each table works out one proposal: what, why, for whom, the first step, and who."),
    ),
    "test_plan": lambda: (
        _("Try it out"),
        _("Plan the smallest trial: where, how long, what you measure, when you stop."),
        _("What is the smallest trial? Where, how long, what do you measure, when do you stop?"),
    ),
    "actors": lambda: (
        _("Who is needed"),
        _("Who is needed? Strengths, weaknesses, and what each of them can give."),
        _("Who is needed to make it happen? What are they good at, and what can they give?"),
    ),
    "gallery": lambda: (
        _("Mingle"),
        _("Walk around and read. Talk with those whose idea you like."),
        _("Walk around, read and talk. There is no clock: come and go as you like."),
    ),
    "commit": lambda: (
        _("Handshakes"),
        _("What can you do yourself? Say who, what and when."),
        _("Who can do something, however small? Say who you are, what you do, and when."),
    ),
    "reflect": lambda: (
        _("Reflection"),
        _("What do you take with you from here? Think it through for yourself."),
        _("Take a quiet moment. What do you take with you from here?"),
    ),
}
