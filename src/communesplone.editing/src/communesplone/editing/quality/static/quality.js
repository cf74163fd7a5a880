/* Quality while typing: asks the server about what a form holds, and shows the answer beside it.
   It writes nothing anywhere but into the form, and what it writes there can be undone.

   A form of an add-on embeds it with the panel of @@quality-panel and
   watch(panel, { read, write, show, listen }):
   read()            the values of fields by name: { title: "…", sections: [ … ] }
   write(changes)    puts values in, by way ("text", "sections.s1ab.text"); returns a way back
   show(finding)     brings the place into view
   listen(changed)   calls changed() when somebody has typed
   open()            may be left out: brings the panel itself into view
   holds(way)        may be left out: whether the form has the field of a finding; what it has not
                     is mended on the page of quality */

const WAIT = 1200;
/* The elements that a finding of a check counts with `at`. */
export const TAGS = {
  alternatives: "img",
  link_words: "a",
  dead_links: "a",
  headings: "h1,h2,h3,h4,h5,h6,p",
};

const BLOCKS = "p,h1,h2,h3,h4,h5,h6,li,td,th,dt,dd,blockquote,figcaption,caption,div,pre";
const LONG = 25;

/* What `at` of a finding counts: elements, or the long paragraphs of the check "twins". */
function places(body, check) {
  if (check !== "twins") return body.querySelectorAll(TAGS[check] || "none");
  return [...body.querySelectorAll(BLOCKS)].filter(
    (one) =>
      !one.querySelector(BLOCKS) &&
      (one.textContent.match(/[\p{L}\p{N}_]+/gu) || []).length >= LONG,
  );
}

