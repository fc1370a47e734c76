// While an idea is written: when its writer pauses, ideas like it that are there already. They are
// offered to agree with, and stand in nobody's way.
import { parse, swapped } from "../lib/fragments.js"
import { post } from "../lib/send.js"

const PAUSE = 1500
const FEW = 3
const words = (text) => text.match(/[\p{L}\p{M}\p{N}]+/gu)?.length ?? 0

export function similar(place) {
  const form = place.closest("form")
  const field = form.elements.text
  let timer = 0
  let shown = ""

  const show = (html) => {
    if (html === shown) return
    shown = html
    place.replaceChildren(parse(html))
    swapped()
  }
  const ask = async () => {
    const text = field.value
    if (words(text) < FEW || !document.querySelector("#agree")) return show("")
    const found = await post(`/l/${document.body.dataset.lab}/similar`, { text }).catch(() => null)
    if (found?.ok && field.value === text) show(found.html)
  }
  const write = () => {
    clearTimeout(timer)
    timer = setTimeout(ask, PAUSE)
  }
  const sent = () => {
    clearTimeout(timer)
    show("")
  }
  write() // what was written while this was on its way
  field.addEventListener("input", write)
  form.addEventListener("submit", sent)
  return () => clearTimeout(timer)
}
