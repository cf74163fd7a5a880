/* The editor of a page: the page at the left, the fields of one section at the right.
   All of it works without script too, as one form; this makes it quick. */

import { Order } from "./order.js";
import { Picker } from "./picker.js";
import { Picture } from "./picture.js";
import { Server } from "./server.js";
import { Stage } from "./stage.js";
import { Undo } from "./undo.js";

class Editor {
  constructor(form) {
    this.form = form;
    this.list = form.querySelector(".sections-list");
    this.panel = form.querySelector(".sections-panel");
    this.status = form.querySelector(":scope > [role=status]");
    const options = JSON.parse(form.dataset.options);
    this.said = options.said;
    this.current = "";
    this.waiting = new Map();
    this.server = new Server(form, options);
    this.undo = new Undo(this, form.querySelector(".sections-undo"));
    this.picture = new Picture(this, form.querySelector(".sections-picture"));
    this.stage = new Stage(this, form.querySelector("iframe"));
    this.picker = new Picker(this, form.querySelector(".sections-picker"));
    this.order = new Order(this, form.querySelector(".sections-order"));
    this.begin();
  }

  begin() {
    document.documentElement.classList.add("sections-live");
    this.form.classList.add("live");
    for (const item of this.items()) this.prepare(item);
    this.renumber();
    const on = (selector, run) =>
      this.form.querySelector(selector).addEventListener("click", run);
    on(".sections-add-button", () => this.picker.open(this.items().at(-1)?.id ?? ""));
    on(".sections-order-button", () => this.order.open());
    on(".sections-back button", () => this.select("", "list"));
    this.list.addEventListener("click", (event) => this.clicked(event));
    this.form.addEventListener("input", (event) => this.typed(event));
    this.form.addEventListener("change", (event) => this.typed(event));
    this.form.addEventListener("keydown", (event) => this.inForm(event));
    addEventListener("keydown", (event) => this.key(event));
    this.tabs();
    this.devices();
    this.follow();
    this.fit();
    addEventListener("resize", () => this.fit());
    if (this.form.dataset.dirty) this.stage.reload();
    const open = this.list.querySelector("details[open]")?.closest("li");
    if (open) this.select(open.id, "fields");
  }

  /* The toolbar of Plone stays at the left: the editor begins beside it. */
  fit() {
    const bar = document.querySelector("#edit-zone");
    const box = bar?.getBoundingClientRect();
    const beside = box && box.height > innerHeight / 2 ? box.right : 0;
    const under = box && !beside ? Math.max(0, box.bottom) : 0;
    this.form.style.setProperty("--sections-left", `${Math.max(0, beside)}px`);
    this.form.style.setProperty("--sections-top", `${under}px`);
    this.stage.fit();
  }

  items() {
    return [...this.list.children];
  }

  item(id) {
    return this.items().find((one) => one.id === id);
  }

  called(id) {
    if (id === "_page") return this.said.head;
    if (id === "_text") return this.said.text;
    return this.item(id)?.querySelector(".sections-called b").textContent ?? "";
  }

  say(name, values = {}) {
    const words = this.said[name] ?? name;
    this.status.textContent = words.replace(/\{(\w+)\}/g, (_all, key) => values[key] ?? "");
    return this.status.textContent;
  }

  /* Words of the server, for everybody to see. */
  show(words) {
    this.status.textContent = words;
    const message = document.createElement("p");
    message.className = "office-message error";
    message.textContent = words;
    this.panel.querySelector(":scope > .office-message.by-script")?.remove();
    message.classList.add("by-script");
    this.panel.prepend(message);
  }

  where(id) {
    const items = this.items();
    const position = items.findIndex((one) => one.id === id) + 1;
    return { name: this.called(id), position, count: items.length };
  }

  prepare(item) {
    for (const button of item.querySelectorAll(".sections-acts button")) button.type = "button";
    for (const button of item.querySelectorAll(".sections-parts button")) button.type = "button";
    item.querySelector("summary").tabIndex = -1;
  }

