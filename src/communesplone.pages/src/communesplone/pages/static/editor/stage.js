/* The page itself, in its frame: sections are taken, shown and drawn again there. */

const DESK = 1040;
const PHONE = 390;
const FOCUSABLE = "a, button, input, select, textarea, summary, video, audio, iframe, [tabindex]";
const ICONS = {
  up: "M8 15a.5.5 0 0 0 .5-.5V2.707l3.146 3.147a.5.5 0 0 0 .708-.708l-4-4a.5.5 0 0 0-.708 0l-4 4a.5.5 0 1 0 .708.708L7.5 2.707V14.5a.5.5 0 0 0 .5.5",
  down: "M8 1a.5.5 0 0 1 .5.5v11.793l3.146-3.147a.5.5 0 0 1 .708.708l-4 4a.5.5 0 0 1-.708 0l-4-4a.5.5 0 0 1 .708-.708L7.5 13.293V1.5A.5.5 0 0 1 8 1",
  copy: "M4 2a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2zm2-1a1 1 0 0 0-1 1v8a1 1 0 0 0 1 1h8a1 1 0 0 0 1-1V2a1 1 0 0 0-1-1zM2 5a1 1 0 0 0-1 1v8a1 1 0 0 0 1 1h8a1 1 0 0 0 1-1v-1h1v1a2 2 0 0 1-2 2H2a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2h1v1z",
  link: "M4.715 6.542 3.343 7.914a3 3 0 1 0 4.243 4.243l1.828-1.829A3 3 0 0 0 8.586 5.5L8 6.086a1 1 0 0 0-.154.199 2 2 0 0 1 .861 3.337L6.88 11.45a2 2 0 1 1-2.83-2.83l.793-.792a4 4 0 0 1-.128-1.287zM6.586 4.672A3 3 0 0 0 7.414 9.5l.775-.776a2 2 0 0 1-.896-3.346L9.12 3.55a2 2 0 1 1 2.83 2.83l-.793.792c.112.42.155.855.128 1.287l1.372-1.372a3 3 0 1 0-4.243-4.243z",
  remove: "M5.5 5.5A.5.5 0 0 1 6 6v6a.5.5 0 0 1-1 0V6a.5.5 0 0 1 .5-.5m2.5 0a.5.5 0 0 1 .5.5v6a.5.5 0 0 1-1 0V6a.5.5 0 0 1 .5-.5m3 .5a.5.5 0 0 0-1 0v6a.5.5 0 0 0 1 0zM14.5 3a1 1 0 0 1-1 1H13v9a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V4h-.5a1 1 0 0 1 0-2H6a1 1 0 0 1 1-1h2a1 1 0 0 1 1 1h3.5a1 1 0 0 1 1 1M4.118 4 4 4.059V13a1 1 0 0 0 1 1h6a1 1 0 0 0 1-1V4.059L11.882 4zM2.5 3h11V2h-11z",
};

export class Stage {
  constructor(editor, frame) {
    this.editor = editor;
    this.frame = frame;
    this.width = DESK;
    this.switch = [...editor.form.querySelectorAll("[data-device]")];
    for (const button of this.switch) {
      button.addEventListener("click", () => this.device(button.dataset.device));
    }
    frame.addEventListener("load", () => this.open());
    if (frame.contentDocument?.readyState === "complete") this.open();
  }

  get doc() {
    return this.frame.contentDocument;
  }

  get box() {
    return this.doc?.querySelector(".stage-parts");
  }

  open() {
    if (!this.box || this.doc.body.dataset.open) return;
    this.doc.body.dataset.open = "1";
    this.doc.documentElement.classList.add("live");
    for (const part of this.doc.querySelectorAll(".stage-part")) this.prepare(part);
    this.doc.addEventListener("click", (event) => this.clicked(event));
    this.doc.addEventListener("keydown", (event) => this.key(event));
    dress(this.doc);
    this.tools = this.doc.createElement("div");
    this.tools.className = "stage-tools";
    this.adding = this.doc.createElement("button");
    this.adding.type = "button";
    this.adding.className = "stage-adding plain-button";
    this.adding.textContent = `+ ${this.editor.said.addHere}`;
    this.adding.addEventListener("click", () => this.editor.picker.open(this.editor.current));
    this.label();
    this.show(this.editor.current);
    this.frame.dispatchEvent(new CustomEvent("communes:stage", { bubbles: true }));
  }

