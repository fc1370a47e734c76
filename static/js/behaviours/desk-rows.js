// Rows of a form, the steps of a lab or its cards: add, take away, move. Without this script there are a few
// empty rows. A row is empty where its field with data-decides is.
export function deskRows(element) {
  const list = element.querySelector("ol")
  const said = element.querySelector("[data-said]")
  const blank = list.lastElementChild.cloneNode(true)
  const add = element.querySelector("[data-do=add]")
  let made = 0

  const fresh = () => {
    const row = blank.cloneNode(true)
    made += 1
    for (const field of row.querySelectorAll("[id]")) field.id += `-${made}`
    for (const label of row.querySelectorAll("label")) label.htmlFor += `-${made}`
    for (const field of row.querySelectorAll("[data-fresh]")) field.value = "" // whatever row it is made from
    row.querySelector("[data-tools]").hidden = false
    return row
  }
  const place = (row) => [...list.children].indexOf(row) + 1
  const move = {
    up: (row) => row.previousElementSibling?.before(row),
    down: (row) => row.nextElementSibling?.after(row),
  }
  const actions = {
    add: () => {
      const row = fresh()
      list.append(row)
      row.querySelector("[data-decides]").focus()
    },
    remove: (row) => {
      const next = row.nextElementSibling ?? row.previousElementSibling
      row.remove()
      ;(next?.querySelector("[data-do=remove]") ?? add).focus()
      said.textContent = said.dataset.removed
    },
  }
  const click = ({ target }) => {
    const button = target.closest("[data-do]")
    if (!button) return
    const row = button.closest("[data-row]")
    const { do: what } = button.dataset
    if (actions[what]) return actions[what](row)
    move[what](row)
    button.focus()
    said.textContent = said.dataset.moved.replace("{n}", place(row))
  }
  // A step is called what its kind is called, until it is given another name.
  const change = ({ target }) => {
    if (target.name !== "kind") return
    const name = target.closest("[data-row]").querySelector("[name=phase]")
    const kinds = [...target.options].map((option) => option.text)
    if (kinds.includes(name.value)) name.value = ""
    name.placeholder = target.selectedOptions[0].text
  }

  for (const row of [...list.children]) {
    if (row.querySelector("[data-decides]").value) row.querySelector("[data-tools]").hidden = false
    else row.remove()
  }
  add.hidden = false
  element.addEventListener("click", click)
  element.addEventListener("change", change)
  return () => {
    element.removeEventListener("click", click)
    element.removeEventListener("change", change)
  }
}
