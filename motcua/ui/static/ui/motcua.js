// Everything here adds to a page that already works without it.
const script = document.querySelector("script[data-components]");
document.body.classList.add("js-enabled", "govuk-frontend-supported");

const names = {
  "govuk-button": "Button", "govuk-character-count": "CharacterCount", "govuk-checkboxes": "Checkboxes",
  "govuk-error-summary": "ErrorSummary", "govuk-notification-banner": "NotificationBanner",
  "govuk-password-input": "PasswordInput", "govuk-radios": "Radios", "govuk-service-navigation": "ServiceNavigation",
};

async function components(root) {
  const present = Object.keys(names).filter((name) => root.querySelector(`[data-module="${name}"]`));
  if (!present.length) return;
  const library = await import(script.dataset.components);
  for (const name of present) library.createAll(library[names[name]], undefined, root);
}

document.addEventListener("click", async (event) => {
  const copy = event.target.closest("[data-copy]");
  if (copy) {
    const status = copy.parentElement.querySelector("[role=status]");
    try {
      await navigator.clipboard.writeText(copy.dataset.copy);
      status.textContent = copy.dataset.copied;
    } catch {
      status.textContent = copy.dataset.failed;
    }
  }
  if (event.target.closest("[data-print]")) window.print();
});

// Saves while one types; a failure is said and stays until a later save succeeds.
function autosave(status) {
  const form = status.closest("form");
  const words = status.dataset;
  let timer = 0;
  let turn = 0;
  const say = (text, failed) => {
    status.textContent = text;
    status.classList.toggle("mc-save--failed", failed);
  };
  const save = async () => {
    const mine = ++turn;
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    say(words.saving, false);
    try {
      const answer = await fetch(words.autosave, { method: "POST", body: data, headers: { "X-Requested-With": "autosave" } });
      if (mine !== turn) return;
      const time = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
      say(answer.ok ? `${words.saved} ${time}` : words.failed, !answer.ok);
    } catch {
      if (mine === turn) say(words.failed, true);
    }
  };
  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    clearTimeout(timer);
    timer = setTimeout(save, 1500);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (navigator.onLine) return;
    event.preventDefault();  // the browser's own page about the lost connection would hide what was typed
    say(words.failed, true);
    status.scrollIntoView({ block: "nearest" });
  });
  addEventListener("online", () => status.classList.contains("mc-save--failed") && save());
}

// A part of a form that is drawn again keeps what was typed or ticked while its new drawing was on the way.
const given = (root) => new Map([...root.querySelectorAll("[name]")].filter((one) => one.type !== "hidden").map((one) =>
  /^(radio|checkbox)$/.test(one.type) ? [`${one.name}=${one.value}`, one.checked] : [one.name, one.value]));
const asked = new WeakMap();
const kept = new WeakMap();

document.addEventListener("htmx:beforeRequest", ({ detail }) => asked.set(detail.xhr, given(detail.target)));
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const before = asked.get(detail.xhr) ?? new Map();
  const button = detail.requestConfig?.elt?.name ?? "";
  const moved = button.endsWith("-remove") ? button.slice(0, -"remove".length) : null;  // its rows have other numbers now
  kept.set(detail.xhr, [...given(detail.target)].filter(([key, value]) =>
    before.has(key) && before.get(key) !== value && (moved === null || !key.startsWith(moved))));
});
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  const root = document.getElementById(detail.requestConfig?.target?.id ?? "") ?? document;
  let last;
  for (const [key, value] of kept.get(detail.xhr) ?? []) {
    for (const one of root.querySelectorAll("[name]")) {
      if (typeof value === "boolean" ? `${one.name}=${one.value}` !== key : one.name !== key) continue;
      if (typeof value === "boolean") one.checked = value;
      else one.value = value;
      last = one;
    }
  }
  kept.delete(detail.xhr);
  last?.dispatchEvent(new Event("change", { bubbles: true }));
});

components(document.body);
document.querySelectorAll("[data-autosave]").forEach(autosave);
if (document.querySelector("form[data-upload]")) import(script.dataset.upload);
document.addEventListener("htmx:afterSwap", (event) => components(event.detail.target));
