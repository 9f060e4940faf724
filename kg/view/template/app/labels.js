// Labels on the canvas: of one size on the screen at any zoom, the important ones first, never over another or a node.

const FONT =
  '"Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei", system-ui, sans-serif';
const widths = new Map();
let placed = []; // labels of the last frame: {id, left, top, right, bottom}
let taken = null; // everything of the last frame that nothing may be written over

// How wide a line is at 100 pixels.
function widthOf(ctx, text, bold) {
  const key = bold + text;
  if (!widths.has(key)) {
    ctx.font = `${bold ? "600 " : ""}100px ${FONT}`;
    widths.set(key, ctx.measureText(text).width);
  }
  return widths.get(key);
}

// A screen in cells, each with the boxes that touch it.
class Boxes {
  constructor() {
    this.cells = new Map();
  }
  *around(box) {
    for (let i = Math.floor(box.left / 64); i <= Math.floor(box.right / 64); i++) {
      for (let j = Math.floor(box.top / 64); j <= Math.floor(box.bottom / 64); j++) yield i * 4096 + j;
    }
  }
  add(box) {
    for (const cell of this.around(box)) {
      if (!this.cells.has(cell)) this.cells.set(cell, []);
      this.cells.get(cell).push(box);
    }
  }
  isFree(box, id) {
    for (const cell of this.around(box)) {
      for (const other of this.cells.get(cell) ?? []) {
        if (
          (other.node !== id || other.badge) &&
          box.left < other.right &&
          box.right > other.left &&
          box.top < other.bottom &&
          box.bottom > other.top
        )
          return false;
      }
    }
    return true;
  }
}

// Long names in full, in lines of at most 16 characters.
const inFull = (text) => text.match(/.{1,16}/gsu) ?? [text];

function candidates(box, width, height) {
  const middle = (box.left + box.right) / 2,
    centre = (box.top + box.bottom) / 2;
  const at = (left, top, align) => ({ left, top, right: left + width, bottom: top + height, align });
  return [
    at(middle - width / 2, box.bottom + 1, "center"),
    at(box.right + 3, centre - height / 2, "left"),
    at(box.left - 3 - width, centre - height / 2, "right"),
    at(middle - width / 2, box.top - 1 - height, "center"),
    at(box.right, box.bottom - 6, "left"),
    at(box.left - width, box.bottom - 6, "right"),
    at(box.right, box.top + 6 - height, "left"),
    at(box.left - width, box.top + 6 - height, "right"),
    at(middle - width * 0.85, box.bottom + 1, "center"),
    at(middle - width * 0.15, box.bottom + 1, "center"),
  ];
}

// Moved as little as needed to lie within the canvas.
function inside(spot, width, height) {
  const dx = Math.max(4 - spot.left, 0) || Math.min(width - 4 - spot.right, 0);
  const dy = Math.max(4 - spot.top, 0) || Math.min(height - 4 - spot.bottom, 0);
  return { ...spot, left: spot.left + dx, right: spot.right + dx, top: spot.top + dy, bottom: spot.bottom + dy };
}
const isInside = (spot, width, height) =>
  spot.left >= 2 && spot.top >= 2 && spot.right <= width - 2 && spot.bottom <= height - 2;

// The nodes on the screen with the boxes that they cover; everything that must stay free goes into `taken`.
function boxesOnScreen(ctx, scale, badges) {
  const { clientWidth, clientHeight } = ctx.canvas;
  const screen = new Map();
  taken = new Boxes();
  for (const id of shown.nodes) {
    const { x, y } = onScreen(id);
    const r = NETWORK.nodes[id].size * scale;
    if (x < -100 || y < -60 || x > clientWidth + 100 || y > clientHeight + 60) continue;
    const box = { left: x - r, right: x + r, top: y - r, bottom: y + r, node: id };
    screen.set(id, box);
    taken.add(box);
    if (badges.has(id)) taken.add(badgeBox(box, badges.get(id)));
  }
  const below = Math.max(byId("count").offsetHeight + 14, 44); // what is said and pressed there
  taken.add({ left: 0, right: clientWidth, top: clientHeight - below, bottom: clientHeight, badge: true });
  return screen;
}

// Draw the labels of the nodes on the screen; `first` are those that go before all others, in order: the very first
// is written in full and always.
function drawLabels(ctx, ratio, scale, first, folded) {
  const badges = scale < 0.55 ? new Map() : folded; // far out, the numbers would hide the rest
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  const screen = boxesOnScreen(ctx, scale, badges);
  const before = new Set(first.filter((id) => screen.has(id)));
  const rest = [...screen.keys()].filter((id) => !before.has(id)).sort((a, b) => weightOf(a) - weightOf(b));
  const size = Math.round(Math.max(12, Math.min(16, 12.5 * scale)));
  placed = [];
  for (const id of [...before, ...rest]) {
    drawLabel(ctx, id, screen.get(id), size, id === first[0], before.size > 1 && !before.has(id));
  }
  for (const [id, count] of badges) if (screen.has(id)) badge(ctx, screen.get(id), count);
  ctx.restore();
}

function drawLabel(ctx, id, node, size, always, faint) {
  const { clientWidth, clientHeight } = ctx.canvas;
  const lines = always ? inFull(nodes[id].label) : NETWORK.nodes[id].label.split("\n");
  const bold = always || nodes[id].reports;
  const width = (Math.max(...lines.map((line) => widthOf(ctx, line, bold))) * size) / 100 + 4;
  const spots = candidates(node, width, lines.length * (size + 3));
  const spot =
    spots.find((one) => isInside(one, clientWidth, clientHeight) && taken.isFree(one, id)) ??
    (always ? inside(spots[0], clientWidth, clientHeight) : null);
  if (!spot) return;
  taken.add(spot);
  placed.push({ id, left: spot.left, top: spot.top, right: spot.right, bottom: spot.bottom });
  write(ctx, lines, spot, size, bold, faint);
}

// Groups and reporters first, then by rank.
const weightOf = (id) => (nodes[id].group ? id - firstGroup - 1e6 : id);

function write(ctx, lines, spot, size, bold, faint) {
  ctx.font = `${bold ? "600 " : ""}${size}px ${FONT}`;
  ctx.textAlign = spot.align;
  ctx.textBaseline = "top";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3;
  ctx.strokeStyle = colours.background;
  ctx.fillStyle = faint ? colours.muted : colours.text;
  const x =
    spot.align === "left" ? spot.left + 2 : spot.align === "right" ? spot.right - 2 : (spot.left + spot.right) / 2;
  lines.forEach((line, i) => {
    const y = spot.top + 2 + i * (size + 3);
    ctx.strokeText(line, x, y);
    ctx.fillText(line, x, y);
  });
}

// How many neighbours are folded, at the node's upper right.
const badgeText = (folded) => (folded > 99 ? "99+" : `+${folded}`);
function badgeBox(box, folded) {
  const width = badgeText(folded).length * 6 + 6;
  const left = (box.left + box.right) / 2 + (box.right - box.left) * 0.3;
  return { left, right: left + width, top: box.top - 7, bottom: box.top + 6, badge: true };
}

function badge(ctx, node, folded) {
  const box = badgeBox(node, folded);
  ctx.font = `10px ${FONT}`;
  ctx.fillStyle = colours.background;
  ctx.strokeStyle = colours.muted;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.roundRect(box.left, box.top, box.right - box.left, 13, 6);
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = colours.text;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(badgeText(folded), (box.left + box.right) / 2, box.top + 7);
}
