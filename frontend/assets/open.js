// Says beside usual hours whether a service is open now, on the clocks of its country, wherever the visitor's phone is.
// Without this script the hours stand there all the same. Nothing is stored and nothing is sent.
(() => {
	const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
	const clock = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
	const minuteOfWeek = () => {
		const part = Object.fromEntries(clock.formatToParts(new Date()).map(each => [each.type, each.value]));
		return days.indexOf(part.weekday) * 1440 + Number(part.hour) * 60 + Number(part.minute);
	};
	const places = [...document.querySelectorAll("[data-open]")].map(place => ({
		place,
		now: place.dataset.open,
		later: place.dataset.closed,
		spans: [...place.children].map(each => ({ from: Number(each.dataset.from), to: Number(each.dataset.to), when: each.textContent })),
	}));
	const tell = () => {
		const minute = minuteOfWeek();
		for (const { place, now, later, spans } of places) {
			const open = spans.some(span => span.from <= minute && minute < span.to);
			const next = spans.find(span => span.from > minute) ?? spans[0];
			const text = open ? now : later.replace("…", next.when);
			if (place.hidden || place.textContent !== text) place.textContent = text;
			place.classList.toggle("open", open);
			place.hidden = false;
		}
	};
	tell();
	setInterval(tell, 30000);
})();
