// Puts it together: the views, the language, and the first look.

function makeViews() {
  byId("views").append(
    ...pages.map((key) =>
      button({
        role: "tab",
        id: `tab-${key}`,
        "aria-controls": `view-${key}`,
        "data-word": key,
        onclick: () => go({ view: key }),
      }),
    ),
  );
  byId("language").addEventListener("click", () => go({ language: language ? "zh" : "en" }));
  byId("permalink").addEventListener("click", (event) => {
    event.preventDefault();
    navigator.clipboard?.writeText(location.href).catch(() => {});
    announce(location.href);
  });
}

function showViews(s) {
  for (const key of pages) {
    byId(`view-${key}`).hidden = s.view !== key;
    byId(`tab-${key}`).setAttribute("aria-selected", String(s.view === key));
    byId(`tab-${key}`).tabIndex = s.view === key ? 0 : -1;
  }
  document.body.dataset.view = s.view;
}

function speak(s) {
  language = (s.language || browserLanguage()) === "en" ? 1 : 0;
  setWords();
}

makeViews();
makeReader();
listeners.unshift(speak, showViews);
makeDrawing();
makeFilters();
makePanel();
makeSearch();
makeKeys();
restore();
fit();
wide.addEventListener("change", () => changed(state));

// For tests and for the curious: what is on the screen.
window.govkg = {
  get state() {
    return { ...state };
  },
  get shown() {
    return [...shown.nodes].map((id) => nodes[id].label);
  },
  get labels() {
    return placed.map((box) => ({ ...box }));
  },
  get drawnAt() {
    return drawnAt;
  },
  where: (label) => {
    const id = nodes.findIndex((node) => node.label === label);
    return positions.has(id) ? onScreen(id) : null;
  },
  csv: () => csvOf(rowsNow(state)),
};
