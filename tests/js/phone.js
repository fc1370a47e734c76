// A phone without a screen: just enough of a browser for the scripts that do not draw.
export class Phone {
  constructor() {
    this.store = new Map()
    this.asked = []
    this.answers = []
    const page = new EventTarget()
    page.body = { dataset: { lab: "12345678" } }
    page.querySelector = () => null
    globalThis.document = page
    globalThis.addEventListener = () => {}
    globalThis.localStorage = {
      getItem: (key) => this.store.get(key) ?? null,
      setItem: (key, value) => this.store.set(key, value),
      removeItem: (key) => this.store.delete(key),
    }
    globalThis.fetch = (url, { body }) => this.answer(url, JSON.parse(body))
  }

  async answer(url, fields) {
    this.asked.push({ url, ...fields })
    const answer = this.answers.shift() ?? { ok: true }
    if (answer === "no net") throw new TypeError("Failed to fetch")
    return { json: async () => answer }
  }

  // The n-th verdict that the page hears of.
  verdicts(n) {
    const heard = []
    return new Promise((done) => {
      document.addEventListener("verdict", ({ detail }) => {
        heard.push(detail)
        if (heard.length === n) done(heard)
      })
    })
  }
}

let loads = 0
export const load = (name) => import(`../../static/js/lib/${name}.js?${++loads}`)
