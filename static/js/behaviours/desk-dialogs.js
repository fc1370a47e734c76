// Opens what lies over the desk: a link to a dialog's name, or a button of an idea or a theme that
// without this script leads to a page of its own.
import { forgive } from "./desk-send.js"

export function open(
  dialog,
  origin,
  { idea = "", theme = "", number = "", text = "", name, description } = {},
) {
  for (const form of dialog.querySelectorAll("[data-action]")) {
    form.action = form.dataset.action.replace("{idea}", idea).replace("{theme}", theme)
    form.reset()
  }
  for (const place of dialog.querySelectorAll("[data-fill]"))
    place.textContent = { number, text }[place.dataset.fill]
  if (name !== undefined) dialog.querySelector("[name=name]").value = name
  if (description !== undefined) dialog.querySelector("[name=description]").value = description
  dialog.dataset.idea = idea
  forgive()
  for (const saved of dialog.querySelectorAll("[data-saved]")) saved.hidden = true
  dialog.back = origin
  dialog.showModal()
  if ("calm" in dialog.dataset) return
  dialog
    .querySelector("textarea, input:not([type=hidden], [type=radio]), input[type=radio]")
    ?.focus()
}

function openLink(event) {
  const link = event.target.closest("a[href^='#']")
  const dialog = link && document.querySelector(link.hash)
  if (dialog?.nodeName !== "DIALOG") return
  event.preventDefault()
  open(dialog, link)
}

function openButton(event) {
  const hide = event.target.closest("[data-hide]")
  const edit = event.target.closest("[data-theme-edit]")
  if (!hide && !edit) return
  event.preventDefault()
  if (hide) openHide(hide.closest("[data-idea]"), hide)
  else
    open(document.querySelector("#edit-theme"), edit, { ...edit.closest("[data-theme]").dataset })
}

export function openHide(line, origin) {
  const text = line.querySelector(".line__text").textContent
  open(document.querySelector("#hide-idea"), origin, {
    idea: line.dataset.idea,
    number: line.dataset.number,
    text,
  })
}

function close(event) {
  const link = event.target.closest("dialog [data-close]")
  if (!link && event.target.nodeName !== "DIALOG") return
  event.preventDefault()
  event.target.closest("dialog").close()
}

// Focus comes back to where the dialog was opened from, or to what its deed made the next thing.
function comeBack({ target }) {
  if (target.back?.isConnected) target.back.focus()
}

export function deskDialogs(element) {
  const handlers = [openLink, openButton, close]
  for (const handler of handlers) element.addEventListener("click", handler)
  element.addEventListener("close", comeBack, true)
  for (const dialog of element.querySelectorAll("dialog[open]")) {
    dialog.close()
    dialog.showModal()
  }
  return () => {
    for (const handler of handlers) element.removeEventListener("click", handler)
    element.removeEventListener("close", comeBack, true)
  }
}
