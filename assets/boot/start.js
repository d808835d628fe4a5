// Starts a program that another page has asked for. The guard of that page (boot.js) watches over it too.
import start from "{{PROGRAM.js}}";

await start({ module_or_path: "{{PROGRAM_bg.wasm}}" });