  part(id) {
    return this.doc?.querySelector(`.stage-part[data-section="${CSS.escape(id)}"]`);
  }

  /* What is in a section cannot be followed here: a pointer takes the section instead. */
  prepare(part) {
    part.tabIndex = 0;
    part.setAttribute("role", "group");
    for (const one of part.querySelectorAll(FOCUSABLE)) one.tabIndex = -1;
  }

  label() {
    this.editor.items().forEach((item, at) => {
      const name = `${at + 1}. ${this.editor.called(item.id)}`;
      this.part(item.id)?.setAttribute("aria-label", name);
    });
    for (const id of ["_page", "_text"]) {
      this.part(id)?.setAttribute("aria-label", this.editor.called(id));
    }
  }

  draw(made) {
    if (!this.box) return;
    let part = this.part(made.id);
    if (!part) {
      part = this.doc.createElement("div");
      part.className = "stage-part";
      part.dataset.section = made.id;
      this.box.append(part);
    }
    part.innerHTML = made.html;
    part.dataset.width = made.width;
    if (made.id === "_text") part.hidden = made.empty;
    this.prepare(part);
    for (const href of made.styles) {
      if (this.doc.querySelector(`link[href="${CSS.escape(href)}"]`)) continue;
      const link = this.doc.createElement("link");
      link.rel = "stylesheet";
      link.href = href;
      this.doc.head.append(link);
    }
    this.doc.querySelector(".stage-none")?.remove();
    this.label();
    this.show(this.editor.current, false);
    this.editor.quality?.mark();
  }

  drop(id) {
    this.part(id)?.remove();
  }

  /* The order of the list, with nothing moved that stands right: what is looked at stays. */
  place(ids) {
    if (!this.box) return;
    ids.forEach((id, at) => {
      const part = this.part(id);
      if (part && this.box.children[at] !== part) this.box.insertBefore(part, this.box.children[at] ?? null);
    });
    this.label();
    this.show(this.editor.current);
  }

  show(id, scroll = true) {
    if (!this.box) return;
    this.doc.querySelector(".stage-part.current")?.classList.remove("current");
    this.tools.remove();
    this.adding.remove();
    const part = this.part(id);
    if (!part) return;
    part.classList.add("current");
    if (this.editor.item(id)) {
      this.fill(id);
      part.append(this.tools, this.adding);
    }
    if (scroll) part.scrollIntoView({ block: "nearest" });
  }

  fill(id) {
    const { position, count } = this.editor.where(id);
    const kind = this.editor.item(id).querySelector(".sections-called small").textContent;
    const name = this.doc.createElement("b");
    name.textContent = `${position}. ${kind}`;
    const buttons = ["up", "down", "copy", "link", "remove"].map((verb) => {
      const button = this.doc.createElement("button");
      button.type = "button";
      button.className = "plain-button";
      button.title = this.editor.said[verb];
      button.setAttribute("aria-label", button.title);
      const stuck = (verb === "up" && position === 1) || (verb === "down" && position === count);
      button.setAttribute("aria-disabled", stuck ? "true" : "false");
      button.append(icon(this.doc, ICONS[verb]));
      button.addEventListener("click", () => {
        this.editor.act(`${verb} ${id}`, button);
        if (verb === "up" || verb === "down") this.tools.querySelector(`[data-verb=${verb}]`)?.focus();
      });
      button.dataset.verb = verb;
      return button;
    });
    this.tools.replaceChildren(name, ...buttons);
  }

  head(name, value) {
    const place = { title: ".stage-head h1", description: ".stage-head .lead" }[name];
    const element = place && this.doc?.querySelector(place);
    if (element) element.textContent = value;
  }

