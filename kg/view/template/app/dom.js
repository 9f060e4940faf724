// Making elements. Text from a report only ever becomes a text node: nothing here, or anywhere, parses HTML.

const byId = (id) => document.getElementById(id);

// el("button", { class: "x", "aria-label": "y", onclick: f }, "text", child): an element with attributes and children.
function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

const button = (attributes, ...children) => el("button", { type: "button", ...attributes }, ...children);

// The sign of a class, drawn as on the canvas.
const SIGNS = {
  square: "M2 2H14V14H2Z",
  diamond: "M8 1L15 8L8 15L1 8Z",
  dot: "M8 2A6 6 0 1 1 8 14A6 6 0 1 1 8 2Z",
  triangle: "M8 2L15 14H1Z",
  triangleDown: "M8 14L15 2H1Z",
  hexagon: "M4.5 2H11.5L15 8L11.5 14H4.5L1 8Z",
  star: "M8 1L10 6L15.5 6.2L11.2 9.6L12.7 15L8 11.9L3.3 15L4.8 9.6L.5 6.2L6 6Z",
};
function sign(kind) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const look = LEGEND.classes[kind];
  for (const [name, value] of Object.entries({ viewBox: "0 0 16 16", class: "sign", "aria-hidden": "true" })) {
    svg.setAttribute(name, value);
  }
  path.setAttribute("d", SIGNS[look.shape]);
  path.setAttribute("class", look.hollow ? `hollow k-${kind}` : `full k-${kind}`);
  path.style.setProperty("--own", `var(--class-${kind})`);
  svg.append(path);
  return svg;
}

const announce = (text) => {
  byId("status").textContent = text;
};
