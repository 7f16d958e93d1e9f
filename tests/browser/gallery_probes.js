// What the tests of the component gallery ask of a page. Every function returns a list of faults or of facts.
globalThis.probes = (() => {
	const stages = () => [...document.querySelectorAll(".g-stage")];
	const all = selector => stages().flatMap(stage => [...stage.querySelectorAll(selector)]);
	const name = each => each.outerHTML.slice(0, 140);
	const fill = each => getComputedStyle(each).backgroundColor;
	const clear = colour => colour === "rgba(0, 0, 0, 0)" || colour === "transparent";
	const around = each => { for (let up = each.parentElement; up; up = up.parentElement) if (!clear(fill(up))) return fill(up); return "rgb(255, 255, 255)"; };
	const sides = ["Top", "Right", "Bottom", "Left"];
	const bordered = each => { const look = getComputedStyle(each); return sides.some(side => look[`border${side}Style`] !== "none" && parseFloat(look[`border${side}Width`]) > 0 && look[`border${side}Color`] !== look.backgroundColor); };
	const own = each => [...each.childNodes].some(child => child.nodeType === 3 && child.textContent.trim());
	const shown = each => each.checkVisibility({ visibilityProperty: true }) && each.getBoundingClientRect().height > 0;
	return {
		// Elements of every specimen that look as no element before them did: `seen` are the looks of earlier pages.
		looks(seen) {
			const known = new Set(seen);
			for (const each of all("*")) {
				if (!own(each) || !shown(each)) continue;
				const look = getComputedStyle(each);
				const key = [look.color, around(each) === fill(each) ? "" : fill(each), around(each), look.fontSize, look.fontWeight].join();
				if (!known.has(key)) each.dataset.look = "new";
				known.add(key);
			}
			return [...known];
		},
		// Mark what has a fill of its own: with forced colours the fill goes, and something must be left of it.
		markFilled() { for (const each of all("*")) if (!(each instanceof SVGElement) && shown(each) && !clear(fill(each)) && fill(each) !== around(each)) each.dataset.filled = "yes"; },
		unbordered: spared => all("[data-filled]").filter(each => !each.matches(spared) && shown(each) && !bordered(each)).map(name),
		// One of each kind of control.
		controls() {
			const kinds = new Map();
			for (const each of all("a[href], button, summary, input, textarea, video, [tabindex='0']")) {
				if (!shown(each) || each.closest(".vh, .feedback__trap")) continue;
				const kind = `${each.localName}.${each.className} in ${each.closest("[class]")?.className} on ${around(each)}`;
				if (!kinds.has(kind)) kinds.set(kind, each);
			}
			return [...kinds.values()];
		},
		ringless() {
			return this.controls().filter(each => {
				each.focus();
				const look = getComputedStyle(each), ring = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
				return !(ring && look.outlineColor !== around(each)) && document.activeElement === each;
			}).map(name);
		},
		// Words that can be seen, each with the element that has them; folds are opened first.
		words() {
			for (const each of all("details")) each.open = true;
			this.said = [];
			for (const stage of stages()) {
				const walk = document.createTreeWalker(stage, NodeFilter.SHOW_TEXT);
				for (let node = walk.nextNode(); node; node = walk.nextNode()) if (node.textContent.trim() && shown(node.parentElement)) this.said.push(node);
			}
			for (const each of all("details")) each.open = false;
			return this.said.length;
		},
		lost: spared => probes.said.filter(node => !node.parentElement.closest(spared) && !shown(node.parentElement)).map(node => node.textContent.trim().slice(0, 60) + " in " + name(node.parentElement)),
		addressless: () => all("a[href^='http']").filter(each => shown(each) && !getComputedStyle(each, "::after").content.includes(each.getAttribute("href")) ).map(name),
		// Lines of Arabic letters that are set for Latin ones, as "height times size of the letters: element".
		tight(least, spared) {
			return all("*").filter(each => /[\u0600-\u06ff]/.test([...each.childNodes].filter(child => child.nodeType === 3).map(child => child.textContent).join("")) && shown(each) && !each.matches(spared) && getComputedStyle(each).display !== "inline")
				.map(each => [parseFloat(getComputedStyle(each).lineHeight) / parseFloat(getComputedStyle(each).fontSize), each])
				.filter(([ratio]) => ratio < least).map(([ratio, each]) => `${ratio.toFixed(2)}: ${name(each)}`);
		},
		boxes() {
			return stages().flatMap(stage => {
				const frame = stage.getBoundingClientRect();
				return [...stage.querySelectorAll("*")]
					.filter(each => !(each instanceof SVGElement) && getComputedStyle(each).display !== "inline" && shown(each) && !stage.contains(each.closest("[dir='ltr'], bdi, .vh, video, .skip")))
					.map(each => { const box = each.getBoundingClientRect(); return [name(each), box.left - frame.left, frame.right - box.right, box.width]; });
			});
		},
		turn(direction) { for (const each of [document.documentElement, ...document.querySelectorAll(".g-specimen")]) each.dir = direction; },
		sideways: () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
	};
})();
