// The side panel: what is known of the selected node or line, and for each claim the sentence that says so.

const MANY = 30; // claims of one relation that are listed before “more”

function nodeButton(id) {
  return button(
    { class: "node", "data-node": nodes[id].name, onclick: () => reveal(id) },
    sign(nodes[id].kind),
    el("span", {}, nodes[id].label),
  );
}

// How sure and how said: planned, intended, by context, as the report states it.
function remarks(claim) {
  const found = [];
  if (claim.modality !== "asserted") {
    found.push(
      el("span", { class: "remark planned", title: word(`${claim.modality}Note`) }, `${conceptName(claim.modality)}`),
    );
  }
  if (claim.relation === "hasOutcome") found.push(el("span", { class: "remark stated" }, word("asStated")));
  if (claim.by === "elided") found.push(el("span", { class: "remark", title: word("elided") }, conceptName("elided")));
  return found;
}

function claimItem(claim, other) {
  return el(
    "li",
    { class: `claim ${claim.modality === "asserted" ? "" : "is-planned"}`, "data-modality": claim.modality },
    el("div", { class: "claim-head" }, other < 0 ? null : nodeButton(other), remarks(claim)),
    sentenceButton(claim.doc, claim.begin, claim.end, new Set([claim.head, claim.tail])),
  );
}

// A list that shows the first, and the rest when asked.
function listOf(items, make) {
  const list = el("ul", { class: "claims" }, items.slice(0, MANY).map(make));
  if (items.length <= MANY) return [list];
  const more = button(
    {
      class: "more",
      onclick: () => {
        list.append(...items.slice(MANY).map(make));
        more.remove();
      },
    },
    `${items.length - MANY} ${word("more")}`,
  );
  return [list, more];
}

// The claims of a node by relation, those in which it acts first.
function claimGroups(id) {
  const groups = new Map();
  const own = claimsOf(id).sort((a, b) => a.doc - b.doc || a.begin - b.begin || a.id - b.id);
  for (const inverse of [false, true]) {
    for (const relation of RELATIONS) {
      const fitting = own.filter(
        (claim) => claim.relation === relation && (inverse ? claim.tail === id : claim.head === id),
      );
      if (fitting.length) groups.set(`${relation}${inverse ? " inverse" : ""}`, [relation, inverse, fitting]);
    }
  }
  return [...groups.values()].map(([relation, inverse, fitting]) => {
    const label = relationName(relation, inverse);
    return el(
      "details",
      { class: "relation", open: true, "data-relation": relation, "data-inverse": String(inverse) },
      el(
        "summary",
        {},
        lineSign(LEGEND.relations[relation].family),
        el("span", {}, label),
        el("small", {}, String(fitting.length)),
        relation === "hasOutcome" ? el("em", {}, word("asStated")) : null,
      ),
      listOf(fitting, (claim) => claimItem(claim, inverse ? claim.head : claim.tail)),
    );
  });
}

const fact = (label, ...values) => (values.flat().some(Boolean) ? [el("dt", {}, label), el("dd", {}, ...values)] : []);

function figureFacts(figure) {
  return [
    fact(word("indicator"), figure.indicator),
    fact(word("value"), figure.worded),
    fact(word("inBaseUnit"), figure.value && `${figure.value} ${figure.unit}`),
    fact(propertyName("statistic"), conceptName(figure.statistic)),
    fact(propertyName("qualifier"), conceptName(figure.qualifier)),
    fact(word("period"), figure.period),
    fact(word("area"), figure.area),
    fact(word("body"), figure.body),
    fact(word("scope"), figure.scope),
    fact(word("base"), figure.base),
  ];
}

const facetValue = ([name, value]) =>
  LEGEND.concepts[value] && !/^(documentNumber|areaCode)$/.test(name) ? conceptName(value) : value;

