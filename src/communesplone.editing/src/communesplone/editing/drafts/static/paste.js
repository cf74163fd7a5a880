/* What is pasted into an editor of text: its structure stays, the dress of Word and of other
   sites leaves. The server cleans again what is saved; this shows at once what will remain. */

const KEPT = new Set(
  "P BR H2 H3 H4 H5 STRONG B EM I SUB SUP UL OL LI A TABLE CAPTION THEAD TBODY TFOOT TR TH TD BLOCKQUOTE IMG".split(" "),
);
const ATTRIBUTES = { A: ["href", "title"], IMG: ["src", "alt"], TD: ["colspan", "rowspan"], TH: ["colspan", "rowspan", "scope"] };
const DROPPED = "script, style, meta, link, title, head, iframe, object, embed, svg, form, xml, noscript, button";
const RENAMED = { H1: "h2", H6: "h5", DIV: "p", B: "strong", I: "em" };
const BULLET = /^[\s ]*(?:[·•◦▪§oØ\-–]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])[\s ]+/i;
const NUMBER = /^[\s ]*\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]/i;

export function cleaned(html) {
  const doc = new DOMParser().parseFromString(fragment(html), "text/html");
  const { body } = doc;
  for (const one of [...body.querySelectorAll(DROPPED)]) one.remove();
  comments(body);
  lists(body);
  bold(body);
  walk(body);
  tables(body);
  empty(body);
  return body.innerHTML.trim();
}

/* Clipboards mark what was chosen; Word wraps what follows in comments of its own. */
function fragment(html) {
  const inside = html.match(/<!--StartFragment-->([\s\S]*?)<!--EndFragment-->/i);
  return (inside ? inside[1] : html)
    .replace(/<!--\[if gte[\s\S]*?<!\[endif\]-->/gi, "")
    .replace(/<\/?(?:o|w|m|v|st1):[^>]*>/gi, "");
}

function comments(body) {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  for (const one of found) one.remove();
}

/* Word writes lists as paragraphs with a bullet typed in front. */
function lists(body) {
  let list = null;
  for (const item of [...body.querySelectorAll("p")]) {
    const dress = `${item.className} ${item.getAttribute("style") ?? ""}`;
    if (!/MsoList|mso-list/i.test(dress) || /mso-list:\s*none/i.test(dress)) {
      list = null;
      continue;
    }
    const kind = NUMBER.test(item.textContent) ? "ol" : "ul";
    const follows = list && list === previous(item) && list.localName === kind;
    if (!follows) {
      list = body.ownerDocument.createElement(kind);
      item.before(list);
    }
    for (const mark of item.querySelectorAll("[style*='mso-list']")) mark.remove();
    const entry = body.ownerDocument.createElement("li");
    entry.append(...item.childNodes);
    strip(entry);
    list.append(entry);
    item.remove();
  }
}

function previous(item) {
  return item.previousElementSibling;
}

function strip(entry) {
  const first = entry.ownerDocument.createTreeWalker(entry, NodeFilter.SHOW_TEXT).nextNode();
  if (first) first.data = first.data.replace(BULLET, "");
}

/* Weight and slant that stand in a style become words of the text. */
function bold(body) {
  for (const one of [...body.querySelectorAll("span[style], font[style]")]) {
    const { fontWeight, fontStyle } = one.style;
    const heavy = fontWeight === "bold" || Number(fontWeight) >= 600;
    const name = heavy ? "strong" : fontStyle === "italic" ? "em" : "";
    if (name) rename(one, name);
  }
  for (const one of [...body.querySelectorAll("b[style*='font-weight']")]) {
    if (one.style.fontWeight === "normal") one.replaceWith(...one.childNodes);
  }
}

function walk(body) {
  for (let one of [...body.querySelectorAll("*")]) {
    const name = RENAMED[one.tagName];
    if (name && !(name === "p" && one.querySelector("p, div, ul, ol, table, h1, h2, h3, h4"))) one = rename(one, name);
    if (!KEPT.has(one.tagName) || (one.tagName === "A" && !one.getAttribute("href"))) {
      one.replaceWith(...one.childNodes);
      continue;
    }
    for (const { name: attribute } of [...one.attributes]) {
      if (!(ATTRIBUTES[one.tagName] ?? []).includes(attribute)) one.removeAttribute(attribute);
    }
    if (one.tagName === "A" && !/^(https?:|mailto:|tel:|\/|#|\.|resolveuid)/i.test(one.getAttribute("href"))) {
      one.replaceWith(...one.childNodes);
    }
    if (one.tagName === "IMG" && !/^(https?:|\/|\.|resolveuid)/i.test(one.getAttribute("src") ?? "")) one.remove();
  }
}

/* A table says what its columns are: its first row does, when nothing does. */
function tables(body) {
  for (const table of body.querySelectorAll("table")) {
    for (const inner of table.querySelectorAll("td > p:only-child, th > p:only-child")) inner.replaceWith(...inner.childNodes);
    if (table.rows.length < 2 || table.querySelector("th")) continue;
    for (const cell of [...table.rows[0].cells]) rename(cell, "th").setAttribute("scope", "col");
  }
}

function empty(body) {
  for (const one of [...body.querySelectorAll("p, h2, h3, h4, h5, li, strong, em, b, i")]) {
    if (!one.textContent.replace(/ /g, " ").trim() && !one.querySelector("img, br")) one.remove();
  }
}

function rename(one, name) {
  const made = one.ownerDocument.createElement(name);
  for (const { name: attribute, value } of [...one.attributes]) made.setAttribute(attribute, value);
  made.append(...one.childNodes);
  one.replaceWith(made);
  return made;
}

function attach(editor) {
  if (editor.communesPaste) return;
  editor.communesPaste = true;
  // Before the editor's own filter, which takes away what tells a list of Word
  editor.on(
    "PastePreProcess",
    (event) => {
      if (!event.internal) event.content = cleaned(event.content);
    },
    true,
  );
}

function begin() {
  if (!window.tinymce) return setTimeout(begin, 400);
  window.tinymce.get().forEach(attach);
  window.tinymce.on("AddEditor", ({ editor }) => attach(editor));
  return 0;
}

begin();
