"""The print kit at the desk: what can be printed, what cannot yet and why, and the PDF of it."""

import re

import pytest

from labapp.domain.ideas import Draft
from labapp.domain.phases import PlannedPhase
from labapp.domain.proposals import Content
from labapp.domain.voting import Ballot
from labapp.i18n import locale
from labapp.services import ideas, methods, phases, proposals, tables, themes, voting
from labapp.services.proposals import Writing
from labapp.store.ballot import choices_of
from labapp.store.idea import all_ideas, themes_of
from labapp.store.lab import lab_by_code
from tests.exports.pdf import read
from tests.people import a_phone, move, op, open_lab

LACK = re.compile(r'id="lack-(\w+)"')
SOON = "Väggblad finns när du har visat resultatet för rummet."


@pytest.fixture
def look(desk_browser, here):
    def at(query=""):
        return desk_browser.open(f"{here}/kit{query}")

    return at


@pytest.fixture
def printed(desk_browser, tmp_path):
    """The words of a PDF, or the page that says why there is none."""

    def at(path):
        answer = desk_browser.open(path)
        if answer.mimetype != "application/pdf":
            return answer.status_code, answer.text
        return answer.status_code, read(answer.data, tmp_path / "file.pdf")

    return at


def lacks(page):
    return set(LACK.findall(page.text))


def test_at_first_it_says_what_there_is_not_and_why(look):
    page = look()
    assert lacks(page) == {"tables", "hosts", "ballots", "methods", "walls"}
    assert SOON in page.text
    assert "Röstsedlar finns när omröstningen är öppen." in page.text
    assert page.text.count("disabled") == 5


def test_what_comes_into_the_lab_comes_into_the_kit(lab, astrid, look, in_vote):
    tables.lay_tables(lab.id, astrid, op(), 2, "Bord {}".format)
    assert lacks(look()) == {"methods", "walls"}


def test_all_that_there_is_comes_where_nothing_is_chosen(printed, here, lab, astrid):
    status, text = printed(f"{here}/kit.pdf")
    assert status == 200
    for words in ("Rikta mobilens kamera", "Idékort", "Ta med hem"):
        assert words in text
    assert "Röstsedel" not in text


def test_parts_are_chosen_or_one_is_made_alone(printed, here):
    _, chosen = printed(f"{here}/kit.pdf?chosen=1&part=poster&part=slips&lang=sv")
    assert "Ta med hem" in chosen
    assert "Idékort" not in chosen
    _, only = printed(f"{here}/kit.pdf?chosen=1&part=poster&part=slips&only=cards")
    assert "Idékort" in only
    assert "Ta med hem" not in only


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("?chosen=1", "Kryssa i minst en del att skriva ut."),
        ("?only=walls", SOON),
        ("?part=walls&chosen=1", "Kryssa i minst en del att skriva ut."),
        ("?only=nonsense", "Kryssa i minst en del att skriva ut."),
    ],
)
def test_with_nothing_to_print_the_page_comes_back_and_says_so(printed, here, query, says):
    status, page = printed(f"{here}/kit.pdf{query}")
    assert status == 400
    assert 'role="alert"' in page
    assert says in page.partition('role="alert"')[2][:400]


def test_it_speaks_the_labs_language_or_the_one_asked_for(desk_browser, astrid, printed):
    code = open_lab(astrid, language="en")
    _, text = printed(f"/labs/{code}/kit.pdf?part=slips")
    assert "To take home" in text
    _, text = printed(f"/labs/{code}/kit.pdf?part=slips&lang=sv")
    assert "Ta med hem" in text
    _, text = printed(f"/labs/{code}/poster.pdf?lang=xx")
    assert "Democracy lab" in text


