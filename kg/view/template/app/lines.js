// Words on the lines of the selected node, where there is room for them.

const MOST_WORDS = 60; // of more lines than this, none is told

// The relations that a line stands for, each once.
function lineWords(link) {
  const passing = link.claims.filter((claim) => claimPasses(state, claim, shown.hidden));
  return [...new Set(passing.map((claim) => relationName(claim.relation)))].join(" · ");
}

function drawLineWords(ctx, ratio) {
  const own = shown.links.filter(
    (link) => link.claims.length && (link.id === state.link || link.from === state.node || link.to === state.node),
  );
  if (own.length > MOST_WORDS) return;
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.font = `11px ${FONT}`;
  for (const link of own) {
    const [a, b, text] = [onScreen(link.from), onScreen(link.to), lineWords(link)];
    const half = ctx.measureText(text).width / 2 + 2;
    const spot = [0.5, 0.62, 0.38, 0.72]
      .map((part) => [a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part])
      .map(([x, y]) => ({ left: x - half, right: x + half, top: y - 8, bottom: y + 8, align: "center" }))
      .find((box) => taken.isFree(box));
    if (!spot) continue;
    taken.add(spot);
    write(ctx, [text], spot, 11, false, true);
  }
  ctx.restore();
}