function nodePanel(id) {
  const node = nodes[id];
  const folded = foldedAround(state, id, shown.nodes, shown.hidden).length;
  const opened = state.open.some(([one]) => one === id);
  const sections = node.parts.map((part) => parts[part].label).slice(0, 3);
  return [
    el("p", { class: "kind" }, sign(node.kind), className(node.kind), node.reports ? ` · ${word("reporter")}` : ""),
    el("h2", { lang: "zh-CN", id: "subject" }, node.label),
    el(
      "dl",
      {},
      fact(word("otherNames"), node.aliases.join("，")),
      node.facets.map((facet) => fact(propertyName(facet[0]), facetValue(facet))),
      node.figure ? figureFacts(node.figure) : [],
      fact(word("sections"), sections.join("；")),
    ),
    el(
      "p",
      { class: "actions" },
      folded
        ? button(
            { id: "unfold", onclick: () => unfoldMore(id) },
            `${word("unfold")} ${Math.min(folded, STEP)} / ${folded}`,
          )
        : null,
      opened ? button({ id: "fold", onclick: () => foldAgain(id) }, word("fold")) : null,
    ),
    node.figure
      ? sentenceButton(
          node.figure.doc,
          node.figure.begin,
          node.figure.end,
          new Set(linksOf[id].map((link) => otherEnd(link, id))),
        )
      : null,
    claimsOf(id).length ? claimGroups(id) : el("p", { class: "hint" }, word("noClaims")),
    mentionList(id),
  ];
}

function mentionList(id) {
  const found = mentionsOf(id);
  if (!found.length) return null;
  return el(
    "details",
    { class: "relation", open: !claimsOf(id).length },
    el("summary", {}, el("span", {}, word("mentionedAt")), el("small", {}, String(found.length))),
    listOf(found, ([doc, begin, end]) => el("li", { class: "claim" }, sentenceButton(doc, begin, end, new Set([id])))),
  );
}

function linkPanel(id) {
  const link = links[id];
  return [
    el("p", { class: "kind" }, word("links")),
    el("p", { class: "ends" }, nodeButton(link.from), " → ", nodeButton(link.to)),
    RELATIONS.filter((relation) => link.claims.some((claim) => claim.relation === relation)).map((relation) => {
      const fitting = link.claims.filter((claim) => claim.relation === relation);
      return el(
        "section",
        { class: "relation", "data-relation": relation },
        el("h3", {}, lineSign(LEGEND.relations[relation].family), relationName(relation)),
        listOf(fitting, (claim) => claimItem(claim, -1)),
      );
    }),
  ];
}

// With nothing selected: what the page holds.
function emptyPanel() {
  return [
    el("p", { class: "hint" }, word("nothing")),
    docs.length > 1 ? smallCharts(state) : null,
    docs
      .filter((doc) => docPasses(state, doc.id))
      .slice(0, 60)
      .map((doc) =>
        el(
          "div",
          { class: "doc" },
          el("h2", { lang: "zh-CN" }, doc.label),
          el(
            "p",
            {},
            doc.reporter >= 0 ? nodeButton(doc.reporter) : null,
            button({ class: "open-text", onclick: () => openText(doc.id, 0, 0) }, word("text")),
          ),
        ),
      ),
    docs.length > 1 ? null : smallCharts(state),
    plannedCount ? el("p", { class: "hint" }, lineSign("", true), " ", word("plannedNote")) : null,
  ];
}

function showPanel(s) {
  const box = byId("detail");
  const made = s.node >= 0 ? nodePanel(s.node) : s.link >= 0 ? linkPanel(s.link) : emptyPanel();
  box.replaceChildren(...made.flat(3).filter(Boolean));
  box.scrollTop = 0;
}

function makePanel() {
  onChange((s, before) => {
    const same = ["node", "link", "open", "language", "hide", "doc", "year"].every((key) => s[key] === before[key]);
    if (!same || !byId("detail").childElementCount) showPanel(s);
    document.body.classList.toggle("selected", s.node >= 0 || s.link >= 0 || s.tab === "text");
  });
}
