// The preview follows the form. It asks the server what a form without script would ask: one
// place judges colours.
const form = document.getElementById("branding");
let wait;

async function follow() {
  const data = new FormData(form);
  for (const name of ["logo", "drawing", "picture", "save"]) data.delete(name);
  data.set("preview", "1");
  const answer = await fetch(form.action, { method: "POST", body: data });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const made of page.querySelectorAll("#branding iframe")) {
    const shown = form.querySelector(`.${made.closest("figure").className} iframe`);
    if (shown.getAttribute("src") !== made.getAttribute("src")) shown.src = made.getAttribute("src");
    shown.closest("figure").querySelector("a").href = made.closest("figure").querySelector("a").href;
  }
  for (const made of page.querySelectorAll("[id^=of-]")) {
    const shown = document.getElementById(made.id);
    const field = shown.querySelector("input");
    const active = document.activeElement === field;
    const at = field.selectionStart;
    const fresh = made.querySelector("input");
    fresh.value = field.value;
    shown.replaceChildren(...made.childNodes);
    if (active) { fresh.focus(); fresh.setSelectionRange(at, at); }
  }
  form.querySelector(".verdict").replaceWith(page.querySelector(".verdict"));
}

form?.addEventListener("input", (event) => {
  if (event.target.type === "file") return;
  clearTimeout(wait);
  wait = setTimeout(follow, 400);
});

// An address with "#" would scroll the form around the preview too.
function bring(frame) {
  const place = frame.contentDocument?.getElementById(frame.dataset.at);
  if (place) frame.contentWindow.scrollTo(0, place.getBoundingClientRect().top + frame.contentWindow.scrollY);
}

for (const frame of document.querySelectorAll("#branding iframe[data-at]")) {
  frame.addEventListener("load", () => bring(frame));
  bring(frame);
}
