// Starts one program and stands guard over it. WebAssembly cannot recover from a trap: the page looks
// alive and is dead. So a trap, or a start that fails, reloads the page, three times a minute at most, the terminal from
// the second time on at its beginning: it may be one of its pages that falls over each time; after that, or while the server does not answer, a page in two languages sends people to a window
// and tries again once a minute. Meanwhile the dead page is covered by words in both languages. What is reported is the text of the fault, nothing a person entered.

const KEY = "mingtang-faults";
const PER_MINUTE = 3;
const MINUTE = 60_000;

let over = false;
/** How many faults there were within the last minute, with the one of this page. */
let faults = 0;

/** Counts this fault and tells how many there were within a minute; without storage: too many. */
function count() {
  try {
    const now = Date.now();
    const before = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    const recent = before.filter((time) => time <= now && now - time < MINUTE);
    sessionStorage.setItem(KEY, JSON.stringify([...recent, now]));
    return recent.length + 1;
  } catch {
    return Infinity;
  }
}

function report(fault) {
  const message = `{{PROGRAM}}: ${fault?.message ?? fault}`.slice(0, 500);
  const stack = String(fault?.stack ?? "").slice(0, 2000);
  fetch("/api/v1/client-errors", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ message, stack }),
    keepalive: true,
  }).catch(() => {});
}

/** Loads the page anew when the server answers: without it that would end on the browser's own error page. */
async function reload() {
  const page = faults > 1 && "{{PROGRAM}}" === "terminal" ? "/kiosk" : location.href;
  try {
    const answer = await fetch(page, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(3_000) });
    if (answer.ok) return location.replace(page);
  } catch {
    // no server: stay here
  }
  sendToCounter();
}

/** Puts these words in place of the page, and with it of everything a person entered. */
function say(chinese, english) {
  const page = document.createElement("main");
  page.className = "fallback";
  const words = document.createElement("div");
  words.setAttribute("role", "alert");
  const zh = document.createElement("h1");
  zh.textContent = chinese;
  const en = document.createElement("p");
  en.lang = "en";
  en.textContent = english;
  words.append(zh, en);
  page.append(words);
  document.body.replaceChildren(page);
}

function sendToCounter() {
  say("请到人工窗口办理", "Please go to a staffed window");
  setTimeout(reload, MINUTE);
}

function fail(fault) {
  if (over) return;
  over = true;
  report(fault);
  faults = count();
  if (faults > PER_MINUTE) return sendToCounter();
  say("正在重新启动，请稍候", "Restarting. One moment, please.");
  setTimeout(reload, 1_000);
}

const isTrap = (fault) => fault instanceof WebAssembly.RuntimeError || fault instanceof RangeError && /call stack/i.test(fault.message);
addEventListener("error", (event) => isTrap(event.error) && fail(event.error));
addEventListener("unhandledrejection", (event) => isTrap(event.reason) && fail(event.reason));
// a page that the browser kept would come back with what somebody had entered
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

try {
  const { default: start } = await import("{{PROGRAM.js}}");
  await start({ module_or_path: "{{PROGRAM_bg.wasm}}" });
} catch (fault) {
  fail(fault);
}
