/* The page folded to a list: sections are ordered by pointer, by finger and by key. */

import Sortable from "./sortable.js";

export class Order {
  constructor(editor, box) {
    this.editor = editor;
    this.box = box;
    this.list = box.querySelector("ol");
    this.now = box.querySelector(".sections-order-now");
    this.ordering = editor.form.querySelector(".sections-ordering");
    this.taken = "";
    this.list.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("click", (event) => this.clicked(event));
    editor.form.querySelector(".sections-put").addEventListener("click", () => this.close());
    editor.form.querySelector(".sections-put-back").addEventListener("click", () => this.back());
    this.sortable = Sortable.create(this.list, {
      animation: 0,
      draggable: "li",
      filter: ".office-button",
      preventOnFilter: false,
      // A row is a button, which browsers do not drag by themselves
      forceFallback: true,
      fallbackTolerance: 4,
      onEnd: ({ item, oldIndex, newIndex }) => this.dragged(item, oldIndex, newIndex),
    });
  }

  get rows() {
    return [...this.list.children];
  }

  open(id = "") {
    const { editor } = this;
    editor.select("");
    this.before = editor.items().map((one) => one.id);
    this.list.replaceChildren(...editor.items().map((item, at) => this.row(item, at)));
    this.box.hidden = false;
    this.box.parentElement.classList.add("ordering");
    editor.panel.classList.add("ordering");
    this.ordering.hidden = false;
    this.now.textContent = "";
    const row = this.rows.find((one) => one.dataset.id === id);
    if (row) this.take(row);
    focusOn(row ?? this.rows[0]);
  }

  row(item, at) {
    const row = document.createElement("li");
    row.dataset.id = item.id;
    const words = (className, text) => {
      const span = document.createElement("span");
      span.className = className;
      span.textContent = text;
      return span;
    };
    const name = words("sections-order-name", this.editor.called(item.id));
    const summary = item.querySelector("summary span:not([data-nothing])")?.textContent ?? "";
    const buttons = ["up", "down"].map((verb) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "office-button";
      button.dataset.verb = verb;
      button.textContent = verb === "up" ? "↑" : "↓";
      button.setAttribute("aria-label", `${this.editor.said[verb]} : ${name.textContent}`);
      return button;
    });
    const take = document.createElement("button");
    take.type = "button";
    take.className = "sections-order-take";
    take.setAttribute("aria-pressed", "false");
    take.setAttribute("aria-describedby", "sections-order-keys");
    take.append(words("sections-number", at + 1), name, words("sections-order-words", summary));
    row.append(take, ...buttons);
    return row;
  }

  renumber() {
    this.rows.forEach((row, at) => {
      row.querySelector(".sections-number").textContent = at + 1;
    });
  }

  key(event) {
    const row = event.target.closest("li");
    const onRow = event.target.matches(".sections-order-take");
    const at = this.rows.indexOf(row);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: this.rows.length - 1 }[event.key];
    if (onRow && event.key === " ") {
      if (this.taken) this.release();
      else this.take(row);
    } else if (onRow && event.key === "Enter") {
      if (this.taken) this.release();
      else this.close();
    } else if (event.key === "Escape") {
      if (this.taken) this.backOne(row);
      else this.close();
    } else if (to !== undefined) {
      if (this.taken) this.moveTo(row, to);
      else focusOn(this.rows[Math.max(0, Math.min(to, this.rows.length - 1))]);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  take(row) {
    this.release(true);
    this.taken = row.dataset.id;
    this.from = this.rows.indexOf(row);
    this.mark(row, true);
    this.editor.say("taken", this.editor.where(this.taken));
  }

  release(quietly = false) {
    const row = this.rows.find((one) => one.classList.contains("taken"));
    if (row) this.mark(row, false);
    if (this.taken && !quietly) this.editor.say("put", this.editor.where(this.taken));
    this.taken = "";
  }

  mark(row, taken) {
    row.classList.toggle("taken", taken);
    row.querySelector(".sections-order-take").setAttribute("aria-pressed", taken ? "true" : "false");
  }

  moveTo(row, to) {
    const { editor } = this;
    if (to < 0 || to >= this.rows.length) return;
    const others = this.rows.filter((one) => one !== row);
    this.list.insertBefore(row, others[to] ?? null);
    focusOn(row);
    this.follow(row.dataset.id, to);
    this.now.textContent = editor.say("now", editor.where(row.dataset.id));
  }

  follow(id, to) {
    this.renumber();
    this.editor.put(id, to);
  }

  backOne(row) {
    const { editor } = this;
    this.moveTo(row, this.from);
    this.release(true);
    this.now.textContent = editor.say("back", editor.where(row.dataset.id));
  }

  clicked(event) {
    const button = event.target.closest("[data-verb]");
    if (!button) return;
    const row = button.closest("li");
    this.moveTo(row, this.rows.indexOf(row) + (button.dataset.verb === "up" ? -1 : 1));
    button.focus();
  }

  dragged(row, from, to) {
    if (from === to) return;
    const { editor } = this;
    this.follow(row.dataset.id, to);
    this.now.textContent = editor.say("now", editor.where(row.dataset.id));
    focusOn(row);
  }

  back() {
    this.restore(this.before);
    this.close();
  }

  restore(ids) {
    ids.forEach((id, at) => {
      if (this.editor.item(id)) this.editor.put(id, at);
    });
  }

  close() {
    const { editor, before } = this;
    this.release(true);
    const after = editor.items().map((one) => one.id);
    const moved = after.some((id, at) => id !== before[at]);
    if (moved) editor.undo.push(() => this.restore(before), "");
    this.box.hidden = true;
    this.box.parentElement.classList.remove("ordering");
    editor.panel.classList.remove("ordering");
    this.ordering.hidden = true;
    editor.form.querySelector(".sections-order-button").focus();
  }
}

function focusOn(row) {
  row?.querySelector(".sections-order-take").focus();
}
