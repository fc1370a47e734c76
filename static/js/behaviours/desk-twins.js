// Pairs of ideas that may say the same, one after the other: keep one of them, or pass the pair
// over, which this browser remembers. Nothing is merged by itself.
import { alike, lineOf, wordsOf } from "../lib/alike.js"
import { open } from "./desk-dialogs.js"
import { isSingle } from "./desk-keys.js"
import { merge } from "./desk-merge.js"
import { forgive, refuse } from "./desk-send.js"

const NAME = () => `labapp.different.${document.body.dataset.lab}`
const passed = () => new Set(JSON.parse(localStorage.getItem(NAME()) ?? "[]"))
const key = ([one, other]) => `${one}-${other}`

export function deskTwins(element) {
  const find = (name) => element.querySelector(`[data-${name}]`)
  const list = find("pair")
  const template = element.querySelector("template")
  let pairs = []
  let takeBack = null
  let busy = false

  const side = (keep, other, at) => {
    const row = template.content.cloneNode(true)
    const button = row.querySelector("button")
    row.querySelector("[data-n]").textContent = keep
    row.querySelector("[data-text]").textContent = wordsOf(keep)
    const words = button.querySelector("span")
    words.textContent = words.dataset.keep.replace("{n}", keep)
    button.querySelector("kbd").textContent = at + 1
    button.onclick = () => join(keep, other)
    return row
  }
  const draw = () => {
    const pair = pairs[0] ?? []
    list.replaceChildren(...pair.map((number, at) => side(number, pair[1 - at], at)))
    find("left").textContent = find("left").dataset.pattern.replace("{n}", pairs.length)
    find("none").hidden = pairs.length > 0
    find("pass").disabled = !pairs.length
    find("back").hidden = !takeBack
    ;(list.querySelector("button") ?? find("close")).focus()
  }
  const load = async () => {
    const { alike: near, twins } = await alike()
    const different = passed()
    const likely = near.slice(0, twins).map(([one, other]) => [one, other])
    pairs = likely.filter((pair) => pair.every(lineOf) && !different.has(key(pair)))
    draw()
  }
  // What was merged speaks from now on for the one that is kept.
  const settle = (keep, gone) => {
    const renamed = pairs.map((pair) => pair.map((number) => (number === gone ? keep : number)))
    const kept = new Map(
      renamed.filter(([one, other]) => one !== other).map((pair) => [key(pair), pair]),
    )
    pairs = [...kept.values()]
  }
  const join = async (keep, gone) => {
    if (busy) return
    busy = true
    forgive()
    const [into, idea] = [keep, gone].map((number) => Number(lineOf(number)?.dataset.idea))
    const verdict = await merge(into, [idea])
    busy = false
    if (!verdict.ok) return refuse(element, verdict.error)
    takeBack = verdict.takeBack
    settle(keep, gone)
    draw()
  }
  const pass = () => {
    const pair = pairs.shift()
    if (pair) localStorage.setItem(NAME(), JSON.stringify([...passed(), key(pair)]))
    draw()
  }
  const back = async () => {
    await takeBack()
    document.querySelector("#undo").hidden = true
    takeBack = null
    setTimeout(load, 500)
  }
  const start = (event) => {
    const button = event.target.closest("#open-twins")
    if (!button) return
    takeBack = null
    open(element, button)
    load()
  }
  const keys = (event) => {
    if (event.repeat || !isSingle(event)) return
    const [first, second] = list.querySelectorAll("button")
    const deed = { 1: first, 2: second, 0: find("pass") }[event.key]
    deed?.click()
  }
  document.addEventListener("click", start)
  element.addEventListener("keydown", keys)
  find("pass").addEventListener("click", pass)
  find("back").addEventListener("click", back)
  return () => {
    document.removeEventListener("click", start)
    element.removeEventListener("keydown", keys)
  }
}
