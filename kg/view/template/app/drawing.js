// The canvas: vis-network with what is shown, and what happens when it is clicked.

const nodeSet = new vis.DataSet();
const edgeSet = new vis.DataSet();
let network = null;
let shown = { nodes: new Set(), links: [], scene: new Map(), extras: [], hidden: new Set() };
let positions = new Map();
let badges = new Map(); // node to how many of its neighbours are folded
let hovered = -1;
let drawnAt = 0; // milliseconds from opening to the first drawn graph

const BESIDE = 130, BELOW = 110; // pixels left for labels and buttons around what is shown

// How much wider and lower a scene is drawn so as to fill the canvas.
function stretchFor(scene) {
  const { clientWidth, clientHeight } = byId("canvas");
  if (scene.size < 8 || !clientWidth || !clientHeight) return 1;
  const all = [...scene.values()];
  const across = (i) => Math.max(...all.map((at) => at[i])) - Math.min(...all.map((at) => at[i])) || 1;
  const room = Math.max(200, clientWidth - BESIDE) / Math.max(200, clientHeight - BELOW);
  return Math.max(0.55, Math.min(1.6, Math.sqrt((room * across(1)) / across(0))));
}

// Where a node is on the screen, in pixels of the canvas; it stands where it was dragged, for as long as the scene lasts.
const dragged = new Map();
function onScreen(id) {
  const [x, y] = positions.get(id);
  return network.canvasToDOM({ x, y });
}

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
  badges = new Map([...shown.nodes].filter((id) => !nodes[id].group)
    .map((id) => [id, foldedAround(s, id, shown.nodes, shown.hidden).length]).filter(([, folded]) => folded > 0));
  select(s);
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

function select(s) {
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

const neighboursShown = (id) => shown.links.filter((link) => link.from === id || link.to === id).map((link) => otherEnd(link, id));

const motion = () => (calm.matches ? false : { duration: 250, easingFunction: "easeInOutQuad" });

// Show all of some nodes, with room for the labels at the edges and the buttons below.
function fit(ids = [...shown.nodes], animation = false) {
  if (!ids.length) return;
  const { clientWidth, clientHeight } = byId("canvas");
  const xs = ids.map((id) => positions.get(id)[0]), ys = ids.map((id) => positions.get(id)[1]);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min((clientWidth - BESIDE) / Math.max(1, right - left), (clientHeight - BELOW) / Math.max(1, bottom - top), 1.2);
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 + 12 / scale }, scale: Math.max(0.02, scale), animation });
}

// Move only as far as needed for a node and what was unfolded from it to be seen.
function bringIntoView(id) {
  const around = [id, ...shown.extras.filter(([, from]) => from === id).map(([other]) => other)];
  const { clientWidth, clientHeight } = byId("canvas");
  const outside = around.some((one) => {
    if (!positions.has(one)) return false;
    const { x, y } = onScreen(one);
    return x < 40 || y < 40 || x > clientWidth - 40 || y > clientHeight - 60;
  });
  if (!outside || !positions.has(id)) return;
  if (around.length > 1) fit(around.filter((one) => positions.has(one)), motion());
  else network.focus(id, { scale: Math.max(0.8, network.getScale()), animation: motion() });
}

const AT_ONCE = 24; // so many folded neighbours unfold by a click; more wait for the button in the panel

// Select a node; with few folded neighbours it unfolds.
function choose(id, more = {}) {
  const node = nodes[id];
  if (node.group) return unfoldGroup(id);
  const folded = foldedAround(state, id, shown.nodes, shown.hidden).length;
  const open = state.open.some(([one]) => one === id) || folded > AT_ONCE || (!folded && shown.nodes.has(id)) ? state.open : [...state.open, [id, 1]];
  go({ node: id, link: -1, tab: "detail", open, ...more });
  announce(`${className(node.kind)} ${node.label}, ${claimsOf(id).length} ${word("claims")}`);
}

