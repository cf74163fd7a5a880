// Marks the present hour on the rulers of today. Without script there is no mark: a page kept
// by a cache must not show a wrong one.
const parts = Object.fromEntries(
  new Intl.DateTimeFormat("en-CA", {
    timeZone: "Europe/Brussels", hourCycle: "h23",
    year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  }).formatToParts(new Date()).map((part) => [part.type, part.value]),
);
const today = `${parts.year}-${parts.month}-${parts.day}`;
const at = (Number(parts.hour) - 7 + Number(parts.minute) / 60) * 10;
if (at >= 0 && at <= 130) {
  for (const ruler of document.querySelectorAll(`svg.ruler[data-date="${today}"]`)) {
    const notch = document.createElementNS("http://www.w3.org/2000/svg", "path");
    notch.setAttribute("class", "now");
    notch.setAttribute("d", `M${at.toFixed(1)} 0v20`);
    ruler.append(notch);
  }
}
