"""Give the templates their words: `_()`, `ngettext()`, `{% trans %}` and the filters.

In a template a percent sign that is meant as one is written `%%`, as Jinja's new style has it.
"""

from typing import Any, cast

from jinja2 import Environment

from labapp.i18n import locale


def equip(environment: Environment) -> None:
    """Let every template of this environment speak the language spoken now."""
    environment.add_extension("jinja2.ext.i18n")
    extended = cast("Any", environment)
    extended.install_gettext_callables(locale.gettext, locale.plural, newstyle=True)
    environment.filters.update(
        date=locale.date,
        datetime=locale.datetime,
        clock=locale.time,
        number=locale.number,
        percent=locale.percent,
    )
