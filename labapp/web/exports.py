"""Read a summary as a page, download it in any format; print the poster."""

from flask import Blueprint, Response, current_app

from labapp.domain.errors import FileNotMade, NotFound
from labapp.domain.summary import LabSummary
from labapp.exports import FORMATS
from labapp.exports.apart import ExportFailed, render_apart
from labapp.exports.layout import lay_out
from labapp.exports.orders import Kit, Order, PaperChoice, Poster, TableCard
from labapp.i18n import locale, tongues
from labapp.i18n.locale import gettext as _
from labapp.security import entry
from labapp.security.codes import show_code
from labapp.services import clock
from labapp.services.summaries import summarise_lab
from labapp.store.account import the_body
from labapp.store.ballot import Offer, latest_round, offers_of
from labapp.store.lab import Lab, lab_by_slug
from labapp.store.slip import numbers_on
from labapp.store.table import Table, tables_of
from labapp.web.pages import choose_language, render
from labapp.web.qr import as_svg, base_url, host, join_url

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
    body = _rendered(summarise_lab(lab.id), fmt)
    answer = Response(body, content_type=FORMATS[fmt].mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{lab.slug}.{fmt}"'
    return answer


def _rendered(content: LabSummary | Poster | Kit, fmt: str) -> bytes:
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


@door.get("/labs/<code>/poster.pdf")
def poster(code: str) -> Response:
    """The A4 for the wall; it says so when its address was only guessed."""
    lab = entry.desk(code).lab
    choose_language(lab.language)
    return Response(_rendered(_poster(lab), "pdf"), content_type="application/pdf")


def _poster(lab: Lab) -> Poster:
    body = the_body()
    return Poster(
        question=lab.question,
        code=show_code(lab.code),
        address=host(),
        qr_svg=as_svg(join_url(lab)).decode(),
        body=body.name if body else "",
        place=lab.place,
        held_at=lab.starts_at,
        made_at=clock.now(),
        warning=_warning(),
    )


@door.get("/labs/<code>/kit.pdf")
def kit(code: str) -> Response:
    """All that the room needs on paper: with ballots once there is something to vote on."""
    lab = entry.desk(code).lab
    choose_language(lab.language)
    round_ = latest_round(lab.id)
    offers = offers_of(round_) if round_ else []
    on_slips = numbers_on(round_) if round_ else {}
    numbers = {choice: number for number, choice in on_slips.items()}
    rule = round_.rule if round_ else lab.rule
    content = Kit(
        poster=_poster(lab),
        tables=tuple(_table_card(table) for table in tables_of(lab.id)),
        choices=tuple(_choice(offer, numbers[offer.id]) for offer in offers),
        points=rule.points,
        max_per_choice=rule.max_per_choice,
    )
    return Response(_rendered(content, "pdf"), content_type="application/pdf")


def _choice(offer: Offer, number: int) -> PaperChoice:
    read = tongues.reading(offer)
    beside = read.beside.text if read.beside else ""
    return PaperChoice(number=number, text=read.first.text, lang=read.first.lang, beside=beside)


def _table_card(table: Table) -> TableCard:
    code = table.code or ""
    link = f"{base_url()}/host/{code}"
    shown = show_code(code) if code else ""
    return TableCard(name=table.name, code=shown, qr_svg=as_svg(link).decode())


def _warning() -> str | None:
    if not current_app.config.get("BASE_URL_GUESSED"):
        return None
    return _(
        "Test print: the address %(url)s was guessed and works only in this network today.",
        url=base_url(),
    )
