/* A picture dropped on the page, or chosen: sent, described, and put after what is looked at. */

export class Picture {
  constructor(editor, dialog) {
    this.editor = editor;
    this.dialog = dialog;
    this.image = dialog.querySelector("img");
    this.point = dialog.querySelector("i");
    this.alt = dialog.querySelector("[type=text]");
    this.decorative = dialog.querySelector("[type=checkbox]");
    this.error = dialog.querySelector(".error");
    this.sliders = [...dialog.querySelectorAll("[type=range]")];
    const [put, leave] = dialog.querySelectorAll("button");
    put.addEventListener("click", () => this.put());
    leave.addEventListener("click", () => this.dialog.close());
    this.image.addEventListener("click", (event) => this.clicked(event));
    for (const slider of this.sliders) slider.addEventListener("input", () => this.show());
    this.decorative.addEventListener("change", () => (this.alt.disabled = this.decorative.checked));
    const input = editor.form.querySelector(".sections-upload input");
    input?.addEventListener("change", () => {
      this.take(input.files);
      input.value = "";
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
    this.image.src = URL.createObjectURL(file);
    this.alt.value = "";
    this.decorative.checked = this.alt.disabled = false;
    this.error.hidden = true;
    for (const slider of this.sliders) slider.value = 50;
    this.show();
    this.dialog.showModal();
    return this.alt.focus();
  }

  clicked(event) {
    const box = this.image.getBoundingClientRect();
    const [left, top] = this.sliders;
    left.value = Math.round((100 * (event.clientX - box.left)) / box.width);
    top.value = Math.round((100 * (event.clientY - box.top)) / box.height);
    this.show();
  }

  show() {
    const [left, top] = this.sliders;
    this.point.style.left = `${left.value}%`;
    this.point.style.top = `${top.value}%`;
  }

  async put() {
    const { editor } = this;
    if (!this.alt.value.trim() && !this.decorative.checked) {
      this.error.textContent = editor.said.describe;
      this.error.hidden = false;
      return this.alt.focus();
    }
    const fields = new FormData();
    fields.append("uid", this.uid);
    if (this.decorative.checked) fields.append("decorative", "1");
    else fields.append("alt", this.alt.value.trim());
    fields.append("focus", this.sliders.map((slider) => slider.value).join(", "));
    this.dialog.close();
    const after = editor.item(editor.current) ? editor.current : (editor.items().at(-1)?.id ?? "");
    return editor.insert(await editor.server.picture(fields), after);
  }
}