export function watch(panel, form) {
  const list = panel.querySelector("[data-found]");
  const summary = panel.querySelector("[data-summary]");
  const title = panel.querySelector("#quality-title");
  const words = Object.fromEntries(
    [...panel.querySelector("[data-words]").content.querySelectorAll("[data-name]")].map((one) => [
      one.dataset.name,
      one.textContent.trim(),
    ]),
  );
  let timer, asking, mending = false, current = -1;

  panel.querySelector("[data-keys]").hidden = false;
  form.listen(() => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  document.addEventListener("keydown", (event) => {
    if (event.altKey && !event.ctrlKey && !event.metaKey && event.code === "KeyN") {
      event.preventDefault();
      next();
    }
  });
  // The text of a rich text editor is a document of its own: it hands the keys on.
  panel.addEventListener("quality:next", next);
  setTimeout(ask, 0);

  async function post(more) {
    asking?.abort();
    asking = new AbortController();
    const values = form.read();
    if (panel.dataset.type) values.type = panel.dataset.type;
    const answer = await fetch(panel.dataset.quality, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRF-TOKEN": panel.dataset.token },
      body: JSON.stringify({ values, ...more }),
      signal: asking.signal,
    });
    return [answer.ok, await answer.json()];
  }

  async function ask() {
    // A mend changes the form in a moment: what is asked now would be about the form before it.
    if (mending) return;
    try {
      const [good, found] = await post({});
      if (good) draw(found);
      else say(words.failed);
    } catch (error) {
      if (error.name !== "AbortError") say(words.failed);
    }
  }

  async function mend(finding, name, answer, item) {
    if (mending) return;
    clearTimeout(timer);
    mending = true;
    try {
      const [good, found] = await post({ mend: { key: finding.key, name, answer } });
      if (!good) return refuse(item, found.error || words.failed);
      const back = form.write(found.changes);
      draw(found);
      done(words.done, back);
      if (list.children.length) focusOn(Math.min(finding.number - 1, list.children.length - 1));
      else title.focus();
    } catch (error) {
      if (error.name !== "AbortError") refuse(item, words.failed);
    } finally {
      mending = false;
    }
  }

  /* What somebody says of a problem is kept with the page at once, whatever becomes of the form. */
  async function settle(finding, item) {
    if (mending) return;
    clearTimeout(timer);
    mending = true;
    try {
      const [good, found] = await post({ say: finding.key });
      if (!good) return refuse(item, found.error || words.failed);
      draw(found);
      done(words.said, () => post({ take_back: found.mark }));
      title.focus();
    } catch (error) {
      if (error.name !== "AbortError") refuse(item, words.failed);
    } finally {
      mending = false;
    }
  }

  function say(text) {
    summary.textContent = text;
  }

  function done(text, back) {
    panel.querySelector(".quality-done")?.remove();
    const line = made("p", "office-message ok quality-done");
    const button = made("button", "office-button text", words.undo);
    button.type = "button";
    button.addEventListener("click", async () => {
      await back();
      line.remove();
      title.focus();
      ask();
    });
    line.setAttribute("role", "status");
    line.append(text, " ", button);
    list.before(line);
  }

  function refuse(item, text) {
    item.querySelector(".error")?.remove();
    const line = made("p", "error", text);
    line.setAttribute("role", "alert");
    item.querySelector(".office-field, .quality-mend")?.append(line);
    item.querySelector("input, textarea, select")?.setAttribute("aria-invalid", "true");
  }

  /* What was typed into the panel, and where the cursor is, stay through a new answer. */
  function draw(found) {
    const typed = {};
    for (const input of list.querySelectorAll("[data-answer]")) {
      if (input.value !== input.dataset.first) typed[input.dataset.answer] = input.value;
    }
    const held = list.contains(document.activeElement) ? document.activeElement.dataset.hold : null;
    list.replaceChildren(...found.findings.map((one) => row(one, typed)));
    panel.querySelector("[data-count]")?.remove();
    if (found.total) {
      const count = made("span", "", `(${found.total})`);
      count.dataset.count = "";
      title.append(" ", count);
    }
    summary.replaceChildren();
    if (found.total) {
      const law = found.words.law.charAt(0).toUpperCase() + found.words.law.slice(1);
      summary.append(made("b", "", law), `, ${found.words.advice}.`);
    } else say(words.none);
    if (held) list.querySelector(`[data-hold="${CSS.escape(held)}"]`)?.focus();
    panel.dispatchEvent(new CustomEvent("quality:found", { detail: found, bubbles: true }));
  }

  function row(finding, typed) {
    const item = made("li", finding.severity);
    const head = made("p", "quality-what");
    const number = made("button", "quality-number", String(finding.number));
    number.type = "button";
    number.setAttribute("aria-label", `${finding.number}. ${finding.title} ${words.show}`);
    number.dataset.hold = `${finding.key}/number`;
    number.addEventListener("click", () => form.show(finding));
    head.append(number, made("b", "", finding.title));
    item.append(head);
    if (finding.holds) item.append(made("p", "quality-holds", finding.holds));
    item.append(made("p", "office-second", finding.why));
    if (finding.place || finding.excerpt) {
      const place = made("p", "quality-place office-quiet", finding.place);
      if (finding.excerpt) place.append(" ", made("q", "office-words", finding.excerpt));
      if (finding.url) {
        // Leaving the form would lose what is typed.
        const link = made("a", "", words.look);
        link.href = finding.url;
        link.target = "_blank";
        link.rel = "noopener";
        place.append(" ", link);
      }
      item.append(place);
    }
    const mends = made("div", "quality-mends");
    const here = form.holds?.(finding.way) ?? true;
    if (here) mends.append(...finding.mends.map((one) => way(finding, one, item, typed)));
    else mends.append(elsewhere(finding));
    // Of a page that is not there yet nothing can be kept: it is saved as a draft first.
    if (finding.unless && !panel.dataset.type) mends.append(unless(finding, item));
    item.append(mends);
    return item;
  }

  /* A field that this form does not have is mended where everything is. */
  function elsewhere(finding) {
    const link = made("a", "office-button", words.elsewhere);
    link.href = panel.querySelector("[data-mends]").href;
    link.dataset.hold = `${finding.key}/elsewhere`;
    return link;
  }

  function unless(finding, item) {
    const box = made("div", "quality-unless");
    const button = made("button", "office-button", finding.unless);
    const line = made("p", "office-consequence", words.keeps);
    line.id = `quality-${finding.key}-keeps`;
    button.type = "button";
    button.dataset.hold = `${finding.key}/unless`;
    button.setAttribute("aria-describedby", line.id);
    button.addEventListener("click", () => settle(finding, item));
    box.append(button, line);
    return box;
  }

  function way(finding, one, item, typed) {
    const box = made("div", "quality-mend");
    const hold = `${finding.key}/${one.name}`;
    let answer = null;
    if (one.asks || one.choices.length) {
      const label = made("label", "", one.asks || one.label);
      answer = made(one.choices.length ? "select" : one.long ? "textarea" : "input", "office-input");
      for (const choice of one.choices) answer.append(new Option(choice.words, choice.value));
      if (one.long) answer.rows = 4;
      answer.id = label.htmlFor = `quality-${hold.replace(/[^\w-]/g, "-")}`;
      answer.value = typed[hold] ?? (one.choices.length ? one.choices[0].value : one.proposal);
      answer.dataset.answer = hold;
      answer.dataset.first = one.proposal;
      answer.dataset.hold = `${hold}/answer`;
      const field = made("div", "office-field");
      field.append(label, answer);
      box.append(field);
      // Enter in a field of the panel must not send the form around it.
      answer.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || answer.tagName === "TEXTAREA") return;
        event.preventDefault();
        mend(finding, one.name, answer.value, item);
      });
    }
    const button = made("button", "office-button", one.label);
    button.type = "button";
    button.dataset.hold = hold;
    button.addEventListener("click", () => mend(finding, one.name, answer?.value ?? "", item));
    box.append(button);
    return box;
  }

  function next() {
    form.open?.();
    if (!list.children.length) return title.focus();
    const at = [...list.children].findIndex((one) => one.contains(document.activeElement));
    current = (at < 0 ? current + 1 : at + 1) % list.children.length;
    focusOn(current);
  }

  function focusOn(at) {
    const item = list.children[at];
    current = at;
    item.querySelector(".quality-number")?.click();
    (item.querySelector("input, textarea, select, .quality-mends button, .quality-mends a") ||
      item.querySelector("button"))?.focus();
    item.scrollIntoView({ block: "nearest" });
  }

  title.tabIndex = -1;
  return { ask, next, go: (number) => list.children[number - 1] && focusOn(number - 1) };
}

