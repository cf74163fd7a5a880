/* A film is played on the page when somebody asks; before that nobody is contacted.
   Without this script the button is a link to the film. */

for (const box of document.querySelectorAll(".film[data-player]")) {
  const button = box.querySelector(".film-ask a");
  button.setAttribute("role", "button");
  button.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      event.preventDefault();
      button.click();
    }
  });
  button.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const frame = document.createElement("iframe");
    frame.src = box.dataset.player;
    frame.title = box.dataset.title;
    frame.allow = "fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.allowFullscreen = true;
    box.querySelector(".film-box").replaceChildren(frame);
    box.querySelector(".film-ask").remove();
    frame.focus();
  });
}
