// Which ideas read alike, as the server says; asked for once until something on the page changes.
import { onSwap } from "./fragments.js"

let known = null
onSwap(() => {
  known = null
})

const nothing = { alike: [], twins: 0 }

export function alike() {
  known ??= fetch(`/labs/${document.body.dataset.lab}/alike`)
    .then((answer) => (answer.ok ? answer.json() : nothing))
    .catch(() => nothing)
  return known
}

export const lineOf = (number) => document.querySelector(`#idea-${number}`)

export const wordsOf = (number) =>
  lineOf(number)?.querySelector(".line__text").textContent.trim() ?? ""
