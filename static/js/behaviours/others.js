// Others' ideas: what is read is not moved. New ones wait behind a button; what was changed changes
// in place, and what was hidden goes at once.
import { onSwap, parse, swapped } from "../lib/fragments.js"
import { isMine } from "../lib/mine.js"

const numbers = (list) =>
  new Map(Array.from(list.children, (li) => [Number(li.dataset.number), li]))

// News holds the newest; who reads all of them asks for all, at most once in a while.
let asking = null
function everything() {
  asking ??= new Promise((done) => setTimeout(done, Math.random() * 3000))
    .then(() => fetch(location.href))
    .then((answer) => answer.text())
    .then((html) => parse(html).querySelector("#others"))
    .catch(() => null)
    .finally(() => {
      asking = null
    })
  return asking
}

function renew(li, now) {
  if (!now) li.remove()
  else if (now.dataset.keep !== li.dataset.keep) li.replaceWith(now.cloneNode(true))
}

export function others(element) {
  const list = element.querySelector("ul")
  const button = element.querySelector("button")
  let fresh = null

  const offer = () => {
    const here = numbers(list)
    const n = [...numbers(fresh).keys()].filter((key) => !here.has(key) && !isMine(key)).length
    button.hidden = !n
    button.textContent = button.dataset[n === 1 ? "one" : "many"].replace("{n}", n)
  }
  const settle = () => {
    const there = numbers(fresh)
    for (const [number, li] of numbers(list)) renew(li, isMine(number) ? null : there.get(number))
  }
  const look = () => {
    if (!fresh) return
    settle()
    offer()
  }
  const hear = async (event) => {
    if (event.target !== element) return
    event.preventDefault()
    const told = event.detail.fresh
    const section = "all" in element.dataset && told.querySelector("a") ? await everything() : told
    if (!section) return
    fresh = section.querySelector("ul")
    element.querySelector("[data-total]").replaceWith(section.querySelector("[data-total]"))
    look()
  }
  const open = () => {
    const here = numbers(list)
    const news = [...fresh.children].filter(
      ({ dataset }) => !here.has(Number(dataset.number)) && !isMine(dataset.number),
    )
    list.prepend(...news.map((li) => li.cloneNode(true)))
    button.hidden = true
    swapped()
  }

  element.addEventListener("fragment", hear)
  button.addEventListener("click", open)
  return onSwap(look)
}
