import assert from "node:assert/strict"
import { afterEach, beforeEach, test } from "node:test"
import { Line } from "./line.js"
import { load, Phone } from "./phone.js"

// A place that holds others, by their selectors.
class Part extends EventTarget {
  constructor(parts = {}, dataset = {}) {
    super()
    Object.assign(this, { parts, dataset, hidden: true })
  }
  querySelector = (name) => this.parts[name] ?? null
  cloneNode = () => this
  remove = () => {
    this.removed = true
  }
}

const real = setTimeout
const turn = () => new Promise((done) => real(done, 20))
const line = new Line()
globalThis.line = line
let late = null
const later = (done) => {
  late = done
}
let stop
let element
let others
let heard
let asked
let waits

const bring = (fresh) => {
  const event = new CustomEvent("fragment", { cancelable: true })
  Object.defineProperty(event, "detail", { value: { fresh } })
  element.dispatchEvent(event)
}

beforeEach(async () => {
  new Phone()
  const step = new Part({ b: {} })
  const page = { "#step": step, "#own > li, #mine[data-agrees]": {}, "#say": {} }
  document.querySelector = (name) => page[name] ?? null
  document.querySelectorAll = () => []
  globalThis.scrollTo = () => {}
  Object.assign(document.body.dataset, { mine: "/l/1/mine", audience: "phones" })
  asked = []
  waits = []
  globalThis.setTimeout = (done, ms) => {
    waits.push(ms)
    return ms > 60000 ? later(done) : real(done, 0)
  }
  globalThis.fetch = async (url) => {
    asked.push(url)
    return { ok: false }
  }
  others = new Part()
  others.addEventListener("fragment", (event) => {
    event.preventDefault()
    heard = event.detail.fresh
  })
  heard = null
  const field = { value: "Halv" }
  element = new Part({ "#others": others, "#idea [name=text]": field })
  const { phone } = await load("../behaviours/phone")
  stop = phone(element)
  await turn()
})

afterEach(() => stop())

test("while a step is held, others' ideas follow what is shown now", () => {
  const now = new Part()
  bring(new Part({ "#others": now }, { step: "Nästa" }))
  assert.equal(heard, now)
  assert.equal(others.removed, undefined)
})

test("others' ideas that the held step does not show are not left standing", () => {
  bring(new Part({}, { step: "Nästa" }))
  assert.equal(others.removed, true)
})

test("a step is held once: the next one takes the phone along", async () => {
  element.children = []
  element.querySelectorAll = () => []
  element.prepend = () => {}
  const step = (phase) => {
    const fresh = new Part({}, { step: "Nästa", phase })
    fresh.children = []
    return fresh
  }
  bring(step("2"))
  assert.equal(element.dataset.phase, undefined)
  bring(step("3"))
  assert.equal(element.dataset.phase, "3")
  await turn()
})

test("a step is held no longer than an idea is still taken", async () => {
  element.children = []
  element.querySelectorAll = () => []
  const fresh = new Part({}, { step: "Nästa", phase: "2" })
  fresh.children = []
  bring(fresh)
  assert.equal(element.dataset.phase, undefined)
  late()
  assert.equal(element.dataset.phase, "2")
  await turn()
})

test("ideas that were hidden have a phone ask for its own, once", async () => {
  line.news(0, 1, [{ name: "idea.hidden", facts: { idea: 1 } }])
  line.news(1, 2, [{ name: "idea.hidden", facts: { idea: 9 } }])
  await turn()
  assert.deepEqual(asked, ["/l/1/mine"])
})

test("a room does not ask all at once: each phone waits for a moment of its own", async () => {
  line.news(2, 3, [{ name: "idea.hidden", facts: { idea: 1 } }])
  line.news(3, 4, [{ name: "ideas.merged", facts: { into: 1 } }])
  await turn()
  const [hidden, merged] = waits.slice(-2)
  assert.ok(hidden > 0 && hidden < 2000, String(hidden))
  assert.ok(merged >= 2500 && merged < 4500, String(merged))
})
