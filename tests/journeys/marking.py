"""Votes by each rule, and the hand of somebody who marks a ballot."""

from labapp.domain.ideas import Draft
from labapp.domain.rules import USUAL, Method, Rule
from labapp.domain.voting import VoteOn
from labapp.services import ideas, votes
from labapp.store.idea import all_ideas
from labapp.store.lab import lab_by_code
from tests import people as cast

COSTS = {"Läxor": 60_000, "Bänkar": 50_000, "Nattbuss": 30_000, "Ro": 30_000}
RULES = {**{method.value: rule for method, rule in USUAL.items()}, "twice": Rule(5, 2)}
PHASES = (cast.PHASES[0], cast.PHASES[2])


def open_vote(account, rule):
    lab = lab_by_code(cast.open_lab(account, rule=rule, phases=PHASES))
    cast.move(lab.id, account, "next")
    for words in COSTS:
        ideas.submit_idea(lab.id, cast.a_phone(), cast.op(), Draft(words))
    if rule.method is Method.BUDGET:
        costs = {idea.id: COSTS[idea.text] for idea in all_ideas(lab.id)}
        votes.set_costs(lab.id, account, cast.op(), VoteOn.IDEAS, costs)
    cast.move(lab.id, account, "next")
    return lab.code


def row(page, words):
    return page.locator(".slips > li", has_text=words)


def tick(words, page, nth=0):
    row(page, words).locator(".dot").nth(nth).click()


def more(words, page, times=1):
    for _ in range(times):
        row(page, words).get_by_role("button", name="Fler").click()


def number(words, page, said):
    row(page, words).locator("input").fill(said)
    page.keyboard.press("Tab")


def level(words, page, said):
    row(page, words).get_by_text(said, exact=True).click(force=True)


def tap(words, page):
    row(page, words).locator(".choice__text").tap()


def place(words, page, said):
    row(page, words).locator("select").select_option(said)


def of(page, marks):
    """Marks by the words of their choice, as marks by its id."""
    return {row(page, words).get_attribute("data-choice"): mark for words, mark in marks.items()}


def stored(page):
    return page.request.get(f"{page.url.partition('?')[0].partition('#')[0]}/mine").json()["marks"]


MARKED = """() => {
  const marks = {}
  for (const [name, value] of new FormData(document.querySelector("#ballot"))) {
    const number = document.querySelector(`[type=number][name=${name}]`)
    if (name === "mark") marks[value] = (marks[value] ?? 0) + 1
    else if (name.startsWith("mark-") && value !== (number ? "0" : ""))
      marks[name.slice(5)] = Number(value)
  }
  return marks
}"""
