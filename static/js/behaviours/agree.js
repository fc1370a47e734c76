// Agreeing with others' ideas, by buttons that belong to the form #agree: what was said goes through
// the outbox, and is shown at once on whatever news brings. Begun once, it goes on for the page.
import { onSwap } from "../lib/fragments.js"
import { isMine } from "../lib/mine.js"
import { items, put } from "../lib/outbox.js"

const said = new Map() // by this page; it goes before what was asked for earlier
const target = (button) => button.getAttribute("formaction")
const number = (url) => url.split("/").at(-2)

// Whether something that was written here is read under that idea.
const isCounted = (idea) =>
  isMine(idea) || Boolean(document.querySelector(`#own > [data-under="${idea}"]`))

function agrees(url) {
  const sent = items().findLast((item) => item.url === url && !item.refused)
  const { agrees: known = "" } = document.querySelector("#mine").dataset
  return sent?.fields.agree ?? said.get(url) ?? known.split(" ").includes(number(url))
}

function mark() {
  const words = document.querySelector("#agree")?.dataset
  for (const button of words ? document.querySelectorAll("[form=agree]") : []) {
    const on = agrees(target(button))
    button.setAttribute("aria-pressed", on)
    button.textContent = words[on ? "yes" : "no"]
    button.hidden = isCounted(number(target(button)))
  }
}

function send(event) {
  if (event.target.id !== "agree") return
  event.preventDefault()
  const url = target(event.submitter)
  put({ kind: "agree", url, fields: { agree: !agrees(url) } })
}

function hear({ detail: { item, verdict } }) {
  if (item.kind !== "agree" || !verdict.ok) return
  said.set(item.url, item.fields.agree)
  document.querySelector("#mine").dataset.agrees ??= "" // from now on it is asked how ideas stand
  mark()
}

document.addEventListener("submit", send)
document.addEventListener("outbox", mark)
document.addEventListener("verdict", hear)
onSwap(mark)

export const agree = mark
