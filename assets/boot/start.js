// Starts a program that another page has asked for. The guard of that page (boot.js) watches over it too.
import start from "{{PROGRAM.js}}";

try {
  await start({ module_or_path: "{{PROGRAM_bg.wasm}}" });
} catch (fault) {
  // who has asked for it hears of it as of a script that did not come
  document.querySelector(`script[src="${new URL(import.meta.url).pathname}"]`)?.dispatchEvent(new Event("error"));
  throw fault;
}
