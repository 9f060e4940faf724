// The reading pane: a report's text with every mention in its colour; a click on one goes to the graph.

let reading = ""; // what is rendered: document and evidence

function paragraphs(text) {
  const found = [];
  let from = 0;
  for (const line of text.split("\n")) {
    if (line.trim()) found.push([from, from + line.length]);
    from += line.length + 1;
  }
  return found;
}

// Figures are evidence too: their words are marked like mentions.
const figureMentions = (doc) =>
  nodes.filter((node) => node.figure?.doc === doc).map((node) => [node.figure.begin, node.figure.end, node.id]);

function renderText({ doc, begin, end }) {
  const text = docs[doc].text;
  const all = [...mentionsIn(doc, 0, text.length), ...figureMentions(doc)].sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const heads = new Map(parts.filter((part) => part.doc === doc).map((part) => [part.begin, part]));
  let next = 0;
  byId("text-body").replaceChildren(
    ...paragraphs(text).map(([from, to]) => {
      while (next < all.length && all[next][1] <= from) next += 1;
      const own = [];
      for (let i = next; i < all.length && all[i][0] < to; i++) if (all[i][1] > from) own.push(all[i]);
      const pieces = piecesOf(doc, from, to, own, end > begin ? [begin, end] : null);
      return el("p", { class: isHeading(heads, text, from) ? "heading" : "" }, pieces.map(pieceElement));
    }),
  );
}

function isHeading(heads, text, from) {
  let at = from;
  while (/\s/.test(text[at])) at += 1;
  return heads.has(at) || heads.has(from);
}

function pieceElement({ text, node, evidence }) {
  if (node < 0) return evidence ? el("span", { class: "evidence" }, text) : text;
  const made = el(
    "a",
    {
      class: evidence ? "mention evidence" : "mention",
      href: `#n=${encodeURIComponent(nodes[node].name)}`,
      "data-node": nodes[node].name,
      title: className(nodes[node].kind),
      onclick: (event) => {
        event.preventDefault();
        choose(node, { tab: "text", view: "graph" });
      },
    },
    text,
  );
  made.style.setProperty("--own", `var(--class-${nodes[node].kind})`);
  return made;
}

function showText(s) {
  const place = s.text ?? { doc: Math.max(0, s.doc), begin: 0, end: 0 };
  const wanted = `${place.doc} ${place.begin} ${place.end} ${language}`;
  if (wanted !== reading) {
    reading = wanted;
    renderText(place);
    byId("text-head").replaceChildren(
      docs.length > 1
        ? chooser(
            "text-of",
            word("report"),
            docs[place.doc].name,
            docs.map((doc) => [doc.name, doc.label]),
            (name) => openText(docNamed.get(name), 0, 0),
          )
        : el("h2", { lang: "zh-CN" }, docs[0].label),
    );
    const target = byId("text-body").querySelector(".evidence");
    if (target) target.scrollIntoView({ block: "center" });
    else byId("text-body").scrollTop = 0;
  }
  for (const one of byId("text-body").querySelectorAll(".mention.current")) one.classList.remove("current");
  if (s.node >= 0)
    for (const one of byId("text-body").querySelectorAll(`[data-node="${CSS.escape(nodes[s.node].name)}"]`))
      one.classList.add("current");
}

function makeReader() {
  const tab = (key, label) =>
    button({
      role: "tab",
      id: `tab-${key}`,
      "aria-controls": key,
      "data-word": label,
      onclick: () => go({ tab: key }),
    });
  byId("dock-tabs").append(
    tab("detail", "details"),
    tab("text", "text"),
    button(
      { class: "close", id: "close", "data-name": "close", onclick: () => go({ node: -1, link: -1, tab: "detail" }) },
      "×",
    ),
  );
  onChange((s) => {
    const reads = s.tab === "text";
    byId("detail").hidden = reads && !wide.matches;
    byId("text").hidden = !reads;
    for (const key of tabs) {
      byId(`tab-${key}`).setAttribute("aria-selected", String(s.tab === key));
      byId(`tab-${key}`).tabIndex = s.tab === key ? 0 : -1;
    }
    if (reads) showText(s);
  });
}
const wide = matchMedia("(min-width: 1500px)");
