// The survey works without this. It guards against a second tap of a shaky finger, and wakes a kiosk for the next person.
"use strict";
(function () {
  const SETTLE_MS = 350;
  const opened = Date.now();
  let sent = false;
  document.addEventListener("submit", function (event) {
    if (sent || Date.now() - opened < SETTLE_MS) {
      event.preventDefault();
      return;
    }
    sent = true;
  });
  // A page that comes back from the browser's memory can be sent again: one form is one answer, whatever happens.
  window.addEventListener("pageshow", function () { sent = false; });

  const kiosk = document.querySelector("[data-reset-to]");
  if (!kiosk) { return; }
  const wait = Number(kiosk.dataset.resetAfter) * 1000;
  let timer = 0;
  function touched() {
    window.clearTimeout(timer);
    timer = window.setTimeout(function () { window.location.replace(kiosk.dataset.resetTo); }, wait);
  }
  for (const kind of ["pointerdown", "touchstart", "keydown", "wheel", "scroll", "input"]) {
    document.addEventListener(kind, touched, { passive: true });
  }
  touched();
})();
