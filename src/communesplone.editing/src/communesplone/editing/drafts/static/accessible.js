/* What TinyMCE leaves unsaid to those who do not see the form. Which
   faults these are, and which remain: docs/contributor/back-office.md. */

function label(field) {
  return document.querySelector(`label[for="${CSS.escape(field.id)}"]`);
}

/* The frame is called as its field; its lower edge says its height as a value. */
function tell(editor) {
  const frame = editor.iframeElement;
  const words = label(editor.getElement())?.textContent.trim();
  if (frame && words) frame.title = words;
  const edge = editor.getContainer()?.querySelector(".tox-statusbar__resize-handle");
  if (!edge) return;
  const measure = () => edge.setAttribute("aria-valuenow", editor.getContainer().offsetHeight);
  edge.setAttribute("aria-valuemin", "100");
  edge.setAttribute("aria-valuemax", "2000");
  editor.on("ResizeEditor", measure);
  measure();
}

function attach(editor) {
  if (editor.communesTold) return;
  editor.communesTold = true;
  if (editor.initialized) tell(editor);
  else editor.on("init", () => tell(editor));
}

/* Two forms in parts on one page: each list of parts is called as its field, or as the page. */
function nameParts() {
  for (const parts of document.querySelectorAll(".autotoc-nav:not([aria-label])")) {
    const field = parts.closest(".field")?.querySelector("label");
    const words = (field ?? document.querySelector("h1"))?.textContent.trim();
    if (words) parts.setAttribute("aria-label", words);
  }
}

function begin() {
  if (!window.tinymce) return setTimeout(begin, 400);
  window.tinymce.get().forEach(attach);
  window.tinymce.on("AddEditor", ({ editor }) => attach(editor));
  return 0;
}

begin();
nameParts();
new MutationObserver(nameParts).observe(document.body, { childList: true, subtree: true });
