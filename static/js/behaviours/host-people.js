// The ballot that news brings is the same for all tables: this table's address and people are put in here.
export function hostPeople(form) {
  form.action = `/host/${document.body.dataset.key}/ballots`
  const own = document.querySelector("#idea-person")
  const list = form.querySelector("[data-persons]")
  if (!own || list.options.length >= own.options.length) return
  list.replaceChildren(...[...own.options].map((option) => option.cloneNode(true)))
}
