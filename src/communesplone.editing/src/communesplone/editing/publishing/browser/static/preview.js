// Says once per tab that the preview was opened: a GET writes nothing, and what fetches a link
// to show a summary of it runs no script.
const address = document.querySelector(".communes-preview")?.dataset.count;
const key = `preview ${address}`;
if (address && !sessionStorage.getItem(key)) {
  sessionStorage.setItem(key, "1");
  fetch(address, { method: "POST", credentials: "omit", keepalive: true });
}
