// Shows what was written here and has not arrived: on its way, refused, or half written.
import { onSwap } from "../lib/fragments.js"
import { refresh, say } from "../lib/mine.js"
import { drop, items, put, run, waiting } from "../lib/outbox.js"
import { forget, kept } from "../lib/store.js"

const SHOWN = ["idea", "saved", "draft", "half"]
let saved = []

const draft = () => {
  const text = !document.querySelector("#idea") && kept("draft ")
  const half = !document.querySelector("#promise") && kept("draft commitment")?.what
  const found = { draft: text, half }
  return Object.entries(found).flatMap(([kind, words]) =>
    words ? [{ kind, fields: { text: words } }] : [],
  )
}
const stateOf = ({ kind, refused }) => {
  if (refused) return "refused"
  if (kind !== "idea") return kind
  return waiting ? "waiting" : "sending"
}

function slip(item) {
  const { op_id: op = "", what = "", sentence = what, text = sentence } = item.fields
  const element = document.querySelector("#slip").content.firstElementChild.cloneNode(true)
  const [words, refusal] = element.querySelectorAll("p")
  for (const part of element.querySelectorAll("[data-when]"))
    part.hidden = !part.dataset.when.split(" ").includes(stateOf(item))
  refusal.textContent = item.refused ?? ""
  words.textContent = text
  words.hidden = !text
  if (!text) element.querySelector("[data-do=copy]").remove()
  Object.assign(element.dataset, { op, kind: item.kind })
  return element
}

function act({ target }) {
  const wish = target.closest("[data-do]")?.dataset.do
  if (!wish) return
  const { op } = target.closest("li").dataset
  WISHES[wish](op, target.closest("li").querySelector("p"))
}

const toss = (op, words) => {
  const { kind } = words.closest("li").dataset
  if (!op) forget(kind === "half" ? "draft commitment" : "draft ")
  drop(op)
}
const WISHES = {
  copy: (_op, words) => {
    getSelection().selectAllChildren(words)
    document.execCommand("copy") // the newer way needs TLS
  },
  drop: toss,
  send: (op, words) => {
    const fields = { text: words.textContent }
    toss(op, words)
    put({ kind: "idea", url: `/l/${document.body.dataset.lab}/ideas`, fields })
  },
}

export function outbox(list) {
  const draw = () => {
    const all = [...draft(), ...items(), ...saved].reverse()
    const seen = all.filter(({ kind, refused }) => refused || SHOWN.includes(kind))
    list.replaceChildren(...seen.map(slip))
  }
  const arrived = async (item) => {
    if (item.kind === "idea") saved.push({ ...item, kind: "saved" })
    draw()
    say(document.querySelector("#slip").content.querySelector("[data-when=saved]").textContent)
    if (await refresh()) saved = []
    draw()
  }
  const hear = ({ detail: { item, verdict } }) => {
    if (!verdict.ok) say(verdict.error.message)
    else if (!["ballot", "agree"].includes(item.kind)) arrived(item)
  }

  list.addEventListener("click", act)
  document.addEventListener("outbox", draw)
  document.addEventListener("verdict", hear)
  draw()
  run()
  const stop = onSwap(draw)
  return () => {
    stop()
    document.removeEventListener("outbox", draw)
    document.removeEventListener("verdict", hear)
  }
}
