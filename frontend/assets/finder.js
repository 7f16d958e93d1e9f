// Find your local team: looks a postcode up in small files of this same site. What is typed is never sent, kept or put
// into an address; the server sees which files are fetched, named by the first half of a postcode (CO, CO1), and no more.

const DIGITS = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6];
const AS_LETTER = { 0: "O", 1: "IL", 2: "Z", 5: "S", 6: "G", 8: "B" };
const AS_DIGIT = { O: "0", Q: "0", I: "1", L: "1", Z: "2", S: "5", G: "6", B: "8" };
const SHAPES = ["AN", "ANN", "ANA", "AAN", "AANN", "AANA"];
const UNIT = /^\d[ABD-HJLNP-UW-Z]{2}$/;
const OVERSEAS = /^(?:(?:ASCN|BBND|BIQQ|FIQQ|PCRN|SIQQ|STHL|TDCU|TKCA)(?:1ZZ)?|GX11(?:1AA)?|(?:AI|VG|MSR|KY|TC|BM)\d{2,4})$/;
const FOREIGN = /^(?:\d{4,}.*|[A-Z]{1,2}\d{4,6}|[A-Z]\d[A-Z]\d[A-Z]\d|[A-Z]\d[\dW][A-Z\d]{4}|[A-Z]\d{4}[A-Z]{3})$/;

// Returns text in capitals without spaces and marks; figures of other scripts become ours.
export function tidy(text) {
  const plain = text.normalize("NFKC").toUpperCase().replace(/\p{Nd}/gu, (each) => {
    const code = each.codePointAt(0);
    const zero = DIGITS.find((start) => code >= start && code < start + 10);
    return zero === undefined ? each : String(code - zero);
  });
  return plain.replace(/[^\p{L}\p{N}]/gu, "");
}

// Returns every way to read `text` in the given shape, A for a letter and N for a figure, with the number of slips mended.
function readings(text, shape) {
  let found = [["", 0]];
  for (let at = 0; at < shape.length; at += 1) {
    const letter = shape[at] === "A";
    const here = text[at];
    const fits = letter ? /[A-Z]/.test(here) : /\d/.test(here);
    const choices = fits ? here : (letter ? AS_LETTER : AS_DIGIT)[here] || "";
    found = found.flatMap(([before, slips]) => [...choices].map((each) => [before + each, slips + (fits ? 0 : 1)]));
  }
  return found;
}

function districts(text) {
  if (text === "GIR" || text === "NPT") return [[text, 0]];
  return SHAPES.filter((shape) => shape.length === text.length).flatMap((shape) => readings(text, shape));
}

// Returns the ways to read what was typed as a postcode or its beginning, the likeliest first:
// {district, unit, slips}; `unit` is "" where there is no whole second half, and `bad` says that what stands there is wrong.
export function candidates(typed) {
  const text = tidy(typed);
  const whole = [];
  if (text.length >= 5 && text.length <= 7) {
    const rest = text.slice(-3);
    const units = readings(rest, "NAA").filter(([unit]) => UNIT.test(unit));
    for (const [district, slips] of districts(text.slice(0, -3))) {
      for (const [unit, more] of units) whole.push({ district, unit, slips: slips + more, bad: false });
    }
  }
  const parts = [];
  const spaced = /^(\S+)\s+\S/.exec(typed.trim());
  const split = spaced ? tidy(spaced[1]).length : 0;
  for (let length = Math.min(4, text.length); length >= 2; length -= 1) {
    const rest = text.slice(length);
    const bad = !/^(?:\d[A-Z]?)?$/.test(rest);
    if (length !== split && (rest.length > 3 || (bad && rest.length !== 3))) continue;
    for (const [district, slips] of districts(text.slice(0, length))) {
      parts.push({ district, unit: "", slips, bad, split: length === split });
    }
  }
  const order = (one, other) => one.slips - other.slips;
  const wrong = (one, other) => one.bad - other.bad || (other.split || 0) - (one.split || 0) || order(one, other);
  return [...whole.sort(order), ...parts.sort(wrong)];
}

// Returns what a text is that is no postcode of the United Kingdom's police areas, or "".
export function stranger(typed) {
  const text = tidy(typed);
  if (!text) return "empty";
  if (/^BFPO\d*$/.test(text) || /^BF1\w{0,3}$/.test(text)) return "forces";
  if (/^(?:JE|GY|IM)\d/.test(text)) return "islands";
  return OVERSEAS.test(text) ? "foreign" : "";
}

// Says whether packed second halves ("1AAAB2AA": a sector's figure, then its units) hold `unit`.
export function holds(packed, unit) {
  let sector = "";
  for (let at = 0; at < packed.length; ) {
    if (packed[at] <= "9") {
      sector = packed[at];
      at += 1;
    } else {
      if (sector + packed.slice(at, at + 2) === unit) return true;
      at += 2;
    }
  }
  return false;
}

// Puts nodes and texts in place of what is in `element`.
function put(element, ...content) {
  element.textContent = "";
  element.append(...content);
}

const lettersOf = (district) => /^[A-Z]+/.exec(district)[0];

