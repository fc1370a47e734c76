import assert from "node:assert/strict"
import { beforeEach, test } from "node:test"
import { Line } from "./line.js"
import { load, Phone } from "./phone.js"

const real = setTimeout
const turn = (ms = 5) => new Promise((done) => real(done, ms))
let line
let states // the questions to /state that wait for their answer
let waits
let laid

const answer = async (state) => {
  const { since, done } = states.shift()
  done(state ? { ok: true, json: async () => ({ seq: state }) } : { ok: false })
  await turn()
  return since
}

beforeEach(async () => {
  new Phone()
  Object.assign(document.body.dataset, { seq: "10", audience: "phones", state: "/l/1/state" })
  line = new Line()
  states = []
  waits = []
  laid = []
  Object.assign(globalThis, { line, location: { href: "http://lab.test/" } })
  globalThis.setTimeout = (done, ms) => {
    waits.push(ms)
    return real(done, 0)
  }
  globalThis.fetch = (url) =>
    new Promise((done) => states.push({ since: url.searchParams.get("since"), done }))
  const { listen } = await load("live")
  listen({ state: ({ seq }) => laid.push(`state ${seq}`), "idea.added": ({ seq }) => laid.push(seq) })
  await turn()
  line.up()
  await turn()
})

test("news that is missed while the state is asked for has it asked for again", async () => {
  line.news(11, 12)
  assert.equal(await answer(11), "10")
  assert.deepEqual(laid, [])
  assert.equal(await answer(12), "10")
  assert.deepEqual(laid, ["state 12"])
  assert.deepEqual(states, [])
})

test("a state that is older than the news is not laid over it", async () => {
  line.news(10, 12)
  await answer(11)
  assert.deepEqual(laid, [12])
  assert.equal(await answer(12), "12")
  assert.deepEqual(laid, [12, "state 12"])
})

test("an event tells of each thing in it, in order, and what is older is passed over", async () => {
  line.news(10, 12, [
    { name: "idea.added", facts: { seq: "a" } },
    { name: "presence.counted", facts: {} },
    { name: "idea.added", facts: { seq: "b" } },
  ])
  line.news(10, 11)
  line.news(12, 12)
  assert.deepEqual(laid, ["a", "b", 12])
})

test("news without a piece has the state asked for when it is ahead of the page", async () => {
  await answer(10)
  line.news(10, 10, [])
  await turn()
  assert.deepEqual(states, [])
  line.news(14, 14, [])
  await turn()
  assert.equal(await answer(14), "10")
  assert.deepEqual(laid, ["state 10", "state 14"])
})

test("a goodbye is heard by whoever is ahead of it, and by whoever has missed something", async () => {
  const before = waits.length
  line.news(0, 0, [{ name: "goodbye", facts: { after_ms: 4000 } }])
  assert.equal(line.connected, false)
  await turn()
  assert.equal(line.connects, 1)
  assert.ok(waits[before] >= 0 && waits[before] <= 4000)
})

test("a state that does not come is asked for again, later each time", async () => {
  const before = waits.length
  for (let tries = 0; tries < 6; tries += 1) await answer(null)
  const [first, , , , , last] = waits.slice(before)
  assert.ok(first <= 1500 && last >= 4000 && last <= 12000, waits)
  await answer(10)
  assert.deepEqual(laid, ["state 10"])
})

test("nobody asks while the line is down; its coming back does", async () => {
  line.connected = false
  await answer(null)
  assert.deepEqual(states, [])
  line.up()
  await turn()
  await answer(10)
  assert.deepEqual(laid, ["state 10"])
})

test("a line that was refused comes back, later each time", async () => {
  const before = waits.length
  for (let tries = 1; tries <= 6; tries += 1) {
    line.refuse()
    await turn()
    assert.equal(line.connects, tries)
  }
  const [first, , , , , last] = waits.slice(before)
  assert.ok(first <= 1500 && last >= 4000 && last <= 12000, waits)
})

test("a line that tries by itself is left to it", async () => {
  line.handlers.connect_error()
  await turn()
  assert.equal(line.connects, 0)
})
