import assert from "node:assert/strict"
import { beforeEach, test } from "node:test"
import { load, Phone } from "./phone.js"

const IDS = ["1", "2", "3", "4"]

// As much of a ballot as its rule needs.
function ballot(method, points, fields) {
  return { dataset: { method, points: String(points) }, fields, querySelectorAll: () => fields }
}
const number = (id, max) => ({ name: `mark-${id}`, type: "number", value: "0", max, dataset: {} })
const place = (id) => ({ name: `mark-${id}`, type: "select-one", value: "", dataset: {} })
const tick = (id, cost) => ({
  name: "mark",
  type: "checkbox",
  value: id,
  checked: false,
  dataset: { cost },
})
const level = (id, value) => ({
  name: `mark-${id}`,
  type: "radio",
  value: String(value),
  checked: false,
  dataset: {},
})
const hundred = () => ballot("points", 100, IDS.map((id) => number(id, "100")))
const ranking = () => ballot("ranking", 3, IDS.map(place))
const places = ({ fields }) => fields.map(({ value }) => value).join(" ")

function say(form, at, value) {
  const field = form.fields[at]
  field.value = value
  ways.inPlaces(form, field)
  return ways.keepWithin(form, field)
}

// The row of a choice, as a finger finds it.
function row(field) {
  const choice = { querySelector: () => field }
  return { closest: (what) => (what === ".choice--place" ? choice : null) }
}
function tap(form, at) {
  const field = ways.tapped(form, row(form.fields[at]))
  ways.inPlaces(form, field)
  return ways.keepWithin(form, field)
}

let ways
let marks

beforeEach(async () => {
  new Phone()
  ways = await load("ways")
  marks = await load("marks")
})

test("a number too high becomes what is left, and says so", () => {
  const form = hundred()
  assert.equal(say(form, 0, "70"), false)
  assert.equal(say(form, 1, "50"), true)
  assert.deepEqual(marks.chosen(form), { 1: 70, 2: 30 })
  assert.equal(ways.count(form), 0)
  assert.equal(say(form, 2, "5"), true)
  assert.equal(form.fields[2].value, "0")
})

for (const [typed, kept] of [["2.6", "3"], ["-4", "0"], ["", "0"], ["900", "100"], ["007", "7"]])
  test(`a number that is typed as “${typed}” is ${kept}`, () => {
    const field = { ...number("1", "100"), value: typed }
    ways.whole(field)
    assert.equal(field.value, kept)
  })

test("a tick is not a number to be mended", () => {
  const field = { ...tick("12"), max: "" }
  ways.whole(field)
  assert.equal(field.value, "12")
})

test("what costs too much is taken back", () => {
  const form = ballot("budget", 100, [tick("1", "70"), tick("2", "40"), tick("3", "30")])
  form.fields[0].checked = true
  form.fields[1].checked = true
  assert.equal(ways.keepWithin(form, form.fields[1]), true)
  form.fields[2].checked = true
  assert.equal(ways.keepWithin(form, form.fields[2]), false)
  assert.deepEqual([marks.chosen(form), ways.count(form)], [{ 1: 1, 3: 1 }, 0])
})

test("places are given in the order of tapping, and close up when one is taken away", () => {
  const form = ranking()
  for (const at of [2, 0, 3]) assert.equal(tap(form, at), false)
  assert.equal(places(form), "2  1 3")
  tap(form, 2)
  assert.equal(places(form), "1   2")
  tap(form, 1)
  assert.equal(places(form), "1 3  2")
})

test("a tap where no place is left changes nothing and says so", () => {
  const form = ranking()
  for (const at of [0, 1, 2]) tap(form, at)
  assert.equal(tap(form, 3), true)
  assert.equal(places(form), "1 2 3 ")
})

test("a place that is chosen moves the others along", () => {
  const form = ranking()
  for (const at of [0, 1, 2]) tap(form, at)
  say(form, 2, "1")
  assert.equal(places(form), "2 3 1 ")
  assert.equal(say(form, 3, "2"), false)
  assert.equal(places(form), " 3 1 2")
  say(form, 1, "")
  assert.equal(places(form), "  1 2")
})

test("however one taps and chooses, places are 1, 2, 3 without a gap and each once", () => {
  const form = ranking()
  let seed = 7
  const some = (n) => (seed = (seed * 16807) % 2147483647) % n
  for (let n = 0; n < 500; n += 1) {
    some(2) ? tap(form, some(4)) : say(form, some(4), ["", "1", "2", "3"][some(4)])
    const given = form.fields.map(({ value }) => value).filter(Boolean)
    assert.deepEqual(given.sort(), ["1", "2", "3"].slice(0, given.length))
    assert.deepEqual(Object.values(marks.chosen(form)).sort().map(String), given)
  }
})

test("a ranking that no script kept in order closes its gaps, and keeps two that are the same", () => {
  const form = ranking()
  form.fields[0].value = "3"
  form.fields[3].value = "1"
  assert.deepEqual(marks.chosen(form), { 4: 1, 1: 2 })
  form.fields[1].value = "3"
  assert.deepEqual(marks.chosen(form), { 4: 1, 1: 2, 2: 2 })
})

test("a pass is an answer, and no answer is none", () => {
  const form = ballot("stance", 0, IDS.flatMap((id) => [1, -1, 0].map((mark) => level(id, mark))))
  form.fields[1].checked = true
  form.fields[5].checked = true
  assert.deepEqual(marks.chosen(form), { 1: -1, 2: 0 })
  assert.equal(ways.count(form), 2)
  assert.equal(ways.keepWithin(form, form.fields[5]), false)
})

test("marks are laid on every kind of field, and what is not marked is emptied", () => {
  for (const form of [hundred(), ranking()]) {
    form.fields[3].value = "2"
    marks.mark(form, { 1: 2, 2: 1 })
    assert.deepEqual(marks.chosen(form), { 1: 2, 2: 1 })
  }
  const one = ballot("single", 1, IDS.map((id) => ({ ...tick(id), type: "radio" })))
  one.fields[0].checked = true
  marks.mark(one, { 3: 1 })
  assert.deepEqual(marks.chosen(one), { 3: 1 })
  const scores = ballot("score", 0, [0, 1, 5].map((mark) => level("1", mark)))
  marks.mark(scores, { 1: 0 })
  assert.deepEqual(marks.chosen(scores), { 1: 0 })
  marks.mark(scores, {})
  assert.deepEqual(marks.chosen(scores), {})
})

test("a hand that was there before the script is noticed on every kind of field", () => {
  const options = [{ value: "" }, { value: "1", defaultSelected: true }, { value: "2" }]
  const fields = (checked, value, chosen) => [
    { ...tick("1"), checked, defaultChecked: false },
    { ...level("1", 3), checked, defaultChecked: false },
    { ...number("1", "5"), value, defaultValue: "0" },
    { ...place("1"), value: chosen, options },
  ]
  assert.deepEqual(fields(false, "0", "1").map(marks.touched), [false, false, false, false])
  assert.deepEqual(fields(true, "3", "2").map(marks.touched), [true, true, true, true])
  const fresh = options.map(({ value }) => ({ value }))
  assert.equal(marks.touched({ ...place("1"), options: fresh }), false)
})
