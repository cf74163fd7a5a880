// While somebody types a question, what is like it is shown under it. Without this script the
// page shows the same before the question is sent.
const form = document.getElementById("ask-form");
const title = document.getElementById("ask-title");
const seen = document.getElementById("ask-seen");
const list = document.getElementById("ask-alike");
let timer;
let asked = 0;

async function look() {
  const mine = ++asked;
  const address = `${form.dataset.alike}?title=${encodeURIComponent(title.value)}`;
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok || mine !== asked) return;
  list.innerHTML = await answer.text();
  const some = list.querySelector("li") !== null;
  seen.hidden = !some;
  document.getElementById("ask-has-seen").value = some ? "yes" : "";
}

title?.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(look, 400);
});