async function fetched(path) {
  const answer = await fetch(path, { cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer" });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

// Returns what is known of what was typed: {say, place, areas, …}. `letters` are those that postcodes begin with.
export async function find(typed, letters, get = fetched) {
  const strange = stranger(typed);
  if (strange) return { say: strange };
  const overviews = {};
  const possible = candidates(typed).filter((each) => letters.includes(lettersOf(each.district)));
  for (const each of possible.slice(0, 12)) {
    const start = lettersOf(each.district).toLowerCase();
    overviews[start] = overviews[start] || (await get(`/postcodes/${start}.json`));
    const overview = overviews[start];
    const here = overview.units[each.district];
    if (here || overview.only[each.district]) return known(each, start, overview, Boolean(here), get);
  }
  if (FOREIGN.test(tidy(typed))) return { say: "foreign" };
  const [likely] = [...possible, ...candidates(typed)].filter((each) => !each.bad && !each.slips);
  return likely ? { say: "unknown", place: likely.district } : { say: "odd" };
}

async function known(read, start, overview, here, get) {
  const { district, unit, slips, bad } = read;
  const inward = (numbers) => numbers.map((number) => overview.areas[number]);
  const all = inward(overview.units[district] || overview.only[district]);
  const place = unit ? `${district} ${unit}` : district;
  const about = { place, district, names: overview.names, slips, bad };
  if (unit && here) {
    const exact = await get(`/postcodes/${start}/${district.toLowerCase()}.json`);
    for (const state of ["live", "ended"]) {
      const at = exact[state].findIndex((packed) => holds(packed, unit));
      if (at >= 0) return { ...about, say: state === "live" ? "in" : "ended", areas: [exact.areas[at]] };
    }
    return { ...about, say: all.length > 1 ? "new_most" : "new", areas: all };
  }
  if (all.length === 1) return { ...about, place: district, say: "all", areas: all };
  return { ...about, place: district, say: unit ? "mostly" : "most", areas: all };
}

function start(root) {
  const part = (name) => root.querySelector(`[data-${name}]`);
  const form = part("ask");
  const input = form.querySelector("input");
  const [said, answer, list] = [part("said"), part("answer"), part("teams")];
  const says = part("says").content;
  const own = root.dataset.finder.split(" ").filter(Boolean);
  const letters = root.dataset.letters.split(" ");
  const cards = [...root.querySelectorAll("[data-codes]")];
  let asked = 0;

  // Returns a copy of one of the page's own sentences with its gaps filled; values are text or nodes, never HTML.
  function sentence(name, values = {}) {
    const copy = says.querySelector(`[data-say="${name}"]`).cloneNode(true);
    for (const gap of copy.querySelectorAll("[data-fill]")) {
      const value = values[gap.dataset.fill];
      if (value !== undefined) put(gap, ...[].concat(value));
    }
    return copy;
  }

  function areaName(codes, names) {
    const force = names[codes.find((code) => /^(?:E23|W15|S23|N2[34])/.test(code))];
    const council = names[codes.find((code) => /^(?:E0|W0|S12|N09)/.test(code))];
    if (council && force) return [...sentence("area", { council, force }).childNodes];
    return council || force || [...sentence("unnamed").childNodes];
  }

  function teamsOf(areas) {
    const found = [];
    for (const codes of areas.map((area) => area.split(" "))) {
      for (const card of cards) {
        if (!card.dataset.codes.split(" ").some((code) => codes.includes(code))) continue;
        if (!found.some((other) => other.dataset.team === card.dataset.team)) found.push(card);
      }
    }
    return found.map((card) => card.cloneNode(true));
  }

  function localNote(areas) {
    if (!own.length) return [];
    const ours = areas.filter((area) => area.split(" ").some((code) => own.includes(code)));
    if (ours.length === areas.length) return [sentence("ours")];
    return [sentence(ours.length ? "partly" : "elsewhere")];
  }

  function show(found) {
    const values = { place: found.place, district: found.district };
    input.setAttribute("aria-invalid", String(!found.areas));
    if (!found.areas) {
      answer.hidden = true;
      put(said, sentence(found.say, values));
      input.focus();
      return;
    }
    values.area = areaName(found.areas[0].split(" "), found.names);
    const teams = teamsOf(found.areas);
    const notes = [];
    if (found.slips) notes.push(sentence("slip", values));
    if (found.bad) notes.push(sentence("half", values));
    put(said, ...notes, sentence(found.say, values), ...localNote(found.areas));
    if (!teams.length) said.append(sentence("nobody"));
    else if (said.querySelector('[data-say="elsewhere"]')) said.append(sentence("others"));
    if (says.querySelector('[data-say="national"]') && !said.querySelector('[data-say="ours"]')) said.append(sentence("national"));
    put(list, ...teams);
    put(answer.querySelector("[data-fill]"), found.place);
    answer.hidden = !teams.length;
    if (teams.length) answer.querySelector("h2").focus();
  }

  function forget() {
    asked += 1;
    form.reset();
    input.removeAttribute("aria-invalid");
    put(said);
    put(list);
    answer.hidden = true;
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const mine = (asked += 1);
    const slow = setTimeout(() => put(said, sentence("looking")), 400);
    let found;
    try {
      found = await find(input.value, letters);
    } catch {
      found = { say: "failed" };
    }
    clearTimeout(slow);
    if (mine === asked) show(found);
  });
  // Who comes back to this page, or takes over the phone, finds it empty.
  addEventListener("pagehide", forget);
  form.hidden = false;
  root.classList.add("finder--ready");
}

if (typeof document !== "undefined") document.querySelectorAll("[data-finder]").forEach(start);
