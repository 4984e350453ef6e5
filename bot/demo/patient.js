// SimCord's page drops what is clicked while a request of its own is under way, and what was clicked on a page that has
// been published anew since. Discord drops neither: here such a click is done once the page is at rest.
import "/simcord.js";

const PATIENCE = 10_000; // milliseconds
const PASSED_BY = ["stale-revision", "busy", "sequence-gap"];

const status = () => window.simcordPreview;
const atRest = ({ ready, pendingAction, awaitingRevision, publishedRevision }) =>
  ready && !pendingAction && !(awaitingRevision > publishedRevision);

async function rest() {
  const end = performance.now() + PATIENCE;
  while (!atRest(status()) && performance.now() < end) await new Promise((done) => setTimeout(done, 50));
}

/** The control as it is drawn now: the page may have been drawn anew since it was touched. */
const drawn = (control) => control.isConnected ? control
  : document.querySelector(`[data-control-key="${CSS.escape(control.dataset.controlKey)}"]`);

/** Click again where the server has passed a click by. */
async function see(control, former) {
  await new Promise((done) => setTimeout(done, 50));
  await rest();
  const last = status().lastAction;
  if (!last?.rejected || last.requestId === former) return;
  if (last.diagnostics?.some(({ code }) => PASSED_BY.includes(code))) drawn(control)?.click();
}

document.addEventListener("click", (event) => {
  const control = event.target.closest?.("button[data-control-key]");
  if (!control) return;
  const now = status();
  if (atRest(now)) {
    if (event.isTrusted) void see(control, now.lastAction?.requestId);
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  if (event.isTrusted) void rest().then(() => drawn(control)?.click());
}, true);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.isTrusted || event.isComposing || event.shiftKey || atRest(status())) return;
  const field = event.target.closest?.(".channel-composer input, .channel-composer textarea");
  if (!field) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const again = new KeyboardEvent("keydown", { key: "Enter", code: "Enter", bubbles: true, cancelable: true });
  void rest().then(() => (field.isConnected ? field : document.activeElement).dispatchEvent(again));
}, true);
