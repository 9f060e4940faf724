// Where unfolded nodes stand: as near as possible to what they were unfolded from, on the side away from the middle,
// where they cover nothing. The same steps give the same places.

const CELL_X = 12,
  CELL_Y = 8,
  EM = 12,
  LEADING = 15;

const lineWidth = (line) => [...line].reduce((sum, c) => sum + (c.codePointAt(0) > 0x2000 ? 1 : 0.56), 0) * EM;

function cellsOf(x, y, id) {
  const lines = NETWORK.nodes[id].label.split("\n");
  const half = Math.max(NETWORK.nodes[id].size, Math.max(...lines.map(lineWidth)) / 2) + 4;
  const radius = NETWORK.nodes[id].size;
  const found = [];
  const [left, right] = [x - half, x + half].map((v) => Math.floor(v / CELL_X));
  const [top, bottom] = [y - radius - 4, y + radius + lines.length * LEADING + 8].map((v) => Math.floor(v / CELL_Y));
  for (let i = left; i <= right; i++) for (let j = top; j <= bottom; j++) found.push(`${i},${j}`);
  return found;
}

// Positions of everything shown, a Map of node to [x, y], stretched by the shape of the canvas.
function positionsOf(shown, stretch) {
  const taken = new Set();
  const found = new Map();
  const settle = (id, x, y) => {
    for (const cell of cellsOf(x, y, id)) taken.add(cell);
    found.set(id, [x, y]);
  };
  for (const [id, [x, y]] of shown.scene) settle(id, x * stretch, y / stretch);
  for (const [id, from] of shown.extras) {
    if (from < 0) settle(id, ...freeFor(id, [0, 0], taken, 60));
    else settle(id, ...freeFor(id, found.get(from), taken, 70));
  }
  return found;
}

function freeFor(id, [x0, y0], taken, near) {
  const away = x0 || y0 ? Math.atan2(y0, x0) : -Math.PI / 2;
  for (let r = near; ; r += 14) {
    const turns = Math.max(8, Math.round(r / 6));
    for (let k = 0; k < turns; k++) {
      const angle = away + (k % 2 ? 1 : -1) * Math.ceil(k / 2) * ((2 * Math.PI) / turns);
      const [x, y] = [Math.round(x0 + r * 1.3 * Math.cos(angle)), Math.round(y0 + r * Math.sin(angle))];
      if (cellsOf(x, y, id).every((cell) => !taken.has(cell))) return [x, y];
    }
  }
}
