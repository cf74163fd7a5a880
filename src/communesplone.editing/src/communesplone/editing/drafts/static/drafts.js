/* Keeps what is typed: two seconds after the last key at the site, as this person's draft; on
   this computer when the network or the session is gone. The page itself is not touched.
   A form is known by data-writing, on itself or on an element within. */

const PATIENCE = 2000;
/* How long the site may take to keep what was typed; then this computer keeps it. */
const LONGEST = 15000;
/* In the address of a form: somebody comes back from logging in again. */
const BACK = "communes.back";

class Writing {
  constructor(place) {
    this.data = place.dataset;
    this.form = place.closest("form");
    this.said = JSON.parse(this.data.writingSaid);
    this.state = this.form.querySelector("[data-writing-state]") ?? place;
    this.spoken = document.createElement("span");
    this.spoken.className = "office-hidden visually-hidden";
    this.spoken.setAttribute("role", "status");
    this.state.after(this.spoken);
    this.key = `communes-draft ${this.data.writingPerson} ${this.data.writingUid} ${this.data.writing}`;
    this.last = this.text();
    this.form.addEventListener("input", () => this.typed());
    this.form.addEventListener("change", () => this.typed());
    this.form.addEventListener("communes:typed", () => this.typed());
    this.form.addEventListener("communes:saved", () => this.saved());
    this.form.addEventListener("submit", (event) => this.submitted(event));
    addEventListener("pagehide", () => this.leaving());
    // Whoever leaves for the login loses nothing: Plone's own question would only frighten
    addEventListener("beforeunload", (event) => this.sure && event.stopImmediatePropagation(), true);
    this.follow();
    this.returned();
  }

  /* What the form sends, as pairs: no files, no tokens. */
  pairs() {
    const left = /^(_authenticator|_referer|last_referer|ajax_load|do|form\.buttons\..*)$/;
    return [...new FormData(this.form)].filter(
      ([name, value]) => typeof value === "string" && !left.test(name),
    );
  }

  text() {
    return JSON.stringify(this.pairs());
  }

