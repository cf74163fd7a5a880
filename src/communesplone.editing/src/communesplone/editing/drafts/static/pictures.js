/* A picture dropped into a text, or pasted: what it shows is asked before it is sent and put. */

const SCALE = "large";

class Pictures {
  constructor(editor, data) {
    this.editor = editor;
    this.data = data;
    this.said = JSON.parse(data.writingSaid);
    // Before the editor's own way, which would put the whole file into the text
    editor.on("dragover", (event) => pictureOf(event) && event.preventDefault(), true);
    editor.on("drop", (event) => this.came(event, event.dataTransfer), true);
    editor.on("paste", (event) => this.came(event, event.clipboardData), true);
  }

  came(event, sent) {
    const file = [...(sent?.files ?? [])].find((one) => one.type.startsWith("image/"));
    // Word gives a picture of a text beside the text itself
    if (!file || (event.type === "paste" && sent.getData("text/html"))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const doc = this.editor.getDoc();
    const at = event.type === "drop" && doc.caretRangeFromPoint?.(event.clientX, event.clientY);
    if (at) this.editor.selection.setRng(at);
    this.bookmark = this.editor.selection.getBookmark(2, true);
    this.ask(file);
  }

  ask(file) {
    const { said } = this;
    this.file = file;
    this.dialog?.remove();
    this.dialog = made("dialog", { className: "office-dialog writing-picture" });
    this.dialog.setAttribute("aria-labelledby", "writing-picture-title");
    const title = made("h2", { id: "writing-picture-title", textContent: said.pictureTitle });
    const shown = made("img", { alt: "", src: URL.createObjectURL(file) });
    const label = made("label", { htmlFor: "writing-picture-alt", textContent: said.pictureAlt });
    const hint = made("p", { id: "writing-picture-hint", className: "hint", textContent: said.pictureHint });
    this.alt = made("input", { id: "writing-picture-alt", type: "text", maxLength: 250 });
    this.alt.setAttribute("aria-describedby", "writing-picture-hint writing-picture-error");
    this.error = made("p", { id: "writing-picture-error", className: "error", hidden: true });
    this.error.setAttribute("role", "alert");
    const field = made("div", { className: "office-field" });
    field.append(label, hint, this.alt, this.error);
    this.decorative = made("input", { type: "checkbox" });
    this.decorative.addEventListener("change", () => (this.alt.disabled = this.decorative.checked));
    const choice = made("label", { className: "office-choice" });
    choice.append(this.decorative, made("span", { textContent: said.pictureDecorative }));
    const put = made("button", { type: "button", className: "office-button primary", textContent: said.picturePut });
    const leave = made("button", { type: "button", className: "office-button", textContent: said.pictureLeave });
    put.addEventListener("click", () => this.put(put));
    leave.addEventListener("click", () => this.dialog.close());
    this.alt.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.put(put);
    });
    this.dialog.addEventListener("close", () => this.closed(shown.src));
    const buttons = made("p", { className: "office-buttons" });
    buttons.append(put, leave);
    this.dialog.append(title, shown, field, choice, buttons);
    document.body.append(this.dialog);
    this.dialog.showModal();
    if (this.data.writingUpload) this.alt.focus();
    else this.wrong(said.pictureMayNot);
  }

  closed(address) {
    URL.revokeObjectURL(address);
    this.dialog.remove();
    this.editor.focus();
  }

  wrong(words) {
    this.error.textContent = words;
    this.error.hidden = false;
    this.alt.focus();
  }

  async put(button) {
    const alt = this.alt.value.trim();
    if (!alt && !this.decorative.checked) return this.wrong(this.said.pictureMissing);
    if (button.getAttribute("aria-disabled") === "true") return undefined;
    button.setAttribute("aria-disabled", "true");
    const sent = await this.send();
    button.removeAttribute("aria-disabled");
    if (!sent.UID) return this.wrong(sent.refused || this.said.pictureFailed);
    const image = made("img", { alt: this.decorative.checked ? "" : alt });
    image.setAttribute("src", `resolveuid/${sent.UID}/@@images/image/${SCALE}`);
    image.setAttribute("class", "image-richtext");
    image.dataset.linktype = "image";
    image.dataset.scale = SCALE;
    image.dataset.val = sent.UID;
    if (this.decorative.checked) image.setAttribute("role", "presentation");
    this.dialog.close();
    this.editor.selection.moveToBookmark(this.bookmark);
    this.editor.insertContent(image.outerHTML);
    return undefined;
  }

  /* {UID} of the picture that was sent, {refused: why}, or {} when the network or the session is gone. */
  async send() {
    if (!this.data.writingUpload) return { refused: this.said.pictureMayNot };
    const body = new FormData();
    body.append("file", this.file);
    body.append("_authenticator", this.editor.getElement().form.elements._authenticator?.value ?? "");
    try {
      const headers = { Accept: "application/json" };
      const response = await fetch(this.data.writingUpload, { method: "POST", body, headers });
      if (response.status === 400) return { refused: await response.text() };
      return response.ok ? JSON.parse(await response.text()) : {};
    } catch {
      return {};
    }
  }
}

function pictureOf(event) {
  return [...(event.dataTransfer?.types ?? [])].includes("Files");
}

function made(name, properties) {
  return Object.assign(document.createElement(name), properties);
}

function attach(editor) {
  const place = editor.getElement?.()?.closest("form")?.querySelector("[data-writing]");
  const form = editor.getElement?.()?.closest("form[data-writing]");
  const data = (form ?? place)?.dataset;
  if (!data?.writingSaid || editor.communesPictures) return;
  editor.communesPictures = new Pictures(editor, data);
}

function begin() {
  if (!window.tinymce) return setTimeout(begin, 400);
  window.tinymce.get().forEach(attach);
  window.tinymce.on("AddEditor", ({ editor }) => attach(editor));
  return 0;
}

begin();
