/* Makes the form of the sections quicker; all of it works without this script too.
   Sections are dragged by a handle, the arrows move them at once, the preview follows. */

const form = document.querySelector(".sections-form");
const list = form?.querySelector(".sections-list");
const status = form?.querySelector("[role=status]");

if (form && list) {
  for (const item of list.children) addHandle(item);
  list.addEventListener("click", moveAtOnce);
  list.addEventListener("dragover", dragOver);
  list.addEventListener("drop", (event) => event.preventDefault());
  form.addEventListener("change", later);
  form.addEventListener("input", later);
  addEventListener("beforeunload", warn);
  form.addEventListener("submit", (event) => {
    if (event.submitter?.value !== "preview") removeEventListener("beforeunload", warn);
  });
  if (form.dataset.dirty) {
    form.dataset.changed = "1";
    preview();
  }
}

function addHandle(item) {
  const handle = document.createElement("span");
  handle.className = "sections-handle";
  handle.setAttribute("aria-hidden", "true");
  handle.textContent = "⠿";
  handle.draggable = true;
  handle.addEventListener("dragstart", (event) => {
    item.classList.add("dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", item.id);
    event.dataTransfer.setDragImage(item, 10, 10);
  });
  handle.addEventListener("dragend", () => {
    item.classList.remove("dragged");
    moved(item);
  });
  item.querySelector(".sections-bar").prepend(handle);
}

function dragOver(event) {
  const dragged = list.querySelector(".dragged");
  const over = event.target.closest(".sections-item");
  if (!dragged) return;
  event.preventDefault();
  if (!over || over === dragged) return;
  const box = over.getBoundingClientRect();
  const after = event.clientY > box.top + box.height / 2;
  list.insertBefore(dragged, after ? over.nextSibling : over);
}

function moveAtOnce(event) {
  const button = event.target.closest("button[name=do]");
  const verb = button?.value.split(" ")[0];
  if (verb !== "up" && verb !== "down") return;
  event.preventDefault();
  const item = button.closest(".sections-item");
  const other = verb === "up" ? item.previousElementSibling : item.nextElementSibling;
  if (!other) return;
  list.insertBefore(item, verb === "up" ? other : other.nextSibling);
  moved(item);
  (button.disabled ? item.querySelector("button:not([disabled])") : button).focus();
}

function moved(item) {
  const items = [...list.children];
  items.forEach((one, at) => {
    one.querySelector(".sections-number").textContent = at + 1;
    one.querySelector('button[value^="up "]').disabled = at === 0;
    one.querySelector('button[value^="down "]').disabled = at === items.length - 1;
  });
  status.textContent = list.dataset.announce
    .replace("{position}", items.indexOf(item) + 1)
    .replace("{count}", items.length);
  later();
}

let waiting;
function later() {
  form.dataset.changed = "1";
  clearTimeout(waiting);
  waiting = setTimeout(preview, 1200);
}

function preview() {
  form.requestSubmit(form.querySelector("button[value=preview]"));
}

function warn(event) {
  if (form.dataset.changed) event.preventDefault();
}
