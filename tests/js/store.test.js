import assert from "node:assert/strict"
import { test } from "node:test"
import { load, Phone } from "./phone.js"

test("what is kept is kept for its own lab", async () => {
  const phone = new Phone()
  const { keep, kept, forget } = await load("store")
  keep("draft", "Halv men")
  document.body.dataset.lab = "87654321"
  assert.equal(kept("draft"), null)
  document.body.dataset.lab = "12345678"
  assert.equal(kept("draft"), "Halv men")
  forget("draft")
  assert.equal(kept("draft"), null)
  assert.equal(phone.store.size, 0)
})

test("where the browser keeps nothing, the page remembers", async () => {
  new Phone()
  const shut = () => {
    throw new Error("no storage here")
  }
  globalThis.localStorage = { getItem: shut, setItem: shut, removeItem: shut }
  const { keep, kept } = await load("store")
  keep("draft", { text: "Halv" })
  assert.deepEqual(kept("draft"), { text: "Halv" })
})