def test_no_count_leaves_before_the_result_is_shown(lab, astrid, in_vote, look, printed, here):
    choice = choices_of(in_vote.id)[0].id
    ballot = Ballot(round=in_vote.id, n=1, marks={choice: 1})
    voting.cast_ballot(lab.id, a_phone("one"), op(), ballot)
    assert "walls" in lacks(look())
    _, text = printed(f"{here}/kit.pdf")
    assert "Så röstade rummet" not in text
    phases.move_phase(lab.id, astrid, op(), "next")
    assert printed(f"{here}/kit.pdf?only=walls")[0] == 400
    voting.show_results(lab.id, astrid, op())
    assert "walls" not in lacks(look())
    status, text = printed(f"{here}/kit.pdf?only=walls")
    assert status == 200
    assert "Så röstade rummet" in text
    assert "1 av 1" in text
    assert "Fler bänkar i parken" in text


def test_a_lab_without_a_vote_hangs_its_themes(desk_browser, astrid, printed):
    steps = (PlannedPhase("ideate_solo", "Skriv", 5), PlannedPhase("cluster", "Teman", 5))
    code = open_lab(astrid, phases=steps)
    at = lab_by_code(code).id
    move(at, astrid, "next")
    ideas.submit_idea(at, a_phone(), op(), Draft("Fler #[bänkar"))
    assert "när det finns teman" in printed(f"/labs/{code}/kit.pdf?only=walls")[1]
    themes.add_theme(at, astrid, op(), "Plats att vila")
    themes.put_in_theme(at, astrid, op(), all_ideas(at)[0].id, themes_of(at)[0].id)
    _, text = printed(f"/labs/{code}/kit.pdf?only=walls")
    assert "Plats att vila" in text
    assert "Fler #[bänkar" in text


def test_the_methods_of_the_steps_are_in_the_kit_once(desk_browser, astrid, printed):
    steps = (
        PlannedPhase("ideate_solo", "Skriv", 5, method="rundan"),
        PlannedPhase("share", "Dela", 5, method="rundan"),
        PlannedPhase("vote", "Rösta", 5),
    )
    code = open_lab(astrid, phases=steps)
    _, text = printed(f"/labs/{code}/kit.pdf?only=methods")
    assert "Till momentet: Skriv, Dela" in text
    assert text.count("Metodkort") == 1
    _, text = printed(f"/labs/{code}/kit.pdf?only=methods&lang=en")
    card = methods.method("rundan")
    with locale.speaking("en"):
        english = methods.method("rundan")
    assert english.purpose[:20] in text
    assert card.purpose[:20] not in text


def test_the_library_is_printed_whole_in_part_or_one_by_one(desk_browser, printed, visitor):
    page = desk_browser.open("/methods?for=vote").text
    assert "/methods.pdf?for=vote" in page
    assert "/methods/prickning.pdf" in page
    _, text = printed("/methods.pdf")
    assert "Prickning" in text
    assert "Incheckning" in text
    _, text = printed("/methods.pdf?for=vote")
    assert "Incheckning" not in text
    _, text = printed("/methods/prickning.pdf")
    assert text.count("Metodkort") == 4
    for path in ("/methods.pdf?for=nothing", "/methods/nothing.pdf"):
        assert printed(path)[0] == 404
    assert visitor().open("/methods.pdf").status_code != 200
    assert visitor().open("/methods/prickning.pdf").status_code != 200


def test_another_facilitators_kit_is_not_there(desk_browser, bo):
    code = open_lab(bo)
    assert desk_browser.open(f"/labs/{code}/kit").status_code == 404
    assert desk_browser.open(f"/labs/{code}/kit.pdf").status_code == 404


def test_in_a_lab_on_a_hard_subject_no_proposal_hangs_that_nobody_has_read(astrid, printed):
    steps = (PlannedPhase("cluster", "Teman", 5), PlannedPhase("deepen", "Förslag", 5))
    code = open_lab(astrid, phases=steps, sensitive=True)
    at = lab_by_code(code).id
    move(at, astrid, "next", "next")
    said = Content(title="Skyddat boende", what="Anna")
    proposals.write_proposal(at, a_phone(), op(), Writing(said))
    assert "när det finns teman" in printed(f"/labs/{code}/kit.pdf?only=walls")[1]
