// Plays a film of a provider inside the page, once somebody asks for it. Before that nothing is asked of the provider, and
// without this script the link to the film at the provider's stays as it is.
(() => {
  // Inside a frame is an editor's preview: there the link is enough.
  if (window.top !== window) return;

  const begin = (figure) => {
    const poster = figure.querySelector(".poster");
    const [play, close] = figure.querySelector("template").content.cloneNode(true).children;
    const link = poster.querySelector("a");
    const start = play.querySelector("button");
    let frame;

    start.addEventListener("click", () => {
      frame = document.createElement("iframe");
      frame.title = figure.dataset.title;
      frame.allow = "autoplay; fullscreen";
      // The provider plays only on pages that say whose they are: it learns the name of the site, never which page this is.
      frame.referrerPolicy = "strict-origin";
      frame.src = figure.dataset.play;
      poster.hidden = true;
      poster.after(frame, close);
      frame.focus();
    });
    close.querySelector("button").addEventListener("click", () => {
      frame.remove();
      close.remove();
      poster.hidden = false;
      start.focus();
    });
    link.className = "";
    link.parentElement.before(play);
  };

  document.querySelectorAll("[data-play]").forEach(begin);
})();
