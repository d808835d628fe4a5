// A wall screen whose time runs fast, inside the page: clocks and timers are hurried, pictures are painted as they are, and
// the loudspeaker decodes its sounds but keeps to the fast clock, because sound itself cannot be hurried. Tells what is
// painted and sounded through `note`. Runs in the browser, before the page; `speed` is how many times as fast.
(speed) => {
  const since = performance.now.bind(performance);
  performance.now = () => since() * speed;
  const Real = Date;
  const began = Real.now();
  window.Date = class extends Real {
    constructor(...given) { given.length ? super(...given) : super(window.Date.now()); }
    static now() { return began + (Real.now() - began) * speed; }
  };
  for (const name of ["setTimeout", "setInterval"]) {
    const real = window[name].bind(window);
    window[name] = (run, ms = 0, ...given) => real(run, ms / speed, ...given);
  }

  // a page that gets no processor stands still, and its time goes on: told, because then the day proves nothing
  let looked = since();
  window.stood = 0;
  const look = () => {
    window.stood = Math.max(window.stood, since() - looked);
    looked = since();
  };
  window.setInterval(look, 20 * speed);

  /** When what is scheduled last ends, on the fast clock. */
  let busy = 0;
  window.AudioContext = class extends AudioContext {
    get currentTime() { return performance.now() / 1000; }
    createBufferSource() {
      const source = super.createBufferSource();
      source.start = (when, offset = 0, length = source.buffer.duration - offset) => {
        if (when < busy - 0.001) console.error(`a sound at ${when} while another one sounds until ${busy}`);
        if (offset < 0 || offset + length > source.buffer.duration + 0.01) console.error(`a sound beyond its end: ${offset} + ${length}`);
        busy = when + length;
      };
      source.stop = () => { busy = 0; };
      return source;
    }
  };

  const instantiate = WebAssembly.instantiateStreaming.bind(WebAssembly);
  window.memories = [];
  WebAssembly.instantiateStreaming = async (...given) => {
    const made = await instantiate(...given);
    window.memories.push(made.instance.exports.memory);
    return made;
  };

  const noted = new WeakSet();
  let panel = "";
  const fresh = (selector) => [...document.querySelectorAll(selector)].filter((element) => !noted.has(element) && noted.add(element));
  new MutationObserver(() => {
    const { ticket, window: to, times } = document.querySelector("[data-call-panel]")?.dataset ?? {};
    const now = ticket ? `${ticket} ${to} ${times}` : "";
    if (now && now !== panel) window.note({ kind: "panel", ticket, window: to, times });
    panel = now;
    for (const row of fresh("[data-call]")) {
      window.note({ kind: "row", ticket: row.dataset.call, window: row.dataset.window, outcome: row.dataset.outcome, words: row.querySelector(".line-outcome").textContent });
    }
    for (const line of fresh("[data-clip-log] li")) window.note({ kind: "voice", ...line.dataset });
  }).observe(document, { subtree: true, childList: true, attributes: true });
}
