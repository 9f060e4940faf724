// Search as you type: names, other names, and pinyin in full, by initials or mixed (xinzhou, xzs, xzfazhi).

const HITS = 12;
let hits = [];
let hitAt = -1;

const plain = (text) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s《》〈〉“”"'‘’（）()、·-]/g, "");

// Made at the first search: what each node answers to.
let answers = null;
function answersOf() {
  answers ??= nodes
    .slice(0, firstGroup)
    .map((node) => [node.label, ...node.aliases].map((name) => ({ name, key: plain(name) })));
  return answers;
}

// Whether letters spell a stretch of a name: of each character a reading, or the beginning of one.
function spells(letters, key) {
  const chars = [...key];
  const from = (i, j) => {
    if (j === letters.length) return true;
    if (i === chars.length) return false;
    for (const reading of (FACTS.pinyin[chars[i]] ?? chars[i]).split(" ")) {
      for (let n = Math.min(reading.length, letters.length - j); n > 0; n--) {
        const whole = n === reading.length || n === 1 || j + n === letters.length;
        if (whole && letters.startsWith(reading.slice(0, n), j) && from(i + 1, j + n)) return true;
      }
    }
    return false;
  };
  return chars.findIndex((_, i) => from(i, 0));
}

// How well a node answers: the lower the better, Infinity not at all.
function distance(id, query, letters) {
  let best = Infinity;
  answersOf()[id].forEach(({ key }, n) => {
    const found = key.indexOf(query);
    if (found >= 0) best = Math.min(best, (key === query ? 0 : found === 0 ? 1 : 2) + (n ? 0.5 : 0));
    else if (letters) {
      const spelt = spells(letters, key);
      if (spelt >= 0) best = Math.min(best, (spelt === 0 ? 3 : 4) + (n ? 0.5 : 0));
    }
  });
  return best;
}

function search(text) {
  const query = plain(text);
  if (!query) return [];
  const letters = /^[a-z]+$/.test(query) ? query : "";
  const found = [];
  for (let id = 0; id < firstGroup; id++) {
    const far = distance(id, query, letters);
    if (far < Infinity) found.push([far, id]);
  }
  return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, id]) => id);
}

function showHits(text) {
  const all = search(text);
  hits = all.slice(0, HITS);
  hitAt = hits.length ? 0 : -1;
  const list = byId("hits");
  list.replaceChildren(
    ...hits.map((id, i) =>
      el(
        "li",
        {
          role: "option",
          id: `hit-${i}`,
          onmousedown: (e) => {
            e.preventDefault();
            take(i);
          },
        },
        sign(nodes[id].kind),
        el("span", {}, nodes[id].label),
        el("small", {}, className(nodes[id].kind), aliasThatFits(id, text)),
      ),
    ),
  );
  if (text.trim() && !hits.length) list.replaceChildren(el("li", { class: "none" }, word("noHit")));
  if (all.length > hits.length) list.append(el("li", { class: "none" }, `${all.length} ${word("hits")}`));
  openHits(Boolean(text.trim()));
  announce(text.trim() ? `${all.length} ${word("hits")}` : "");
}

// The other name by which a node was found, where its name does not show it.
function aliasThatFits(id, text) {
  const query = plain(text);
  const [first, ...others] = answersOf()[id];
  const found = first.key.includes(query) ? null : others.find(({ key }) => key.includes(query));
  return found ? ` · ${found.name}` : "";
}

function openHits(open) {
  byId("hits").hidden = !open;
  byId("search").setAttribute("aria-expanded", String(open));
  markHit();
}

function markHit() {
  [...byId("hits").children].forEach((item, i) => item.setAttribute("aria-selected", String(i === hitAt)));
  if (hitAt >= 0) byId("search").setAttribute("aria-activedescendant", `hit-${hitAt}`);
  else byId("search").removeAttribute("aria-activedescendant");
  byId(`hit-${hitAt}`)?.scrollIntoView({ block: "nearest" });
}

function take(i) {
  if (hits[i] === undefined) return;
  const id = hits[i];
  byId("search").value = nodes[id].label;
  openHits(false);
  reveal(id);
}

// Show a node in the graph, whatever the filters hide.
function reveal(id) {
  const hidden = new Set(state.hide);
  const filters = nodePasses(state, id, hidden) ? {} : { hide: [], only: "", part: -1, doc: -1, year: "" };
  if (filters.hide) go(filters, true);
  choose(id, { view: "graph" });
}

function makeSearch() {
  const input = byId("search");
  input.addEventListener("input", () => showHits(input.value));
  input.addEventListener("focus", () => {
    if (input.value) showHits(input.value);
  });
  input.addEventListener("blur", () => openHits(false));
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && hits.length) {
      hitAt = (hitAt + step + hits.length) % hits.length;
      markHit();
    } else if (event.key === "Enter") take(hitAt);
    else if (event.key === "Escape") openHits(false);
    else return;
    event.preventDefault();
  });
}
