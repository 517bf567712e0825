/* Looks at the page as it stands and returns what a careful tester would note down, in words. */
(() => {
  const noted = [];
  const told = (it) => `${it.tagName.toLowerCase()}${it.id ? "#" + it.id : ""} "${(it.textContent || it.name || "").trim().slice(0, 40)}"`;
  const parse = (text) => {
    const found = text.match(/[\d.]+/g).map(Number);
    return [found[0], found[1], found[2], found.length > 3 ? found[3] : 1];
  };
  const over = (top, under) => {
    const rest = 1 - top[3];
    return [0, 1, 2].map((n) => top[n] * top[3] + under[n] * rest).concat(1);
  };
  const ground = (it) => {
    const layers = [];
    for (let at = it; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reduceRight((under, top) => over(top, under), [255, 255, 255, 1]);
  };
  const light = (colour) => {
    const part = (n) => ((n /= 255) <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(colour[0]) + 0.7152 * part(colour[1]) + 0.0722 * part(colour[2]);
  };
  const contrast = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const seen = (it) => {
    const box = it.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && it.checkVisibility({ visibilityProperty: true }) && box.right > 0 && box.bottom > -scrollY;
  };

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const faint = new Set();
  let texts = 0;
  while (walker.nextNode()) {
    const holder = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !seen(holder) || holder.closest("title, desc, script, noscript, option")) continue;
    texts += 1;
    const style = getComputedStyle(holder);
    const ink = parse(holder.closest("svg") ? style.fill : style.color);
    const under = holder.closest("svg") ? [255, 255, 255, 1] : ground(holder);
    const ratio = contrast(over(ink, under), under);
    if (ratio < 7) faint.add(`contrast ${ratio.toFixed(2)}: ${told(holder)}`);
    if (parseFloat(style.fontSize) < 16 && !holder.closest("svg")) faint.add(`${style.fontSize}: ${told(holder)}`);
  }
  noted.push(...faint);
  if (!texts) noted.push("no text at all");

  const inSentence = (it) => {
    if (!getComputedStyle(it).display.startsWith("inline") || it.matches("button, input, select, .button")) return false;
    const block = it.closest("p, li, dd, td, th, span:not(a span), h1, h2, h3, h4");
    return block && [...block.childNodes].some((one) => one !== it && !(one.contains && one.contains(it)) && /[\p{L}\p{N}]{2}/u.test(one.textContent));
  };
  for (const it of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")) {
    const target = it.matches("[type=radio], [type=checkbox]") ? it.closest("label") || it : it;
    const box = target.getBoundingClientRect();
    if (!seen(target) || it.closest(".skip-link, .trap, .visually-hidden") || inSentence(it)) continue;
    if (box.height < 43.5 || box.width < 43.5) noted.push(`target ${Math.round(box.width)}x${Math.round(box.height)}: ${told(it)}`);
  }
  for (const it of document.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    if (!it.hidden && !it.labels.length && !it.getAttribute("aria-label") && !it.getAttribute("aria-labelledby")) noted.push(`no label: ${told(it)}`);
  }
  const ids = [...document.querySelectorAll("[id]")].map((it) => it.id);
  for (const id of new Set(ids.filter((one, at) => ids.indexOf(one) !== at))) noted.push(`id twice: ${id}`);
  if (document.querySelectorAll("h1").length !== 1) noted.push(`${document.querySelectorAll("h1").length} h1`);
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) noted.push(`${wide} px wide on ${innerWidth}`);
  return noted;
})()
