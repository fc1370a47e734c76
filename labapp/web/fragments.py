"""Fragment name -> (where it goes, template); pages include the very same files."""

from collections.abc import Collection, Iterable

from labapp.domain.errors import NotFound
from labapp.i18n import locale
from labapp.live.audience import Audience
from labapp.store.lab import lab_by_id
from labapp.web.pages import render
from labapp.web.views import LabView

FRAGMENTS: dict[tuple[Audience, str], tuple[str, str]] = {
    (Audience.PHONES, "phone"): ("#phone", "participant/_phone.html"),
    (Audience.PHONES, "where"): ("#where", "participant/_where.html"),
    (Audience.PHONES, "others"): ("#others", "participant/_others.html"),
    (Audience.PHONES, "themes"): ("#themes", "participant/_themes.html"),
    (Audience.PHONES, "proposals"): ("#proposals", "participant/_proposals.html"),
    (Audience.PHONES, "promised"): ("#promised", "participant/_promised.html"),
    (Audience.SCREEN, "screen"): ("#screen", "projector/_screen.html"),
    (Audience.SCREEN, "wall"): ("#wall", "projector/_wall.html"),
    (Audience.SCREEN, "promises"): ("#promises", "projector/_promises.html"),
    (Audience.SCREEN, "reflected"): ("#reflected", "projector/_reflected.html"),
    (Audience.DESK, "plan"): ("#plan", "desk/_plan.html"),
    (Audience.DESK, "now"): ("#now", "desk/_now.html"),
    (Audience.DESK, "board"): ("#board", "desk/_board.html"),
    (Audience.DESK, "agreeing"): ("#agreeing", "desk/_agreeing.html"),
    (Audience.DESK, "counts"): ("#counts", "desk/_counts.html"),
    (Audience.DESK, "modes"): ("#modes", "desk/_modes.html"),
    (Audience.DESK, "shown"): ("#shown", "desk/_shown.html"),
    (Audience.DESK, "share"): ("#share", "desk/_share.html"),
    (Audience.HOST, "lead"): ("#lead", "host/_lead.html"),
    (Audience.HOST, "now"): ("#now", "host/_now.html"),
}
WHOLE: dict[Audience, tuple[str, ...]] = {
    Audience.PHONES: ("phone",),
    Audience.SCREEN: ("screen",),
    Audience.DESK: ("plan", "now", "board", "agreeing", "counts", "modes", "shown"),
    Audience.HOST: ("lead", "now"),
}


def render_fragment(name: str, lab_id: int, audience: Audience, lang: str) -> tuple[str, str]:
    """Where a fragment goes, and its HTML in a language; ("", "") when nobody is to see it now."""
    lab = lab_by_id(lab_id)
    if lab is None:
        raise NotFound
    with locale.speaking(lang):
        return _render(name, LabView(lab), audience)


def _render(name: str, view: LabView, audience: Audience) -> tuple[str, str]:
    if audience is Audience.PHONES:
        name = _for_phones(name, view)
    if not name or not _in_its_phase(name, view):
        return "", ""
    selector, template = FRAGMENTS[(audience, name)]
    return selector, render(template, view=view, lab=view.lab, mine=None)


def _in_its_phase(name: str, view: LabView) -> bool:
    """Whether a fragment has a place now: some stand in one kind of phase alone."""
    ending = {"promised", "promises"}
    return (name not in ending or view.activity == "commit") and (
        name != "reflected" or view.ending.asks
    )


def _for_phones(name: str, view: LabView) -> str:
    """What phones are to see in place of a fragment: nothing of others before it is time."""
    if name in {"others", "themes"} and view.activity == "group":
        return "themes"
    if name == "themes":
        return "phone" if view.in_vote and view.votes_on_themes else ""
    shown = {"others": view.others_shown, "proposals": view.proposals_shown}
    return name if shown.get(name, True) else ""


def whole(view: LabView, audience: Audience) -> dict[str, str]:
    """Everything that an audience sees, for a screen that comes."""
    return some(view, audience, WHOLE[audience])


def is_whole(names: Collection[str], audience: Audience) -> bool:
    """Whether these are all that an audience sees: the rest lies in them."""
    return set(WHOLE[audience]) <= set(names)


def some(view: LabView, audience: Audience, names: Iterable[str]) -> dict[str, str]:
    """These fragments by where they go, for a screen that comes back."""
    rendered = (_render(name, view, audience) for name in names)
    return {where: html for where, html in rendered if where}
