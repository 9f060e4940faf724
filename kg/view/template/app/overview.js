// The overview: two small charts, of figures by section and of responsibilities by agency. Each bar is a button.

const BARS = 15;

function bars(id, title, rows) {
  const most = Math.max(1, ...rows.map((row) => row.total));
  const bar = (row) => {
    const parts_ = [
      ["done", row.total - row.planned],
      ["planned", row.planned],
    ]
      .filter(([, n]) => n)
      .map(([kind, n]) => {
        const piece = el("span", { class: `piece ${kind}` });
        piece.style.width = `${(100 * n) / most}%`;
        return piece;
      });
    const said = row.planned ? `${row.total}（${conceptName("planned")} ${row.planned}）` : String(row.total);
    return el(
      "li",
      {},
      button(
        { class: "bar-row", "aria-label": `${row.label}: ${said}`, title: `${row.label}: ${said}`, onclick: row.go },
        el("span", { class: "bar-label", lang: "zh-CN" }, row.label),
        el("span", { class: "bar-track", "aria-hidden": "true" }, parts_),
        el("span", { class: "bar-value" }, String(row.total)),
      ),
    );
  };
  return el("figure", { id }, el("figcaption", {}, el("h2", {}, title)), el("ul", { class: "bars" }, rows.map(bar)));
}

// The year first, which a narrow chart would cut off.
const shortDocLabel = (doc) => `${doc.year} ${nodes[doc.reporter]?.label ?? doc.title}`.trim();

// Figures by section; of several reports, by report.
function figuresBySection(s) {
  const several = docs.length > 1 && s.doc < 0;
  const counted = new Map();
  for (const { figure, parts: inParts } of nodes) {
    if (!figure || !docPasses(s, figure.doc)) continue;
    const key = several ? figure.doc : (inParts.find((one) => parts[one].doc === figure.doc) ?? -1);
    const found = counted.get(key) ?? { total: 0, planned: 0 };
    found.total += 1;
    if (figure.statistic === "target") found.planned += 1;
    counted.set(key, found);
  }
  return [...counted]
    .sort(([a], [b]) => a - b)
    .map(([key, found]) => ({
      ...found,
      label: several ? shortDocLabel(docs[key]) : key < 0 ? word("outside") : parts[key].label,
      go: () => go(several ? { doc: key } : { view: "figures", part: key }),
    }));
}
const figuresTitle = (s) => word(docs.length > 1 && s.doc < 0 ? "figuresByReport" : "figuresBySection");

function dutiesByAgency(s) {
  const counted = new Map();
  for (const claim of claims) {
    if (
      LEGEND.relations[claim.relation].family !== "responsibility" ||
      nodes[claim.head].kind !== "Agency" ||
      !docPasses(s, claim.doc)
    )
      continue;
    const found = counted.get(claim.head) ?? { total: 0, planned: 0 };
    found.total += 1;
    if (claim.modality !== "asserted") found.planned += 1;
    counted.set(claim.head, found);
  }
  return [...counted]
    .map(([id, found]) => ({ ...found, id, label: nodes[id].label, go: () => reveal(id) }))
    .sort((a, b) => b.total - a.total || a.id - b.id);
}

// The sections with most figures, in the order of the text.
function foremostSections(s, most) {
  const all = figuresBySection(s);
  const least = [...all].sort((a, b) => b.total - a.total)[most - 1]?.total ?? 0;
  return all.filter((row) => row.total >= least).slice(0, most);
}

// Both charts, small, for the panel when nothing is selected.
const smallCharts = (s) => [
  bars("small-figures", figuresTitle(s), foremostSections(s, 8)),
  bars("small-duties", word("dutiesByAgency"), dutiesByAgency(s).slice(0, 6)),
];

function showOverview(s) {
  byId("view-overview").replaceChildren(
    bars("chart-figures", figuresTitle(s), foremostSections(s, 40)),
    bars("chart-duties", word("dutiesByAgency"), dutiesByAgency(s).slice(0, BARS)),
    el(
      "p",
      { class: "hint keys" },
      el("span", { class: "piece done" }),
      ` ${word("done")}　`,
      el("span", { class: "piece planned" }),
      ` ${conceptName("planned")}`,
    ),
  );
}

onChange((s) => {
  if (s.view === "overview") showOverview(s);
});
