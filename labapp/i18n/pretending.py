"""What pretend phones write in a rehearsal."""

from labapp.i18n.locale import gettext as _


def pretend_ideas() -> list[str]:
    """Ideas as residents write them, in the language spoken now."""
    return [
        _("More benches where one can rest."),
        _("Light along the path to the school."),
        _("A place where young people can be in the evening."),
        _("Let the library be open on Sundays."),
        _("Buses that wait for the train."),
        _("Homework help in the square, with coffee."),
        _("A meeting once a month where politicians listen."),
        _("Plant trees where it gets too hot."),
        _("Tell us what became of the last proposals."),
        _("Lend tools and bicycles to each other."),
        _("Fewer forms and more people to ask."),
        _("Paint the underpass together."),
    ]
