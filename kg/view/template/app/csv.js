// The table of figures as CSV, for spreadsheets.

// An offset in code points, as the graph has it.
const wideTexts = docs.map((doc) => /[\ud800-\udbff]/.test(doc.text));
const codePoints = (doc, offset) => (wideTexts[doc] ? [...docs[doc].text.slice(0, offset)].length : offset);

const sectionOf = ({ doc, begin }) => parts[partAt(doc, begin)]?.label ?? "";
const sentenceOf = ({ doc, begin, end }) => docs[doc].text.slice(...sentenceAround(docs[doc].text, begin, end));

// The columns: what each is called, and what of a row stands in it.
const CSV_COLUMNS = {
  indicator: (row) => row.indicator,
  value_as_worded: (row) => row.value,
  value: (row) => row.own?.value,
  measure_word: (row) => row.unit,
  statistic: (row) => row.statistic,
  qualifier: (row) => row.own?.qualifier,
  period: (row) => row.period,
  growth_as_worded: (row) => row.growth,
  growth: (row) => row.growths.map(changeOf).join(" "), // a fall is negative
  rank_as_worded: (row) => row.rank,
  rank: (row) => row.ranks.map((one) => nodes[one].figure.value).join(" "),
  area: ({ figure }) => figure.area,
  body: ({ figure }) => figure.body,
  section: ({ figure }) => sectionOf(figure),
  report: ({ figure }) => docs[figure.doc].title,
  year: ({ figure }) => docs[figure.doc].year,
  evidence: ({ figure }) => docs[figure.doc].text.slice(figure.begin, figure.end),
  sentence: ({ figure }) => sentenceOf(figure),
  begin: ({ figure }) => codePoints(figure.doc, figure.begin),
  end: ({ figure }) => codePoints(figure.doc, figure.end),
  iri: (row) => FACTS.base + nodes[row.node].name,
};

// A cell. What a spreadsheet would run as a formula is made text by an apostrophe.
function csvCell(value) {
  const text = String(value ?? "");
  const safe = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d[\d.]*%?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csvOf(rows) {
  const lines = [
    Object.keys(CSV_COLUMNS),
    ...rows.map((row) => Object.values(CSV_COLUMNS).map((column) => column(row))),
  ];
  return `\ufeff${lines.map((line) => line.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

function download(rows) {
  const url = URL.createObjectURL(new Blob([csvOf(rows)], { type: "text/csv;charset=utf-8" }));
  el("a", { href: url, download: "figures.csv" }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
