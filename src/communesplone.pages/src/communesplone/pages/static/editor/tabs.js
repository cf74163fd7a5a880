/* What stands beside the page: its sections, the page itself, its quality. */

export class Tabs {
  constructor(editor) {
    this.editor = editor;
    this.tabs = [...editor.form.querySelectorAll("[role=tab]")];
    for (const tab of this.tabs) {
      tab.addEventListener("click", () => this.open(nameOf(tab)));
      tab.addEventListener("keydown", (event) => this.key(event, tab));
    }
    for (const one of editor.form.querySelectorAll("[data-look]")) {
      one.addEventListener("click", () => editor.select(one.dataset.look, "fields"));
    }
    this.open("list", false);
  }

  key(event, tab) {
    const at = this.tabs.indexOf(tab);
    const last = this.tabs.length - 1;
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const other = this.tabs.at(to % this.tabs.length);
    this.open(nameOf(other));
    other.focus();
  }

  open(name, byHand = true) {
    const { form, stage } = this.editor;
    for (const tab of this.tabs) {
      const here = nameOf(tab) === name;
      const panel = form.querySelector(`#sections-panel-${nameOf(tab)}`);
      tab.setAttribute("aria-selected", here ? "true" : "false");
      tab.tabIndex = here ? 0 : -1;
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      panel.hidden = !here;
    }
    for (const end of form.querySelectorAll(".sections-end")) {
      end.hidden = (end.dataset.of === "quality") !== (name === "quality");
    }
    if (name === "page") this.editor.rich.enrich(form.querySelector("#sections-panel-page"));
    if (byHand && name === "page") stage.show("_page");
    if (byHand && name === "list") this.editor.rich.enrich(this.editor.item(this.editor.current));
  }
}

function nameOf(tab) {
  return tab.id.split("-").at(-1);
}
