// Where things are on the screen, and how the view moves.

const BESIDE = 130,
  BELOW = 110; // pixels left for labels and buttons around what is shown

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

const motion = () => (calm.matches ? false : { duration: 250, easingFunction: "easeInOutQuad" });

// Show all of some nodes, with room for the labels at the edges and the buttons below.
function fit(ids = [...shown.nodes], animation = false) {
  if (!ids.length) return;
  const { clientWidth, clientHeight } = byId("canvas");
  const xs = ids.map((id) => positions.get(id)[0]),
    ys = ids.map((id) => positions.get(id)[1]);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min(
    (clientWidth - BESIDE) / Math.max(1, right - left),
    (clientHeight - BELOW) / Math.max(1, bottom - top),
    1.2,
  );
  network.moveTo({
    position: { x: (left + right) / 2, y: (top + bottom) / 2 + 12 / scale },
    scale: Math.max(0.02, scale),
    animation,
  });
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
  if (around.length > 1)
    fit(
      around.filter((one) => positions.has(one)),
      motion(),
    );
  else network.focus(id, { scale: Math.max(0.8, network.getScale()), animation: motion() });
}
