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

const parts = document.querySelector(".publish-parts[data-remarks]");
if (parts) {
  for (const hint of document.querySelectorAll(".publish-hint")) hint.hidden = false;
  const label = (form, words) => {
    const text = form.querySelector("label");
    text.dataset.usual ??= text.textContent;
    text.textContent = words ? parts.dataset.quoted.replace("{words}", words) : text.dataset.usual;
  };
  const take = () => {
    const selection = document.getSelection();
    const words = selection.toString().replace(/\s+/g, " ").trim();
    const line = selection.anchorNode?.parentElement?.closest("p[data-paragraph]");
    if (!words || !line || !line.contains(selection.focusNode)) return;
    let write = line.nextElementSibling;
    while (write && !write.matches(".publish-write")) write = write.nextElementSibling;
    if (!write) return;
    write.open = true;
    write.querySelector("[name=quote]").value = words;
    label(write, words);
  };
  parts.addEventListener("mouseup", take);
  parts.addEventListener("keyup", (event) => event.shiftKey && take());
}
