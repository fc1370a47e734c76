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
let ups

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
  ups = []
  Object.assign(globalThis, { line, location: { href: "http://lab.test/" } })
  globalThis.setTimeout = (done, ms) => {
    waits.push(ms)
    return real(done, 0)
  }
  globalThis.fetch = (url) =>
    new Promise((done) => states.push({ since: url.searchParams.get("since"), done }))
  const { listen } = await load("live")
  listen({
    line: ({ up }) => ups.push(up),
    state: ({ seq }) => laid.push(`state ${seq}`),
    "idea.added": ({ seq }) => laid.push(seq),
  })
  await turn()
  line.up()
  await turn()
})

test("whoever connects is told the state and asks for nothing", async () => {
  await turn()
  line.handlers.state({ seq: 10, fragments: {} })
  assert.deepEqual(laid, ["state 10"])
  assert.deepEqual(states, [])
  assert.deepEqual(ups, [true])
})

test("the server hears what the page shows already", async () => {
  line.news(10, 12)
  line.io.opts.auth((said) => assert.equal(said.since, 12))
})

test("a state that comes after newer news is not laid over it", async () => {
  line.news(10, 12)
  line.handlers.state({ seq: 11, fragments: {} })
  assert.deepEqual(laid, [12])
  assert.deepEqual(states, [])
})

test("all that a page asks can go to one of several servers", () => {
  assert.match(line.io.opts.query.w, /^[0-9a-z]+$/)
})

test("a room that was cut off comes back over more than two seconds", () => {
  const { reconnectionDelay, reconnectionDelayMax, randomizationFactor } = line.io.opts
  const first = reconnectionDelay * (1 - randomizationFactor)
  const last = Math.min(reconnectionDelay * (1 + randomizationFactor), reconnectionDelayMax)
  assert.ok(last - first >= 2000)
})

test("where a WebSocket is swallowed the next try begins by long-polling", async () => {
  line.fail("websocket error")
  assert.deepEqual(line.io.opts.transports, ["websocket", "polling"])
  line.fail("timeout")
  assert.deepEqual(line.io.opts.transports, ["polling", "websocket"])
})

test("news that is missed while the state is asked for has it asked for again", async () => {
  line.news(11, 12)
  await turn()
  assert.equal(await answer(11), "10")
  assert.deepEqual(laid, [])
  assert.equal(await answer(12), "10")
  assert.deepEqual(laid, ["state 12"])
  assert.deepEqual(states, [])
})

test("a state that is older than the news is not laid over it", async () => {
  line.news(10, 12)
  line.news(13, 13)
  await turn()
  line.news(12, 12)
  await answer(11)
  assert.deepEqual(laid, [12, 12])
  assert.equal(await answer(13), "12")
  assert.deepEqual(laid, [12, 12, "state 13"])
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
  line.news(10, 10, [])
  await turn()
  assert.deepEqual(states, [])
  line.news(14, 14, [])
  await turn()
  assert.equal(await answer(14), "10")
  assert.deepEqual(laid, ["state 14"])
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
  line.news(11, 11)
  await turn()
  const before = waits.length
  for (let tries = 0; tries < 6; tries += 1) await answer(null)
  const [first, , , , , last] = waits.slice(before)
  assert.ok(first <= 1500 && last >= 4000 && last <= 12000, waits)
  await answer(11)
  assert.deepEqual(laid, ["state 11"])
})

test("nobody asks while the line is down: when it comes back the server tells it", async () => {
  line.news(11, 11)
  await turn()
  line.connected = false
  await answer(null)
  assert.deepEqual(states, [])
  line.up()
  line.handlers.state({ seq: 11, fragments: {} })
  assert.deepEqual(laid, ["state 11"])
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
  line.fail("refused")
  await turn()
  assert.equal(line.connects, 0)
})
