"""Templates speak the language of now, and keep what people wrote as text."""

import datetime as dt

import pytest
from jinja2 import Environment, StrictUndefined

from labapp.i18n.locale import speaking
from labapp.i18n.templates import equip


@pytest.fixture
def say():
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    equip(environment)
    return lambda source, **values: environment.from_string(source).render(**values)


def test_a_template_speaks_the_language_of_now(say):
    assert say("{{ _('Sign out') }}") == "Logga ut"
    with speaking("en"):
        assert say("{{ _('Sign out') }}") == "Sign out"


def test_a_value_in_a_sentence_is_escaped(say):
    assert say("{{ _('Hello %(name)s', name='<b>') }}") == "Hello &lt;b&gt;"


def test_a_number_chooses_its_form(say):
    source = "{{ ngettext('%(num)s seat', '%(num)s seats', n) }}"
    assert [say(source, n=n) for n in (1, 2)] == ["1 seat", "2 seats"]


def test_a_sentence_may_hold_marks_and_values(say):
    assert say("{% trans n=3 %}<b>{{ n }}</b> of 100 %{% endtrans %}") == "<b>3</b> of 100 %"


def test_filters_say_dates_and_numbers(say):
    moment = dt.datetime(2018, 7, 4, 11, 28, tzinfo=dt.UTC)
    source = "{{ t|date }}, {{ t|datetime }}, {{ t|clock }}, {{ 1500|number }}, {{ 0.5|percent }}"
    with speaking("en"):
        said = say(source, t=moment)
    assert said == "4 July 2018, 4 July 2018 at 13:28, 13:28, 1,500, 50%"
