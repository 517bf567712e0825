// The fraud door works without this. It leaves faster, looks at files early, and works for a much-tried receipt.
"use strict";
(function () {
  // Leaving replaces this page in the history, so that "back" does not show it again.
  for (const link of document.querySelectorAll("a.leave")) {
    link.addEventListener("click", function (event) {
      event.preventDefault();
      document.body.hidden = true;
      window.location.replace(link.href);
    });
  }

  // A second tap of a shaky finger sends nothing twice.
  let sent = false;
  document.addEventListener("submit", function (event) {
    if (sent) { event.preventDefault(); return; }
    sent = true;
  });
  window.addEventListener("pageshow", function () { sent = false; });

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  }

  // A riddle is answered a little at a time: whoever types meanwhile feels nothing of it.
  function solve(form, ticket, bits, done) {
    const AT_ONCE = 4000;
    let number = 0;
    (function some() {
      for (const end = number + AT_ONCE; number < end; number += 1) {
        if (zeroBits(sha256(ticket + ":" + number)) >= bits) {
          form.elements.answer.value = String(number);
          done();
          return;
        }
      }
      window.setTimeout(some, 0);
    })();
  }

  function zeroBits(words) {
    let bits = 0;
    for (const word of words) {
      const zeros = Math.clz32(word);
      bits += zeros;
      if (zeros < 32) { break; }
    }
    return bits;
  }

  // FIPS 180-4 over ASCII. The browser's own is not there on plain http, where a demo may run.
  const K = [], PRIMES = [];
  for (let n = 2; PRIMES.length < 64; n += 1) {
    if (PRIMES.every(function (p) { return n % p; })) {
      PRIMES.push(n);
      K.push(fraction(Math.cbrt(n)));
    }
  }
  const START = PRIMES.slice(0, 8).map(function (p) { return fraction(Math.sqrt(p)); });
  function fraction(x) { return ((x - Math.floor(x)) * 4294967296) | 0; }
  function turn(x, n) { return (x >>> n) | (x << (32 - n)); }

  function sha256(text) {
    const blocks = (text.length + 8 >> 6) + 1, words = new Int32Array(blocks * 16), w = new Int32Array(64);
    for (let i = 0; i < text.length; i += 1) { words[i >> 2] |= text.charCodeAt(i) << (24 - i % 4 * 8); }
    words[text.length >> 2] |= 0x80 << (24 - text.length % 4 * 8);
    words[words.length - 1] = text.length * 8;
    const hash = Int32Array.from(START);
    for (let block = 0; block < words.length; block += 16) {
      for (let i = 0; i < 64; i += 1) {
        if (i < 16) { w[i] = words[block + i]; continue; }
        const a = w[i - 15], b = w[i - 2];
        w[i] = (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10)) + w[i - 7] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + w[i - 16];
      }
      let [a, b, c, d, e, f, g, h] = hash;
      for (let i = 0; i < 64; i += 1) {
        const t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
        const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
      }
      hash[0] += a; hash[1] += b; hash[2] += c; hash[3] += d; hash[4] += e; hash[5] += f; hash[6] += g; hash[7] += h;
    }
    return hash;
  }

  // A file that would be refused is said to be so before it has travelled.
  for (const chooser of document.querySelectorAll("input[type=file][data-bytes]")) {
    const said = document.getElementById(chooser.id + "-error");
    chooser.addEventListener("change", function () {
      const kinds = chooser.accept.split(","), chosen = Array.from(chooser.files);
      const wrong = chosen.length > Number(chooser.dataset.count) ? said.dataset.many
        : chosen.some(function (one) { return one.size > Number(chooser.dataset.bytes); }) ? said.dataset.large
        : chosen.some(function (one) { return one.type && !kinds.includes(one.type); }) ? said.dataset.kind : "";
      said.textContent = wrong;
      said.hidden = !wrong;
      chooser.setAttribute("aria-invalid", String(Boolean(wrong)));
      if (wrong) { chooser.value = ""; }
    });
  }

  const puzzle = document.querySelector("form[data-ticket]");
  if (puzzle) {
    solve(puzzle, puzzle.dataset.ticket, Number(puzzle.dataset.bits), function () { puzzle.requestSubmit(); });
  }
  const crowded = document.querySelector("form[data-riddle]");
  if (crowded) { solve(crowded, crowded.dataset.riddle, Number(crowded.dataset.bits), function () {}); }

  // In line: ask again when it may be one's turn.
  const inLine = document.querySelector("form[data-again]");
  if (inLine) { window.setTimeout(function () { inLine.requestSubmit(); }, 1000 * Number(inLine.dataset.again)); }
})();
