// The label of the button is the choice; words that are selected become what a remark is about;
// a link is copied. Without this script everything works by the form alone.

const choice = document.querySelector(".publish-choice");
const at = choice?.querySelector(".publish-do.at button");

function nameTheHour() {
  const day = choice.elements.day?.value;
  const hour = choice.elements.hour?.value;
  if (!at || !day) return;
  const moment = new Date(`${day}T${hour || "00:00"}`);
  if (Number.isNaN(moment.valueOf())) return;
  const language = document.documentElement.lang || "fr";
  const on = moment.toLocaleDateString(language, { weekday: "long", day: "numeric", month: "long" });
  const time = language.startsWith("fr")
    ? hour.replace(/^0?(\d+):00$/, "$1 h").replace(/^0?(\d+):(\d\d)$/, "$1 h $2")
    : moment.toLocaleTimeString(language, { hour: "numeric", minute: "2-digit" });
  at.textContent = at.dataset.label.replace("{when}", `${on}, ${time}`.replace(/ (?=\d)|(?<=\d) /g, "\u00a0"));
}

if (choice) {
  choice.addEventListener("input", nameTheHour);
  nameTheHour();
  choice.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button?.getAttribute("aria-busy")) event.preventDefault();
    button?.setAttribute("aria-busy", "true");
  });
}

const link = document.querySelector(".publish-link");
if (link) {
  const button = link.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = link.querySelector("input");
    field.select();
    await navigator.clipboard?.writeText(field.value);
    button.textContent = button.dataset.copied;
  });
}

const parts = document.querySelector(".publish-parts.changes[data-remarks]");
if (parts) {
  for (const hint of document.querySelectorAll(".publish-hint")) hint.hidden = false;
  const label = (form, words) => {
    const text = form.querySelector("label");
    text.dataset.usual ??= text.textContent;
    text.textContent = words ? parts.dataset.quoted.replace("{words}", words) : text.dataset.usual;
  };
  // The words of the new text before a place, as the server counts them: cells one space apart
  const before = (line, node, offset) => {
    const cells = [...line.querySelectorAll("td")];
    const here = node.parentElement.closest("td");
    const range = document.createRange();
    const said = (from) => {
      const copy = from.cloneContents();
      for (const gone of copy.querySelectorAll("del, .office-hidden")) gone.remove();
      return copy.textContent;
    };
    const texts = cells.slice(0, Math.max(0, cells.indexOf(here))).map((cell) => {
      range.selectNodeContents(cell);
      return `${said(range)} `;
    });
    range.selectNodeContents(here ?? line);
    range.setEnd(node, offset);
    return texts.join("") + said(range);
  };
  const count = (text, words) => {
    let found = 0;
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) found += 1;
    return found;
  };
  const take = () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const line = range.startContainer.parentElement?.closest("[data-paragraph]");
    const cell = range.startContainer.parentElement?.closest("td");
    if (!line || !(cell ?? line).contains(range.endContainer)) return;
    const copy = range.cloneContents();
    for (const gone of copy.querySelectorAll("del, .office-hidden")) gone.remove();
    const words = copy.textContent.replace(/\s+/g, " ").trim();
    const write = line.closest(".publish-line").querySelector(".publish-write");
    if (!words || !write) return;
    const earlier = before(line, range.startContainer, range.startOffset);
    write.open = true;
    write.querySelector("[name=quote]").value = words;
    write.querySelector("[name=nth]").value = count(earlier, words);
    label(write, words);
  };
  parts.addEventListener("mouseup", take);
  parts.addEventListener("keyup", (event) => event.shiftKey && take());
  // A finger selects without a mouse: once it rests
  let resting;
  if (matchMedia("(pointer: coarse)").matches) {
    document.addEventListener("selectionchange", () => {
      clearTimeout(resting);
      resting = setTimeout(take, 600);
    });
  }
  // Words written by hand are looked for from the beginning
  parts.addEventListener("input", (event) => {
    if (event.target.name !== "quote") return;
    const form = event.target.form;
    form.elements.nth.value = 0;
    label(form, event.target.value.trim());
  });
}