function made(tag, name, text) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text) element.textContent = text;
  return element;
}

/* Plone's own forms: fields by the last part of their name */

export function ofForm(form, panel) {
  // An editor that is still loading has no content yet: its field has.
  const rich = (field) => {
    const editor = window.tinymce?.get(field.id);
    return editor?.initialized ? editor : null;
  };

  function fields() {
    return [...form.elements].filter(
      (one) => one.name?.startsWith("form.widgets.") && !one.name.endsWith("-empty-marker"),
    );
  }

  const nameOf = (field) => field.name.replace(/:list$/, "").split(".").pop();

  function read() {
    const values = {};
    for (const field of fields()) {
      if (field.type === "checkbox" && /:list$/.test(field.name)) {
        if (field.value === "selected") values[nameOf(field)] = field.checked;
      } else if (field.type === "file") {
        if (field.files.length) values[nameOf(field)] = field.files[0].name;
      } else if (["text", "textarea", "date", "url", "email", "select-one"].includes(field.type)) {
        values[nameOf(field)] = rich(field)?.getContent() ?? field.value;
      }
    }
    delete values.sections;
    delete values.language;
    return values;
  }

  function write(changes) {
    const back = [];
    for (const [way, value] of Object.entries(changes)) {
      const field = fields().find((one) => nameOf(one) === way);
      if (!field) continue;
      const editor = rich(field);
      if (editor) {
        const before = editor.getContent();
        editor.undoManager.transact(() => editor.setContent(value));
        back.push(() => editor.undoManager.transact(() => editor.setContent(before)));
      } else if (field.type === "checkbox") {
        const before = field.checked;
        field.checked = Boolean(value);
        back.push(() => (field.checked = before));
      } else {
        const before = field.value;
        field.value = value ?? "";
        back.push(() => (field.value = before));
      }
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
    return () => back.reverse().forEach((one) => one());
  }

  function show(finding) {
    const field = fields().find((one) => nameOf(one) === finding.way);
    if (!field) return;
    // Plone folds parts of a form away: the one with the field comes to the front.
    const part = field.closest("fieldset");
    const tabs = form.querySelectorAll(".autotoc-nav a");
    const parts = [...form.querySelectorAll("fieldset")];
    if (part && !part.offsetParent) tabs[parts.indexOf(part)]?.click();
    const editor = rich(field);
    (editor ? editor.getContainer() : field).scrollIntoView({ block: "center" });
    const node = editor && places(editor.getBody(), finding.check)[finding.at];
    if (node) {
      editor.selection.select(node);
      node.scrollIntoView({ block: "center" });
    }
  }

  function listen(changed) {
    form.addEventListener("input", (event) => panel.contains(event.target) || changed());
    form.addEventListener("change", (event) => panel.contains(event.target) || changed());
    const known = new WeakSet();
    const hear = (editor) => {
      if (known.has(editor)) return;
      known.add(editor);
      editor.on("input change undo redo", changed);
      editor.on("keydown", (event) => {
        if (event.altKey && event.code === "KeyN") {
          event.preventDefault();
          panel.dispatchEvent(new Event("quality:next"));
        }
      });
      changed();
    };
    const look = () => {
      const found = window.tinymce;
      if (!found) return false;
      found.get().forEach(hear);
      found.on("AddEditor", (event) => event.editor.on("init", () => hear(event.editor)));
      return true;
    };
    // Plone loads its editor when it is needed, some time after the page.
    let tries = 0;
    const timer = setInterval(() => (look() || ++tries > 60) && clearInterval(timer), 500);
  }

  return { read, write, show, listen };
}

for (const panel of document.querySelectorAll("[data-quality]")) {
  const form = document.querySelector("form.edit-form, form.view-name-edit, #form, form.rowlike");
  if (form?.querySelector("[name^='form.widgets.']")) watch(panel, ofForm(form, panel));
}
