// Gives every element that names a behaviour that behaviour, also those that news brings later.
import { onSwap } from "./lib/fragments.js"

const running = new Map()
const starting = new Map()

const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())

// A behaviour that could not be fetched is asked for again, by a name that is new to the browser:
// it would remember that the old one failed.
async function fetched(name, tries = 0) {
  const module = await import(`./behaviours/${name}.js${tries ? `?${tries}` : ""}`).catch(
    () => null,
  )
  if (module) return module
  await new Promise((done) => setTimeout(done, 2000))
  return fetched(name, tries + 1)
}

async function start(element) {
  if (running.has(element)) return
  const stops = []
  running.set(element, stops)
  const started = begin(element, stops)
  starting.set(element, started)
  await started
  starting.delete(element)
}

async function begin(element, stops) {
  for (const name of element.dataset.behaviour.split(" ")) {
    const module = await fetched(name)
    if (element.isConnected) stops.push(module[camel(name)](element))
  }
}

// A form that news brought has no token of its own, its behaviour has: whoever sends it before the
// behaviour is here is not turned away, the form is sent when it is. What few need comes only then.
function early(event) {
  const { target: form, submitter } = event
  const { later } = form.dataset
  if (later) {
    form.dataset.behaviour = later
    startAll()
  } else if (form.elements.csrf_token) return
  for (const [element, started] of starting) {
    if (!element.contains(form)) continue
    event.preventDefault()
    event.stopImmediatePropagation()
    return started.then(() => form.isConnected && form.requestSubmit(submitter))
  }
}

function stopGone() {
  for (const [element, stops] of running) {
    if (element.isConnected) continue
    for (const stop of stops) stop?.()
    running.delete(element)
  }
}

function startAll() {
  stopGone()
  for (const element of document.querySelectorAll("[data-behaviour]")) start(element)
}

document.addEventListener("submit", early, true)
onSwap(startAll)
startAll()
