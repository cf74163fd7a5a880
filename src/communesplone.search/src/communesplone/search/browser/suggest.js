// Suggestions under the search fields. Without this file the button leads to the results.

const WAIT = 150;
const LEAST = 2;
let number = 0;

const FIELDS = 'input[name="SearchableText"]:not([type="hidden"])';
for (const field of document.querySelectorAll(FIELDS)) attend(field);

function attend(field) {
  const list = document.createElement("div");
  list.id = `suggestions-${(number += 1)}`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.hidden = true;
  field.form.append(list);
  // A field of type "search" may have no other role
  field.type = "text";
  for (const [name, value] of Object.entries({
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
  })) field.setAttribute(name, value);
  let timer = 0;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => suggest(field, list), WAIT);
  });
  field.addEventListener("keydown", (event) => move(event, field, list));
  field.addEventListener("blur", () => setTimeout(() => close(field, list), WAIT));
}

async function suggest(field, list) {
  const asked = field.value.trim();
  if (asked.length < LEAST) return close(field, list);
  const address = new URL("@@suggest", field.form.action);
  address.searchParams.set("q", asked);
  try {
    const answer = await fetch(address);
    if (answer.ok && asked === field.value.trim()) show(field, list, await answer.json(), asked);
  } catch {
    close(field, list);
  }
}

function show(field, list, groups, asked) {
  list.replaceChildren(...groups.map((group, at) => drawn(group, list.id, at, asked)));
  list.hidden = groups.length === 0;
  field.setAttribute("aria-expanded", String(groups.length > 0));
  field.removeAttribute("aria-activedescendant");
}

function drawn(group, id, at, asked) {
  const box = document.createElement("div");
  const title = document.createElement("b");
  title.id = `${id}-${at}`;
  title.textContent = group.title;
  box.setAttribute("role", "group");
  box.setAttribute("aria-labelledby", title.id);
  box.append(title);
  for (const [place, row] of group.rows.entries()) {
    const link = document.createElement("a");
    const note = document.createElement("span");
    link.id = `${id}-${at}-${place}`;
    link.href = row.url;
    link.tabIndex = -1;
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    link.append(row.all ? plain(row.title) : bold(row.title, asked), note);
    note.textContent = row.note;
    if (row.status) {
      note.className = `status ${row.status}`;
      note.insertAdjacentHTML("afterbegin", row.shape); // A drawing of the site's own.
    }
    box.append(link);
  }
  return box;
}

function plain(title) {
  const box = document.createElement("span");
  box.textContent = title;
  return box;
}

function bold(title, asked) {
  const words = asked.split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const box = document.createElement("span");
  for (const piece of title.split(new RegExp(`((?<!\\p{L})(?:${words.join("|")}))`, "iu"))) {
    const typed = words.some((word) => new RegExp(`^${word}$`, "iu").test(piece));
    const part = document.createElement(typed ? "strong" : "span");
    part.textContent = piece;
    box.append(part);
  }
  return box;
}

function move(event, field, list) {
  const options = [...list.querySelectorAll("[role=option]")];
  const now = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
  if (event.key === "Escape" && !list.hidden) {
    event.preventDefault(); // The browser would empty the field.
    close(field, list);
    return;
  }
  if (event.key === "Enter" && now >= 0 && !list.hidden) {
    event.preventDefault();
    location.href = options[now].href;
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || list.hidden || !options.length) return;
  event.preventDefault();
  const next = now < 0 && step < 0 ? options.length - 1 : (now + step + options.length) % options.length;
  for (const [at, one] of options.entries()) one.setAttribute("aria-selected", String(at === next));
  field.setAttribute("aria-activedescendant", options[next].id);
}

function close(field, list) {
  list.hidden = true;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}
