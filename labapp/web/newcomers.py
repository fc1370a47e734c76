"""The page that a whole hall opens at once: made once a second, and each newcomer's own laid in.

What is a phone's own on a page that nobody was given before is a form token, op ids and, in a
vote, the order of the choices; in a vote the page is made for each. A browser that has a token
already may have joined, and gets its page anew.
"""

import secrets

from flask import session
from flask_wtf.csrf import generate_csrf

from labapp.domain.phases import Activity
from labapp.domain.values import Phone
from labapp.i18n import locale
from labapp.store.lab import Lab, lab_by_id
from labapp.store.memory import recall
from labapp.web import mine
from labapp.web.pages import choose_language, new_op_id, render

TOKEN, OP = secrets.token_hex(16), secrets.token_hex(16)  # stand on the page for what is laid in


NOBODY = Phone(b"")


def page_for(lab_id: int) -> str | None:
    """The page, for a browser that has seen none of ours; None when it is to be made for it alone.

    It speaks what this browser reads.
    """
    if "csrf_token" in session:
        return None
    language = recall(("language of", lab_id), lambda: _language_of(lab_id))
    choose_language(language)
    tag = locale.language().tag
    page = recall(("newcomers' page", lab_id, tag), lambda: _shared(lab_id))
    return _laid_in(page) if page else None


def _language_of(lab_id: int) -> str:
    lab = lab_by_id(lab_id)
    return lab.language if lab else locale.DEFAULT


def _shared(lab_id: int) -> str | None:
    lab = lab_by_id(lab_id)
    if lab is None or lab.activity is Activity.VOTE:
        return None
    return page_of(lab, mine.of(lab, NOBODY), csrf_token=lambda: TOKEN, new_op_id=lambda: OP)


def page_of(lab: Lab, own: mine.Mine, **given: object) -> str:
    """The phone's page as its template makes it; `given` stands above what every page has."""
    return render("participant/page.html", lab=lab, view=own.view, mine=own, **given)


def _laid_in(page: str) -> str:
    first, *rest = page.replace(TOKEN, generate_csrf()).split(OP)
    return first + "".join(new_op_id() + part for part in rest)
