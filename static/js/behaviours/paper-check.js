// The second reading: the next slip that is left comes by itself. Where the two readings differ both are
// shown, and the one that the slip says is sent again.
import { tell } from "./paper-slip.js"

export function paperCheck(form) {
  let left = JSON.parse(form.dataset.left)
  const differs = form.querySelector("[data-differs]")
  const done = form.querySelector("[data-done]")
  const title = differs.querySelector("h2")

  const next = (slip) => {
    left = left.filter((number) => number !== slip)
    document.querySelector("[data-count]").textContent = left.length
    const [first = ""] = left.filter((number) => number > slip).concat(left)
    form.elements.slip.value = first
    if (!left.length) location.reload()
  }
  const show = async (slip, typed) => {
    const answer = await fetch(`${form.action.replace(/check$/, "ballots")}/${slip}`)
    const { first } = answer.ok ? await answer.json() : {}
    if (first === undefined) return form.elements.typed.focus()
    title.dataset.pattern ??= title.textContent
    title.textContent = title.dataset.pattern.replace("{slip}", slip)
    for (const [which, says] of Object.entries({ first, second: typed }))
      differs.querySelector(`[data-say=${which}] b`).textContent = says
    form.elements.slip.value = slip
    differs.hidden = false
    differs.querySelector("[data-say=first]").focus()
  }
  const typed = ({ detail: { verdict, typed: line } }) => {
    const isChecked = verdict.reading === "checked"
    differs.hidden = true
    done.hidden = !isChecked
    if (!isChecked) return show(verdict.slip, line)
    tell(done, verdict.slip)
    next(verdict.slip)
  }
  const choose = ({ target }) => {
    const button = target.closest("[data-say]")
    if (!button) return
    differs.hidden = true
    form.elements.typed.focus()
    if (!button.dataset.say) return
    const says = button.querySelector("b").textContent
    form.dispatchEvent(new CustomEvent("again", { detail: { typed: says, sure: true } }))
  }

  form.addEventListener("typed", typed)
  form.addEventListener("click", choose)
  return () => {
    form.removeEventListener("typed", typed)
    form.removeEventListener("click", choose)
  }
}
