"""What every page has: language, municipality, who is signed in, and where static files lie."""

import secrets
from collections.abc import Callable
from functools import lru_cache

from flask import Flask, g, request, session
from flask import render_template as render_flask
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from labapp.domain.mandate import Influence, points
from labapp.domain.personal import signs_in
from labapp.domain.phases import KINDS
from labapp.i18n import closing, labels, locale, mandate, personal, phases, proposals, tongues
from labapp.security import codes, crossorigin, entry
from labapp.store.account import the_body
from labapp.web.votes import equip_votes

Static = Callable[[str], str]


def render(template: str, **context: object) -> str:
    """A page or fragment in the language spoken now."""
    return render_flask(template, **context)


def new_op_id() -> str:
    """The op id of a form that works without JavaScript: 128 random bits."""
    return secrets.token_hex(16)


def choose_language(fallback: str = locale.DEFAULT) -> None:
    """Speak what this person reads: the switch, the browser, the lab's own language."""
    asked = request.headers.get("Accept-Language", "")
    locale.speak(_negotiated(session.get("lang"), asked, fallback))


@lru_cache
def _negotiated(chosen: str | None, asked: str, fallback: str) -> str:
    accepted = parse_accept_header(asked, LanguageAccept).values()
    return locale.negotiate(chosen, list(accepted), fallback)


def equip_pages(app: Flask, static: Static) -> None:
    """Give the app's templates what they all need."""
    app.jinja_env.globals.update(
        static=static,
        csrf_token=crossorigin.hand_out,
        languages=locale.LANGUAGES,
        new_op_id=new_op_id,
        show_code=codes.show_code,
        labels=labels,
        closing_words=closing,
        kinds=KINDS,
        kind_groups=phases.groups,
        kind_words=phases.words_of,
        who_works=phases.who_works,
        activity_words=phases.activity_words,
        influences=list(Influence),
        influence_words=mandate.influence,
        ladder=mandate.ladder,
        evidence_words=mandate.evidence,
        kinds_of_evidence=mandate.kinds_of_evidence,
        points=points,
        signs_in=signs_in,
        personal_sign=personal.personal_sign,
        personal_hint=personal.personal_hint,
        tongues=tongues,
        start_words=proposals.start,
        cost_words=proposals.cost_level,
        size_words=proposals.size,
        proposal_parts=proposals.parts,
    )

    equip_votes(app)

    @app.context_processor
    def _every_page() -> dict[str, object]:
        asked = not g.get("database_is_away", False)
        return {
            "language": locale.language(),
            "body": the_body() if asked else None,
            "signed_in": entry.signed_in() if asked and request else None,
        }
