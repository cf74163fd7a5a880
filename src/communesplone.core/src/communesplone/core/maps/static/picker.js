/* Chooses positions on a map in a form; before its button is pressed nobody is contacted. */

const { leaflet, PIN, link } = await import(new URL(`maps.js${new URL(import.meta.url).search}`, import.meta.url));
const KEPT = "communes-map-middle";
const LINE = /^\s*(\d{2}(?:[.,]\d+)?)\s*[;, ]\s*(\d{1,2}(?:[.,]\d+)?)\s*$/;

for (const box of document.querySelectorAll("[data-communes-picker]")) {
  box.hidden = false;
  const button = box.querySelector(".map-ask button");
  button.addEventListener("click", async () => {
    button.setAttribute("aria-disabled", "true");
    try {
      show(await leaflet(), box);
    } catch {
      box.querySelector(".map-said").textContent = box.dataset.failed;
    }
  }, { once: true });
}

function show(L, box) {
  const field = box.dataset.communesPicker === "lines" ? lines(box) : point(box);
  const frame = document.createElement("div");
  frame.className = "map-frame";
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", box.dataset.name);
  box.querySelector(".map-ask").replaceWith(frame);
  box.querySelector(".map-tools").hidden = false;

  const map = L.map(frame, { scrollWheelZoom: false, zoomControl: false, zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false });
  map.attributionControl.setPrefix(false);
  L.control.zoom({ zoomInTitle: box.dataset.zoomIn, zoomOutTitle: box.dataset.zoomOut }).addTo(map);
  const tiles = L.tileLayer(box.dataset.tiles, {
    maxZoom: Number(box.dataset.maxZoom),
    attribution: link(box.dataset.attribution, box.dataset.attributionUrl).outerHTML,
  }).addTo(map);
  tiles.once("tileerror", () => { box.querySelector(".map-said").textContent = box.dataset.failed; });

  const accent = getComputedStyle(box).getPropertyValue("--acc").trim() || "#0b5563";
  const drawn = L.featureGroup().addTo(map);
  const icon = L.divIcon({ className: "map-pin", html: PIN, iconSize: [36, 52], iconAnchor: [18, 50] });
  const draw = () => {
    drawn.clearLayers();
    const found = field.read();
    if (found.length > 1) L.polyline(found, { color: accent, weight: 6, interactive: false }).addTo(drawn);
    for (const [index, where] of found.entries()) {
      const pin = L.marker(where, { icon, draggable: true, keyboard: false, alt: box.dataset.point, title: box.dataset.point });
      pin.on("dragend", () => { field.move(index, rounded(pin.getLatLng())); draw(); });
      pin.addTo(drawn);
    }
  };
  const add = (latlng) => {
    const where = rounded(latlng);
    field.add(where);
    draw();
    box.querySelector(".map-said").textContent = `${box.dataset.said}${where.join(", ")}`;
  };
  map.on("click", (event) => add(event.latlng));
  map.on("moveend", () => keep([...rounded(map.getCenter()), map.getZoom()]));
  for (const tool of box.querySelectorAll("[data-do]")) {
    tool.addEventListener("click", () => {
      if (tool.dataset.do === "middle") add(map.getCenter());
      else { field[tool.dataset.do](); draw(); }
    });
  }
  field.onchange(draw);

  draw();
  if (drawn.getLayers().length) map.fitBounds(drawn.getBounds(), { maxZoom: 16, padding: [40, 40] });
  else {
    const [latitude, longitude, zoom] = kept() ?? [50.3, 4.9, 8];
    map.setView([latitude, longitude], zoom);
  }
  frame.focus();
}

/* One point in two fields. */
function point(box) {
  const fields = [box.dataset.latitude, box.dataset.longitude].map((id) => document.getElementById(id));
  const write = (where) => fields.forEach((field, index) => fill(field, String(where[index])));
  return {
    read: () => {
      const found = fields.map((field) => Number.parseFloat(field.value.replace(",", ".")));
      return found.every(Number.isFinite) ? [found] : [];
    },
    add: write,
    move: (_index, where) => write(where),
    onchange: (draw) => fields.forEach((field) => field.addEventListener("change", draw)),
  };
}

/* A position a line; lines that are none stay as they are. */
function lines(box) {
  const field = document.getElementById(box.dataset.text);
  const all = () => field.value.split("\n").filter((line) => line.trim());
  const read = () => all().map((line) => line.match(LINE)).filter(Boolean)
    .map((match) => [match[1], match[2]].map((part) => Number.parseFloat(part.replace(",", "."))));
  const write = (found) => fill(field, found.join("\n"));
  return {
    read,
    add: (where) => write([...all(), where.join(", ")]),
    move: (index, where) => {
      let at = -1;
      write(all().map((line) => (LINE.test(line) && ++at === index ? where.join(", ") : line)));
    },
    undo: () => write(all().slice(0, -1)),
    close: () => {
      const found = read();
      const [first, last] = [found[0], found.at(-1)];
      if (found.length > 2 && String(first) !== String(last)) write([...all(), first.join(", ")]);
    },
    onchange: (draw) => field.addEventListener("change", draw),
  };
}

function fill(field, value) {
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

/* A metre is enough. */
function rounded({ lat, lng }) {
  return [lat, lng].map((part) => Number(part.toFixed(5)));
}

/* Where this editor looked last: the next place is seldom far. */
function keep(view) {
  try { localStorage.setItem(KEPT, JSON.stringify(view)); } catch { /* a browser that keeps nothing */ }
}

function kept() {
  try { return JSON.parse(localStorage.getItem(KEPT)); } catch { return null; }
}
