// What the page is about: the JSON in the page, indexed by number. Nothing here changes after loading.
//
// A node's number is its rank: 0 is the most important. Numbers after the last node are groups (of the aggregated view).
// Offsets are UTF-16 units of a report's text, end exclusive, as String.slice counts them.

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const NETWORK = read("network"); // from pyvis: nodes and edges as they are drawn, and the options of the canvas
const FACTS = read("facts");
const WORDS = read("words");
const LEGEND = FACTS.legend;
const RELATIONS = Object.keys(LEGEND.relations);

const figureOf = (row) =>
  row && {
    value: row[0],
    indicator: row[1],
    worded: row[2],
    unit: row[3],
    statistic: row[4],
    qualifier: row[5],
    period: row[6],
    area: row[7],
    body: row[8],
    scope: row[9],
    base: row[10],
    doc: row[11],
    begin: row[12],
    end: row[13],
  };

const docs = FACTS.docs.map((doc, id) => ({ id, ...doc }));
const parts = FACTS.parts.map(([doc, parent, level, kind, begin, end, label, name], id) => ({
  id,
  doc,
  parent,
  level,
  kind,
  begin,
  end,
  label,
  name,
}));
const nodes = FACTS.nodes.map(([name, kind, label, aliases, facets, inParts, inDocs, reports, figure], id) => ({
  id,
  name,
  kind,
  label,
  aliases,
  facets,
  parts: inParts,
  docs: inDocs,
  reports: reports === 1,
  figure: figureOf(figure),
}));
const firstGroup = nodes.length;
// What a report is called: its title, with who reports and the year where the title does not say so.
for (const doc of docs) {
  const reporter = nodes[doc.reporter]?.label ?? "";
  doc.label = doc.year && doc.title.includes(doc.year) ? doc.title : `${reporter} ${doc.year} ${doc.title}`.trim();
}
FACTS.groups.forEach(([kind, of, members], i) => {
  const what = kind === "Section" ? parts[of] : docs[of];
  nodes.push({
    id: firstGroup + i,
    name: what.name,
    kind,
    label: what.label,
    of,
    members,
    aliases: [],
    facets: [],
    group: true,
    parts: kind === "Section" ? [of] : [],
    docs: [kind === "Section" ? what.doc : of],
    reports: false,
  });
});
const claims = FACTS.claims.map(([head, relation, tail, modality, by, doc, begin, end], id) => ({
  id,
  head,
  relation: RELATIONS[relation],
  tail,
  modality,
  by,
  doc,
  begin,
  end,
}));
const links = NETWORK.edges.map((edge, id) => ({
  id,
  from: edge.from,
  to: edge.to,
  claims: (FACTS.links[id] ?? []).map((claim) => claims[claim]),
  family: edge.family,
}));

const linksOf = nodes.map(() => []);
for (const link of links) {
  linksOf[link.from].push(link);
  if (link.to !== link.from) linksOf[link.to].push(link);
}
const otherEnd = (link, id) => (link.from === id ? link.to : link.from);
const claimsOf = (id) => linksOf[id].flatMap((link) => link.claims);

const numbered = (list) => new Map(list.map((one) => [one.name, one.id]));
const nodeNamed = numbered(nodes.slice(0, firstGroup));
const partNamed = numbered(parts);
const docNamed = numbered(docs);

// A part and all that stand in it, as a set of numbers.
const partsWithin = parts.map((part) => new Set([part.id]));
for (const part of parts) {
  for (let above = part.parent; above >= 0; above = parts[above].parent) partsWithin[above].add(part.id);
}

// The innermost part that holds a place, or -1.
function partAt(doc, offset) {
  let found = -1;
  for (const part of parts) {
    if (part.doc === doc && part.begin <= offset && offset < part.end) found = part.id;
  }
  return found;
}

// The mentions of a report that overlap a stretch: [begin, end, node] each, in the order of the text.
function mentionsIn(doc, begin, end) {
  const flat = docs[doc].mentions;
  const found = [];
  for (let i = 0; i < flat.length; i += 3) {
    if (flat[i] >= end) break;
    if (flat[i + 1] > begin) found.push([flat[i], flat[i + 1], flat[i + 2]]);
  }
  return found;
}

// Where a node is mentioned: [doc, begin, end] each.
function mentionsOf(id) {
  const found = [];
  for (const doc of nodes[id].docs) {
    const flat = docs[doc].mentions;
    for (let i = 0; i < flat.length; i += 3) if (flat[i + 2] === id) found.push([doc, flat[i], flat[i + 1]]);
  }
  return found;
}
