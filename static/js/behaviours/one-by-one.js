// One choice at a time: the others are out of sight, and the next comes when this one has its answer by a tap.
// Who goes by the keyboard goes on with the button, since arrows change an answer on the way to another.
const LATER = 350 // ms: the answer is seen to be given

export function oneByOne(list) {
  const form = list.closest("form")
  const turn = form.querySelector("[data-turn]")
  const place = turn.querySelector("[data-at]")
  let at = 0
  let soon = 0
  const rows = () => [...list.children]
  const answered = (row) => row.querySelector(":checked") !== null

  const show = (to, moved) => {
    clearTimeout(soon)
    const all = rows()
    at = Math.min(Math.max(to, 0), all.length - 1)
    for (const [n, row] of all.entries()) row.hidden = n !== at
    place.textContent = list.dataset.at.replace("{n}", at + 1).replace("{of}", all.length)
    turn.querySelector("[data-back]").disabled = at === 0
    turn.querySelector("[data-on]").disabled = at === all.length - 1
    if (!moved) return
    const field = all[at].querySelector(":checked") ?? all[at].querySelector("input")
    field.focus({ preventScroll: true })
    all[at].scrollIntoView({ block: "nearest" })
  }
  const tap = ({ target, detail }) => {
    if (!detail || !target.matches("input") || at === rows().length - 1) return
    clearTimeout(soon) // tapped twice is answered once
    soon = setTimeout(() => show(at + 1, true), LATER)
  }
  const go = ({ target }) => {
    if (target.closest("[data-back]")) show(at - 1, true)
    if (target.closest("[data-on]")) show(at + 1, true)
  }
  const begin = () => {
    if (list.hidden) return
    const open = rows().findIndex((row) => !answered(row))
    show(Math.max(open, 0))
  }

  turn.hidden = false
  begin()
  const watch = new MutationObserver(begin) // the phone's own order has been laid
  watch.observe(list, { attributes: true, attributeFilter: ["hidden"] })
  list.addEventListener("click", tap)
  turn.addEventListener("click", go)
  return () => {
    clearTimeout(soon)
    watch.disconnect()
    list.removeEventListener("click", tap)
    turn.removeEventListener("click", go)
  }
}
