"""create_app(settings): wires every room."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, g
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from typing_extensions import override
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import Rule
from werkzeug.wrappers import Response as AnyResponse

from labapp import background
from labapp.domain.errors import TryAgain
from labapp.i18n import locale
from labapp.i18n import templates as i18n_templates
from labapp.security import crossorigin, entry, headers
from labapp.security.cookies import Cookies
from labapp.services import rounds
from labapp.settings import Settings, SettingsError
from labapp.store import keys, memory, migrate, writer
from labapp.store.db import alone, check, db, equip, is_of_the_database, reading_options
from labapp.web import (
    accounts,
    agreeing,
    board,
    commitments,
    desk,
    exports,
    gallery,
    host,
    kit,
    leaders,
    leading,
    methods,
    moderation,
    modes,
    names,
    paper,
    participant,
    placing,
    processes,
    projector,
    proposals,
    public,
    qr,
    reflections,
    reports,
    sharing,
    sorting,
    state,
    steps,
    tables,
    translations,
    voteplan,
    window,
)
from labapp.web.control import door as control
from labapp.web.errors import answer_fault, answer_refusal, handle_refusals
from labapp.web.forms import IdConverter
from labapp.web.pages import choose_language, equip_pages
from labapp.web.statics import compress_answers, statics_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

View = Callable[..., Any]
Build = Callable[..., tuple[str, str]]
REMEMBERED = timedelta(days=180)
MOST_BYTES = 64 * 1024  # of a form
DOORS = (
    public,
    participant,
    state,
    desk,
    processes,
    methods,
    leading,
    leaders,
    voteplan,
    steps,
    modes,
    board,
    names,
    placing,
    tables,
    paper,
    host,
    proposals,
    commitments,
    reflections,
    sorting,
    gallery,
    moderation,
    reports,
    agreeing,
    translations,
    sharing,
    projector,
    exports,
    kit,
    accounts,
    qr,
    window,
)


class LateRule(Rule):
    """A rule that compiles how addresses are written when one is: at start that took half the time.

    Reading addresses is compiled at once, as ever.
    """

    @override
    def _compile_builder(self, append_unknown: bool = True) -> Build:
        compiled = cache(partial(super()._compile_builder, append_unknown))

        def build(rule: Rule, /, **values: object) -> tuple[str, str]:
            return compiled()(rule, **values)

        return build


class Labapp(Flask):
    """Flask, which asks at every request of every function whether it is a coroutine: none is."""

    url_rule_class = LateRule

    @override
    def ensure_sync(self, func: View) -> View:
        return func


def create_app(settings: Settings) -> Flask:
    """The whole app on one instance folder. One app a process: the writer and the hub are one."""
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    keys.use(settings.home)
    locale.set_timezone(settings.timezone)
    app = Labapp("labapp", template_folder=str(_assets("templates")), static_folder=None)
    _configure(app, settings)
    _wire_store(app, settings)
    _wire_web(app, settings)
    entry.Guards.forget()
    background.wire(app, settings)
    return app


def _assets(name: str) -> Path:
    """Templates and static files: inside the package when installed, beside it in a checkout."""
    here = Path(__file__).parent
    inside = here / "_assets" / name
    return inside if inside.is_dir() else here.parent / name


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key or keys.signing_key(),
        SESSION_COOKIE_NAME="__Host-labapp" if settings.behind_tls else "labapp",
        SESSION_COOKIE_SECURE=settings.behind_tls,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=REMEMBERED,
        MAX_CONTENT_LENGTH=MOST_BYTES,
        MAX_FORM_MEMORY_SIZE=MOST_BYTES,
        WTF_CSRF_TIME_LIMIT=None,
        SQLALCHEMY_DATABASE_URI=settings.database,
        SQLALCHEMY_ENGINE_OPTIONS=reading_options(settings.database),
        BASE_URL=settings.base_url,
        TIMEZONE=settings.timezone,
    )


def _wire_store(app: Flask, settings: Settings) -> None:
    memory.forget()
    try:
        db.init_app(app)
        with app.app_context():
            equip(db.engine)
            check(db.engine, loop=settings.async_mode != "threading")
        migrate.upgrade(settings.database)
        with alone(settings.database):
            rounds.destroy_old_keys()
    except DBAPIError as away:
        if not is_of_the_database(away):
            raise
        raise SettingsError(f"The database does not answer: {away.orig}") from away
    writer.start(settings.database, writer.PACE if settings.tick else 0.0)


def _wire_web(app: Flask, settings: Settings) -> None:
    statics = statics_of(_assets("static"))
    app.session_interface = Cookies()
    app.url_map.converters["id"] = IdConverter
    i18n_templates.equip(app.jinja_env)
    equip_pages(app, statics.url)
    app.before_request(choose_language)
    app.before_request(lambda: crossorigin.refuse_strangers(settings.base_url))
    app.before_request(crossorigin.check_token)
    handle_refusals(app)
    app.register_error_handler(SQLAlchemyError, _answer_without_database)
    compress_answers(app)
    headers.add_headers(app, settings.base_url)
    for room in DOORS:
        app.register_blueprint(room.door)
    app.register_blueprint(control)

    @app.get(f"/static/{statics.version}/<path:name>")
    def static_file(name: str) -> Response:
        return statics.serve(name)


def _answer_without_database(fault: SQLAlchemyError) -> AnyResponse:
    """A page that could not be read: soon it can, if it is the database that is away."""
    if not is_of_the_database(fault):
        return answer_fault(fault)
    g.database_is_away = True
    return answer_refusal(TryAgain(after_ms=1000))


def front(app: Flask, settings: Settings) -> "WSGIApplication":
    """The app as the server runs it: behind so many proxies, and without compressed sockets.

    Every browser offers permessage-deflate; accepted, it costs a third more processor, more than
    twice the memory, and opens the door to a bomb.
    """
    hops = settings.trusted_proxies
    inner = ProxyFix(app, x_for=hops, x_proto=hops, x_host=hops) if hops else app

    def plain_sockets(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        return inner(environ, start)

    return plain_sockets
