// What was written at the table, as it may be read now: asked for when words of an idea are hidden or shown.
import { listen } from "../lib/live.js"

export function hostIdeas(element) {
  const look = async () => {
    const answer = await fetch(location.pathname).catch(() => null)
    if (!answer?.ok) return
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    const fresh = page.querySelector(`#${element.id}`)
    if (!fresh) return
    element.replaceChildren(...fresh.childNodes)
    element.hidden = fresh.hidden
  }
  return listen({ "idea.hidden": look, "idea.masked": look, "idea.shown": look, state: look })
}
