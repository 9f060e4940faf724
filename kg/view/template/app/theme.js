// Colours, from the style sheet, which follows the system between light and dark.

let colours = {};

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const value = (name) => style.getPropertyValue(name).trim();
  colours = {
    text: value("--text"),
    muted: value("--muted"),
    background: value("--background"),
    accent: value("--accent"),
    classes: Object.fromEntries(Object.keys(LEGEND.classes).map((kind) => [kind, value(`--class-${kind}`)])),
    families: Object.fromEntries(Object.keys(LEGEND.families).map((name) => [name, value(`--family-${name}`)])),
  };
}

// The groups of vis-network: a colour for each class.
function groupsOfVis() {
  return Object.fromEntries(
    Object.entries(LEGEND.classes).map(([kind, look]) => {
      const own = colours.classes[kind];
      const filling = look.hollow ? colours.background : own;
      const chosen = { background: filling, border: colours.accent };
      return [kind, { color: { background: filling, border: own, highlight: chosen, hover: chosen } }];
    }),
  );
}

const dark = matchMedia("(prefers-color-scheme: dark)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