function unfoldMore(id) {
  const times = state.open.find(([one]) => one === id)?.[1] ?? 0;
  go({ node: id, link: -1, open: [...state.open.filter(([one]) => one !== id), [id, times + 1]] });
}

const foldAgain = (id) => go({ open: state.open.filter(([one]) => one !== id) });

function unfoldGroup(id) {
  const { kind, of } = nodes[id];
  go(kind === "Section" ? { part: of, node: -1, link: -1, open: [] } : { doc: of, node: -1, link: -1, open: [] });
}

function makeDrawing() {
  readColours();
  const container = byId("canvas");
  network = new vis.Network(container, { nodes: nodeSet, edges: edgeSet }, { ...NETWORK.options, groups: groupsOfVis() });
  network.on("click", ({ nodes: [id], edges: [edge] }) => {
    if (id !== undefined) choose(id);
    else if (edge !== undefined && links[edge].claims.length) go({ link: edge, node: -1, tab: "detail" });
    else if (state.node >= 0 || state.link >= 0) go({ node: -1, link: -1 });
  });
  network.on("hoverNode", ({ node }) => { hovered = node; container.classList.add("pointing"); });
  network.on("blurNode", () => { hovered = -1; container.classList.remove("pointing"); });
  network.on("dragging", ({ nodes: moved }) => {
    for (const [id, { x, y }] of Object.entries(network.getPositions(moved))) {
      dragged.set(Number(id), [x, y]);
      positions.set(Number(id), [x, y]);
    }
  });
  network.on("afterDrawing", (ctx) => {
    const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
    drawLabels(ctx, network, ratio, shown.nodes, foremost(), badges);
    drawEdgeWords(ctx, ratio);
    if (!drawnAt && shown.nodes.size) drawnAt = performance.now();
  });
  network.on("resize", () => {
    if (!shown.nodes.size) return;
    syncDrawing(state, state);
    if (state.node >= 0 && shown.nodes.has(state.node)) fit([state.node, ...neighboursShown(state.node)]);
    else fit();
  });
  dark.addEventListener("change", () => {
    readColours();
    network.setOptions({ groups: groupsOfVis() });
    syncDrawing(state, state);
  });
  onChange(syncDrawing);
}

// What the lines of the selected node say, where there is room for it.
function drawEdgeWords(ctx, ratio) {
  const own = shown.links.filter((link) => link.claims.length && (link.id === state.link || link.from === state.node || link.to === state.node));
  if (!own.length || own.length > 60) return;
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  const boxes = new Boxes();
  placed.forEach((box) => boxes.add({ ...box, node: -1 }));
  const scale = network.getScale();
  for (const id of shown.nodes) {
    const { x, y } = onScreen(id);
    const r = NETWORK.nodes[id].size * scale;
    boxes.add({ left: x - r, right: x + r, top: y - r, bottom: y + r, node: -1 });
  }
  ctx.font = `11px ${FONT}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  for (const link of own) {
    const [a, b] = [onScreen(link.from), onScreen(link.to)];
    const text = [...new Set(link.claims.filter((c) => claimPasses(state, c, shown.hidden)).map((c) => relationName(c.relation)))].join(" · ");
    const half = ctx.measureText(text).width / 2 + 2;
    const spot = [0.5, 0.62, 0.38, 0.72].map((part) => ({ x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part }))
      .find(({ x, y }) => boxes.isFree({ left: x - half, right: x + half, top: y - 7, bottom: y + 7 }, -2));
    if (!spot) continue;
    boxes.add({ left: spot.x - half, right: spot.x + half, top: spot.y - 7, bottom: spot.y + 7, node: -1 });
    ctx.lineWidth = 3;
    ctx.strokeStyle = colours.background;
    ctx.strokeText(text, spot.x, spot.y);
    ctx.fillStyle = colours.muted;
    ctx.fillText(text, spot.x, spot.y);
  }
  ctx.restore();
}
