/* Shows the button that prints, where it can do so. */
for (const place of document.querySelectorAll(".procedure .print")) {
  place.hidden = false;
  place.querySelector("button").addEventListener("click", () => window.print());
}
