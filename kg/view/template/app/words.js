// The words of the interface, Chinese and English; names and sentences of reports are shown as they are.

let language = 0; // 0 Chinese, 1 English

const word = (key) => WORDS[key]?.[language] ?? key;
const named = (pair) => (pair ? (language ? pair.en : pair.zh) : "");
const className = (kind) => {
  const name = named(LEGEND.classes[kind]);
  return name.charAt(0).toUpperCase() + name.slice(1);
};
const relationName = (relation, inverse = false) =>
  named(inverse ? LEGEND.relations[relation].inverse : LEGEND.relations[relation]);
const conceptName = (name) => named(LEGEND.concepts[name]) || name;
const propertyName = (name) => named(LEGEND.properties[name]) || name;

const browserLanguage = () => (/^zh\b/i.test(navigator.language || "zh") ? "zh" : "en");

// Put the words into what the template marks: data-word is text, data-name an accessible name.
function setWords(root = document) {
  document.documentElement.lang = language ? "en" : "zh-CN";
  for (const element of root.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  for (const element of root.querySelectorAll("[data-name]"))
    element.setAttribute("aria-label", word(element.dataset.name));
  for (const element of root.querySelectorAll("[data-placeholder]")) {
    element.placeholder = word(element.dataset.placeholder);
    element.setAttribute("aria-label", word(element.dataset.placeholder));
  }
}
