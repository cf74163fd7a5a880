/* What was done, to be undone: steps of the editor, and fields as they were before. */

const MOST = 100;

export class Undo {
  constructor(editor, button) {
    this.editor = editor;
    this.button = button;
    this.steps = [];
    button.addEventListener("click", () => this.last());
    editor.form.addEventListener("focusin", (event) => this.remember(event.target));
    editor.form.addEventListener("change", (event) => this.field(event.target));
    this.show();
  }

  push(run, id) {
    this.steps.push({ run, id });
    if (this.steps.length > MOST) this.steps.shift();
    this.show();
  }

  last() {
    const step = this.steps.pop();
    if (!step) return this.editor.say("nothing");
    step.run();
    this.show();
    return this.editor.say("undone");
  }

  /* One step taken back by itself, if it was not yet. */
  take(run) {
    const at = this.steps.findIndex((step) => step.run === run);
    if (at < 0) return;
    this.steps.splice(at, 1);
    run();
    this.show();
  }

  show() {
    this.button.setAttribute("aria-disabled", this.steps.length ? "false" : "true");
  }

  remember(field) {
    if (field.name && "value" in field) this.before = { field, value: valueOf(field) };
  }

  field(field) {
    const { before } = this;
    if (!before || before.field !== field || before.value === valueOf(field)) return;
    const { value } = before;
    const id = field.closest(".sections-item")?.id;
    this.before = { field, value: valueOf(field) };
    this.push(() => {
      if (isBox(field)) field.checked = value;
      else field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }, id);
  }
}

function isBox(field) {
  return field.type === "checkbox" || field.type === "radio";
}

function valueOf(field) {
  return isBox(field) ? field.checked : field.value;
}