  focus(id) {
    const part = this.part(id) ?? this.doc?.querySelector(".stage-part");
    this.frame.contentWindow.focus();
    part?.focus();
  }

  clicked(event) {
    if (event.target.closest(".stage-tools, .stage-adding, .stage-number")) return;
    event.preventDefault();
    const part = event.target.closest(".stage-part");
    if (part) this.editor.select(part.dataset.section, "fields");
    if (event.target.closest(".lead")) this.editor.form.elements["_page.description"].focus();
  }

  key(event) {
    const part = event.target.closest?.(".stage-part");
    const inTools = event.target.closest?.("button");
    if (part && event.key === "Enter" && !event.ctrlKey && !inTools) {
      event.preventDefault();
      this.editor.select(part.dataset.section, "fields");
    } else if (part && event.key === " " && !inTools && this.editor.item(part.dataset.section)) {
      event.preventDefault();
      this.editor.order.open(part.dataset.section);
    } else if (part && event.key === "Escape") {
      part.focus();
    } else {
      const moves = event.altKey && event.key.startsWith("Arrow");
      if (part && moves && this.editor.current !== part.dataset.section) {
        this.editor.select(part.dataset.section);
      }
      this.editor.key(event);
      if (moves && event.defaultPrevented) this.focus(this.editor.current);
    }
  }

  device(name) {
    for (const one of this.switch) {
      one.setAttribute("aria-pressed", one.dataset.device === name ? "true" : "false");
    }
    this.width = name === "phone" ? PHONE : DESK;
    this.frame.parentElement.classList.toggle("phone", name === "phone");
    this.fit();
    this.phone(name === "phone");
  }

  /* What a phone's screen would cut off is named. */
  phone(shown) {
    const box = this.editor.panel.querySelector(".sections-phone");
    box.hidden = !shown;
    if (!shown) return;
    const parts = [...this.doc.querySelectorAll(".stage-part:not([hidden])")];
    const wide = parts.filter((part) => part.scrollWidth > part.clientWidth + 1);
    const [fits, cut] = box.querySelectorAll(".office-message");
    fits.hidden = wide.length > 0;
    cut.hidden = !wide.length;
    cut.querySelector("b").textContent = wide.map((part) => part.getAttribute("aria-label")).join(", ");
  }

  /* A screen of a desk is wider than what is left beside the panel: it is shown smaller. */
  fit() {
    const { clientWidth, clientHeight } = this.frame.parentElement;
    // A screen that is a phone's itself shows a phone's page
    const width = clientWidth < 600 ? PHONE : this.width;
    const scale = Math.min(1, (clientWidth - 32) / width);
    this.frame.style.width = `${width}px`;
    this.frame.style.height = `${(clientHeight - 32) / scale}px`;
    this.frame.style.transform = scale < 1 ? `scale(${scale})` : "";
    this.frame.style.marginLeft = `${Math.max(16, (clientWidth - width * scale) / 2)}px`;
  }

  reload() {
    const button = this.editor.form.querySelector(".sections-preview-button");
    this.editor.form.requestSubmit(button);
  }
}

/* What the editor draws in the page speaks in the letters of the back office. */
function dress(doc) {
  const found = [];
  for (const sheet of document.styleSheets) {
    for (const rule of rulesOf(sheet)) {
      if (!(rule instanceof CSSFontFaceRule) || !rule.cssText.includes("Source Sans 3")) continue;
      const whole = (_all, url) => `url("${new URL(url, sheet.href ?? document.baseURI)}")`;
      found.push(rule.cssText.replace(/url\("?([^")]+)"?\)/g, whole));
    }
  }
  const made = new doc.defaultView.CSSStyleSheet();
  made.replaceSync(found.join("\n"));
  doc.adoptedStyleSheets = [...doc.adoptedStyleSheets, made];
}

function rulesOf(sheet) {
  try {
    return sheet.cssRules;
  } catch {
    return [];
  }
}

function icon(doc, path) {
  const space = "http://www.w3.org/2000/svg";
  const svg = doc.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const line = doc.createElementNS(space, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}