  renumber() {
    this.items().forEach((item, at, all) => {
      item.querySelector(".sections-number").textContent = at + 1;
      for (const button of item.querySelectorAll(".sections-acts button")) {
        const [verb] = button.value.split(" ");
        const stuck = (verb === "up" && at === 0) || (verb === "down" && at === all.length - 1);
        button.setAttribute("aria-disabled", stuck ? "true" : "false");
      }
    });
    this.form.querySelector(".sections-none")?.remove();
  }

  /* Structure changed: the draft is kept, as after a key. */
  changed() {
    this.renumber();
    this.stage.place(this.items().map((one) => one.id));
    this.form.dispatchEvent(new CustomEvent("communes:typed", { bubbles: true }));
  }

  /* What is looked at: a section, the head of the page, or nothing. `to` takes the focus. */
  select(id, to = "") {
    this.current = id;
    for (const item of this.items()) {
      const here = item.id === id;
      item.classList.toggle("current", here);
      item.querySelector("details").open = here;
    }
    this.panel.classList.toggle("one", Boolean(id && this.item(id)));
    this.enrich(this.item(id));
    if (id === "_page" || id === "_text") this.tab("page", false);
    else this.tab("list", false);
    this.stage.show(id);
    if (to === "fields") this.focusFields(id);
    if (to === "stage") this.stage.focus(id);
    if (to === "list") this.list.querySelector(".sections-called")?.focus();
  }

  focusFields(id) {
    const box = this.item(id)?.querySelector("details") ?? this.form.querySelector("#sections-panel-page");
    const wanted = "input:not([type=hidden]), textarea, select, button, a[href]";
    const field = [...box.querySelectorAll(wanted)].find((one) => one.offsetParent !== null);
    field?.focus();
  }

  clicked(event) {
    const link = event.target.closest(".sections-called");
    const button = event.target.closest("button");
    if (link) {
      event.preventDefault();
      this.select(link.closest("li").id, "fields");
    } else if (button?.name === "do" && button.type === "button") {
      this.act(button.value, button);
    }
  }

  act(value, button) {
    const [verb, what] = value.split(" ");
    if (button?.getAttribute("aria-disabled") === "true") return;
    if (verb === "up" || verb === "down") this.move(what, verb === "up" ? -1 : 1);
    else if (verb === "link") this.link(what);
    else if (verb === "remove") this.remove(what);
    else if (verb === "copy") this.add(`copy ${what}`, what, this.fieldsOf(what));
    else if (verb === "add-part" || verb === "remove-part") this.parts(value, what.split(".")[0]);
  }

  /* By one place, or to a place; spoken. */
  move(id, by) {
    const items = this.items();
    const from = items.findIndex((one) => one.id === id);
    const to = from + by;
    if (from < 0 || to < 0 || to >= items.length) return;
    this.put(id, to);
    this.say("moved", this.where(id));
    this.undo.push(() => this.put(id, from), id);
  }

  put(id, to) {
    const item = this.item(id);
    const others = this.items().filter((one) => one !== item);
    this.list.insertBefore(item, others[to] ?? null);
    this.changed();
  }

  remove(id) {
    const item = this.item(id);
    const at = this.items().indexOf(item);
    const name = this.called(id);
    this.keepEditors(item);
    item.remove();
    this.stage.drop(id);
    this.changed();
    this.select("");
    this.undo.push(() => {
      this.list.insertBefore(item, this.items()[at] ?? null);
      this.redraw(id);
      this.changed();
      this.select(id, "stage");
    }, id);
    this.say("removed", { name });
    this.undo.button.focus();
  }

  /* Text being written in an editor goes to its field, before the editor leaves. */
  keepEditors(item) {
    for (const area of item.querySelectorAll("textarea")) window.tinymce?.get(area.id)?.save();
  }

