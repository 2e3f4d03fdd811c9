// Passkeys: a form asks the server for a task, the browser's key answers, the form carries the answer back.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

async function task(form) {
  const body = new URLSearchParams({ task: form.dataset.task });
  const headers = { "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value };
  const answer = await fetch(form.dataset.options, { method: "POST", body, headers });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function make(given) {
  const user = { ...given.user, id: bytes(given.user.id) };
  const excludeCredentials = known(given.excludeCredentials);
  const publicKey = { ...given, challenge: bytes(given.challenge), user, excludeCredentials };
  const key = await navigator.credentials.create({ publicKey });
  const response = {
    clientDataJSON: text(key.response.clientDataJSON),
    attestationObject: text(key.response.attestationObject),
  };
  return { id: key.id, rawId: text(key.rawId), type: key.type, response };
}

async function show(given) {
  const allowCredentials = known(given.allowCredentials);
  const key = await navigator.credentials.get({ publicKey: { ...given, challenge: bytes(given.challenge), allowCredentials } });
  const response = {
    clientDataJSON: text(key.response.clientDataJSON),
    authenticatorData: text(key.response.authenticatorData),
    signature: text(key.response.signature),
    userHandle: key.response.userHandle ? text(key.response.userHandle) : null,
  };
  return { id: key.id, rawId: text(key.rawId), type: key.type, response };
}

function offer(form) {
  const words = form.querySelector("[role=status]");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    words.textContent = form.dataset.working;
    try {
      const given = await task(form);
      const answer = await (form.dataset.task === "register" ? make(given) : show(given));
      form.querySelector("[name=credential]").value = JSON.stringify(answer);
      form.submit();
    } catch {
      words.textContent = form.dataset.failed;
    }
  });
}

if (window.isSecureContext && window.PublicKeyCredential) document.querySelectorAll("form[data-task]").forEach(offer);
