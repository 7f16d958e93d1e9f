// Exit this page: the button, the first link of the page, or Shift three times leave at once for the address of the button.
// Without this script the same links lead there too, but the page stays in the tab's history.
(() => {
	"use strict";
	// Inside a frame is an editor's preview: there the plain link is enough.
	if (window.top !== window) return;

	const PRESSES = 3;
	const PATIENCE = 5000;
	let pressed = 0;
	let alone = false;
	let timer = 0;
	let left = false;

	const button = () => document.querySelector(".exit");
	const status = () => document.querySelector(".exit-status");

	const say = (key) => {
		const line = status();
		if (line) line.textContent = (key && line.dataset[key]) || "";
	};

	const show = () => {
		const link = button();
		if (!link) return;
		let count = link.querySelector(".exit__count");
		if (!count) {
			count = document.createElement("span");
			count.className = "exit__count";
			count.setAttribute("aria-hidden", "true");
			link.append(count);
		}
		count.textContent = pressed ? "●".repeat(pressed) + "○".repeat(PRESSES - pressed) : "";
	};

	const stop = (key) => {
		clearTimeout(timer);
		if (!pressed && !key) return;
		pressed = 0;
		show();
		say(key);
	};

	const leave = () => {
		const link = button();
		if (!link || left) return;
		left = true;
		clearTimeout(timer);
		const to = link.href;
		document.title = new URL(to).hostname.replace(/^www\./, "");
		for (const icon of document.querySelectorAll("link[rel~=icon]")) icon.href = link.dataset.icon;
		// Taken away, not covered: what is not there cannot be read, spoken, printed or brought back while the network is slow.
		const line = document.createElement("p");
		line.className = "vh";
		line.setAttribute("role", "alert");
		const words = (status() && status().dataset.loading) || "";
		document.body.replaceChildren(line);
		line.textContent = words;
		// The address bar names the site until the other one answers, but no longer the page.
		history.replaceState(null, "", "/");
		location.replace(to);
	};

	const press = () => {
		pressed += 1;
		clearTimeout(timer);
		if (pressed >= PRESSES) {
			leave();
			return;
		}
		show();
		say(pressed === 1 ? "two" : "one");
		timer = setTimeout(() => {
			stop("late");
			timer = setTimeout(() => say(""), PATIENCE);
		}, PATIENCE);
	};

	const clicked = (event) => {
		if (event.button > 1 || !(event.target instanceof Element) || !event.target.closest(".exit, .skip--exit")) return;
		event.preventDefault();
		leave();
	};
	addEventListener("click", clicked, true);
	// The middle button would open another tab and leave this one as it is.
	addEventListener("auxclick", clicked, true);

	// Shift counts when it is pressed and let go by itself: not for a capital, a selection, or a change of keyboard.
	addEventListener("keydown", (event) => {
		if (event.key !== "Shift") {
			alone = false;
			stop("");
		} else if (!event.repeat) {
			alone = !(event.ctrlKey || event.altKey || event.metaKey);
		}
	}, true);
	addEventListener("keyup", (event) => {
		if (event.key !== "Shift" || !alone) return;
		alone = false;
		press();
	}, true);
	addEventListener("pointerdown", () => { alone = false; }, true);

	addEventListener("pageshow", (event) => {
		// A page that a browser brings back from its memory begins anew; one that was emptied is fetched again.
		if (left && event.persisted) location.reload();
		else stop("");
	});

	// The empty icon is fetched before it is needed: then the network may be slow.
	addEventListener("load", () => {
		const link = button();
		if (link) new Image().src = link.dataset.icon;
	});
})();
