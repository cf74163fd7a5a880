/* Shows a map when somebody presses its button; before that nobody is contacted. */

const here = new URL(".", import.meta.url);
export const PIN = '<svg viewBox="-18 -50 36 52" aria-hidden="true"><path d="M0 0c-11-15-17-23-17-32a17 17 0 0 1 34 0c0 9-6 17-17 32z"/></svg>';

for (const box of document.querySelectorAll("[data-communes-map]")) {
  const ask = box.querySelector(".map-ask");
  const button = ask.querySelector("button");
  ask.hidden = false;
  button.addEventListener("click", async () => {
    button.setAttribute("aria-disabled", "true");
    try {
      const [L, data] = await Promise.all([leaflet(), features(box)]);
      show(L, box, data);
    } catch {
      say(box, box.dataset.failed);
    }
  }, { once: true });
}

/* Leaflet, fetched once a page from this site. */
let loading;
export function leaflet() {
  loading ??= (async () => {
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = new URL("leaflet/leaflet.css?v=1.9.4", here);
    const styled = new Promise((done) => { sheet.onload = sheet.onerror = done; });
    document.head.append(sheet);
    await Promise.all([import(new URL("leaflet/leaflet.js?v=1.9.4", here)), styled]);
    return window.L;
  })();
  return loading;
}

async function features(box) {
  if (!box.dataset.source) return JSON.parse(box.dataset.features);
  const answer = await fetch(box.dataset.source);
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

function show(L, box, data) {
  const frame = document.createElement("div");
  frame.className = "map-frame";
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", box.dataset.name);
  box.querySelector("svg").replaceWith(frame);
  box.querySelector(".map-ask").remove();
  box.querySelector(".map-elsewhere")?.remove();

  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(frame, {
    scrollWheelZoom: false, zoomControl: false,
    zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still,
  });
  map.attributionControl.setPrefix(false);
  L.control.zoom({ zoomInTitle: box.dataset.zoomIn, zoomOutTitle: box.dataset.zoomOut }).addTo(map);
  map.on("popupopen", ({ popup }) => {
    popup.getElement().querySelector(".leaflet-popup-close-button")
      ?.setAttribute("aria-label", box.dataset.close);
  });
  const tiles = L.tileLayer(box.dataset.tiles, {
    maxZoom: Number(box.dataset.maxZoom),
    attribution: link(box.dataset.attribution, box.dataset.attributionUrl).outerHTML,
  }).addTo(map);
  tiles.once("tileerror", () => say(box, box.dataset.failed));

  const accent = getComputedStyle(box).getPropertyValue("--acc").trim() || "#0b5563";
  const layer = L.geoJSON(data, {
    filter: (feature) => Boolean(feature.geometry),
    style: { color: accent, weight: 6 },
    pointToLayer: (feature, where) => L.marker(where, {
      title: feature.properties.title,
      icon: L.divIcon({ className: "map-pin", html: PIN, iconSize: [36, 52], iconAnchor: [18, 50], popupAnchor: [0, -44] }),
    }),
    onEachFeature: (feature, part) => part.bindPopup(() => words(feature.properties)),
  }).addTo(map);
  const bounds = layer.getBounds();
  if (bounds.isValid()) map.fitBounds(bounds, { maxZoom: 16, padding: [30, 30] });
  else map.setView([50.45, 4.87], 8);
  layer.eachLayer(reachable);
  frame.focus();
}

/* Lines and pins take the keyboard: Tab, then Enter. */
function reachable(part) {
  const element = part.getElement?.();
  if (!element) return part.eachLayer?.(reachable);
  element.setAttribute("tabindex", "0");
  element.setAttribute("role", "button");
  element.setAttribute("aria-label", part.feature.properties.title ?? "");
  if (element instanceof SVGElement) {
    element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); part.openPopup(); }
    });
  }
}

function words({ title, url, text }) {
  const shown = document.createElement("div");
  const first = document.createElement("p");
  first.append(link(title ?? "", url));
  shown.append(first);
  if (text) {
    const more = document.createElement("p");
    more.textContent = text;
    shown.append(more);
  }
  return shown;
}

/* An address of the web only: the data may come from elsewhere. */
export function link(text, url) {
  const element = document.createElement(/^(https?:\/\/|\/)/.test(url ?? "") ? "a" : "b");
  element.textContent = text;
  if (element instanceof HTMLAnchorElement) element.href = url;
  return element;
}

function say(box, text) {
  let line = box.querySelector("[role=status]");
  if (!line) {
    line = document.createElement("p");
    line.setAttribute("role", "status");
    box.append(line);
  }
  line.textContent = text;
}
