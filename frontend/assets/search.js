// Search: looks words up in an index of this site, inside this browser. What is typed is put into no address, cookie or
// storage; the server sees which parts of the index are fetched, and which results are shown, and no more.

const SHOWN = 10;
const OPTIONS = { noWorker: true, excerptLength: 26, ranking: { metaWeights: { title: 5, terms: 4, kind: 0 } } };

// Returns the words of what was typed, each once, as they are compared.
export function split(typed, language) {
  const words = typed.normalize("NFC").toLocaleLowerCase(language).split(/[^\p{L}\p{M}\p{N}'’]+/u);
  return [...new Set(words.filter(Boolean))];
}

// Returns {found, kinds, every}: results, the best first, how many each kind has, and whether they have all the words.
export async function look(engine, typed, chosen, language) {
  const filters = chosen.length ? { kind: { any: chosen } } : {};
  const all = await engine.search(typed, { filters });
  const words = split(typed, language);
  if (all.unfilteredResultCount || words.length < 2) return { found: all.results, kinds: all.totalFilters.kind || {}, every: true };
  // No page has all of them: those that have most of the words, of which the longer ones say more.
  const told = words.filter((word) => word.length > 3);
  const scores = new Map();
  const kinds = new Map();
  for (const word of told.length ? told : words) {
    const some = await engine.search(word, { filters });
    for (const result of some.results) {
      const known = scores.get(result.id) || { result, score: 0 };
      known.score += 1 + result.score / 1000;
      scores.set(result.id, known);
    }
    for (const [kind, number] of Object.entries(some.totalFilters.kind || {})) kinds.set(kind, Math.max(number, kinds.get(kind) || 0));
  }
  const ordered = [...scores.values()].sort((one, other) => other.score - one.score);
  return { found: ordered.map((each) => each.result), kinds: Object.fromEntries(kinds), every: false };
}

// Returns the nodes of an excerpt: text, and a mark around each word that was looked for. Its HTML is never used as such.
export function excerpt(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html").body;
  return [...parsed.childNodes].map((node) => {
    if (node.nodeName !== "MARK") return document.createTextNode(node.textContent);
    const mark = document.createElement("mark");
    mark.textContent = node.textContent;
    return mark;
  });
}

function start(root) {
  const part = (name) => root.querySelector(`[data-${name}]`);
  const language = document.documentElement.lang;
  const plural = new Intl.PluralRules(language);
  const form = part("ask");
  const input = form.querySelector("input");
  const [said, answer, head, list, more, kinds] = ["said", "answer", "head", "list", "more", "kinds"].map(part);
  const says = part("says").content;
  const boxes = kinds ? [...kinds.querySelectorAll("input")] : [];
  const label = (kind) => boxes.find((box) => box.value === kind)?.parentElement.querySelector("span").textContent || "";
  let engine;
  let asked = 0;
  let left = [];

  // Returns a copy of one of the page's own parts with its gaps filled; values are text or nodes, never HTML.
  function copy(name, values = {}) {
    const element = (says.querySelector(`[data-say="${name}"]`) || says.querySelector('[data-say="found-other"]')).cloneNode(true);
    for (const gap of element.querySelectorAll("[data-fill]")) gap.replaceChildren(...[].concat(values[gap.dataset.fill] ?? ""));
    return element;
  }

  async function opened() {
    if (!engine) {
      const module = await import(`${root.dataset.search}pagefind.js`);
      await module.options(OPTIONS);
      await module.filters();
      engine = module;
    }
    return engine;
  }

  async function item(result) {
    const page = await result.data();
    const values = { title: page.meta.title, kind: label(page.meta.kind), excerpt: excerpt(page.excerpt) };
    const element = copy("result", values);
    element.querySelector("a").href = page.raw_url || page.url;
    return element;
  }

  // Adds the next results, and returns the first of them.
  async function add(mine) {
    const items = await Promise.all(left.slice(0, SHOWN).map(item));
    if (mine !== asked) return null;
    left = left.slice(SHOWN);
    list.append(...items);
    more.hidden = !left.length;
    return items[0];
  }

  function nothing(values, chosen) {
    said.replaceChildren(copy(chosen.length ? "none_of_kind" : "none", values), copy("ways"));
    if (!chosen.length) return;
    const every = copy("every");
    every.querySelector("button").addEventListener("click", () => {
      for (const box of boxes) box.checked = false;
      run(true);
    });
    said.insertBefore(every, said.lastChild);
  }

  function count(numbers) {
    for (const box of boxes) {
      const number = numbers[box.value] || 0;
      box.parentElement.querySelector("[data-number]").textContent = number;
      box.parentElement.hidden = !number && !box.checked;
    }
    if (kinds) kinds.hidden = !boxes.some((box) => !box.parentElement.hidden);
  }

  async function run(moves) {
    const mine = (asked += 1);
    const typed = input.value.trim();
    const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
    const values = { words: typed };
    answer.hidden = true;
    list.replaceChildren();
    said.replaceChildren();
    input.setAttribute("aria-invalid", String(!typed));
    if (!typed) {
      said.append(copy("empty"));
      input.focus();
      return;
    }
    const slow = setTimeout(() => said.replaceChildren(copy("looking")), 400);
    try {
      const { found, kinds: numbers, every } = await look(await opened(), typed, chosen, language);
      if (mine !== asked) return;
      count(numbers);
      left = found;
      await add(mine);
      if (mine !== asked) return;
      clearTimeout(slow);
      said.replaceChildren();
      if (!found.length) {
        nothing(values, chosen);
        return;
      }
      values.number = String(found.length);
      head.replaceChildren(...copy(`found-${plural.select(found.length)}`, values).childNodes);
      if (!every) said.append(copy("some"));
      answer.hidden = false;
      if (moves) head.focus();
      else said.append(heard());
    } catch {
      if (mine === asked) said.replaceChildren(copy("failed", values), copy("ways"));
    } finally {
      clearTimeout(slow);
    }
  }

  // Returns the number of results for those who cannot see that it has changed.
  function heard() {
    const line = document.createElement("p");
    line.className = "vh";
    line.textContent = head.textContent;
    return line;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(true);
  });
  kinds?.addEventListener("change", () => run(false));
  more.addEventListener("click", async () => (await add(asked))?.querySelector("a").focus());
  form.hidden = false;
}

if (typeof document !== "undefined") document.querySelectorAll("[data-search]").forEach(start);
