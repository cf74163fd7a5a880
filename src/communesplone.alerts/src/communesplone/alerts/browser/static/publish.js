/* Keeps what is typed on this phone at every key, and brings it back after a crash. */

const form = document.querySelector("form[data-keep]");
const KEY = "communes-alert";
const NAMES = ["level", "text", "title", "instruction", "streets", "until", "moment"];

if (form) {
  const fresh = form.elements.step.value === "1" && !form.querySelector("[name=used]");
  const kept = read();
  if (fresh && kept && Date.now() - kept.at < 86400000) restore(kept.values);
  form.addEventListener("input", keep);
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) { event.preventDefault(); return; }
    if (event.submitter?.value === "publish" || event.submitter?.value === "keep") {
      localStorage.removeItem(KEY);
      form.dataset.sent = "1";
    }
  });
}

function read() {
  try { return JSON.parse(localStorage.getItem(KEY)); } catch { return null; }
}

function keep() {
  const values = { ...(read()?.values ?? {}) };
  const data = new FormData(form);
  for (const name of NAMES) if (data.has(name)) values[name] = data.get(name);
  try { localStorage.setItem(KEY, JSON.stringify({ at: Date.now(), values })); } catch { /* full or forbidden */ }
}

/* Fields of later steps become hidden ones of the first. */
function restore(values) {
  for (const name of NAMES) {
    if (!values[name]) continue;
    const field = form.elements[name];
    if (field instanceof RadioNodeList || field?.type === "radio") {
      const found = [...form.querySelectorAll(`[name="${name}"]`)].find((one) => one.value === values[name]);
      if (found) found.checked = true;
    } else if (field) {
      field.value = values[name];
    } else {
      hidden(name, values[name]);
    }
  }
  if (values.text && values.title) hidden("used", values.text);
}

function hidden(name, value) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name, value });
  form.append(field);
}
