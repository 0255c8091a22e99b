// Keys for the champion's grid: each press is saved at once. Without this file the buttons do it.
const STATES = { f: "full", w: "waiting_list", l: "limited", u: "unknown" };
const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

const form = document.querySelector("[data-hub-grid]");
if (form?.querySelector(".hub-grid__confirm")) start(form);

function start(form) {
  const table = form.querySelector("table");
  const said = form.querySelector("[data-hub-said]");
  const address = form.dataset.hubGrid;
  const done = [];
  const lines = new Map();
  let waiting = 0;

  table.setAttribute("role", "grid");
  makeReachable(rows()[0]?.querySelector("[data-day]"));

  // What is on its way goes on when the page closes; what has not set out yet asks to be waited for.
  window.addEventListener("beforeunload", (event) => {
    if (waiting > 0) event.preventDefault();
  });

  form.addEventListener("submit", (event) => {
    if (!event.submitter?.classList.contains("hub-grid__confirm")) return;
    event.preventDefault();
    confirmRow(event.submitter.closest("tr").dataset.provider);
  });

  table.addEventListener("click", (event) => {
    event.target.closest("[data-day]")?.focus();
  });

  table.addEventListener("focusin", (event) => {
    if (event.target.matches("[data-day]")) makeReachable(event.target);
  });

  table.addEventListener("keydown", (event) => {
    const cell = event.target;
    if (!cell.matches("[data-day]") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!act(cell, event.key)) return;
    event.preventDefault();
  });

  function act(cell, key) {
    const row = cell.closest("tr");
    const provider = row.dataset.provider;
    if (key in MOVES) move(cell, ...MOVES[key]);
    else if (key === "Home" || key === "End") {
      const cells = row.querySelectorAll("[data-day]");
      cells[key === "Home" ? 0 : cells.length - 1].focus();
    } else if (key === "Enter") row.querySelector("th a").click();
    else if (key === "c") {
      confirmRow(provider);
      move(cell, 1, 0);
    } else if (key in STATES) changeDay(provider, cell.dataset.day, STATES[key]);
    else if (/^[1-9]$/.test(key)) changeDay(provider, cell.dataset.day, key);
    else if (key === "z") takeBack();
    else return false;
    return true;
  }

  function rows() {
    return [...table.querySelectorAll("tr[data-provider]")];
  }

  function rowOf(provider) {
    return rows().find((row) => row.dataset.provider === provider);
  }

  function makeReachable(cell) {
    for (const other of table.querySelectorAll("[data-day]")) other.tabIndex = -1;
    if (cell) cell.tabIndex = 0;
  }

  function move(cell, down, right) {
    const all = rows();
    const row = all[all.indexOf(cell.closest("tr")) + down];
    const day = Number(cell.dataset.day) + right;
    row?.querySelector(`[data-day="${day}"]`)?.focus();
  }

  function confirmRow(provider) {
    save(provider, "/confirm", () => ({ confirm: provider }));
  }

  function changeDay(provider, day, state) {
    // What was seen is read when its turn comes: an earlier press may have changed it.
    save(provider, `/${provider}/day`, (row) => ({
      day,
      state,
      seen: row.querySelector(`[data-day="${day}"]`).dataset.seen,
    }));
  }

  async function takeBack() {
    await Promise.all(lines.values());
    const last = done.pop();
    if (!last) return tell("There is nothing to take back");
    return save(last.provider, `/${last.provider}/undo`, () => ({ telling: last.telling }));
  }

  // What is pressed for one provider is saved in that order; providers do not wait for each other.
  function save(provider, path, fields) {
    waiting += 1;
    const before = lines.get(provider) ?? Promise.resolve();
    const saved = before.then(() => send(provider, path, fields)).finally(() => (waiting -= 1));
    lines.set(provider, saved);
    return saved;
  }

  async function send(provider, path, fields) {
    const row = rowOf(provider);
    row.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address + path, {
        method: "POST",
        headers: { Accept: "text/x-row" },
        keepalive: true,
        body: new URLSearchParams({
          csrf_token: form.elements.csrf_token.value,
          told_by: form.elements.told_by.value,
          ...fields(row),
        }),
      });
      if (!answer.headers.get("Content-Type")?.startsWith("text/x-row")) throw new Error();
      show(row, await answer.text(), answer.ok);
    } catch {
      row.removeAttribute("aria-busy");
      row.classList.add("hub-grid__row--unsaved");
      tell(`${nameOf(row)} was not saved. Load the page again, then press the key again`);
    }
  }

  function show(row, html, ok) {
    const day = row.contains(document.activeElement) && document.activeElement.dataset.day;
    const holder = document.createElement("template");
    holder.innerHTML = html.trim();
    const fresh = holder.content.querySelector("tr");
    row.replaceWith(fresh);
    for (const cell of fresh.querySelectorAll("[data-day]")) cell.tabIndex = -1;
    if (day) fresh.querySelector(`[data-day="${day}"]`).focus();
    else if (!table.querySelector('[data-day][tabindex="0"]')) makeReachable(fresh.querySelector("[data-day]"));
    fresh.classList.add(ok ? "hub-grid__row--saved" : "hub-grid__row--unsaved");
    if (fresh.dataset.telling) done.push({ provider: fresh.dataset.provider, telling: fresh.dataset.telling });
    tell(`${nameOf(fresh)}: ${fresh.dataset.said}`);
  }

  function nameOf(row) {
    return row.querySelector("th a").textContent.trim();
  }

  function tell(words) {
    said.textContent = words;
  }
}
