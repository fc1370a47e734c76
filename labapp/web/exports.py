"""Read a summary as a page, download it in any format."""

from flask import Blueprint, Response, current_app

from labapp.domain.errors import FileNotMade, NotFound
from labapp.domain.summary import LabSummary
from labapp.exports import FORMATS
from labapp.exports.apart import ExportFailed, render_apart
from labapp.exports.layout import lay_out
from labapp.exports.orders import Kit, MethodCards, Order, Poster
from labapp.i18n import locale
from labapp.security import entry
from labapp.services.summaries import summarise_lab
from labapp.store.lab import Lab, lab_by_slug
from labapp.web.pages import choose_language, render

door = Blueprint("exports", __name__)


@door.get("/labs/<code>/summary")
def draft(code: str) -> str:
    lab = entry.desk(code).lab
    return _page(lab, f"/labs/{lab.code}/summary", desk=f"/labs/{lab.code}")


@door.get("/labs/<code>/summary.<fmt>")
def download(code: str, fmt: str) -> Response:
    return _file(entry.desk(code).lab, fmt)


@door.get("/s/<slug>")
def published(slug: str) -> str:
    return _page(_published(slug), f"/s/{slug}")


@door.get("/s/<slug>.<fmt>")
def download_published(slug: str, fmt: str) -> Response:
    return _file(_published(slug), fmt)


def _published(slug: str) -> Lab:
    lab = lab_by_slug(slug)
    if lab is None or lab.published_at is None:
        raise NotFound
    return lab


def _page(lab: Lab, address: str, desk: str = "") -> str:
    """The summary to read; `desk` is the way back for who came from there."""
    choose_language(lab.language)
    paper = lay_out(summarise_lab(lab.id), locale.words(locale.language().tag))
    return render(
        "summary/page.html", lab=lab, paper=paper, address=address, formats=FORMATS, desk=desk
    )


def _file(lab: Lab, fmt: str) -> Response:
    """The summary as a file, in the language spoken now; its name tells what and when."""
    if fmt not in FORMATS:
        raise NotFound
    choose_language(lab.language)
    body = rendered(summarise_lab(lab.id), fmt)
    answer = Response(body, content_type=FORMATS[fmt].mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{lab.slug}.{fmt}"'
    return answer


def rendered(content: LabSummary | Poster | Kit | MethodCards, fmt: str) -> bytes:
    """A file in the language spoken now, made in a process of its own. Raises `FileNotMade`."""
    order = Order(
        content=content,
        language=locale.language().tag,
        timezone=current_app.config["TIMEZONE"],
        format=fmt,
    )
    try:
        return render_apart(order)
    except ExportFailed as failed:
        current_app.logger.exception("%s could not be made", fmt)
        raise FileNotMade from failed


def opened(pdf: bytes, name: str) -> Response:
    """A PDF that a browser shows and can print; kept, it is called `name`."""
    answer = Response(pdf, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer
