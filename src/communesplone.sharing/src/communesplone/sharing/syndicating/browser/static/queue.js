// Keys of the queue: j and k (or arrows) go from row to row, Enter opens, a accepts, r refuses.
// Who has switched the keys of the office off has none of these either.

const FIELDS = "input:not([type=checkbox]), textarea, select, [contenteditable], [role=textbox]";
const rows = [...document.querySelectorAll(".sources-queue .office-row")];
const list = document.querySelector("#office-keys dl");
const mine = document.getElementById("sources-keys");

function current() {
  return rows.findIndex((row) => row.contains(document.activeElement));
}

function go(step) {
  const at = current();
  const next = at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step));
  rows[next]?.focus();
}

function press(name) {
  rows[current()]?.querySelector(`button[data-act=${name}]`)?.click();
}

function open() {
  const part = rows[current()]?.querySelector("details");
  if (part) part.open = !part.open;
}

const KEYS = {
  j: () => go(1),
  k: () => go(-1),
  ArrowDown: () => current() >= 0 && go(1),
  ArrowUp: () => current() >= 0 && go(-1),
  a: () => press("accept"),
  r: () => press("refuse"),
};

// After a decision the work goes on with the next one
if (document.querySelector(".office-message[role=status]")) rows[0]?.focus();

if (list && rows.length) {
  list.append(mine.content);
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(FIELDS)) return;
    if (document.querySelector("dialog[open], .modal.show")) return;
    const opens = event.key === "Enter" && rows.includes(event.target);
    const act = opens ? open : KEYS[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });
}
