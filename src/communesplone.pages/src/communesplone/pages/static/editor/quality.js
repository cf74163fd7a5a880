/* The panel of quality, where an add-on offers one: its numbers in the page, its mends in the form. */

import { fieldAt, valuesOf } from "./values.js";

export class Quality {
  constructor(editor, box) {
    this.editor = editor;
    this.found = [];
    this.tags = {};
    this.panel = box?.querySelector("[data-quality]");
    const script = this.panel?.querySelector("script[src]");
    if (!script) return;
    this.panel.addEventListener("quality:found", ({ detail }) => this.take(detail));
    editor.form.querySelector("iframe").addEventListener("communes:stage", () => this.mark());
    import(script.src).then(({ TAGS, watch }) => {
      this.tags = TAGS;
      this.watched = watch(this.panel, this);
    });
  }

  next() {
    this.watched?.next();
  }

  take({ findings, total }) {
    this.found = findings;
    this.editor.form.querySelector("#sections-tab-quality span").textContent = `(${total})`;
    this.mark();
  }

  /* What the panel asks of a form */

  read() {
    return valuesOf(this.editor.form);
  }

  holds(way) {
    return Boolean(fieldAt(this.editor.form, way));
  }

  write(changes) {
    const back = Object.entries(changes).map(([way, value]) => this.put(way, value));
    const id = sectionOf(Object.keys(changes)[0] ?? "");
    const undo = () => back.reverse().forEach((one) => one());
    this.editor.undo.push(undo, id);
    return () => this.editor.undo.take(undo);
  }

  put(way, value) {
    const field = fieldAt(this.editor.form, way);
    if (!field) return () => {};
    const box = field.type === "checkbox";
    const before = box ? field.checked : field.value;
    set(field, value ?? "");
    return () => field.isConnected && set(field, before);
  }

  open() {
    this.editor.tab("quality", false);
  }

  show(finding) {
    this.open();
    this.editor.look(sectionOf(finding.way));
    const mark = this.editor.stage.doc?.querySelector(`.stage-number[data-number="${finding.number}"]`);
    mark?.scrollIntoView({ block: "center" });
  }

  listen(changed) {
    const { form } = this.editor;
    for (const name of ["input", "change", "communes:typed"]) {
      form.addEventListener(name, (event) => this.panel.contains(event.target) || changed());
    }
  }

  /* The same number in the page and in the panel */

  mark() {
    const { doc } = this.editor.stage;
    if (!doc?.body.dataset.open) return;
    for (const one of doc.querySelectorAll(".stage-number")) one.remove();
    for (const one of doc.querySelectorAll(".stage-flaw")) one.classList.remove("stage-flaw");
    const rows = this.panel.querySelectorAll(".quality-found > li");
    this.found.forEach((finding, at) => {
      rows[at]?.classList.toggle("placed", Boolean(this.number(doc, finding)));
    });
  }

  number(doc, finding) {
    const part = this.editor.stage.part(sectionOf(finding.way) || "-");
    const place = part && !part.hidden && this.place(part, finding);
    if (!place) return null;
    const mark = doc.createElement("span");
    mark.className = `stage-number ${finding.severity}`;
    mark.dataset.number = mark.textContent = finding.number;
    mark.title = finding.title;
    mark.addEventListener("click", (event) => {
      event.stopPropagation();
      event.preventDefault();
      this.watched.go(finding.number);
    });
    const inline = place.matches("a, span, img, strong, em, b, i");
    const caption = place.matches("img") && place.closest("figure")?.querySelector("figcaption");
    if (caption) caption.append(" ", mark);
    else if (inline) place.after(mark);
    else place.append(mark);
    if (inline && !place.matches("img")) place.classList.add("stage-flaw");
    return mark;
  }

  /* The element that a finding is about, else the part that it stands in. */
  place(part, finding) {
    const { way, check, at } = finding;
    if (way === "title") return part.querySelector("h1");
    if (way === "description") return part.querySelector(".lead");
    const number = Number(way.split(".").find((one) => /^\d+$/.test(one)) ?? 0);
    if (way.endsWith(".alt")) return part.querySelectorAll("img")[number];
    if (way.endsWith(".heading")) return part.querySelector("h2");
    const rich = part.querySelectorAll(".rich");
    const root = rich[number] ?? rich[0] ?? part;
    const wanted = words(finding.excerpt).replace(/^…|…$/g, "").trim();
    const says = (one) => wanted && words(one.textContent).includes(wanted);
    if (this.tags[check]) {
      const found = [...root.querySelectorAll(this.tags[check])];
      if (found[at] && (!wanted || says(found[at]))) return found[at];
      return found.find(says) ?? found[at] ?? root;
    }
    const found = [...root.querySelectorAll("p, li, td, th, h3, h4, h5, dt, dd, span, a, strong")];
    return found.filter(says).at(-1) ?? root;
  }
}

function sectionOf(way) {
  if (way.startsWith("sections.")) return way.split(".")[1];
  return { title: "_page", description: "_page", text: "_text" }[way] ?? "";
}

function words(text) {
  return (text ?? "").replace(/[\s\u00a0\u202f]+/g, " ").trim();
}

function set(field, value) {
  const editor = window.tinymce?.get(field.id);
  if (field.type === "checkbox") field.checked = Boolean(value);
  else if (editor?.initialized) {
    editor.undoManager.transact(() => editor.setContent(value));
    editor.save();
  } else field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
