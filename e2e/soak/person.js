// One person at the terminal, inside the page: presses what is shown, at once, as no finger could. Runs in the browser.

/** Waits for something to be there, frame by frame; an error after two minutes: the machine may have other work. */
function until(what, name) {
  const end = performance.now() + 120_000;
  return new Promise((resolve, reject) => {
    const look = () => {
      const found = what();
      if (found) resolve(found);
      else if (performance.now() > end) reject(new Error(`no ${name} at ${location.pathname}`));
      else requestAnimationFrame(look);
    };
    look();
  });
}

const at = (path) => until(() => location.pathname === path && document.querySelector("h1"), path);
const one = (selector) => until(() => document.querySelector(selector), selector);
/** The buttons of a list that are shown on this page of it. */
const entries = () => [...document.querySelectorAll(".main li:not([hidden]) button")].filter((button) => button.offsetParent);

/** A whole visit from the attract page to the end, as `plan` says; tells the number that was taken. */
window.visit = async (plan) => {
  const pick = (list) => list[plan.dice % list.length];
  (await one(".attract")).click();
  await at("/kiosk/home");
  for (const mode of plan.modes) (await one(`.bar-${mode}`)).click();
  const tile = (zh, en) => until(
    () => [...document.querySelectorAll(".main button")].find(({ textContent }) => [zh, en].some((name) => textContent.trim().startsWith(name))), zh);

  (await tile("办事指南", "Service guides")).click();
  const some = () => location.pathname !== "/kiosk/home" && entries().length > 0 && entries();
  pick(await until(some, "guides")).click();
  const tab = (n) => document.querySelectorAll(".main [role=tab]")[n];
  await until(() => tab(1), "tabs");
  for (let n = 0; tab(n); n++) {
    tab(n).click();
    await until(() => tab(n).getAttribute("aria-selected") === "true", `tab ${n}`);
  }
  document.querySelector(".bar-home").click();
  await at("/kiosk/home");

  (await tile("取号排队", "Take a number")).click();
  pick(await until(some, "queues")).click();
  (await until(() => document.querySelector(".take-action button:not([disabled])"), "take")).click();
  const number = (await one(".ticket-number")).textContent.trim();

  // the page load that ends the visit would take the answer along
  setTimeout(() => document.querySelector(".bar-back").click());
  return number;
};

/** After the page load: past the thanks. */
window.leave = async () => {
  (await one(".goodbye")).click();
  await one(".attract");
};
