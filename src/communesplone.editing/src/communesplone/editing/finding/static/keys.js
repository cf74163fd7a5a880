// Keys of the back office: `/` searches, `?` lists them, `c` and a letter create; those of lists.
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

// In a list whose rows have `data-row`, `j` and `k` go from one to the next. What has `data-key`
// is pressed by that letter: in the row where the focus is, else on the page. Where its act has to
// be confirmed, `data-then` names what takes the focus.
function rows() {
  return [...document.querySelectorAll("[data-row]")];
}

function here() {
  return rows().find((row) => row.contains(document.activeElement) || row.matches("[aria-current]"));
}

function go(step) {
  const all = rows();
  const now = all.indexOf(here());
  const next = all[now < 0 ? 0 : Math.min(Math.max(now + step, 0), all.length - 1)];
  const target = next?.matches("a, button") ? next : next?.querySelector("a, button");
  target?.focus();
  return Boolean(target);
}

function press(key) {
  const places = [document.activeElement?.closest("[data-row]"), document];
  const target = places.map((one) => one?.querySelector(`[data-key="${key}"]`)).find(Boolean);
  if (!target) return false;
  target.click();
  if (target.dataset.then) document.querySelector(target.dataset.then).focus();
  return true;
}

const KEYS = {
  "/": search,
  "?": () => list.showModal(),
  c: offer,
  j: () => go(1),
  k: () => go(-1),
  a: () => press("a"),
  r: () => press("r"),
};

// What a page says of its keys is true only where this script works
for (const hint of document.querySelectorAll("[data-keys-hint]")) hint.hidden = false;

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
  // What a list has no use for is left to the page
  const act = KEYS[event.key];
  if (act && act() !== false) event.preventDefault();
});