  /* The address of one section, to be pasted elsewhere. */
  async link(id) {
    const address = `${this.form.action.replace(/\/@@sections$/, "")}#${id}`;
    try {
      await navigator.clipboard.writeText(address);
      this.say("linked", { name: this.called(id) });
    } catch {
      this.show(address);
    }
  }

  async add(action, after, fields = new FormData()) {
    return this.insert(await this.server.part(action, fields), after);
  }

  /* Sections that the server made, after another. */
  insert(answer, after) {
    if (!answer) return this.say("failed");
    let last = after;
    const made = answer.items.map((html, number) => {
      const holder = document.createElement("ol");
      holder.innerHTML = html;
      const item = holder.firstElementChild;
      const place = last ? this.item(last)?.nextElementSibling : this.list.firstElementChild;
      this.list.insertBefore(item, place ?? null);
      this.prepare(item);
      this.scan(item);
      this.stage.draw(answer.parts[number]);
      last = item.id;
      return item;
    });
    if (!made.length) return "";
    this.changed();
    const { id } = made[0];
    this.select(id, "fields");
    this.undo.push(() => {
      for (const item of made) {
        this.keepEditors(item);
        this.stage.drop(item.id);
        item.remove();
      }
      this.changed();
      this.select(after, "stage");
    }, id);
    return this.say("added", this.where(id));
  }

  /* One more question, one less: the server draws the fields again. */
  async parts(action, id) {
    const old = this.item(id);
    this.keepEditors(old);
    const answer = await this.server.part(action, this.fieldsOf(id));
    if (!answer?.items.length) return this.say("failed");
    const holder = document.createElement("ol");
    holder.innerHTML = answer.items[0];
    const item = holder.firstElementChild;
    old.replaceWith(item);
    this.prepare(item);
    this.scan(item);
    this.stage.draw(answer.parts[0]);
    this.changed();
    this.select(id);
    this.undo.push(() => {
      item.replaceWith(old);
      this.redraw(id);
      this.changed();
      this.select(id, "fields");
    }, id);
    const parts = item.querySelectorAll(".sections-part");
    (parts[parts.length - 1] ?? item).querySelector("input, textarea, button")?.focus();
    return answer;
  }

  scan(item) {
    window.jQuery?.(item).trigger("patterns-injected", [null, null, item]);
  }

  /* An editor of text weighs: each is made when its section is looked at. */
  enrich(item) {
    const plain = [...(item?.querySelectorAll("textarea.sections-rich") ?? [])];
    if (!plain.length || !window.__patternslib_registry) return;
    for (const area of plain) area.classList.replace("sections-rich", "pat-tinymce");
    this.scan(item);
  }

  fieldsOf(id) {
    const found = new FormData();
    const item = this.item(id);
    if (!item) return found;
    this.keepEditors(item);
    for (const [name, value] of new FormData(this.form)) {
      if (name.startsWith(`${id}.`)) found.append(name, value);
    }
    found.append("order", id);
    return found;
  }

  typed(event) {
    const target = event.target;
    if (!target.name || target.closest(".sections-picker")) return;
    if (target.name.startsWith("_page.")) this.stage.head(target.name.slice(6), target.value);
    const id = target.closest(".sections-item")?.id;
    if (id) this.later(id);
  }

  later(id) {
    clearTimeout(this.waiting.get(id));
    this.waiting.set(id, setTimeout(() => this.redraw(id), 500));
  }

  async redraw(id) {
    const answer = await this.server.part("draw", this.fieldsOf(id));
    if (!answer) return;
    for (const part of answer.parts) {
      this.stage.draw(part);
      const item = this.item(part.id);
      if (item) item.querySelector(".sections-called b").textContent = part.called;
    }
    this.stage.place(this.items().map((one) => one.id));
  }

