// Keys of the back office: `/` searches, `?` lists them, `c` and a letter create.
// Single letters work outside of fields only; who switches them off does not load this file.

const FIELDS = "input, textarea, select, [contenteditable], [role=textbox], [role=combobox], .tox";
const list = document.getElementById("office-keys");
const create = document.getElementById("office-create");

function search() {
  const field = document.getElementById("office-search");
  field?.focus();
  field?.select();
}

async function offer() {
  const answer = await fetch(list.dataset.create, { headers: { "X-Requested-With": "fetch" } });
  if (!answer.ok) return;
  create.innerHTML = await answer.text();
  create.showModal();
}

const KEYS = { "/": search, "?": () => list.showModal(), c: offer };

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(FIELDS)) return;
  if (create.open) {
    const chosen = create.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (chosen) {
      event.preventDefault();
      chosen.click();
    }
    return;
  }
  if (document.querySelector("dialog[open], .modal.show")) return;
  const act = KEYS[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});
