/* The choice fills the box; what a person writes in it goes with the form. The button counts what
   is still to choose. Without this script the choices are posted, and the server says what lacks. */

const form = document.querySelector("form.merging");
const take = document.getElementById("merging-take");
const said = document.querySelector("#merging-then [role=status]");

if (form && take) {
  for (const row of form.querySelectorAll(".merging-open")) prepare(row);
  form.addEventListener("change", count);
  form.addEventListener("click", refuse, true);
  document.addEventListener("keydown", next);
  count();
}

function chosen(row) {
  return row.querySelector("input[type=radio]:checked");
}

function open() {
  return [...form.querySelectorAll(".merging-open")].filter((row) => !chosen(row));
}

function prepare(row) {
  const result = row.querySelector(".merging-result");
  if (!result) return;
  const box = result.querySelector(".merging-box");
  const written = result.querySelector("[data-part=written]");
  const edited = result.querySelector("[data-part=edited]");
  row.addEventListener("change", (event) => {
    if (event.target.type === "radio") fill(result, box, edited, event.target.value);
  });
  box.addEventListener("input", () => {
    edited.value = "1";
    written.value = box.innerHTML;
  });
  box.addEventListener("paste", (event) => {
    event.preventDefault();
    document.execCommand("insertText", false, event.clipboardData.getData("text/plain"));
  });
  if (edited.value) {
    box.innerHTML = written.value;
    result.hidden = false;
  } else if (chosen(row)) {
    fill(result, box, edited, chosen(row).value);
  }
}

function fill(result, box, edited, side) {
  const template = result.querySelector(`template[data-side="${side}"]`);
  box.replaceChildren(template.content.cloneNode(true));
  edited.value = "";
  result.hidden = false;
  const legend = result.querySelector(".merging-legend");
  if (legend) legend.hidden = side !== "united";
}

function count() {
  const left = open().length;
  take.setAttribute("aria-disabled", left ? "true" : "false");
  said.textContent = left ? form.dataset.open.replace("{count}", left) : "";
}

function refuse(event) {
  const [first] = open();
  if (event.target.closest("#merging-take") && first) {
    event.preventDefault();
    first.querySelector("input[type=radio]").focus();
  }
}

function next(event) {
  if (!event.altKey || event.key.toLowerCase() !== "n") return;
  const rows = open();
  const here = document.activeElement?.closest(".merging-open");
  const after = rows.find(
    (row) => here && here.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  const target = after ?? rows[0];
  if (!target) return;
  event.preventDefault();
  target.querySelector("input[type=radio]").focus();
  target.scrollIntoView({ block: "center" });
}
