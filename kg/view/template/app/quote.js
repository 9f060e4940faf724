// Sentences of a report with the words that matter marked.

const ENDS = /[。！？；!?\n]/;

// The sentence, or stretch of sentences, that holds [begin, end) of a text.
function sentenceAround(text, begin, end) {
  let from = begin;
  while (from > 0 && !ENDS.test(text[from - 1])) from -= 1;
  let to = Math.max(end, begin + 1);
  while (to < text.length && !ENDS.test(text[to - 1])) to += 1;
  while (from < begin && /\s/.test(text[from])) from += 1;
  while (to > end && /\s/.test(text[to - 1])) to -= 1;
  return [from, to];
}

// Pieces of text[from, to), cut wherever a mention or the evidence begins or ends.
// Each is {text, node, key, evidence}: the innermost mention, and whether the piece is evidence.
function piecesOf(doc, from, to, mentions, evidence) {
  const text = docs[doc].text;
  const cuts = new Set([from, to]);
  for (const [b, e] of [...mentions, evidence].filter(Boolean))
    for (const cut of [b, e]) if (cut > from && cut < to) cuts.add(cut);
  const edges = [...cuts].sort((a, b) => a - b);
  const pieces = [];
  let next = 0;
  let open = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const [b, e] = [edges[i], edges[i + 1]];
    while (next < mentions.length && mentions[next][0] <= b) open.push(mentions[next++]);
    open = open.filter((mention) => mention[1] > b);
    const inner = open.reduce((best, one) => (!best || one[1] - one[0] <= best[1] - best[0] ? one : best), null);
    const isEvidence = Boolean(evidence) && evidence[0] <= b && e <= evidence[1];
    pieces.push({ text: text.slice(b, e), node: inner ? inner[2] : -1, begin: b, evidence: isEvidence });
  }
  return pieces;
}

// The sentence around a place as elements: the evidence underlined, the mentions of `marked` nodes in their colours.
function quoteOf(doc, begin, end, marked) {
  const [from, to] = sentenceAround(docs[doc].text, begin, end);
  const mentions = mentionsIn(doc, from, to).filter(([, , node]) => marked.has(node));
  return piecesOf(doc, from, to, mentions, [begin, end]).map((piece) => {
    let made = piece.text;
    if (piece.node >= 0) made = markOf(piece.node, made);
    return piece.evidence ? el("span", { class: "evidence" }, made) : made;
  });
}

function markOf(id, text) {
  const mark = el("mark", {}, text);
  mark.style.setProperty("--own", `var(--class-${nodes[id].kind})`);
  return mark;
}

// A sentence that opens the reading pane where it stands.
function sentenceButton(doc, begin, end, marked) {
  const source = docs.length > 1 ? el("span", { class: "source" }, `${docs[doc].label} `) : null;
  return button(
    { class: "sentence", title: word("openText"), lang: "zh-CN", onclick: () => openText(doc, begin, end) },
    source,
    quoteOf(doc, begin, end, marked),
  );
}

const openText = (doc, begin, end) => go({ tab: "text", text: { doc, begin, end } });
