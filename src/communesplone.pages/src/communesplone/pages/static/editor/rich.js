/* Editors of text: each is made when its field is looked at, and followed from key to key. */

const MOST_TRIES = 50;

export class Rich {
  constructor(editor) {
    this.editor = editor;
    this.follow();
  }

  scan(item) {
    window.jQuery?.(item).trigger("patterns-injected", [null, null, item]);
  }

  /* An editor of text weighs: each is made when its section is looked at. */
  enrich(item, tries = 0) {
    const plain = [...(item?.querySelectorAll("textarea.sections-rich") ?? [])];
    if (!plain.length) return;
    // The patterns of Plone come some time after the page, or never: then text is written as it is
    if (!window.__patternslib_registry) {
      if (tries < MOST_TRIES) setTimeout(() => this.enrich(item, tries + 1), 200);
      return;
    }
    for (const area of plain) area.classList.replace("sections-rich", "pat-tinymce");
    this.scan(item);
  }

  /* Text being written in an editor goes to its field, before the editor leaves. */
  keep(item) {
    for (const area of item.querySelectorAll("textarea")) window.tinymce?.get(area.id)?.save();
  }

  /* Editors of text write into their field only at the end: this follows each key. */
  follow() {
    const begin = () => {
      if (!window.tinymce) return setTimeout(begin, 400);
      for (const one of window.tinymce.get()) this.follows(one);
      window.tinymce.on("AddEditor", ({ editor }) => this.follows(editor));
      return 0;
    };
    begin();
  }

  follows(rich) {
    if (rich.initialized) this.attach(rich);
    else rich.on("init", () => this.attach(rich));
  }

  attach(rich) {
    const { editor } = this;
    const area = rich.getElement?.();
    if (!area || !editor.form.contains(area) || area.dataset.followed) return;
    area.dataset.followed = "1";
    // Who hears the page is told of which field this document is
    rich.iframeElement.title = area.labels[0]?.textContent.trim() ?? "";
    area.dispatchEvent(new CustomEvent("communes:rich"));
    rich.on("input change undo redo", () => {
      rich.save();
      area.dispatchEvent(new Event("input", { bubbles: true }));
    });
    rich.on("keydown", (event) => {
      if (event.key === "Escape") editor.select(editor.current, "stage");
      else editor.key(event);
    });
  }

  /* An editor that is still being made takes the focus when it is there. */
  focus(area) {
    const rich = window.tinymce?.get(area.id);
    if (rich?.initialized) return rich.focus();
    // Somebody who went on meanwhile is left where they are
    const waits = () => [area, document.body].includes(document.activeElement);
    const later = () => waits() && window.tinymce.get(area.id).focus();
    area.addEventListener("communes:rich", later, { once: true });
    return area.focus();
  }

  /* Puts a link where the cursor is; without an editor, at the end. */
  link(area, href, words) {
    const rich = window.tinymce?.get(area.id);
    const link = document.createElement("a");
    link.setAttribute("href", href);
    link.textContent = words;
    if (rich?.initialized) {
      rich.focus();
      if (rich.selection.isCollapsed()) rich.insertContent(`${link.outerHTML} `);
      else rich.execCommand("mceInsertLink", false, { href });
      rich.save();
    } else area.value += link.outerHTML;
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
