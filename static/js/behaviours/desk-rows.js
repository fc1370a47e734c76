// The steps of a lab: add, take away, move. Without this script there are a few empty lines.
export function deskPhases(element) {
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
    row.querySelector("[name=phase_id]").value = "" // a new step, whatever the line it is made from
    row.querySelector(".phase__do").hidden = false
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
      row.querySelector("select").focus()
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
    const row = button.closest(".phase")
    const { do: what } = button.dataset
    if (actions[what]) return actions[what](row)
    move[what](row)
    button.focus()
    said.textContent = said.dataset.moved.replace("{n}", place(row))
  }
  // A step is called what its kind is called, until it is given another name.
  const change = ({ target }) => {
    if (target.name !== "kind") return
    const name = target.closest(".phase").querySelector("[name=phase]")
    const kinds = [...target.options].map((option) => option.text)
    if (kinds.includes(name.value)) name.value = ""
    name.placeholder = target.selectedOptions[0].text
  }

  for (const row of [...list.children]) {
    if (row.querySelector("select").value) row.querySelector(".phase__do").hidden = false
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
