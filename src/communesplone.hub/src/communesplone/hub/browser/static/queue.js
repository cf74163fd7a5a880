// A finding goes into the word to the author by one button; without this script it is typed.

const word = document.getElementById("decision-word");

if (word) {
  for (const button of document.querySelectorAll("[data-suggest]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      word.value = [word.value.trim(), button.dataset.suggest].filter(Boolean).join("\n");
      word.focus();
    });
  }
}