  typed() {
    if (this.text() === this.last) return;
    this.show("writing");
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.keep(), PATIENCE);
  }

  show(state, words = this.said[state]) {
    this.state.dataset.state = state;
    this.state.textContent = words;
    this.spoken.textContent = state === "saved" || state === "local" ? words : "";
  }

  /* Resolves to the answer of the site, or to why there is none. */
  keep() {
    clearTimeout(this.waiting);
    const send = () => this.send();
    this.running = (this.running ?? Promise.resolve()).then(send, send);
    return this.running;
  }

  async send() {
    const text = this.text();
    this.show("saving");
    const body = new FormData();
    const base = this.form.elements["communes.base"] ?? this.form.elements.base;
    body.append("uid", this.data.writingUid);
    body.append("form", this.data.writing);
    body.append("fields", text);
    body.append("base", base?.value ?? "");
    body.append("_authenticator", this.form.elements._authenticator?.value ?? "");
    let response = null;
    try {
      const signal = AbortSignal.timeout(LONGEST);
      response = await fetch(this.data.writingUrl, { method: "POST", body, signal, credentials: "same-origin" });
    } catch {
      return this.here(text, "local");
    }
    const isJson = (response.headers.get("Content-Type") ?? "").includes("json");
    if (response.status === 410) return { ...this.here(text, "gone"), gone: true };
    if ([400, 413].includes(response.status) || (response.status === 403 && isJson)) return this.here(text, "refused");
    if (!response.ok || !isJson) return this.here(text, response.status >= 500 ? "local" : "session");
    const answer = await response.json();
    this.last = text;
    this.remove();
    this.show("saved", this.said.saved.replace("{hour}", answer.at));
    return answer;
  }

  /* On this computer, under this person's name. */
  here(text, why) {
    try {
      localStorage.setItem(this.key, JSON.stringify({ at: new Date().toISOString(), text }));
    } catch {
      /* Without a store in the browser the form itself still has it. */
    }
    this.show("local", this.said[why]);
    return { failed: why };
  }

  remove(key = this.key) {
    try {
      localStorage.removeItem(key);
    } catch {
      /* Nothing was kept then. */
    }
  }

  saved() {
    clearTimeout(this.waiting);
    this.last = this.text();
    this.remove();
    delete this.state.dataset.state;
    this.state.textContent = "";
  }

  /* Saving takes the whole page away: first look whether it can be saved at all. */
  async submitted(event) {
    const button = event.submitter;
    if (this.sure || button?.formTarget || event.defaultPrevented) return;
    if (!button?.name || !/save/.test(`${button.name} ${button.value}`)) {
      clearTimeout(this.waiting);
      return;
    }
    event.preventDefault();
    window.tinymce?.triggerSave();
    const answer = await this.keep();
    if (answer.failed === "local" || answer.failed === "session" || answer.gone) {
      this.ask(answer.gone ? this.said.gone : this.said[answer.failed], answer.gone);
      if (answer.failed === "session") this.login();
      return;
    }
    if (answer.url && answer.url !== this.data.writingWhere) {
      const last = this.form.action.split("/").at(-1);
      this.ask(this.said.moved, false, `${answer.url}/${last}?${this.again}`);
      return;
    }
    this.sure = true;
    this.remove();
    this.form.requestSubmit(button);
    setTimeout(() => (this.sure = false), 3000);
  }

  leaving() {
    if (!this.sure && this.text() !== this.last && this.waiting) this.here(this.text(), "local");
  }

  ask(words, seeMine, there = "") {
    const box = this.box();
    box.querySelector("p").textContent = words;
    if (there) box.append(link(there, this.said.there));
    if (seeMine) box.append(link(this.data.writingMine, this.said.mine));
  }

  /* The way back in leads to this form, where what this computer kept is taken at once. */
  login() {
    const back = `${location.origin}${location.pathname}?${this.again}&${BACK}=1`;
    const there = link(`${this.data.writingLogin}?${new URLSearchParams({ came_from: back })}`, this.said.login);
    there.addEventListener("click", () => (this.sure = true));
    document.querySelector(".writing-asked").append(there);
  }

  get again() {
    return `communes.typed=${this.data.writingAgain}`;
  }

  box() {
    document.querySelector(".writing-asked")?.remove();
    const box = document.createElement("div");
    box.className = "writing-asked";
    box.setAttribute("role", "alert");
    box.append(document.createElement("p"));
    this.form.before(box);
    return box;
  }

  /* Back after a crash without network: what this computer has, when the page is older. */
  returned() {
    if (this.data.writingAt && new URLSearchParams(location.search).has("communes.typed")) {
      this.show("saved", this.said.saved.replace("{hour}", this.data.writingAt));
    }
    const kept = this.kept();
    if (!kept) return undefined;
    if (kept.at < new Date(this.data.writingChanged).toISOString()) return this.remove(kept.key);
    if (kept.text === this.last) return this.remove(kept.key);
    if (new URLSearchParams(location.search).has(BACK)) return this.take(kept);
    const at = new Date(kept.at);
    const hour = at.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    const box = this.box();
    box.querySelector("p").textContent = this.said.found.replace("{hour}", hour);
    box.append(
      press(this.said.take, () => this.take(kept)),
      press(this.said.drop, () => {
        this.remove(kept.key);
        box.remove();
      }),
    );
    return undefined;
  }

  /* What this computer has goes to the site as the draft; the form opens again with it. */
  async take({ key, text }) {
    if (key !== this.key) {
      this.data.writingAgain = key.slice(-this.data.writingAgain.length);
      this.data.writing = this.data.writing.replace(/[^:]+$/, this.data.writingAgain);
      this.key = key;
    }
    this.text = () => text;
    const answer = await this.send();
    if (answer.failed) return;
    location.href = `${location.pathname}?${this.again}`;
  }

  /* A form that adds has another name each time: what was begun under one of them is found too. */
  kept() {
    const begins = this.key.slice(0, -this.data.writingAgain.length);
    const keys = this.data.writing.startsWith("add:") ? known(begins) : [];
    const found = [this.key, ...keys].map((key) => ({ ...read(key), key })).filter((one) => one.text);
    return found.find((one) => one.key === this.key) ?? found.sort((one, two) => (one.at < two.at ? 1 : -1))[0];
  }

  /* Editors of text write into their field at the end only. */
  follow() {
    const attach = (editor) => {
      const area = editor.getElement?.();
      if (!area || !this.form.contains(area)) return;
      editor.on("input change undo redo", () => {
        editor.save();
        this.typed();
      });
    };
    const begin = () => {
      if (!window.tinymce) return setTimeout(begin, 500);
      window.tinymce.get().forEach(attach);
      window.tinymce.on("AddEditor", ({ editor }) => editor.on("init", () => attach(editor)));
      return 0;
    };
    begin();
  }
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

/* The keys of this computer that begin so. */
function known(begins) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(begins));
  } catch {
    return [];
  }
}

function link(href, words) {
  const found = document.createElement("a");
  found.className = "office-button";
  found.href = href;
  found.textContent = words;
  return found;
}

function press(words, run) {
  const found = document.createElement("button");
  found.type = "button";
  found.className = "office-button";
  found.textContent = words;
  found.addEventListener("click", run);
  return found;
}

for (const place of document.querySelectorAll("[data-writing]")) {
  if (place.dataset.writingPerson && place.dataset.writingUid) new Writing(place);
}
