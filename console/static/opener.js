// Opens the file it stands in, with the password, without a network. Nothing is kept.
"use strict";
(function () {
  const facts = JSON.parse(document.getElementById("facts").textContent);
  const form = document.getElementById("opener"), said = document.getElementById("said");

  function bytes(text) {
    const raw = atob(text), out = new Uint8Array(raw.length);
    for (let i = 0; i < raw.length; i += 1) { out[i] = raw.charCodeAt(i); }
    return out;
  }

  async function key(password) {
    const base = await crypto.subtle.importKey("raw", new TextEncoder().encode(password), "PBKDF2", false, ["deriveKey"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes(facts.salt), iterations: facts.rounds };
    return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
  }

  async function part(secret, n) {
    const how = { name: "AES-GCM", iv: bytes(facts.nonces[n]), additionalData: new TextEncoder().encode(facts.name + "|" + n) };
    return crypto.subtle.decrypt(how, secret, bytes(document.getElementById("part-" + n).textContent));
  }

  function spelled(text) {
    const symbols = text.toUpperCase().replace(/[^0-9A-Z]/g, "");
    return (symbols.match(/.{1,4}/g) || []).join("-");
  }

  form.addEventListener("submit", async function (event) {
    event.preventDefault();
    said.hidden = true;
    try {
      const secret = await key(spelled(form.elements.password.value));
      const page = new DOMParser().parseFromString(new TextDecoder().decode(await part(secret, 0)), "text/html");
      document.getElementById("case").replaceChildren(...page.getElementById("document").childNodes);
      for (const link of document.querySelectorAll("[data-part]")) {
        const n = Number(link.dataset.part);
        link.href = URL.createObjectURL(new Blob([await part(secret, n)], { type: facts.kinds[n] }));
      }
      form.remove();
    } catch (trouble) {
      said.textContent = crypto.subtle ? facts.wrong : facts.unable;
      said.hidden = false;
    }
  });
})();
