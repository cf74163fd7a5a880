/* What can be added, found by any word, the last used first; or what another page has. */

const USED = "communes-sections-used";

export class Picker {
  constructor(editor, box) {
    this.editor = editor;
    this.box = box;
    this.input = box.querySelector("input");
    this.list = box.querySelector("ul");
    this.title = box.querySelector("h2");
    this.example = this.input.placeholder;
    this.copying = box.querySelector("button");
    this.kinds = [...editor.form.querySelectorAll("[data-kind]")].map((button) => ({
      value: `add ${button.dataset.kind}`,
      icon: button.querySelector("svg"),
      name: button.querySelector("b").textContent,
      use: button.querySelector("span").textContent,
    }));
    this.input.addEventListener("input", () => this.filter());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(this.shown[[...this.list.children].indexOf(option)]);
    });
    this.copying.addEventListener("click", () => this.fromPages());
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      event.preventDefault();
      this.close();
    });
  }

  open(after) {
    const { editor } = this;
    this.after = after;
    this.opener = document.activeElement;
    const title = after
      ? editor.said.addAfter.replace("{name}", editor.called(after))
      : editor.said.addFirst;
    this.show(this.opener, title, () => this.matching(this.byUse()));
    this.copying.hidden = false;
    this.input.placeholder = this.example;
  }

  /* Any list to choose from: `find()` gives {name, use, run}. */
  show(opener, title, find) {
    this.opener = opener;
    this.box.hidden = false;
    this.box.parentElement.classList.add("picking");
    this.ask(title, find);
  }

  close() {
    this.box.hidden = true;
    this.box.parentElement.classList.remove("picking");
    if (this.opener?.isConnected) this.opener.focus();
    if (this.opener?.tagName === "IFRAME") this.editor.stage.focus(this.after);
  }

  byUse() {
    const used = read();
    const rank = (kind) => (used.includes(kind.value) ? used.indexOf(kind.value) : used.length);
    return [...this.kinds].sort((one, two) => rank(one) - rank(two));
  }

  matching(found) {
    const words = plain(this.input.value).split(/\s+/).filter(Boolean);
    const called = (one) => words.some((word) => plain(one.name).includes(word));
    return found
      .filter((one) => words.every((word) => plain(`${one.name} ${one.use}`).includes(word)))
      .sort((one, two) => (words.length ? called(two) - called(one) : 0));
  }

  async filter() {
    const asked = this.input.value;
    const found = await this.find();
    if (asked !== this.input.value) return;
    this.shown = found;
    this.list.replaceChildren(...found.map((one, at) => option(one, at)));
    this.mark(0);
    const { said } = this.editor;
    this.editor.say(found.length ? said.found : said.none, { count: found.length });
  }

  mark(at) {
    const options = [...this.list.children];
    this.at = options.length ? (at + options.length) % options.length : -1;
    options.forEach((one, number) => one.setAttribute("aria-selected", number === this.at ? "true" : "false"));
    if (this.at < 0) return this.input.removeAttribute("aria-activedescendant");
    options[this.at].scrollIntoView({ block: "nearest" });
    return this.input.setAttribute("aria-activedescendant", options[this.at].id);
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.mark(this.at + step);
    else if (event.key === "Enter" && !event.ctrlKey) this.choose(this.shown[this.at]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  choose(found) {
    if (!found) return;
    if (found.run) {
      found.run();
      return;
    }
    if (found.value.startsWith("add ")) write(found.value);
    this.box.hidden = true;
    this.box.parentElement.classList.remove("picking");
    this.editor.add(found.value, this.after);
  }

  fromPages() {
    const { server, said } = this.editor;
    this.ask(said.copyFrom, async () => {
      const pages = await server.sources({ text: this.input.value });
      return pages.map((page) => ({
        name: page.title,
        use: page.path,
        run: () => this.fromPage(page),
      }));
    });
  }

  async fromPage(page) {
    const { server, said } = this.editor;
    const sections = await server.sources({ page: page.uid });
    const one = (section) => ({ name: section.title, use: section.kind, value: `take ${page.uid} ${section.id}` });
    const all = sections.length > 1 ? [{ name: said.all, use: String(sections.length), value: `take ${page.uid}` }] : [];
    const found = [...sections.map(one), ...all];
    this.ask(said.copyWhat.replace("{name}", page.title), () => this.matching(found));
  }

  ask(title, find) {
    this.title.textContent = title;
    this.input.placeholder = "";
    this.find = find;
    this.copying.hidden = true;
    this.input.value = "";
    this.input.focus();
    this.filter();
  }
}

function option(one, at) {
  const item = document.createElement("li");
  item.id = `sections-option-${at}`;
  item.setAttribute("role", "option");
  const name = document.createElement("b");
  name.textContent = one.name;
  const use = document.createElement("span");
  use.textContent = one.use;
  if (one.icon) {
    const icon = document.createElement("i");
    icon.className = "sections-icon";
    icon.setAttribute("aria-hidden", "true");
    icon.append(one.icon.cloneNode(true));
    item.append(icon);
  }
  item.append(name, " ", use);
  return item;
}

function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(USED)) ?? [];
  } catch {
    return [];
  }
}

function write(value) {
  try {
    localStorage.setItem(USED, JSON.stringify([value, ...read().filter((one) => one !== value)].slice(0, 8)));
  } catch {
    /* A browser that keeps nothing shows them by name. */
  }
}
