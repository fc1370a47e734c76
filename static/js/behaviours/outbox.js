// Shows what was written on this phone and is not among its own ideas yet: on its way, refused, or
// half written when its step ended.
import { onSwap } from "../lib/fragments.js"
import { refresh, say } from "../lib/mine.js"
import { drop, items, put, run, waiting } from "../lib/outbox.js"
import { forget, kept } from "../lib/store.js"

const SHOWN = ["idea", "saved", "draft"]
let saved = []

const draft = () => {
  const text = !document.querySelector("#idea") && kept("draft ")
  return text ? [{ kind: "draft", fields: { text } }] : []
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
  element.dataset.op = op
  return element
}

function act({ target }) {
  const wish = target.closest("[data-do]")?.dataset.do
  if (!wish) return
  const { op } = target.closest("li").dataset
  WISHES[wish](op, target.closest("li").querySelector("p"))
}

const toss = (op) => {
  if (!op) forget("draft ")
  drop(op)
}
const WISHES = {
  copy: (_op, words) => {
    getSelection().selectAllChildren(words)
    document.execCommand("copy") // the newer way is shut where there is no TLS, as in a hall's own net
  },
  drop: toss,
  send: (op, { textContent: text }) => {
    toss(op)
    put({ kind: "idea", url: `/l/${document.body.dataset.lab}/ideas`, fields: { text } })
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
    else if (item.kind !== "ballot") arrived(item)
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
