// Opens the words of an idea over the desk, to tick those that are masked. They come from the page of
// their own where a desk without scripts ticks them: what is not to be read by many is fetched by need.
import { open } from "./desk-dialogs.js"

async function fetched(address) {
  const answer = await fetch(address)
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  return page.querySelector("#mask-form")
}

export function deskMask(element) {
  const dialog = element.querySelector("#mask-idea")
  const take = async (event) => {
    const link = event.target.closest("[data-mask]")
    if (!link) return
    event.preventDefault()
    const form = await fetched(link.href).catch(() => null)
    if (!form) return location.assign(link.href)
    dialog.querySelector("[data-words]").replaceChildren(form)
    open(dialog, link, { number: link.dataset.mask })
  }
  element.addEventListener("click", take)
  return () => element.removeEventListener("click", take)
}
