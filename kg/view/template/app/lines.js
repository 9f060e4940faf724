// Words on the lines of the selected node.

// What the lines of the selected node say, where there is room for it.
function drawEdgeWords(ctx, ratio) {
  const own = shown.links.filter(
    (link) => link.claims.length && (link.id === state.link || link.from === state.node || link.to === state.node),
  );
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
    const text = [
      ...new Set(link.claims.filter((c) => claimPasses(state, c, shown.hidden)).map((c) => relationName(c.relation))),
    ].join(" · ");
    const half = ctx.measureText(text).width / 2 + 2;
    const spot = [0.5, 0.62, 0.38, 0.72]
      .map((part) => ({ x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part }))
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
