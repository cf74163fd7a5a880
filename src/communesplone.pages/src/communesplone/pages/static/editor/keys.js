/* The keys of the editor, listed in docs/webmaster/ecrire.md. */

export class Keys {
  constructor(editor) {
    this.editor = editor;
    editor.form.addEventListener("keydown", (event) => this.inForm(event));
    addEventListener("keydown", (event) => this.press(event));
  }

  inForm(event) {
    const { editor } = this;
    const line = event.target.matches("input:not([type=submit]), select");
    if (event.key === "Enter" && line && !event.target.closest(".sections-picker")) {
      event.preventDefault();
    }
    if (event.key !== "Escape" || event.defaultPrevented || event.target.closest("dialog")) return;
    if (event.target.closest(".sections-panel") && !editor.order.taken) {
      const id = event.target.closest(".sections-item")?.id ?? editor.current;
      if (id && !event.target.closest("#sections-panel-quality")) editor.select(id, "stage");
      else editor.stage.focus(id);
    }
  }

  /* Keys of the whole editor, in the page and in the panel. */
  press(event) {
    const { editor } = this;
    const command = event.ctrlKey || event.metaKey;
    const name = event.key.toLowerCase();
    const moves = event.altKey && (name === "arrowup" || name === "arrowdown");
    if (event.key === "F6") this.across();
    else if (moves && editor.item(editor.current)) editor.move(editor.current, name === "arrowup" ? -1 : 1);
    else if (event.altKey && !command && event.code === "KeyN" && !event.defaultPrevented) editor.quality.next();
    else if (command && event.key === "Enter") editor.picker.open(this.place());
    else if (command && name === "s") editor.save();
    else if (command && name === "z" && !event.shiftKey && !isWriting(event.target)) editor.undo.last();
    else return;
    event.preventDefault();
  }

  /* Between the page and what stands beside it. */
  across() {
    const { current, panel, stage } = this.editor;
    const quality = panel.querySelector("#sections-panel-quality:not([hidden])");
    if (panel.contains(document.activeElement)) stage.focus(current);
    else if (quality) (quality.querySelector("button, a[href]:not(.office-consequence a)") ?? panel.querySelector("[role=tab][tabindex='0']")).focus();
    else if (current) this.editor.focusFields(current);
    else panel.querySelector(".sections-called, .sections-add-button")?.focus();
  }

  /* After what something is added. */
  place() {
    const { current } = this.editor;
    return this.editor.item(current) ? current : (this.editor.items().at(-1)?.id ?? "");
  }
}

function isWriting(target) {
  const field = target.closest?.("input, textarea, [contenteditable], .mce-content-body");
  // The answer to a problem, as it was proposed: there is nothing of one's own to undo in it
  const proposed = field?.closest(".quality-panel") && field.value === (field.dataset.first ?? "");
  return Boolean(field) && !proposed;
}
