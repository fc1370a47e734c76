"""`python -m labapp.exports`: an order as JSON comes in, the file goes out."""

import sys
from importlib import import_module

from labapp.exports import FORMATS
from labapp.exports.kit import render_kit
from labapp.exports.methodcards import render_cards
from labapp.exports.orders import ORDER, Kit, MethodCards, Poster
from labapp.exports.poster import render_poster
from labapp.i18n.locale import set_timezone, words


def carry_out(order: bytes) -> bytes:
    """Read an order, make the file."""
    wish = ORDER.validate_json(order)
    set_timezone(wish.timezone)
    if isinstance(wish.content, Poster):
        return render_poster(wish.content, words(wish.language))
    if isinstance(wish.content, Kit):
        return render_kit(wish.content, words(wish.language))
    if isinstance(wish.content, MethodCards):
        return render_cards(wish.content, words(wish.language))
    render = import_module(FORMATS[wish.format].module).render
    file: bytes = render(wish.content, words(wish.language))
    return file


if __name__ == "__main__":
    sys.stdout.buffer.write(carry_out(sys.stdin.buffer.read()))
