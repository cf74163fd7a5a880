/* Counts what is still to choose. Without this script the server says it after the button. */

const form = document.querySelector("form.uniting-form");
const save = document.getElementById("uniting-save");
const said = document.querySelector("#uniting-consequence [role=status]");

if (form && save) {
  form.addEventListener("change", count);
  document.addEventListener("click", refuse, true);
  document.addEventListener("keydown", next);
  count();
  open()[0]?.querySelector("input")?.focus();
}

function open() {
  return [...form.querySelectorAll(".uniting-row")].filter(
    (row) => !row.querySelector("input[type=radio]:checked"),
  );
}

function count() {
  const left = open().length;
  save.setAttribute("aria-disabled", left ? "true" : "false");
  said.textContent = left ? form.dataset.open.replace("{count}", left) : "";
}

function refuse(event) {
  const [first] = open();
  if (event.target.closest("#uniting-save") && first) {
    event.preventDefault();
    first.querySelector("input").focus();
  }
}

function next(event) {
  if (!event.altKey || event.key.toLowerCase() !== "n") return;
  const rows = open();
  const here = document.activeElement?.closest(".uniting-row");
  const after = rows.find(
    (row) => here && here.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  const target = after ?? rows[0];
  if (!target) return;
  event.preventDefault();
  target.querySelector("input").focus();
  target.scrollIntoView({ block: "center" });
}
