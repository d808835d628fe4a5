// A small picture of a wall screen, for the desk, taken when somebody there asks for it: the page as it stands, drawn by
// the browser into an image. Styles, letters and pictures go into it as text, because such an image may load nothing.
// Loaded by the screen's program with the first request; each names the address that the picture is sent to.
const LONG = 640;
const ROOT = document.documentElement;

const text = (blob) => new Promise((done, fail) => {
  const reader = new FileReader();
  reader.onload = () => done(reader.result);
  reader.onerror = fail;
  reader.readAsDataURL(blob);
});
const inlined = async (address) => text(await (await fetch(address)).blob());

async function style() {
  let all = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join("\n");
  for (const [whole, address] of all.matchAll(/url\("(\/[^"]+)"\)/g)) {
    all = all.replaceAll(whole, `url("${await inlined(address)}")`);
  }
  return all.replaceAll("]]>", "");
}

async function page() {
  const copy = document.querySelector("body > main.screen, #poster:not([hidden]) > main.screen").cloneNode(true);
  for (const image of copy.querySelectorAll("img")) {
    image.setAttribute("src", await inlined(image.getAttribute("src")));
  }
  return new XMLSerializer().serializeToString(copy);
}

async function take() {
  const address = ROOT.dataset.picture;
  if (!address) return;
  delete ROOT.dataset.picture;
  const { innerWidth: width, innerHeight: height } = window;
  const attributes = [...ROOT.attributes].map(({ name, value }) => `${name}="${value.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ${attributes.join(" ")}>`
    + `<style><![CDATA[${await style()}]]></style><foreignObject width="100%" height="100%">`
    + `<body xmlns="http://www.w3.org/1999/xhtml">${await page()}</body></foreignObject></svg>`;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const scale = LONG / Math.max(width, height);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
  const [token] = (localStorage.getItem("mingtang.device") ?? "").split("@");
  await fetch(address, {
    method: "PUT", body: blob,
    headers: { "content-type": "image/jpeg", ...(token ? { authorization: `Bearer ${token}` } : {}) },
  });
}

// what fails is asked for again at the desk
const soon = () => { take().catch(() => {}); };
addEventListener("mingtang:picture", soon);
soon();
