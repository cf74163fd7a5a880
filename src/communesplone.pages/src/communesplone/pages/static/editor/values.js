/* What the form holds, as a page would keep it: { title, …, sections: [{ id, type, … }] }. */

const PAGE = "_page.";

export function valuesOf(form) {
  const found = {};
  for (const field of form.querySelectorAll(`[name^="${PAGE}"]`)) {
    found[field.name.slice(PAGE.length)] = field.value;
  }
  found.sections = [...form.querySelectorAll(".sections-item")].map(section);
  return found;
}

/* The field at the way of a finding: "title", "sections.s1ab.questions.2.answer". */
export function fieldAt(form, way) {
  const name = way.startsWith("sections.") ? way.slice("sections.".length) : PAGE + way;
  return form.querySelector(`[name="${CSS.escape(name)}"]`);
}

function section(item) {
  const made = { id: item.id, type: item.dataset.type };
  for (const field of item.querySelectorAll("[name]")) {
    const [id, ...way] = field.name.split(".");
    if (id !== item.id || field.tagName === "BUTTON" || way[0] === "type") continue;
    if (field.type === "hidden" && way.at(-1) === "count") place(made, way.slice(0, -1), []);
    else if (field.type !== "checkbox") place(made, way, field.value);
    else if (field.value === "1") place(made, way, field.checked);
    else if (field.checked) place(made, way, [...(at(made, way) ?? []), field.value]);
  }
  return made;
}

function at(made, way) {
  return way.reduce((holder, name) => holder?.[name], made);
}

function place(made, way, value) {
  const last = way.at(-1);
  let holder = made;
  way.slice(0, -1).forEach((name, number) => {
    holder[name] ??= /^\d+$/.test(way[number + 1]) ? [] : {};
    holder = holder[name];
  });
  holder[last] = value;
}
