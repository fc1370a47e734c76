// A line without a server: live.js gets it for its client, and it hears what a test says.
import { register } from "node:module"

const CLIENT = "data:text/javascript,export const io = () => globalThis.line"
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
  refuse = () => {
    this.active = false
    this.handlers.connect_error()
  }
}
