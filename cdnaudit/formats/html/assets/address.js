"use strict";
// What fails is in the page's address, so that the answer can be sent to somebody, and so that
// the browser's back and forward go through what was asked.

const DOWN = "#down=";

function addressOf(events) {
  const readable = (event) => encodeURIComponent(event).replace(/%2F/g, "/").replace(/%3A/g, ":");
  const page = location.href.split("#")[0];
  return events.size ? page + DOWN + [...events].map(readable).join(",") : page;
}

/** Return the events of an address; none where it is no address of ours or is broken. */
function eventsOf(address) {
  if (!address.startsWith(DOWN)) return [];
  try {
    return address.slice(DOWN.length).split(",").map(decodeURIComponent).filter(Boolean);
  } catch {
    return [];
  }
}

/** Keep the address and the question in step. */
function addressed(whatif) {
  let restoring = false;
  document.addEventListener("asked", () => {
    const address = addressOf(whatif.down);
    if (restoring) history.replaceState(null, "", address);
    else if (address !== location.href) history.pushState(null, "", address);
  });
  const restore = () => {
    if (location.hash && !location.hash.startsWith(DOWN)) return;  // leads to a place on the page
    restoring = true;
    whatif.ask(eventsOf(location.hash));
    restoring = false;
  };
  addEventListener("popstate", restore);
  if (location.hash) restore();
}
