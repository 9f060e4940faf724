// The index: every node that the filters let through, by class, as a list that can be read without the drawing.

const INDEX_MANY = 200;

function showIndex(s) {
  const hidden = new Set(s.hide);
  const fitting = nodes.slice(0, firstGroup).filter((node) => nodePasses(s, node.id, hidden));
  const byClass = FACTS.order
    .map((kind) => [kind, fitting.filter((node) => node.kind === kind)])
    .filter(([, found]) => found.length);
  byId("view-index").replaceChildren(
    ...byClass.map(([kind, found]) => {
      const item = (node) =>
        el("li", {}, nodeButton(node.id), el("small", {}, `${claimsOf(node.id).length} ${word("claims")}`));
      const list = el("ul", { class: "index" }, found.slice(0, INDEX_MANY).map(item));
      const more =
        found.length > INDEX_MANY
          ? button(
              {
                class: "more",
                onclick: () => {
                  list.append(...found.slice(INDEX_MANY).map(item));
                  more.remove();
                },
              },
              `${found.length - INDEX_MANY} ${word("more")}`,
            )
          : null;
      const heading = language ? LEGEND.classes[kind].plural : className(kind);
      return el(
        "section",
        { "data-class": kind },
        el("h2", {}, sign(kind), `${heading} `, el("small", {}, String(found.length))),
        list,
        more ?? "",
      );
    }),
  );
}

onChange((s) => {
  if (s.view === "index") showIndex(s);
});
