// “Was this page useful?” answered without leaving the page. Without this file the form works as it stands.
(() => {
  const form = document.getElementById("feedback");
  if (!form || !window.fetch || !window.URLSearchParams) return;
  const said = form.querySelector(".feedback__said");
  const button = form.querySelector("button");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    said.textContent = "";
    fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { Accept: "application/json" },
      credentials: "omit",
      referrerPolicy: "no-referrer",
    })
      .then((answer) => {
        if (!answer.ok) throw answer;
        form.reset();
        form.classList.add("feedback--done");
        said.textContent = said.dataset.thanks;
        said.tabIndex = -1;
        said.focus();
      })
      .catch(() => {
        button.disabled = false;
        said.textContent = said.dataset.failed;
      });
  });
})();
