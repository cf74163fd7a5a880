/* What the editor asks the server: a section drawn, a new one, pages to copy from, saving. */

export class Server {
  constructor(form, options) {
    this.form = form;
    this.options = options;
  }

  get token() {
    return this.form.elements._authenticator.value;
  }

  /* {parts, items}, or null when the network or the session is gone. */
  async part(action, fields) {
    const body = new FormData();
    for (const [name, value] of fields) body.append(name, value);
    body.append("do", action);
    body.append("_authenticator", this.token);
    return this.json(this.options.part, { method: "POST", body });
  }

  /* {UID, url} of a picture that was sent, or {refused: why}. */
  async upload(file) {
    const body = new FormData();
    body.append("file", file);
    body.append("_authenticator", this.token);
    const headers = { Accept: "application/json" };
    const response = await this.fetch(this.options.upload, { method: "POST", body, headers });
    if (response?.status === 400) return { refused: await response.text() };
    if (!response?.ok) return {};
    return JSON.parse(await response.text());
  }

  async picture(fields) {
    fields.append("_authenticator", this.token);
    return this.json(this.options.picture, { method: "POST", body: fields });
  }

  /* {uid, src, focus, crop} of a picture that this person may change, else null. */
  async framed(uid) {
    return this.json(`${this.options.picture}?${new URLSearchParams({ uid })}`, {});
  }

  async sources(query) {
    const found = await this.json(`${this.options.sources}?${new URLSearchParams(query)}`, {});
    return found ?? [];
  }

  /* The headings of the page as it is typed. */
  async outline() {
    return (await this.part("outline", new FormData(this.form)))?.outline ?? [];
  }

  /* {base, united}, {ask: true} when a person has to look, or null. */
  async save() {
    const body = new FormData(this.form);
    body.append("do", "save");
    body.append("answer", "json");
    const response = await this.fetch(this.form.action, { method: "POST", body });
    if (response?.status === 409 || response?.status === 422) return { ask: true };
    return this.read(response);
  }

  async json(url, options) {
    return this.read(await this.fetch(url, options));
  }

  async read(response) {
    const kind = response?.headers.get("Content-Type") ?? "";
    return response?.ok && kind.includes("json") ? response.json() : null;
  }

  async fetch(url, options) {
    try {
      return await fetch(url, { credentials: "same-origin", ...options });
    } catch {
      return null;
    }
  }
}
