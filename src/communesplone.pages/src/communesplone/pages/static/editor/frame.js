/* What is shown of a picture, and what must stay in view: by pointer, by finger, by key. */

const SMALLEST = 10;
const SIDES = ["left", "top", "right", "bottom"];

export class Frame {
  constructor(box) {
    this.image = box.querySelector("img");
    this.point = box.querySelector(".sections-point");
    this.cut = box.querySelector(".sections-cut");
    const slider = (name) => box.querySelector(`[data-side="${name}"]`);
    this.focusSliders = [slider("x"), slider("y")];
    this.sides = SIDES.map(slider);
    for (const one of this.focusSliders) one.addEventListener("input", () => this.draw());
    this.sides.forEach((one, at) => one.addEventListener("input", () => this.moved(at)));
    box.querySelector(".sections-whole").addEventListener("click", () => this.set(this.focus, ""));
    this.image.addEventListener("click", (event) => this.clicked(event));
    for (const grip of this.cut.children) {
      grip.addEventListener("pointerdown", (event) => this.take(event, grip));
    }
  }

  get focus() {
    return this.focusSliders.map((one) => one.value).join(", ");
  }

  /* "left, top, right, bottom" in percent; empty for the whole picture. */
  get crop() {
    const found = this.sides.map((one) => one.value).join(", ");
    return found === "0, 0, 100, 100" ? "" : found;
  }

  set(focus, crop) {
    const numbers = (text, usual) => (text ? text.split(/[^\d]+/).map(Number) : usual);
    numbers(focus, [50, 50]).forEach((value, at) => (this.focusSliders[at].value = value));
    numbers(crop, [0, 0, 100, 100]).forEach((value, at) => (this.sides[at].value = value));
    this.draw();
  }

  /* A side stops before it meets the other one. */
  moved(at) {
    const [side, other] = [this.sides[at], this.sides[(at + 2) % 4]];
    const most = at < 2 ? Number(other.value) - SMALLEST : 100;
    const least = at < 2 ? 0 : Number(other.value) + SMALLEST;
    side.value = Math.min(Math.max(Number(side.value), least), most);
    this.draw();
  }

  at(event) {
    const box = this.image.getBoundingClientRect();
    const percent = (where, start, size) => Math.round(Math.min(Math.max((100 * (where - start)) / size, 0), 100));
    return [percent(event.clientX, box.left, box.width), percent(event.clientY, box.top, box.height)];
  }

  clicked(event) {
    this.at(event).forEach((value, at) => (this.focusSliders[at].value = value));
    this.draw();
  }

  /* A corner of the crop, with the pointer that took it. */
  take(event, grip) {
    event.preventDefault();
    grip.setPointerCapture(event.pointerId);
    const sides = grip.dataset.sides.split(" ").map((name) => SIDES.indexOf(name));
    const move = (moved) => {
      const where = this.at(moved);
      for (const side of sides) {
        this.sides[side].value = where[side % 2];
        this.moved(side);
      }
    };
    grip.addEventListener("pointermove", move);
    grip.addEventListener("lostpointercapture", () => grip.removeEventListener("pointermove", move), { once: true });
  }

  draw() {
    const [x, y] = this.focusSliders.map((one) => one.value);
    const [left, top, right, bottom] = this.sides.map((one) => Number(one.value));
    Object.assign(this.point.style, { left: `${x}%`, top: `${y}%` });
    Object.assign(this.cut.style, {
      left: `${left}%`,
      top: `${top}%`,
      width: `${right - left}%`,
      height: `${bottom - top}%`,
    });
  }
}
