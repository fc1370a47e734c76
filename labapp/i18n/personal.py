"""Words for signs of personal data."""

from labapp.i18n.locale import gettext as _


def personal_sign(sign: str) -> str:
    """What an idea seems to hold, to the facilitator."""
    return {
        "personal_number": _("personal number"),
        "phone": _("phone number?"),
        "mail": _("e-mail address?"),
        "address": _("address?"),
    }[sign]


def personal_hint(sign: str) -> str:
    """What its writer can do about it."""
    return {
        "personal_number": _("It holds a personal number. Change it, and leave the number out."),
        "phone": _("It looks like a phone number. Leave it out if it can be."),
        "mail": _("It looks like an e-mail address. Leave it out if it can be."),
        "address": _("It looks like an address. Leave it out if somebody lives there."),
    }[sign]
