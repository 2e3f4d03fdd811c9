// What the page asked for at its top is there now: the red box would only frighten.
function settle(id) {
  for (const link of document.querySelectorAll(`.govuk-error-summary a[href="#${id}"]`)) link.closest("li").remove();
  const summary = document.querySelector(".govuk-error-summary");
  if (summary && !summary.querySelector("li")) summary.remove();
}

// Sends a chosen file at once, shows and says how far it is, and puts the answered box in place.
function send(form, input, box) {
  const bar = box.querySelector("[data-progress]");
  const meter = bar.querySelector("progress");
  const words = box.querySelector("[data-progress-words]");
  const data = new FormData();
  for (const field of form.querySelectorAll("input[type=hidden], input[type=checkbox]:checked")) data.append(field.name, field.value);
  for (const file of input.files) data.append(input.name, file);
  data.append("upload", input.name);
  const request = new XMLHttpRequest();
  let said = -1;
  const fail = () => {
    bar.hidden = true;
    words.textContent = bar.dataset.failed;
    words.setAttribute("role", "alert");
  };
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    const percent = Math.round((event.loaded / event.total) * 100);
    meter.value = percent;
    const quarter = Math.floor(percent / 25);
    if (quarter > said) {
      said = quarter;
      words.textContent = `${bar.dataset.sending}: ${percent}%`;
    }
  });
  request.addEventListener("error", fail);
  request.addEventListener("load", () => {
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    const answered = page.getElementById(box.id);
    if (!answered) return fail();
    const problem = answered.querySelector(".govuk-error-message");
    box.replaceWith(answered);
    if (!problem) settle(input.id);
    const status = answered.querySelector("[data-progress-words]");
    requestAnimationFrame(() => {
      status.textContent = problem ? problem.textContent.trim() : bar.dataset.done;
    });
    answered.querySelector("input[type=file]").focus();
  });
  bar.hidden = false;
  words.setAttribute("role", "status");
  request.open("POST", form.action);
  request.setRequestHeader("X-Requested-With", "upload");
  request.send(data);
}

document.addEventListener("change", (event) => {
  const input = event.target;
  if (input.type !== "file" || !input.files.length) return;
  const form = input.closest("form[data-upload]");
  const box = input.closest("[data-upload-region]");
  if (form && box) send(form, input, box);
});
