// Mã xác nhận by proof of work: one tick starts it; where it cannot run, the code by message stays in sight.
const LONGEST = 60000;

function solve(challenge, address) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(address);
    const stop = setTimeout(() => reject(new Error("slow")), LONGEST);
    worker.onerror = reject;
    worker.onmessage = ({ data }) => {
      clearTimeout(stop);
      worker.terminate();
      if (data && data.derivedKey) resolve(data);
      else reject(new Error("unsolved"));
    };
    worker.postMessage({ type: "work", challenge, counterStart: 0, counterStep: 1, counterMode: "uint32" });
  });
}

async function prove(box, words) {
  const answer = await fetch(box.dataset.proof, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  const challenge = await answer.json();
  const solution = await solve(challenge, box.dataset.worker);
  box.querySelector("[name=altcha]").value = btoa(JSON.stringify({ challenge, solution }));
  words.textContent = box.dataset.done;
}

function offer(box) {
  const code = box.parentElement.querySelector("[data-proof-else]");
  const words = box.querySelector("[role=status]");
  const tick = box.querySelector("input[type=checkbox]");
  // What was wrong is said beside the tick: the field it was said beside is hidden now.
  const wrong = code.querySelector(".govuk-error-message");
  if (wrong) {
    const field = code.querySelector("input");
    box.prepend(wrong);
    tick.setAttribute("aria-describedby", wrong.id);
    for (const link of document.querySelectorAll(`.govuk-error-summary a[href="#${field.id}"]`)) link.hash = tick.id;
  }
  box.hidden = false;
  code.hidden = true;
  tick.addEventListener("change", async () => {
    if (!tick.checked) return;
    tick.disabled = true;
    words.textContent = box.dataset.working;
    try {
      await prove(box, words);
    } catch {
      words.textContent = box.dataset.failed;
      tick.checked = false;
      tick.disabled = false;
      code.hidden = false;
    }
  });
}

const box = document.querySelector("[data-proof]");
if (box && window.isSecureContext && window.Worker) offer(box);
