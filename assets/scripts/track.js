// Keeps a ticket's page true: the server sends the new status as a piece of its own page whenever it
// changes. Without this script the page reloads itself now and then.
const live = document.getElementById("live");
let stream;
let heard = Date.now();
let ended = false;

function listen() {
  if (stream) stream.close();
  // a page in the background leaves its connection to those that are looked at
  if (ended || document.hidden) return;
  stream = new EventSource(live.dataset.live);
  stream.addEventListener("status", (event) => {
    heard = Date.now();
    // made and escaped by our own server, from numbers and names it owns
    live.innerHTML = JSON.parse(event.data);
  });
  stream.addEventListener("beat", () => { heard = Date.now(); });
  stream.addEventListener("end", () => {
    ended = true;
    stream.close();
  });
}

listen();
// phones sleep and networks change: a stream that was silent for 40 s is begun again
setInterval(() => { if (Date.now() - heard > 40000) { heard = Date.now(); listen(); } }, 5000);
document.addEventListener("visibilitychange", listen);
