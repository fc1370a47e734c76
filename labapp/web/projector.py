"""The big screen: from the desk, or by its own link without sign-in. It can only be looked at."""

from flask import Blueprint

from labapp.live.news import Audience
from labapp.security import entry
from labapp.store.lab import Lab
from labapp.web.pages import choose_language, render
from labapp.web.qr import host
from labapp.web.views import LabView

door = Blueprint("projector", __name__)


@door.get("/labs/<code>/screen")
def from_desk(code: str) -> str:
    lab = entry.desk(code).lab
    return _show(lab, f"/labs/{lab.code}/state?audience=screen", "")


@door.get("/screen/<key>")
def by_link(key: str) -> str:
    return _show(entry.screen(key), f"/screen/{key}/state", key)


def _show(lab: Lab, state: str, key: str) -> str:
    choose_language(lab.language)
    return render(
        "projector/page.html",
        lab=lab,
        view=LabView(lab),
        audience=Audience.SCREEN,
        state=state,
        key=key,
        host=host(),
    )
