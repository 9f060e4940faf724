// The query page: YASGUI on this server's endpoint, the named questions beside it, a list of the reports' pages.
"use strict";

const Editor = Yasgui.Yasqe;
// Of the completions only that of variables asks nothing of other servers.
Editor.defaults.autocompleters = ["variables"];
Editor.defaults.value = "SELECT ?class (COUNT(?thing) AS ?things) WHERE {\n  ?thing a ?class\n} GROUP BY ?class ORDER BY DESC(?things)\n";

const endpoint = new URL("sparql", location.href).href;
const yasgui = new Yasgui(document.getElementById("yasgui"), {
  requestConfig: { endpoint },
  copyEndpointOnNewTab: false,
  endpointCatalogueOptions: { getData: () => [{ endpoint }] },
});

function ask(question) {
  const tab = yasgui.getTab() || yasgui.addTab(true);
  tab.setName(question.name);
  tab.setQuery(question.query);
  tab.query().catch(() => undefined); // what went wrong stands in the tab
}

fetch("questions").then((found) => found.json()).then((questions) => {
  const list = document.getElementById("questions");
  for (const question of questions) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = question.zh;
    button.title = question.asks;
    const english = document.createElement("small");
    english.textContent = question.en;
    button.append(english);
    button.addEventListener("click", () => ask(question));
    const item = document.createElement("li");
    item.append(button);
    list.append(item);
  }
});

fetch("graph").then((found) => found.json()).then((reports) => {
  const choice = document.getElementById("reports");
  for (const report of reports) choice.add(new Option(`${report.title || report.iri} ${report.year}`, report.iri));
  choice.addEventListener("change", () => {
    if (choice.value) open(`graph?report=${encodeURIComponent(choice.value)}`, "_blank", "noopener");
    choice.value = "";
  });
});
