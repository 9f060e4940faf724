// What a click does: select a node, unfold its neighbours, open a group.

const AT_ONCE = 24; // so many folded neighbours unfold by a click; more wait for the button in the panel

// Select a node; with few folded neighbours it unfolds.
function choose(id, more = {}) {
  const node = nodes[id];
  if (node.group) return unfoldGroup(id);
  const folded = foldedAround(state, id, shown.nodes, shown.hidden).length;
  const open =
    state.open.some(([one]) => one === id) || folded > AT_ONCE || (!folded && shown.nodes.has(id))
      ? state.open
      : [...state.open, [id, 1]];
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
