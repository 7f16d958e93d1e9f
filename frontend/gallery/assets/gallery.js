// Puts the brand and the scheme that the address asks for (?brand=limits&scheme=dark) in place, and keeps them in every link
// of the gallery. Without it the gallery is that of the first brand, as the device prefers.
(() => {
	const known = document.currentScript.dataset;
	const asked = new URLSearchParams(location.search);
	const one = (name, among) => among.split(" ").includes(asked.get(name)) ? asked.get(name) : among.split(" ")[0];
	const look = { brand: one("brand", known.brands), scheme: one("scheme", known.schemes) };
	document.documentElement.dataset.scheme = look.scheme;
	for (const link of document.querySelectorAll("link[data-look]")) {
		const name = link.dataset.look === "brand" ? look.brand : "waymark";
		link.href = link.href.replace(/[a-z]+-[a-z]+\.css$/, `${name}-${look.scheme}.css`);
	}
	document.addEventListener("DOMContentLoaded", () => {
		for (const each of document.querySelectorAll("a[data-set]")) {
			const value = new URL(each.href).searchParams.get(each.dataset.set);
			if (look[each.dataset.set] === value) each.setAttribute("aria-current", "true");
			each.search = new URLSearchParams({ ...look, [each.dataset.set]: value });
		}
		for (const each of document.querySelectorAll("a.g-keep")) each.search = new URLSearchParams(look);
	});
})();
