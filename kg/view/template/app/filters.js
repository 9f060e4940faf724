// The legend, which filters: classes, relations, planned claims; and section, report and year.

const countBy = (list, key) =>
  list.reduce((found, one) => found.set(key(one), (found.get(key(one)) ?? 0) + 1), new Map());
const classCounts = countBy(nodes.slice(0, firstGroup), (node) => node.kind);
const relationCounts = countBy(claims, (claim) => claim.relation);
const plannedCount = claims.filter((claim) => claim.modality !== "asserted").length;

const toggled = (list, name) => (list.includes(name) ? list.filter((one) => one !== name) : [...list, name]);

// A line of the legend: the name switches it on and off, “only” leaves it alone.
function legendRow(name, key, signOf, label, count) {
  const off = state.hide.includes(name) || Boolean(state.only && key && state.only !== key && state.only[0] === key[0]);
  const alone = Boolean(key) && state.only === key;
  return el(
    "li",
    { class: off ? "off" : "" },
    button(
      {
        class: "toggle",
        "data-toggle": name,
        "aria-pressed": String(!off),
        onclick: () => go(alone ? { only: "" } : { hide: toggled(state.hide, name), only: "" }),
      },
      signOf,
      el("span", {}, label),
      el("small", {}, String(count)),
    ),
    key && FACTS.scenes[key]
      ? button(
          {
            class: "only",
            "data-only": key,
            "aria-pressed": String(alone),
            "aria-label": `${word("only")} ${label}`,
            onclick: () => go({ only: alone ? "" : key, hide: [] }),
          },
          word("only"),
        )
      : null,
  );
}

const lineSign = (family, dashed = false) => {
  const line = el("span", { class: dashed ? "line dashed" : "line", "aria-hidden": "true" });
  line.style.setProperty("--own", family ? `var(--family-${family})` : "var(--muted)");
  return line;
};

function chooser(id, label, value, options, onchange) {
  const select = el(
    "select",
    { id, onchange: (event) => onchange(event.target.value) },
    options.map(([key, text]) => el("option", { value: key, selected: key === value }, text)),
  );
  return el("div", { class: "chooser" }, el("label", { for: id }, label), select);
}

function sectionChooser() {
  const fitting = parts.filter(
    (part) => docPasses(state, part.doc) && part.kind !== "furniture" && FACTS.scenes[`s:${part.id}`],
  );
  const label = (part) => `${"　".repeat(part.level - 1)}${part.label.slice(0, 40)}`;
  if (docs.length === 1 || state.doc >= 0) {
    return chooser(
      "by-section",
      word("section"),
      state.part >= 0 ? parts[state.part].name : "",
      [["", word("all")], ...fitting.map((part) => [part.name, label(part)])],
      (name) => go({ part: partNamed.get(name) ?? -1, open: [] }),
    );
  }
  return null; // of several reports, one is chosen first
}

function showFilters() {
  const years = [...new Set(docs.map((doc) => doc.year).filter(Boolean))].sort();
  const relations = RELATIONS.filter((name) => relationCounts.has(name));
  const focused =
    document.activeElement?.dataset?.toggle || document.activeElement?.dataset?.only || document.activeElement?.id;
  const box = byId("filters");
  const top = box.scrollTop;
  box.replaceChildren(
    el("h2", {}, word("classes")),
    el(
      "ul",
      { class: "legend", id: "classes" },
      FACTS.order
        .filter((kind) => classCounts.has(kind))
        .map((kind) => legendRow(kind, `c:${kind}`, sign(kind), className(kind), classCounts.get(kind))),
    ),
    docs.length > 1 && years.length > 1
      ? chooser("by-year", word("year"), state.year, [["", word("all")], ...years.map((y) => [y, y])], (year) =>
          go({ year, doc: -1, part: -1, open: [] }),
        )
      : "",
    docs.length > 1
      ? chooser(
          "by-report",
          word("report"),
          state.doc >= 0 ? docs[state.doc].name : "",
          [
            ["", word("all")],
            ...docs.filter((doc) => !state.year || doc.year === state.year).map((doc) => [doc.name, doc.label]),
          ],
          (name) => go({ doc: docNamed.get(name) ?? -1, part: -1, open: [] }),
        )
      : "",
    sectionChooser() ?? "",
    el("h2", {}, word("relations")),
    el(
      "ul",
      { class: "legend", id: "relations" },
      relations.map((name) =>
        legendRow(
          name,
          `r:${name}`,
          lineSign(LEGEND.relations[name].family),
          relationName(name),
          relationCounts.get(name),
        ),
      ),
      plannedCount ? legendRow(PLANNED, "", lineSign("", true), word("planned"), plannedCount) : "",
    ),
    button(
      { class: "reset", id: "reset", onclick: () => go({ ...START, language: state.language, view: state.view }) },
      word("reset"),
    ),
  );
  box.scrollTop = top;
  if (focused)
    [...box.querySelectorAll("button, select")]
      .find((one) => [one.dataset.toggle, one.dataset.only, one.id].includes(focused))
      ?.focus({ preventScroll: true });
}

function makeFilters() {
  byId("filters-button").addEventListener("click", () => {
    const open = document.body.classList.toggle("filters-open");
    byId("filters-button").setAttribute("aria-expanded", String(open));
  });
  onChange((s, before) => {
    const same = ["hide", "only", "part", "doc", "year", "language"].every((key) => s[key] === before[key]);
    if (!same || !byId("filters").childElementCount) showFilters();
  });
}
