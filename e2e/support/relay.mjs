// A relay between a page whose time runs fast, or is another one, and a server whose time is not: what the server says of the
// time is said as the page's clock has it, and beats come at the page's pace. Everything else goes through as it is.
import { once } from "node:events";
import { createServer, request } from "node:http";

/** A beat comes after so many seconds (the server's rule). */
const BEAT_S = 15;
const MOMENT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?\+08:00/g;

/** A moment as the wire has it.
 * @param {number} ms
 * @returns {string} */
export const moment = (ms) => new Date(ms + 8 * 3_600_000).toISOString().replace("Z", "+08:00");

/** Relays to a server; `fast` turns milliseconds of the real clock into those of the page's. Gives back its address, how many
 * event streams there were, and how to cut the line, to mend it, and to end it.
 * @param {string} server
 * @param {number} speed
 * @param {(ms: number) => number} fast
 * @returns {Promise<{ url: string, streams: () => number, cut: () => void, mend: () => Promise<unknown>, close: () => void }>} */
export async function relay(server, speed, fast) {
  const hurried = (text) => text.replace(MOMENT, (at) => moment(fast(Date.parse(at))));
  const target = new URL(server);
  const open = new Set();
  let streams = 0;
  const relay = createServer((asked, answer) => {
    const { method, url, headers } = asked;
    const to = request({ host: target.hostname, port: target.port, method, path: url, headers: { ...headers, "accept-encoding": "identity" } });
    to.on("error", () => answer.destroy());
    to.on("response", (got) => {
      const kind = got.headers["content-type"] ?? "";
      const { "content-length": _, ...others } = got.headers;
      if (kind.startsWith("text/event-stream")) {
        answer.writeHead(got.statusCode, others);
        events(got, answer);
      } else if (kind.includes("json") && url.startsWith("/api/")) {
        const parts = [];
        got.on("data", (part) => parts.push(part));
        got.on("end", () => answer.writeHead(got.statusCode, others).end(hurried(Buffer.concat(parts).toString())));
      } else {
        answer.writeHead(got.statusCode, got.headers);
        got.pipe(answer);
      }
    });
    answer.on("close", () => to.destroy());
    asked.pipe(to);
  });
  function events(got, answer) {
    let text = "";
    got.setEncoding("utf8");
    got.on("data", (part) => {
      text += part;
      const ends = text.lastIndexOf("\n\n") + 2;
      if (ends < 2) return;
      answer.write(hurried(text.slice(0, ends)));
      text = text.slice(ends);
    });
    const beat = () => answer.write(`event: beat\ndata: {"now":"${moment(fast(Date.now()))}"}\n\n`);
    const beats = setInterval(beat, (BEAT_S * 1000) / speed);
    got.on("close", () => { clearInterval(beats); answer.end(); });
    open.add(got);
    streams++;
  }
  const listen = (port) => once(relay.listen(port, "127.0.0.1"), "listening");
  await listen(0);
  const { port } = relay.address();
  const cut = () => {
    for (const stream of open) stream.destroy();
    open.clear();
    relay.close();
    relay.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, streams: () => streams, cut, mend: () => listen(port), close: cut };
}
