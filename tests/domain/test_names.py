"""What several say of a theme's name is one proposal."""

from labapp.domain.names import ProposedName, alike, together


def test_what_most_say_stands_first_and_goes_by_who_said_it_first():
    said = [(1, "Vila"), (2, "Gröna rum"), (5, "gröna RUM"), (7, "Träd")]
    assert together(said) == [
        ProposedName(2, "Gröna rum", 2),
        ProposedName(1, "Vila", 1),
        ProposedName(7, "Träd", 1),
    ]
    assert together([]) == []


def test_names_are_alike_whatever_their_case():
    assert alike("Gröna rum", "GRÖNA rum")
    assert not alike("Gröna rum", "Gröna rummet")
