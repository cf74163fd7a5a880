/* The editor of a page: the page at the left, the fields of one section at the right.
   All of it works without script too, as one form; this makes it quick. */

import { Keys } from "./keys.js";
import { Links } from "./links.js";
import { Order } from "./order.js";
import { Picker } from "./picker.js";
import { Picture } from "./picture.js";
import { Quality } from "./quality.js";
import { Rich } from "./rich.js";
import { Server } from "./server.js";
import { Stage } from "./stage.js";
import { Tabs } from "./tabs.js";
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
    this.rich = new Rich(this);
    this.undo = new Undo(this, form.querySelector(".sections-undo"));
    this.picture = new Picture(this, form.querySelector(".sections-picture"));
    this.stage = new Stage(this, form.querySelector("iframe"));
    this.picker = new Picker(this, form.querySelector(".sections-picker"));
    this.order = new Order(this, form.querySelector(".sections-order"));
    this.tabs = new Tabs(this);
    this.links = new Links(this);
    this.keys = new Keys(this);
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
    this.fit();
    addEventListener("resize", () => this.fit());
    if (this.form.dataset.dirty) this.stage.reload();
    const open = this.list.querySelector("details[open]")?.closest("li");
    if (open) this.select(open.id, "fields");
    this.quality = new Quality(this, this.form.querySelector("#sections-panel-quality"));
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

  tab(name, byHand = true) {
    this.tabs.open(name, byHand);
  }

  /* What is looked at: a section, the head of the page, or nothing. */
  look(id) {
    this.current = id;
    for (const item of this.items()) {
      const here = item.id === id;
      item.classList.toggle("current", here);
      item.querySelector("details").open = here;
    }
    this.panel.classList.toggle("one", Boolean(id && this.item(id)));
    this.stage.show(id);
  }

  /* The same, with its fields beside the page. `to` takes the focus. */
  select(id, to = "") {
    this.look(id);
    this.rich.enrich(this.item(id));
    if (id === "_page" || id === "_text") this.tab("page", false);
    else this.tab("list", false);
    if (to === "fields") this.focusFields(id);
    if (to === "stage") this.stage.focus(id);
    if (to === "list") this.list.querySelector(".sections-called")?.focus();
  }

  focusFields(id) {
    const text = this.form.querySelector("[name='_page.text']");
    if (id === "_text" && text) return this.rich.focus(text);
    const box = this.item(id)?.querySelector("details") ?? this.form.querySelector("#sections-panel-page");
    const wanted = "input:not([type=hidden]), textarea, select, button, a[href]";
    const field = [...box.querySelectorAll(wanted)].find((one) => one.offsetParent !== null);
    return field?.focus();
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
    this.rich.keep(item);
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
      this.rich.scan(item);
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
        this.rich.keep(item);
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
    this.rich.keep(old);
    const answer = await this.server.part(action, this.fieldsOf(id));
    if (!answer?.items.length) return this.say("failed");
    const holder = document.createElement("ol");
    holder.innerHTML = answer.items[0];
    const item = holder.firstElementChild;
    old.replaceWith(item);
    this.prepare(item);
    this.rich.scan(item);
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

  /* A key that was pressed in a document of its own: in the page, or in an editor of text. */
  key(event) {
    this.keys.press(event);
  }

  fieldsOf(id) {
    const found = new FormData();
    const item = this.item(id);
    if (!item) return found;
    this.rich.keep(item);
    for (const [name, value] of new FormData(this.form)) {
      if (name.startsWith(`${id}.`)) found.append(name, value);
    }
    found.append("order", id);
    return found;
  }

  typed(event) {
    const target = event.target;
    if (!target.name || target.closest(".sections-picker")) return;
    if (target.name === "_page.text") this.later("_text");
    else if (target.name.startsWith("_page.")) this.stage.head(target.name.slice(6), target.value);
    if (target.name === "_page.title") this.form.querySelector(".sections-title").textContent = target.value;
    const id = target.closest(".sections-item")?.id;
    if (id) this.later(id);
  }

  later(id) {
    clearTimeout(this.waiting.get(id));
    this.waiting.set(id, setTimeout(() => this.redraw(id), 500));
  }

  async redraw(id) {
    if (id === "_text") return this.redrawText();
    const answer = await this.server.part("draw", this.fieldsOf(id));
    if (!answer) return undefined;
    for (const part of answer.parts) {
      this.stage.draw(part);
      const item = this.item(part.id);
      if (item) item.querySelector(".sections-called b").textContent = part.called;
    }
    return this.stage.place(this.items().map((one) => one.id));
  }

  async redrawText() {
    const fields = new FormData();
    fields.append("_page.text", this.form.elements["_page.text"].value);
    const answer = await this.server.part("draw-text", fields);
    if (answer) this.stage.draw(answer.parts[0]);
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
}

const form = document.querySelector("form.sections-form");
if (form) new Editor(form);
