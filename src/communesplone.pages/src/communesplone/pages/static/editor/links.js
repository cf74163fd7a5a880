/* A link to a heading: of this page, or of another one. */

export class Links {
  constructor(editor) {
    this.editor = editor;
    editor.panel.addEventListener("click", (event) => {
      const button = event.target.closest("[data-link]");
      if (button) this.open(button);
    });
  }

  open(button) {
    const { picker, said, server } = this.editor;
    this.area = document.getElementById(button.dataset.link);
    const here = () => server.outline();
    picker.show(button, said.linkHere, async () => {
      const found = await here();
      const others = { name: said.linkOther, use: "", run: () => this.others() };
      return [...picker.matching(found.map((one) => this.option(one))), others];
    });
  }

  others() {
    const { picker, said, server } = this.editor;
    picker.ask(said.linkPage, async () => {
      const pages = await server.sources({ text: picker.input.value });
      return pages.map((page) => ({ name: page.title, use: page.path, run: () => this.page(page) }));
    });
  }

  async page(page) {
    const { picker, said, server } = this.editor;
    const found = await server.sources({ outline: page.uid });
    const options = found.map((one) => this.option(one));
    const whole = this.option({ title: page.title, href: `resolveuid/${page.uid}`, kind: said.linkWhole });
    picker.ask(said.linkTo.replace("{name}", page.title), () => picker.matching([whole, ...options]));
  }

  option({ title, kind, href }) {
    const run = () => {
      this.editor.picker.close();
      this.editor.rich.link(this.area, href, title);
      this.editor.say("linkPut", { name: title });
    };
    return { name: title, use: kind, run };
  }
}
