"""Words for refusals, phases, reasons and channels. Facts come in, sentences come out."""

from collections.abc import Callable, Mapping
from typing import Any

from labapp.i18n import ballots
from labapp.i18n.locale import gettext as _
from labapp.i18n.locale import ngettext

Facts = Mapping[str, Any]


def _too_many(facts: Facts, in_the_lab: str, in_a_minute: str) -> str:
    return in_the_lab if facts.get("per") == "lab" else in_a_minute


REFUSALS: dict[str, Callable[[Facts], str]] = {
    "not_found": lambda _f: _("There is nothing here. Check the address, or start again."),
    "unknown_code": lambda _f: _(
        "We cannot find a lab with that code. Look at the big screen and try again."
    ),
    "too_many_tries": lambda f: ngettext(
        "Too many tries just now. Scan the QR code, or try again in %(num)s second.",
        "Too many tries just now. Scan the QR code, or try again in %(num)s seconds.",
        int(f.get("seconds", 30)),
    ),
    "try_again": lambda _f: _("It could not be saved just now. Try again in a moment."),
    "fault": lambda _f: _("Something went wrong on our side. Try again in a moment."),
    "file_not_made": lambda _f: _(
        "The file could not be made. Read the summary as a web page, or try again."
    ),
    "op_reused": lambda _f: _(
        "This form was already sent with other words. Your text is still here: send it again."
    ),
    "bad_input": lambda _f: _("Something in the form cannot be read. Check it and send it again."),
    "form_expired": lambda _f: _(
        "The page was open for too long. Your text is still here: send it again."
    ),
    "cross_site": lambda _f: _(
        "The form came from another site, so we did not save it. Open the lab's own page."
    ),
    "not_signed_in": lambda _f: _("Sign in to go on."),
    "phase_closed": lambda f: (
        _("The vote is closed. Your ballot could not be changed.")
        if f.get("action") == "cast_ballot"
        else _("In this step you cannot agree with ideas.")
        if f.get("action") == "agree"
        else _(
            "The lab has gone on to another step, so this cannot be done now. Copy your text if"
            " you want to keep it."
        )
    ),
    "lab_closed": lambda _f: _("The lab is closed. Nothing more can be changed."),
    "door_closed": lambda _f: _(
        "The door to this lab is closed for new participants. Ask the facilitator."
    ),
    "no_such_phase": lambda _f: _("There is no such step in this lab."),
    "lab_not_empty": lambda _f: _(
        "This cannot be taken away: something has already been done there."
    ),
    "no_process": lambda f: (
        _(
            "This is no template that can be read: look at “%(field)s” in the file.",
            field=f.get("field"),
        )
        if f.get("field")
        else _("This is no template that can be read. Choose a file that was downloaded from here.")
    ),
    "text_missing": lambda _f: _("Write something first."),
    "text_too_long": lambda f: ngettext(
        "The text is too long. Take away %(num)s character, or split it in two.",
        "The text is too long. Take away %(num)s characters, or split it in two.",
        int(f.get("over", 1)),
    ),
    "text_not_readable": lambda f: _(
        "The text holds a hidden sign (%(sign)s) that does not show the same everywhere. Take it"
        " away, or write the text anew.",
        sign=f.get("sign", "?"),
    ),
    "too_many_leaders": lambda f: _(
        "At most %(num)s can lead a lab together.", num=f.get("most", 0)
    ),
    "not_theirs": lambda _f: _("Only whoever answers for the lab can do that. Ask them."),
    "not_ahead": lambda _f: _("Choose a day and time that is ahead, within a year."),
    "date_missing": lambda _f: _("Write of when it is. About right is enough."),
    "too_many_labs": lambda f: ngettext(
        "A lab can show %(num)s other. Take away the tick of some.",
        "A lab can show %(num)s others. Take away the tick of some.",
        int(f.get("limit", 1)),
    ),
    "too_many_cards": lambda f: ngettext(
        "There is room for %(num)s card. Put some of them together.",
        "There is room for %(num)s cards. Put some of them together.",
        int(f.get("limit", 12)),
    ),
    "too_many_proposals": lambda f: ngettext(
        "A table can work on %(num)s proposal at a time. Finish that first.",
        "A table can work on %(num)s proposals at a time. Finish those first.",
        int(f.get("limit", 6)),
    ),
    "proposal_changed": lambda _f: _(
        "Somebody else at the table has saved meanwhile. Your text is still here. Read theirs,"
        " and save again if yours is to stand."
    ),
    "unknown_idea": lambda f: _(
        "There is no idea %(number)s to be read here. Check the number.", number=f.get("number")
    ),
    "only_rehearsed": lambda _f: _(
        "This was only a rehearsal: it is neither published nor continued."
    ),
    "too_many_ideas": lambda f: _too_many(
        f,
        _("You have sent as many ideas as one person can send in a lab."),
        _("That was many ideas in a short time. Wait a minute, then send the next one."),
    ),
    "idea_gone": lambda f: (
        _(
            "The idea is put together with another one, so it cannot be changed. Your words can"
            " still be read there."
        )
        if f.get("status") == "merged"
        else _(
            "Words of the idea are masked, so it cannot be changed. You can take it back, and write"
            " a new one."
        )
        if f.get("status") == "masked"
        else _("The idea is no longer shown, so it cannot be changed.")
    ),
    "too_many_agreements": lambda f: _too_many(
        f,
        _("You have agreed with as many ideas as one person can in a lab."),
        _("That was many in a short time. Wait a minute, then agree with the next one."),
    ),
    "too_many_places": lambda f: _too_many(
        f,
        _("You have placed as many ideas as one person can in a lab."),
        _("That was many in a short time. Wait a minute, then place the next one."),
    ),
    "own_idea": lambda _f: _(
        "You wrote this idea, or one that is put together with it. You are counted already."
    ),
    "idea_not_shown": lambda _f: _("The idea is no longer shown, so you cannot agree with it."),
    "nothing_to_mask": lambda _f: _("Tick the words to mask."),
    "idea_changed_since": lambda _f: _(
        "The idea was changed while you read it. Read it again before you mask it."
    ),
    "sensitive_lab": lambda _f: _(
        "The lab is on a hard subject, so every idea waits for you to read it."
    ),
    "nothing_to_merge": lambda _f: _("Mark at least two ideas to put them together."),
    "not_merged": lambda _f: _("There is nothing to undo: the ideas stand by themselves already."),
    "merge_in_vote": lambda _f: _(
        "Ideas cannot be put together or taken apart while a vote is open."
    ),
    "too_many_commitments": lambda f: _too_many(
        f,
        _("You have left as many as one person can leave in a lab."),
        _("That was many in a short time. Wait a minute, then send the next one."),
    ),
    "commitment_gone": lambda f: (
        _("It is hidden, so it cannot be taken back.")
        if f.get("status") == "hidden"
        else _("It has been taken back already.")
    ),
    "nothing_answered": lambda _f: _("Choose an answer, or write a sentence."),
    "reason_missing": lambda _f: _("Choose a reason. It is kept in the record."),
    "theme_name_taken": lambda _f: _("There is already a theme with that name."),
    "nothing_to_vote_on": lambda _f: _(
        "There is nothing to vote on yet. Collect ideas or make themes first."
    ),
    "nothing_to_show": lambda f: why_not_shown(str(f.get("mode", ""))),
    "round_closed": lambda _f: _("The vote is closed. Your ballot could not be changed."),
    "round_still_open": lambda _f: _(
        "The vote is still open. Close it before you show the result."
    ),
    **ballots.REFUSALS,
    "wrong_sign_in": lambda _f: _("The name or the password is wrong. Try again."),
    "link_used": lambda _f: _(
        "The link is used or too old. Ask the one who runs the server for a new one."
    ),
    "password_too_short": lambda f: ngettext(
        "The password is too short. It needs at least %(num)s character.",
        "The password is too short. It needs at least %(num)s characters.",
        int(f.get("least", 10)),
    ),
    "password_too_common": lambda _f: _(
        "The password is too easy to guess. Take a few words that only you would put together."
    ),
    "name_taken": lambda _f: _("There is already an account with that name."),
    "minutes_out_of_range": lambda f: _(
        "A step can have between %(least)s and %(most)s minutes.",
        least=f.get("least", 1),
        most=f.get("most", 1440),
    ),
    "number_out_of_range": lambda f: _(
        "The number must be between %(least)s and %(most)s.",
        least=f.get("least", 1),
        most=f.get("most", 20),
    ),
    "nothing_typed": lambda _f: _("Type the numbers on the slip, or 0 if it is blank."),
    "unknown_number": lambda f: _(
        "There is nothing on the ballot with number %(number)s. Look at the slip.",
        number=f.get("number", ""),
    ),
    "same_reader": lambda _f: _(
        "You typed this slip yourself. Let somebody else type it, and tick who it is."
    ),
    "slip_checked": lambda _f: _("This slip has been checked already. Take the next one."),
    "no_such_slip": lambda f: _(
        "There is no slip with number %(slip)s in the pile.", slip=f.get("slip", "")
    ),
    "on_the_ballot": lambda _f: _(
        "People vote on this idea, so its words stand. You can still hide it."
    ),
}


