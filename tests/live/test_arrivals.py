"""Who comes in and goes: counted as often in as out."""

import pytest

from labapp.live.audience import Audience, Place
from labapp.live.hub import arrived, hub, left


def test_who_is_refused_while_coming_in_is_counted_neither_in_nor_out(house, lab, monkeypatch):
    def fail(_lab):
        raise ConnectionError

    place = Place(lab.id, Audience.PHONES, "sv")
    hub.listening[lab.id, Audience.PHONES]["sv"] += 2
    monkeypatch.setattr(hub, "count_joined", fail)
    with pytest.raises(ConnectionError):
        arrived("nobody", place)
    left(place)
    assert hub.phones(lab.id) == 2
    hub.forget()
