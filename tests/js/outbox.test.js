import assert from "node:assert/strict"
import { beforeEach, test } from "node:test"
import { load, Phone } from "./phone.js"

const idea = (text) => ({ kind: "idea", url: "/l/12345678/ideas", fields: { text } })
const ballot = (n) => ({ kind: "ballot", url: "/l/12345678/ballot", fields: { n } })
let phone
let outbox

beforeEach(async () => {
  phone = new Phone()
  outbox = await load("outbox")
})

test("what has its verdict is gone from the phone", async () => {
  const heard = phone.verdicts(1)
  outbox.put(idea("Läxhjälp"))
  const [{ verdict }] = await heard
  assert.equal(verdict.ok, true)
  assert.deepEqual(outbox.items(), [])
})

test("without a network it is sent again, by the same name", async () => {
  phone.answers = ["no net", { ok: true }]
  const heard = phone.verdicts(1)
  outbox.put(idea("Läxhjälp"))
  await heard
  assert.equal(phone.asked.length, 2)
  assert.deepEqual(phone.asked[0], phone.asked[1])
  assert.match(phone.asked[0].op_id, /^[0-9a-f]{32}$/)
})

test("a server that asks for patience is asked again", async () => {
  const later = { ok: false, error: { code: "try_again", retryable: true, facts: { after_ms: 10 } } }
  phone.answers = [later, { ok: true }]
  const heard = phone.verdicts(1)
  outbox.put(idea("Läxhjälp"))
  await heard
  assert.equal(phone.asked.length, 2)
})

test("what is refused stays with the words why, and the next one goes on", async () => {
  phone.answers = [{ ok: false, error: { code: "text_too_long", retryable: false, message: "För lång" } }]
  const heard = phone.verdicts(2)
  outbox.put(idea("Lång"))
  outbox.put(idea("Kort"))
  await heard
  const [left] = outbox.items()
  assert.equal(left.refused, "För lång")
  assert.equal(left.fields.text, "Lång")
  outbox.drop(left.fields.op_id)
  assert.deepEqual(outbox.items(), [])
})

test("what waits is sent after a reload, by the same name", async () => {
  phone.answers = ["no net"]
  const op = outbox.put(idea("Läxhjälp"))
  const again = await load("outbox")
  assert.equal(again.items()[0].fields.op_id, op)
  const heard = phone.verdicts(1)
  again.run()
  await heard
  assert.deepEqual(again.items(), [])
  assert.equal(new Set(phone.asked.map(({ op_id }) => op_id)).size, 1)
})

test("a newer ballot takes the place of one that waits; ideas keep theirs", () => {
  phone.answers = ["no net"]
  outbox.put(idea("Läxhjälp"))
  outbox.put(ballot(1), true)
  outbox.put(ballot(2), true)
  assert.deepEqual(
    outbox.items().map(({ kind, fields }) => fields.n ?? kind),
    ["idea", 2],
  )
})