def refusal(code: str, facts: Facts) -> str:
    """What a refusal says to the person, in the language spoken now."""
    return REFUSALS[code](facts)


def hide_reason(reason: str) -> str:
    """Why an idea is hidden."""
    return {
        "threat": _("Threat"),
        "hate": _("Hate against a group"),
        "insult": _("Insult"),
        "personal_data": _("Personal data"),
        "other_crime": _("Another crime"),
        "spam": _("Spam"),
    }[reason]


def screen_mode(mode: str) -> str:
    """What the big screen can show."""
    return {
        "auto": _("Follow the step"),
        "join": _("The way in"),
        "agenda": _("The agenda"),
        "question": _("The question"),
        "wall": _("The ideas"),
        "themes": _("The themes"),
        "timer": _("The clock"),
        "results": _("The result"),
        "message": _("A message"),
        "black": _("Black"),
    }[mode]


def why_not_shown(mode: str) -> str:
    """Why the big screen cannot show this now."""
    return {
        "wall": _("The ideas can be shown when everyone has finished writing."),
        "themes": _("There are no themes to show yet."),
        "results": _("The result can be shown here when you have shown it to everybody."),
    }.get(mode, _("This cannot be shown now."))


def channel(name: str) -> str:
    """How a contribution came in."""
    return {
        "phone": _("phone"),
        "table_host": _("table host"),
        "paper": _("paper"),
        "kiosk": _("shared screen"),
        "async": _("before or after the lab"),
    }[name]
