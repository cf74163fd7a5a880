// While an import is at work: says how far it is, and shows its page when it has ended.
const EVERY = 2500;

async function look(box) {
  const answer = await fetch(location.href, { credentials: "same-origin" });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.querySelector("[data-ingest-state]");
  if (!now || now.dataset.ingestState !== box.dataset.ingestState) {
    location.reload();
    return;
  }
  const words = now.querySelector("[role=status]");
  const here = box.querySelector("[role=status]");
  if (here.textContent.trim() !== words.textContent.trim()) here.textContent = words.textContent;
  const bar = box.querySelector("progress");
  const then = now.querySelector("progress");
  if (bar && then && then.hasAttribute("value")) bar.value = then.value;
}

const box = document.querySelector("[data-ingest-state]");
if (box) setInterval(() => look(box).catch(() => {}), EVERY);
