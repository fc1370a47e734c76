// A line without a server: live.js gets it for its client, and it hears what a test says.
import { register } from "node:module"

const CLIENT = `data:text/javascript,
  export const io = (opts) => Object.assign(globalThis.line, { io: { opts } })`
const hooks = `export const resolve = (name, context, next) =>
  name.includes("socket.io") ? { url: ${JSON.stringify(CLIENT)}, shortCircuit: true } : next(name, context)`
register(`data:text/javascript,${encodeURIComponent(hooks)}`)

export class Line {
  handlers = {}
  connected = false
  active = true
  connects = 0
  on = (name, handler) => {
    this.handlers[name] = handler
  }
  news = (since, seq, pieces = [{ name: "idea.added", facts: { seq } }]) =>
    this.handlers.news({ since, seq, pieces, fragments: {} })
  connect = () => {
    this.connects += 1
  }
  disconnect = () => {
    this.connected = false
  }
  up = () => {
    this.connected = true
    this.handlers.connect()
  }
  fail = (message) => this.handlers.connect_error({ message })
  refuse = () => {
    this.active = false
    this.fail("refused")
  }
}
