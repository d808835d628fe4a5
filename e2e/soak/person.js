// One person at the terminal, inside the page: presses what is shown, at once, as no finger could. Runs in the browser.

/** Waits for something to be there; an error after two minutes: the machine may have other work. */
function until(what, name) {
  const end = performance.now() + 120_000;
  // a message instead of a timer: a nested timer waits 4 ms each time, and a visit looks hundreds of times
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    const look = () => {
      const found = what();
      if (!found && performance.now() < end) return port2.postMessage(0);
      port1.close();
      if (found) resolve(found);
      else reject(new Error(`no ${name} at ${location.pathname}`));
    };
    port1.onmessage = look;
    look();
  });
}

const at = (path) => until(() => location.pathname === path && document.querySelector("h1"), path);
const one = (selector) => until(() => document.querySelector(selector), selector);
/** The buttons of a list that are shown on this page of it. */
const entries = () => [...document.querySelectorAll(".main li:not([hidden]) button")].filter((button) => button.offsetParent);

const tile = (zh, en) => until(
  () => [...document.querySelectorAll(".main button")].find(({ textContent }) => [zh, en].some((name) => textContent.trim().startsWith(name))), zh);

/** What is to choose behind a tile of the home page, once that page is gone. */
async function list(zh, en) {
  const leads = await tile(zh, en);
  leads.click();
  return until(() => !leads.isConnected && entries().length > 0 && entries(), zh);
}

/** Rates the service of the slip with this code as `plan` says: all levels in turn, some without, a bad one confirmed. */
async function rate(code, plan) {
  (await tile("服务评价", "Rate a service")).click();
  await at("/kiosk/rate");
  const keys = await until(() => {
    const found = new Map([...document.querySelectorAll(".main button")].map((button) => [button.textContent.trim(), button]));
    return found.has("7") && found;
  }, "keys");
  for (const digit of code) keys.get(digit).click();
  (await until(() => document.querySelector(".checkin-go .primary:not([aria-disabled=true])"), "go")).click();
  const level = await until(() => document.querySelectorAll("[role=radio]")[plan.dice % 5], "levels");
  const last = () => until(() => document.querySelector(".rate-go .button:last-child:not([aria-disabled=true])"), "go on");
  if (plan.dice % 7 === 0) {
    document.querySelector(".rate-go .button:nth-last-child(2)").click();
  } else {
    level.click();
    (await last()).click();
    await at("/kiosk/rate/reasons");
    (await until(() => document.querySelector("[role=checkbox]"), "reasons")).click();
    (await last()).click();
    await until(() => location.pathname !== "/kiosk/rate/reasons", "the next page");
    if (location.pathname === "/kiosk/rate/check") (await last()).click();
  }
  await at("/kiosk/rate/done");
  document.querySelector(".bar-home").click();
  await at("/kiosk/home");
}

/** A whole visit from the attract page to the end, as `plan` says: a guide, the rating of the slip before, a number.
 * Tells the number that was taken, and the code on its slip. */
window.visit = async (plan) => {
  const pick = (list) => list[plan.dice % list.length];
  (await one(".attract")).click();
  await at("/kiosk/home");
  for (const mode of plan.modes) {
    (await one(`.bar-${mode}`)).click();
    // the tiles change their places with the mode: what is looked for is looked for after that
    await new Promise((resolve) => setTimeout(resolve));
  }

  const entry = pick(await list("办事指南", "Service guides"));
  entry.click();
  const tab = (n) => document.querySelectorAll(".main [role=tab]")[n];
  await until(() => !entry.isConnected && tab(1), "tabs");
  // two of the parts, in turn all of them
  for (const n of [plan.dice, plan.dice + 2].map((n) => n % document.querySelectorAll(".main [role=tab]").length)) {
    tab(n).click();
    await until(() => tab(n).getAttribute("aria-selected") === "true", `tab ${n}`);
  }
  document.querySelector(".bar-home").click();
  await at("/kiosk/home");

  if (plan.code) await rate(plan.code, plan);

  pick(await list("取号排队", "Take a number")).click();
  (await until(() => document.querySelector(".take-action button:not([disabled])"), "take")).click();
  const number = (await one(".ticket-number")).textContent.trim();
  const code = document.querySelector(".ticket-notes [data-private]").textContent.replace(/\s/g, "");

  // the page load that ends the visit would take the answer along
  setTimeout(async () => {
    document.querySelector(".bar-back").click();
    // who listens hears the thanks first, and this one has heard enough
    if (plan.modes.includes("speech")) (await one(".goodbye")).click();
  });
  return { number, code };
};

/** After the page load: past the thanks, which who listens has heard already. */
window.leave = async () => {
  const there = await one(".goodbye, .attract");
  if (there.matches(".goodbye")) there.click();
  await one(".attract");
};
