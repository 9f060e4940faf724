// The table of figures as CSV, for spreadsheets.

// A cell of CSV. What a spreadsheet would run as a formula is made text by an apostrophe.
function csvCell(value) {
  const text = String(value ?? "");
  const safe = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d[\d.]*%?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csvOf(rows) {
  const head = [
    "indicator",
    "value_as_worded",
    "value",
    "measure_word",
    "statistic",
    "qualifier",
    "period",
    "growth_as_worded",
    "growth",
    "rank_as_worded",
    "rank",
    "area",
    "body",
    "section",
    "report",
    "year",
    "evidence",
    "sentence",
    "begin",
    "end",
    "iri",
  ];
  const points = (doc, offset) => [...docs[doc].text.slice(0, offset)].length; // code points, as in the graph
  const lines = rows.map((row) => {
    const { figure, own } = row;
    const { text, title, year } = docs[figure.doc];
    const [from, to] = sentenceAround(text, figure.begin, figure.end);
    const number = (list) => list.map((one) => nodes[one].figure.value).join(" ");
    const part = partAt(figure.doc, figure.begin);
    return [
      row.indicator,
      row.value,
      own?.value,
      row.unit,
      row.statistic,
      own?.qualifier,
      row.period,
      row.growth,
      number(row.growths),
      row.rank,
      number(row.ranks),
      figure.area,
      figure.body,
      part >= 0 ? parts[part].label : "",
      title,
      year,
      text.slice(figure.begin, figure.end),
      text.slice(from, to),
      points(figure.doc, figure.begin),
      points(figure.doc, figure.end),
      FACTS.base + nodes[row.node].name,
    ];
  });
  return `\ufeff${[head, ...lines].map((line) => line.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

function download(rows) {
  const url = URL.createObjectURL(new Blob([csvOf(rows)], { type: "text/csv;charset=utf-8" }));
  const link = el("a", { href: url, download: "figures.csv" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
