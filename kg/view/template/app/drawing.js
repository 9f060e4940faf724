// The canvas: vis-network with what is shown, and what happens when it is clicked.

const nodeSet = new vis.DataSet();
const edgeSet = new vis.DataSet();
let network = null;
let shown = { nodes: new Set(), links: [], scene: new Map(), extras: [], hidden: new Set() };
let positions = new Map();
let badges = new Map(); // node to how many of its neighbours are folded
let hovered = -1;
let drawnAt = 0; // milliseconds from opening to the first drawn graph

function nodeItem(id) {
  const { shape, size, group } = NETWORK.nodes[id];
  const [x, y] = positions.get(id);
  return { id, x, y, shape, size, group };
}

function edgeItem(link) {
  const { from, to, width, dashes } = NETWORK.edges[link.id];
  return { id: link.id, from, to, width, dashes: dashes ? [5, 5] : false, color: edgeColour(link) };
}

function edgeColour(link) {
  const chosen = state.node >= 0 || state.link >= 0;
  const own = link.id === state.link || link.from === state.node || link.to === state.node;
  const hub = nodes[link.from].reports || nodes[link.to].reports;
  const opacity = chosen ? (own ? 1 : 0.1) : hub ? 0.32 : 0.75;
  return { color: colours.families[link.family], highlight: colours.accent, hover: colours.accent, opacity };
}

// Bring vis-network to what the state shows, touching only what differs.
function syncDrawing(s, before) {
  shown = shownBy(s);
  if (sceneKey(s) !== sceneKey(before)) dragged.clear();
  positions = new Map([...positionsOf(shown, stretchFor(shown.scene)), ...dragged]);
  const gone = nodeSet.getIds().filter((id) => !shown.nodes.has(id));
  const there = new Set(shown.links.map((link) => link.id));
  edgeSet.remove(edgeSet.getIds().filter((id) => !there.has(id)));
  nodeSet.remove(gone);
  nodeSet.update([...shown.nodes].map(nodeItem));
  edgeSet.update(shown.links.map(edgeItem));
  badges = new Map(
    [...shown.nodes]
      .filter((id) => !nodes[id].group)
      .map((id) => [id, foldedAround(s, id, shown.nodes, shown.hidden).length])
      .filter(([, folded]) => folded > 0),
  );
  showSelection(s);
  const moved = sceneKey(s) !== sceneKey(before) || s.hide.join() !== before.hide.join();
  if (moved) fit();
  else if (s.node >= 0 && s.node !== before.node) bringIntoView(s.node);
  byId("count").textContent = countOf(s);
}

function countOf(s) {
  const all = nodes.length - FACTS.groups.length;
  const real = [...shown.nodes].filter((id) => !nodes[id].group).length;
  const text = language ? `${real} of ${all} nodes shown` : `显示 ${real} / ${all} 个节点`;
  if (!shown.nodes.size) return word("noneShown");
  return `${text} · ${word(isAggregated(s) ? "aggregated" : "clockwise")}`;
}

function showSelection(s) {
  const ends = s.link >= 0 && shown.links.some((link) => link.id === s.link) ? [s.link] : [];
  const chosen = s.node >= 0 && shown.nodes.has(s.node) ? [s.node] : [];
  network.setSelection({ nodes: chosen, edges: ends }, { highlightEdges: chosen.length > 0, unselectAll: true });
}

// The labels that must be seen: of what is hovered or selected, and of its neighbours.
function foremost() {
  const found = [];
  for (const id of [hovered, state.node]) if (id >= 0 && shown.nodes.has(id)) found.push(id);
  if (state.link >= 0) found.push(links[state.link].from, links[state.link].to);
  if (state.node >= 0) found.push(...neighboursShown(state.node).sort((a, b) => a - b));
  return [...new Set(found)];
}

const neighboursShown = (id) =>
  shown.links.filter((link) => link.from === id || link.to === id).map((link) => otherEnd(link, id));

function makeDrawing() {
  readColours();
  const container = byId("canvas");
  network = new vis.Network(
    container,
    { nodes: nodeSet, edges: edgeSet },
    { ...NETWORK.options, groups: groupsOfVis() },
  );
  network.on("click", ({ nodes: [id], edges: [edge] }) => {
    if (id !== undefined) choose(id);
    else if (edge !== undefined && links[edge].claims.length) go({ link: edge, node: -1, tab: "detail" });
    else if (state.node >= 0 || state.link >= 0) go({ node: -1, link: -1 });
  });
  network.on("hoverNode", ({ node }) => {
    hovered = node;
    container.classList.add("pointing");
  });
  network.on("blurNode", () => {
    hovered = -1;
    container.classList.remove("pointing");
  });
  network.on("dragging", ({ nodes: moved }) => {
    for (const [id, { x, y }] of Object.entries(network.getPositions(moved))) {
      dragged.set(Number(id), [x, y]);
      positions.set(Number(id), [x, y]);
    }
  });
  network.on("afterDrawing", (ctx) => {
    const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
    drawLabels(ctx, ratio, network.getScale(), foremost(), badges);
    drawLineWords(ctx, ratio);
    if (!drawnAt && shown.nodes.size) drawnAt = performance.now();
  });
  // vis-network puts its camera back after this event, so the view is set in the next frame.
  network.on("resize", () =>
    requestAnimationFrame(() => {
      if (!shown.nodes.size) return;
      syncDrawing(state, state);
      if (state.node >= 0 && shown.nodes.has(state.node)) fit([state.node, ...neighboursShown(state.node)]);
      else fit();
    }),
  );
  dark.addEventListener("change", () => {
    readColours();
    network.setOptions({ groups: groupsOfVis() });
    syncDrawing(state, state);
  });
  onChange(syncDrawing);
}
