/* A picture dropped on the page, or chosen: sent, described, framed, put after what is looked at.
   One that is in the page already is framed anew. */

import { Frame } from "./frame.js";

export class Picture {
  constructor(editor, dialog) {
    this.editor = editor;
    this.dialog = dialog;
    this.frame = new Frame(dialog);
    this.alt = dialog.querySelector("[type=text]");
    this.decorative = dialog.querySelector("[type=checkbox]");
    this.error = dialog.querySelector(".error");
    const [put, keep, leave] = dialog.querySelectorAll(".office-buttons button");
    put.addEventListener("click", () => this.put());
    keep.addEventListener("click", () => this.keep());
    leave.addEventListener("click", () => this.dialog.close());
    this.decorative.addEventListener("change", () => (this.alt.disabled = this.decorative.checked));
    const input = editor.form.querySelector(".sections-upload input");
    input?.addEventListener("change", () => {
      this.take(input.files);
      input.value = "";
    });
    editor.panel.addEventListener("click", (event) => {
      const button = event.target.closest("[data-frame]");
      if (button) this.again(button);
    });
    editor.form.querySelector("iframe").addEventListener("communes:stage", (event) => {
      const doc = event.target.contentDocument;
      doc.addEventListener("dragover", (moved) => this.over(moved));
      doc.addEventListener("drop", (dropped) => this.drop(dropped));
    });
  }

  over(event) {
    if ([...event.dataTransfer.types].includes("Files")) event.preventDefault();
  }

  drop(event) {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    const part = event.target.closest?.(".stage-part");
    if (part && this.editor.item(part.dataset.section)) this.editor.select(part.dataset.section);
    this.take(event.dataTransfer.files);
  }

  async take(files) {
    const { editor } = this;
    const file = [...files].find((one) => one.type.startsWith("image/"));
    if (!file) return editor.say("noPicture");
    if (!editor.server.options.upload) return editor.show(editor.said.mayNot);
    editor.say("uploading");
    const sent = await editor.server.upload(file);
    if (!sent.UID) return editor.show(sent.refused || editor.said.refused);
    this.uid = sent.UID;
    this.alt.value = "";
    this.decorative.checked = this.alt.disabled = false;
    this.open("new", URL.createObjectURL(file), "", "");
    return this.alt.focus();
  }

  /* A picture of the page, by the field that names it. */
  async again(button) {
    const { editor } = this;
    const field = document.getElementById(button.dataset.frame);
    const found = field?.value ? await editor.server.framed(field.value.split(";")[0]) : null;
    if (!found) return editor.show(editor.said[field?.value ? "mayNotFrame" : "choosePicture"]);
    this.uid = found.uid;
    this.section = button.closest(".sections-item").id;
    this.open("again", found.src, found.focus, found.crop);
    return this.frame.focusSliders[0].focus();
  }

  open(mode, src, focus, crop) {
    this.dialog.dataset.mode = mode;
    this.error.hidden = true;
    this.frame.image.src = src;
    this.frame.set(focus, crop);
    this.dialog.showModal();
  }

  fields() {
    const fields = new FormData();
    fields.append("uid", this.uid);
    fields.append("focus", this.frame.focus);
    fields.append("crop", this.frame.crop);
    return fields;
  }

  async put() {
    const { editor } = this;
    if (!this.alt.value.trim() && !this.decorative.checked) {
      this.error.textContent = editor.said.describe;
      this.error.hidden = false;
      return this.alt.focus();
    }
    const fields = this.fields();
    if (this.decorative.checked) fields.append("decorative", "1");
    else fields.append("alt", this.alt.value.trim());
    this.dialog.close();
    const after = editor.item(editor.current) ? editor.current : (editor.items().at(-1)?.id ?? "");
    return editor.insert(await editor.server.picture(fields), after);
  }

  async keep() {
    const { editor } = this;
    const fields = this.fields();
    fields.append("frame", "1");
    const answer = await editor.server.picture(fields);
    this.dialog.close();
    if (!answer) return editor.show(editor.said.failed);
    await editor.redraw(this.section);
    return editor.say("framed");
  }
}
