import assert from "node:assert/strict"
import { beforeEach, test } from "node:test"
import { load, Phone } from "./phone.js"

// As much of a ballot's form as its dots need; `hidden` is how news brings it.
function ballot(ids, round = "7") {
  const boxes = ids.map((value) => ({ name: "mark", type: "checkbox", value, checked: false }))
  const saved = { hidden: true }
  const children = ids.map((choice) => ({ dataset: { choice } }))
  const list = { children, append() {}, hidden: true }
  return {
    isConnected: true,
    elements: { round: { value: round }, n: { value: "1" } },
    boxes,
    list,
    saved,
    querySelectorAll: () => boxes,
    querySelector: (name) => (name === "[data-choices]" ? list : saved),
  }
}

const real = setTimeout
let marks
let own

beforeEach(async () => {
  new Phone()
  globalThis.setTimeout = (done) => real(done, 5)
  globalThis.fetch = async () => ({ ok: Boolean(own()), json: async () => own() })
  own = () => null
  marks = await load("marks")
})

test("a ballot that is laid anew keeps its dots when the server does not answer", async () => {
  const old = ballot(["1", "2", "3"])
  old.boxes[1].checked = true
  marks.remember(old)
  const fresh = ballot(["2", "3"])
  await marks.arrange(fresh, true)
  assert.deepEqual(marks.chosen(fresh), { 2: 1 })
  assert.equal(fresh.list.hidden, false)
})

test("dots that a phone cast before it was reloaded are waited for", async () => {
  let asked = 0
  own = () => (++asked > 6 ? { round: 7, n: 4, marks: { 3: 1 }, has_ballot: true, order: [3, 2] } : null)
  const fresh = ballot(["2", "3"])
  await marks.arrange(fresh, true)
  assert.deepEqual(marks.chosen(fresh), { 3: 1 })
  assert.equal(fresh.elements.n.value, 4)
  assert.equal(fresh.saved.hidden, false)
})

test("a phone that has not voted in the round is not kept waiting", async () => {
  const fresh = ballot(["2", "3"])
  await marks.arrange(fresh, false)
  assert.deepEqual(marks.chosen(fresh), {})
  assert.equal(fresh.list.hidden, false)
})

test("a form that is gone changes nothing that is remembered", async () => {
  const now = ballot(["1"])
  now.boxes[0].checked = true
  marks.remember(now)
  marks.remember({ ...ballot(["1"]), isConnected: false })
  const fresh = ballot(["1"])
  await marks.arrange(fresh, true)
  assert.deepEqual(marks.chosen(fresh), { 1: 1 })
})
