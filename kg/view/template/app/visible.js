// Which nodes and links are shown, by the state: a scene, less what the filters hide, with what was unfolded.

const STEP = 40; // how many neighbours one unfolding brings at most

function sceneKey(s) {
  const inYear = s.year ? docs.filter((doc) => doc.year === s.year) : [];
  const wanted =
    s.part >= 0
      ? `s:${s.part}`
      : s.only || (s.doc >= 0 ? `d:${s.doc}` : inYear.length === 1 ? `d:${inYear[0].id}` : "");
  return FACTS.scenes[wanted] ? wanted : "";
}
const isAggregated = (s) => FACTS.groups.length > 0 && sceneKey(s) === "";

const docPasses = (s, doc) => (s.doc < 0 || s.doc === doc) && (!s.year || docs[doc].year === s.year);

function claimPasses(s, claim, hidden) {
  if (hidden.has(claim.relation) || (hidden.has(PLANNED) && claim.modality !== "asserted")) return false;
  if (s.only.startsWith("r:") && claim.relation !== s.only.slice(2)) return false;
  return docPasses(s, claim.doc);
}

const linkPasses = (s, link, hidden) =>
  link.claims.length ? link.claims.some((claim) => claimPasses(s, claim, hidden)) : isAggregated(s);

// Whether the filters let a node through; groups stand in the aggregated view only.
function nodePasses(s, id, hidden) {
  const node = nodes[id];
  if (node.group) return isAggregated(s);
  if (hidden.has(node.kind)) return false;
  if (s.only.startsWith("c:") && node.kind !== s.only.slice(2) && !node.reports) return false;
  if (!node.docs.some((doc) => docPasses(s, doc)) && !node.reports && (s.doc >= 0 || s.year)) return false;
  if (s.part >= 0 && !node.reports && !node.parts.some((part) => partsWithin[s.part].has(part))) return false;
  const linked = s.hide.some((name) => name === PLANNED || LEGEND.relations[name]) && linksOf[id].length > 0;
  return !linked || node.reports || linksOf[id].some((link) => linkPasses(s, link, hidden));
}

// Positions of a scene: Map of node to [x, y].
const scenePositions = (key) => {
  const flat = FACTS.scenes[key];
  const found = new Map();
  for (let i = 0; i < flat.length; i += 3) found.set(flat[i], [flat[i + 1], flat[i + 2]]);
  return found;
};

// What is shown: nodes with positions, links, and `extras`, [node, from which it was unfolded] in order.
function shownBy(s) {
  const hidden = new Set(s.hide);
  const scene = scenePositions(sceneKey(s));
  const shown = new Set([...scene.keys()].filter((id) => nodePasses(s, id, hidden)));
  const extras = [];
  const add = (id, from) => {
    if (shown.has(id)) return;
    shown.add(id);
    if (!scene.has(id)) extras.push([id, from]);
  };
  for (const [id, times] of s.open) {
    if (!nodePasses(s, id, hidden)) continue;
    add(id, -1);
    for (const other of foldedAround(s, id, shown, hidden).slice(0, STEP * times)) add(other, id);
  }
  if (s.node >= 0 && nodePasses(s, s.node, hidden)) add(s.node, -1);
  if (s.link >= 0)
    for (const end of [links[s.link].from, links[s.link].to]) if (nodePasses(s, end, hidden)) add(end, -1);
  const between = [];
  for (const id of shown) {
    for (const link of linksOf[id]) {
      if (link.from === id && shown.has(link.to) && linkPasses(s, link, hidden)) between.push(link);
    }
  }
  return { nodes: shown, links: between, scene, extras, hidden };
}

// The neighbours of a node that are not shown but would pass, the important ones first.
function foldedAround(s, id, shown, hidden) {
  const found = new Set();
  for (const link of linksOf[id]) {
    const other = otherEnd(link, id);
    if (!shown.has(other) && !found.has(other) && linkPasses(s, link, hidden) && nodePasses(s, other, hidden))
      found.add(other);
  }
  return [...found].sort((a, b) => a - b);
}
