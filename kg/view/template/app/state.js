// What is being looked at. All of it stands in the page's address after the “#”, so that a link brings it back.

const START = {
  view: "graph",
  node: -1,
  link: -1, // what is selected
  open: [], // [node, times] unfolded, in order
  hide: [], // classes, relations and “planned” that are not shown
  only: "", // “c:Class” or “r:relation” that alone is shown
  part: -1,
  doc: -1,
  year: "", // filters
  tab: "detail",
  text: null, // {doc, begin, end} at which the reading pane stands
  rows: "",
  sort: "", // of the table
  language: "",
};
let state = { ...START };
const listeners = [];
const onChange = (listener) => listeners.push(listener);

const PLANNED = "planned";
const hideable = new Set([...FACTS.order, ...RELATIONS, PLANNED]);
const tabs = ["detail", "text"];
const pages = ["graph", "figures", "index", "overview"];

function toFragment(s) {
  const said = new URLSearchParams();
  const say = (key, value) => value && said.set(key, value);
  say("v", s.view !== "graph" && s.view);
  say("n", s.node >= 0 && !nodes[s.node].group && nodes[s.node].name);
  say("e", s.link >= 0 && `${nodes[links[s.link].from].name}~${nodes[links[s.link].to].name}`);
  say("open", s.open.map(([id, times]) => nodes[id].name + (times > 1 ? `_${times}` : "")).join("."));
  say("hide", s.hide.join("."));
  say("only", s.only);
  say("s", s.part >= 0 && parts[s.part].name);
  say("r", s.doc >= 0 && docs[s.doc].name);
  say("y", s.year);
  say("t", s.tab !== "detail" && s.tab);
  say("at", s.text && `${docs[s.text.doc].name}_${s.text.begin}-${s.text.end}`);
  say("rows", s.rows);
  say("sort", s.sort);
  say("lang", s.language);
  return said.toString();
}

function fromFragment(fragment) {
  const said = new URLSearchParams(fragment);
  const get = (key) => said.get(key) ?? "";
  const list = (key) => get(key).split(".").filter(Boolean);
  const made = { ...START };
  if (pages.includes(get("v"))) made.view = get("v");
  made.node = nodeNamed.get(get("n")) ?? -1;
  const [from, to] = get("e")
    .split("~")
    .map((name) => nodeNamed.get(name));
  if (to !== undefined) made.link = linksOf[from]?.find((link) => link.from === from && link.to === to)?.id ?? -1;
  made.open = list("open")
    .map((one) => one.split("_"))
    .map(([name, times]) => [nodeNamed.get(name), Math.max(1, Math.min(99, Number(times) || 1))])
    .filter(([id]) => id !== undefined);
  made.hide = list("hide").filter((name) => hideable.has(name));
  if (FACTS.scenes[get("only")] && /^[cr]:/.test(get("only"))) made.only = get("only");
  made.part = partNamed.get(get("s")) ?? -1;
  made.doc = docNamed.get(get("r")) ?? -1;
  if (docs.some((doc) => doc.year === get("y"))) made.year = get("y");
  if (tabs.includes(get("t"))) made.tab = get("t");
  const at = /^([^_]+)_(\d+)-(\d+)$/.exec(get("at"));
  if (at && docNamed.has(at[1])) made.text = { doc: docNamed.get(at[1]), begin: Number(at[2]), end: Number(at[3]) };
  made.rows = get("rows");
  if (/^-?[a-z]+$/.test(get("sort"))) made.sort = get("sort");
  if (["zh", "en"].includes(get("lang"))) made.language = get("lang");
  return made;
}

function changed(before) {
  byId("permalink").setAttribute("href", `#${toFragment(state)}`);
  for (const listener of listeners) listener(state, before);
}

// Look at something else; `quietly` leaves no step in the browser's history.
function go(patch, quietly = false) {
  const before = state;
  state = { ...state, ...patch };
  const fragment = toFragment(state);
  if (fragment !== location.hash.slice(1)) {
    history[quietly ? "replaceState" : "pushState"](null, "", `#${fragment}`);
  }
  changed(before);
}

function restore() {
  const before = state;
  state = fromFragment(location.hash.slice(1));
  changed(before);
}
window.addEventListener("popstate", restore);
