// The table of figures: sortable and searchable.

const PAGE = 400; // rows shown at once
let rowsShown = PAGE;

// A fall is a positive number under a name that says so (办理时限压缩 60%): here with its verb, and sorted as negative.
const falls = new Set(FACTS.falls);
const changeOf = (id) => Number(nodes[id].figure.value) * (falls.has(id) ? -1 : 1);
function changeWords(id) {
  const { indicator, base, worded } = nodes[id].figure;
  if (!falls.has(id)) return worded;
  return (base && indicator.startsWith(base) ? indicator.slice(base.length) : "↓") + worded;
}
const rankWords = ({ scope, worded }) => (worded.includes(scope) ? worded : scope + worded);

// A row of FACTS.rows: the figure, its growth, its rank.
const rowFacts = FACTS.rows.map(([own, growth, rank], id) => {
  const first = own >= 0 ? own : (growth[0] ?? rank[0]);
  const { figure } = nodes[first];
  return {
    id,
    node: first,
    own: own >= 0 ? nodes[own].figure : null,
    figure,
    growths: growth,
    ranks: rank,
    indicator: own >= 0 ? figure.indicator : figure.base || figure.indicator,
    value: own >= 0 ? figure.worded : "",
    unit: own >= 0 ? figure.unit : "",
    period: figure.period,
    growth: growth.map(changeWords).join("，"),
    rank: rank.map((one) => rankWords(nodes[one].figure)).join("，"),
    statistic: own >= 0 ? figure.statistic : "",
  };
});
const sortable = {
  indicator: (row) => row.indicator,
  unit: (row) => row.unit,
  period: (row) => row.period,
  statistic: (row) => row.statistic,
  value: (row) => (row.own ? Number(row.own.value) : NaN),
  growth: (row) => (row.growths.length ? changeOf(row.growths[0]) : NaN),
  rank: (row) => (row.ranks.length ? Number(nodes[row.ranks[0]].figure.value) : NaN),
  evidence: (row) => row.figure.doc * 1e9 + row.figure.begin,
};
const COLUMNS = [
  ["indicator", "indicator"],
  ["value", "value"],
  ["unit", "unit"],
  ["statistic", "kindOf"],
  ["period", "period"],
  ["growth", "growth"],
  ["rank", "rank"],
  ["evidence", "evidence"],
];
const collator = new Intl.Collator("zh-Hans-CN", { numeric: true });

// What is missing comes last, whichever way the column runs.
function compare(key, down) {
  const of = sortable[key];
  const missing = (v) => v === "" || Number.isNaN(v);
  return (a, b) => {
    const [x, y] = [of(a), of(b)];
    if (missing(x) || missing(y)) return Number(missing(x)) - Number(missing(y)) || a.id - b.id;
    return (typeof x === "number" ? x - y : collator.compare(x, y)) * (down ? -1 : 1) || a.id - b.id;
  };
}

function rowsNow(s) {
  const query = plain(s.rows);
  const fitting = rowFacts.filter(
    (row) =>
      docPasses(s, row.figure.doc) &&
      (s.part < 0 || nodes[row.node].parts.some((part) => partsWithin[s.part].has(part))) &&
      (!query ||
        plain(
          `${row.indicator}${row.value}${row.unit}${row.period}${row.growth}${row.rank}${nodes[row.node].figure.body}`,
        ).includes(query)),
  );
  const key = s.sort.replace("-", "");
  return sortable[key] ? fitting.sort(compare(key, s.sort.startsWith("-"))) : fitting;
}

function headCell([key, label], s) {
  const now = s.sort.replace("-", "") === key ? (s.sort.startsWith("-") ? "descending" : "ascending") : "none";
  const next = now === "ascending" ? `-${key}` : key;
  return el(
    "th",
    { scope: "col", "aria-sort": now, class: `c-${key}` },
    button(
      { "data-sort": key, onclick: () => go({ sort: next }, true) },
      word(label),
      el("span", { "aria-hidden": "true" }, { ascending: " ▲", descending: " ▼", none: "" }[now]),
    ),
  );
}

function rowElement(row) {
  const { figure } = row;
  const [from, to] = sentenceAround(docs[figure.doc].text, figure.begin, figure.end);
  const sentence = docs[figure.doc].text.slice(from, to);
  const note =
    row.statistic === "target"
      ? el("span", { class: "remark planned" }, conceptName("target"))
      : row.statistic && conceptName(row.statistic);
  return el(
    "tr",
    {},
    el(
      "th",
      { scope: "row" },
      button(
        { class: "plain", "data-node": nodes[row.node].name, title: word("toGraph"), onclick: () => reveal(row.node) },
        row.indicator,
      ),
    ),
    el("td", { class: "number" }, row.value),
    el("td", {}, row.unit),
    el("td", {}, note),
    el("td", { class: "c-period" }, row.period),
    el("td", { class: "number" }, row.growth),
    el("td", {}, row.rank),
    el(
      "td",
      { class: "c-evidence" },
      button(
        { class: "plain quote", title: sentence, onclick: () => openText(figure.doc, figure.begin, figure.end) },
        docs[figure.doc].text.slice(figure.begin, figure.end),
      ),
    ),
  );
}

function showTable(s) {
  const rows = rowsNow(s);
  const focused = document.activeElement?.dataset?.sort ?? document.activeElement?.id;
  const caret = document.activeElement?.selectionStart;
  const box = byId("view-figures");
  box.replaceChildren(
    el(
      "div",
      { class: "bar" },
      el("input", {
        id: "rows-filter",
        type: "search",
        value: s.rows,
        placeholder: word("filterRows"),
        "aria-label": word("filterRows"),
        oninput: (e) => go({ rows: e.target.value }, true),
      }),
      el("span", { id: "rows-count" }, `${rows.length} ${word("rows")}`),
      button({ id: "download", onclick: () => download(rows) }, word("download")),
    ),
    el(
      "div",
      { class: "scroll" },
      el(
        "table",
        { id: "figures-table" },
        el(
          "thead",
          {},
          el(
            "tr",
            {},
            COLUMNS.map((column) => headCell(column, s)),
          ),
        ),
        el("tbody", {}, rows.slice(0, rowsShown).map(rowElement)),
      ),
    ),
    rows.length > rowsShown
      ? button(
          {
            class: "more",
            onclick: () => {
              rowsShown += PAGE;
              showTable(state);
            },
          },
          `${rows.length - rowsShown} ${word("more")}`,
        )
      : "",
  );
  const again = focused
    ? [...box.querySelectorAll("[data-sort], #rows-filter")].find((one) => [one.dataset.sort, one.id].includes(focused))
    : null;
  again?.focus();
  if (again?.id === "rows-filter") again.setSelectionRange(caret, caret);
}

onChange((s) => {
  if (s.view === "figures") showTable(s);
});
