import assert from "node:assert/strict"
import { test } from "node:test"
import { load, Phone } from "./phone.js"

new Phone()
const { isFinal, newOpId, pause } = await load("send")

test("an op id has 128 random bits", () => {
  const ids = new Set(Array.from({ length: 100 }, newOpId))
  assert.equal(ids.size, 100)
  for (const id of ids) assert.match(id, /^[0-9a-f]{32}$/)
})

test("a verdict is final unless it asks for another try", () => {
  assert.equal(isFinal(null), false)
  assert.equal(isFinal({ ok: true }), true)
  assert.equal(isFinal({ ok: false, error: { retryable: true } }), false)
  assert.equal(isFinal({ ok: false, error: { retryable: false } }), true)
})

test("the wait grows, has an end, and differs between phones", () => {
  const waits = Array.from({ length: 50 }, () => pause(null, 10))
  assert.ok(waits.every((ms) => ms >= 4000 && ms <= 12000))
  assert.ok(new Set(waits).size > 1)
  assert.ok(pause(null, 0) <= 750)
  assert.ok(pause({ error: { facts: { seconds: 20 } } }, 0) >= 10000)
})
