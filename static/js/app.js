// Gives every element that names a behaviour that behaviour, also those that news brings later.
import { onSwap } from "./lib/fragments.js"

const running = new Map()

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
  for (const name of element.dataset.behaviour.split(" ")) {
    const module = await fetched(name)
    if (element.isConnected) stops.push(module[camel(name)](element))
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

onSwap(startAll)
startAll()