  /* Editors of text write into their field only at the end: this follows each key. */
  follow() {
    const attach = (editor) => {
      const area = editor.getElement?.();
      if (!area || !this.form.contains(area) || area.dataset.followed) return;
      area.dataset.followed = "1";
      editor.on("input change undo redo", () => {
        editor.save();
        area.dispatchEvent(new Event("input", { bubbles: true }));
      });
      editor.on("keydown", (event) => this.key(event));
    };
    const begin = () => {
      if (!window.tinymce) return setTimeout(begin, 400);
      window.tinymce.get().forEach(attach);
      window.tinymce.on("AddEditor", ({ editor }) => editor.on("init", () => attach(editor)));
      return 0;
    };
    begin();
  }

  inForm(event) {
    const line = event.target.matches("input:not([type=submit]), select");
    if (event.key === "Enter" && line && !event.target.closest(".sections-picker")) {
      event.preventDefault();
    }
    if (event.key === "Escape" && !event.defaultPrevented && event.target.closest(".sections-panel")) {
      const id = event.target.closest(".sections-item")?.id ?? this.current;
      if (id && !this.order.taken) this.select(id, "stage");
    }
  }

  /* Keys of the whole editor, in the page and in the panel. */
  key(event) {
    const command = event.ctrlKey || event.metaKey;
    const name = event.key.toLowerCase();
    if (event.key === "F6") {
      event.preventDefault();
      const inPanel = this.panel.contains(document.activeElement);
      if (inPanel) this.stage.focus(this.current);
      else if (this.current) this.focusFields(this.current);
      else this.panel.querySelector(".sections-called, .sections-add-button")?.focus();
    } else if (event.altKey && (name === "arrowup" || name === "arrowdown") && this.item(this.current)) {
      event.preventDefault();
      this.move(this.current, name === "arrowup" ? -1 : 1);
    } else if (command && event.key === "Enter") {
      event.preventDefault();
      this.picker.open(this.item(this.current) ? this.current : (this.items().at(-1)?.id ?? ""));
    } else if (command && name === "s") {
      event.preventDefault();
      this.save();
    } else if (command && name === "z" && !event.shiftKey && !this.isWriting(event.target)) {
      event.preventDefault();
      this.undo.last();
    }
  }

  isWriting(target) {
    return Boolean(target.closest?.("input, textarea, [contenteditable], .mce-content-body"));
  }

  async save() {
    window.tinymce?.triggerSave();
    const answer = await this.server.save();
    if (!answer) return this.say("failed");
    if (answer.ask || answer.united) return this.form.querySelector(".sections-save").click();
    this.form.elements.base.value = answer.base;
    this.form.dispatchEvent(new CustomEvent("communes:saved", { bubbles: true }));
    return this.say("saved");
  }

  tabs() {
    const tabs = [...this.form.querySelectorAll("[role=tab]")];
    for (const tab of tabs) {
      tab.addEventListener("click", () => this.tab(tab.id.split("-").at(-1)));
      tab.addEventListener("keydown", (event) => {
        if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
        const other = tabs[(tabs.indexOf(tab) + 1) % tabs.length];
        this.tab(other.id.split("-").at(-1));
        other.focus();
      });
    }
    this.tab("list", false);
  }

  tab(name, byHand = true) {
    for (const one of ["list", "page"]) {
      const tab = this.form.querySelector(`#sections-tab-${one}`);
      const panel = this.form.querySelector(`#sections-panel-${one}`);
      tab.setAttribute("aria-selected", one === name ? "true" : "false");
      tab.tabIndex = one === name ? 0 : -1;
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      panel.hidden = one !== name;
    }
    if (byHand && name === "page") this.stage.show("_page");
  }

  devices() {
    const buttons = [...this.form.querySelectorAll("[data-device]")];
    for (const button of buttons) {
      button.addEventListener("click", () => {
        for (const one of buttons) one.setAttribute("aria-pressed", one === button ? "true" : "false");
        this.stage.device(button.dataset.device);
      });
    }
  }
}

const form = document.querySelector("form.sections-form");
if (form) new Editor(form);
