// Everything by keyboard: the canvas by arrow keys, tab lists by arrow keys, “/” to search, Escape to go back.

// The shown node that lies in a direction from the selected one, the nearest by distance and angle.
function nextNode(dx, dy) {
  const from = state.node >= 0 && positions.has(state.node) ? positions.get(state.node) : null;
  if (!from) return Math.min(...shown.nodes);
  let best = -1,
    least = Infinity;
  for (const id of shown.nodes) {
    const [x, y] = [positions.get(id)[0] - from[0], positions.get(id)[1] - from[1]];
    const ahead = x * dx + y * dy,
      aside = Math.abs(x * dy - y * dx);
    if (id === state.node || ahead <= 0) continue;
    const cost = ahead + 2 * aside;
    if (cost < least) [best, least] = [id, cost];
  }
  return best;
}

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function canvasKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (STEPS[event.key] && shown.nodes.size) {
    const id = nextNode(...STEPS[event.key]);
    if (id >= 0 && nodes[id].group) unfoldGroup(id);
    else if (id >= 0) {
      go({ node: id, link: -1, tab: "detail" });
      announce(`${className(nodes[id].kind)} ${nodes[id].label}`);
    }
  } else if (event.key === "Enter" && state.node >= 0) unfoldMore(state.node);
  else if (event.key === "+" || event.key === "=") zoom(1.25);
  else if (event.key === "-") zoom(0.8);
  else if (event.key === "0") fit();
  else return;
  event.preventDefault();
}

const zoom = (by) =>
  network.moveTo({ scale: Math.max(0.02, Math.min(6, network.getScale() * by)), animation: motion() });

// Arrow keys within a list of tabs.
function tabKeys(list) {
  list.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const all = [...list.querySelectorAll('[role="tab"]')];
    const now = all.indexOf(document.activeElement);
    if (!step || now < 0) return;
    const next = all[(now + step + all.length) % all.length];
    next.click();
    next.focus();
    event.preventDefault();
  });
}

function makeKeys() {
  byId("canvas").addEventListener("keydown", canvasKey);
  byId("zoom-in").addEventListener("click", () => zoom(1.25));
  byId("zoom-out").addEventListener("click", () => zoom(0.8));
  byId("fit").addEventListener("click", () => fit());
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    byId("canvas").focus();
  });
  for (const list of document.querySelectorAll('[role="tablist"]')) tabKeys(list);
  document.addEventListener("keydown", (event) => {
    const typing = /^(input|select|textarea)$/i.test(document.activeElement?.tagName ?? "");
    if (event.key === "/" && !typing) {
      byId("search").focus();
      event.preventDefault();
    } else if (event.key === "Escape" && !typing) {
      if (state.tab === "text") go({ tab: "detail" });
      else if (state.node >= 0 || state.link >= 0) go({ node: -1, link: -1 });
    }
  });
}
