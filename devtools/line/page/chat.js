// The phone: asks the server for the state about once a second and draws what changed.

import { draw, make, stickers } from "./flex.js";
import { show as showPanel, wire as wirePanel } from "./panel.js";

const $ = (id) => document.getElementById(id);
const query = new URLSearchParams(location.search);
const at = { channel: query.get("channel") ?? "", person: query.get("person") ?? "", version: -1, dots: false, shown: new Map(), menuOpen: true, draft: "", end: true, eager: 0 };
let timer = 0;

async function refresh() {
  clearTimeout(timer);
  try {
    const ask = new URLSearchParams({ since: at.version });
    if (at.channel) ask.set("channel", at.channel);
    if (at.person) ask.set("person", at.person);
    if (at.dots) ask.set("dots", "1");
    const answer = await fetch(`api/state?${ask}`);
    const state = await answer.json();
    if (answer.status === 404) [at.channel, at.person] = ["", ""];
    else if (state.chat) show(state);
    else if (state.channels) $("account").textContent = "ยังไม่มีบัญชีหรือบุคคลในไลน์จำลอง";
    if (answer.ok) problem("", "net");
  } catch {
    problem("ติดต่อเซิร์ฟเวอร์ไม่ได้ กำลังลองใหม่", "net");
  }
  // an answer usually follows what the person did: look often for a while
  const pause = Date.now() < at.eager ? 150 : 900;
  timer = setTimeout(refresh, document.hidden ? 4000 : pause);
}

async function act(body) {
  if (["text", "tap", "photo", "sticker", "location"].includes(body.do)) at.end = true;
  try {
    const answer = await fetch("api/act", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ channel: at.channel, person: at.person, ...body }) });
    const result = await answer.json();
    problem(result.error ?? "", "act");
    Object.assign(at, { version: -1, eager: Date.now() + 3000 });
    refresh();
    return answer.ok ? result : null;
  } catch {
    problem("ส่งไม่สำเร็จ ลองอีกครั้ง", "act");
    return null;
  }
}

function problem(words, from) {
  if (!words && $("problem").dataset.from !== from) return;
  $("problem").textContent = words;
  $("problem").hidden = !words;
  $("problem").dataset.from = from;
}

function choose(change) {
  Object.assign(at, change, { version: -1, draft: "", end: true });
  at.shown.clear();
  $("log").replaceChildren();
  refresh();
}

function show(state) {
  const { chat } = state;
  Object.assign(at, { version: state.version, channel: chat.channel, person: state.person, dots: chat.loading });
  document.body.classList.toggle("pc", chat.device === "pc");
  $("account").textContent = chat.name;
  document.title = `${chat.name} · ไลน์จำลอง`;
  $("relation").hidden = chat.relation === "friend";
  $("relation").textContent = { blocked: "คุณบล็อกบัญชีนี้อยู่", stranger: "ยังไม่ได้เพิ่มเป็นเพื่อน", deleted: "ลบบัญชีไลน์แล้ว" }[chat.relation] ?? "";
  showQuick(chat);
  showMenu(chat);
  showLog(chat);
  showDraft(chat.draft);
  $("words").disabled = $("send").disabled = chat.relation === "blocked";
  showPanel(state);
}

// The newest message stays in view unless the reader has scrolled up.
function keepEnd() {
  if (at.end) $("log").scrollTop = $("log").scrollHeight;
}

function showLog(chat) {
  const log = $("log");
  log.querySelector(".waiting")?.remove();
  for (const entry of chat.entries) {
    const mark = JSON.stringify([entry.read, entry.unsent, entry.message]);
    const old = at.shown.get(entry.id);
    if (old?.mark === mark) continue;
    const node = drawEntry(entry);
    if (old) old.node.replaceWith(node);
    else log.append(node);
    at.shown.set(entry.id, { mark, node });
  }
  if (chat.loading) log.append(dots());
  keepEnd();
}

function drawEntry(entry) {
  const { node, wide, bare } = entry.unsent ? { node: make("span", "", "ยกเลิกข้อความแล้ว") } : draw(entry.message, entry.id, (action) => tap(action));
  const line = make("li", `entry ${entry.side}${wide ? " wide" : ""}`);
  line.dataset.id = entry.id;
  const bubble = make("div", bare ? "bubble bare" : "bubble");
  bubble.append(node);
  line.append(bubble);
  if (entry.side === "notice") return line;
  const meta = make("div", "meta");
  if (entry.side === "me" && !entry.unsent && entry.how === "message") meta.append(ownMenu(entry, bubble));
  if (entry.read) meta.append(make("span", "", "อ่านแล้ว"));
  meta.append(make("time", "", entry.time));
  line.append(meta);
  return line;
}

function ownMenu(entry, bubble) {
  const more = make("button", "", "⋮");
  more.type = "button";
  more.setAttribute("aria-label", "เมนูของข้อความนี้");
  const open = (event) => {
    event.preventDefault();
    const unsend = make("button", "own-menu", "ยกเลิกข้อความ");
    unsend.type = "button";
    unsend.addEventListener("click", () => act({ do: "unsend", id: entry.id }));
    more.replaceWith(unsend);
    unsend.focus();
  };
  more.addEventListener("click", open);
  bubble.addEventListener("contextmenu", open, { once: true });
  return more;
}

function dots() {
  const line = make("li", "entry bot waiting");
  const bubble = make("div", "bubble dots");
  bubble.setAttribute("role", "img");
  bubble.setAttribute("aria-label", "กำลังพิมพ์");
  bubble.append(make("span"), make("span"), make("span"));
  line.append(bubble);
  return line;
}

function showQuick(chat) {
  const now = JSON.stringify(chat.quick);
  if ($("quick").dataset.now === now) return;
  $("quick").dataset.now = now;
  $("quick").hidden = chat.quick.length === 0;
  $("quick").replaceChildren(...chat.quick.map((item) => {
    const button = make("button", "", item.action.label);
    button.type = "button";
    button.addEventListener("click", () => tap(item.action, true));
    return button;
  }));
}

function showMenu(chat) {
  const menu = chat.menu;
  const now = JSON.stringify([menu, chat.menuImage, at.menuOpen]);
  $("menu").hidden = !menu;
  if (!menu || $("menu").dataset.now === now) return;
  $("menu").dataset.now = now;
  $("menu-bar").textContent = `${menu.chatBarText} ${at.menuOpen ? "▾" : "▴"}`;
  $("menu-bar").setAttribute("aria-expanded", String(at.menuOpen));
  const tiles = $("menu-tiles");
  tiles.hidden = !at.menuOpen;
  tiles.classList.toggle("pictured", chat.menuImage);
  tiles.style.aspectRatio = `${menu.size.width} / ${menu.size.height}`;
  tiles.style.maxWidth = `calc(38vh * ${menu.size.width / menu.size.height})`;
  const parts = menu.areas.map((area) => tile(area, menu.size));
  if (chat.menuImage) {
    const image = make("img");
    image.src = `api/menu/${encodeURIComponent(chat.channel)}/${menu.richMenuId}`;
    image.alt = "";
    parts.unshift(image);
  }
  tiles.replaceChildren(...parts);
}

function tile({ bounds, action }, size) {
  const button = make("button", "", action.label ?? action.displayText ?? action.text ?? "เปิด");
  button.type = "button";
  Object.assign(button.style, {
    left: `${(100 * bounds.x) / size.width}%`, top: `${(100 * bounds.y) / size.height}%`,
    width: `${(100 * bounds.width) / size.width}%`, height: `${(100 * bounds.height) / size.height}%`,
  });
  button.addEventListener("click", () => tap(action));
  return button;
}

function showDraft(draft) {
  if (draft === at.draft) return;
  at.draft = draft;
  if (draft) $("words").value = draft;
}

async function tap(action, quick = false) {
  if (action.type === "camera" || action.type === "cameraRoll") return $("photo").click();
  if (action.type === "location") return act({ do: "location" });
  if (action.type === "clipboard") return navigator.clipboard?.writeText(action.clipboardText);
  if (action.type === "uri") return openLink(action);
  const pick = action.type === "datetimepicker" ? await choosePick(action) : undefined;
  if (pick === null) return null;
  return act({ do: "tap", action, quick, pick });
}

async function openLink(action) {
  const uri = document.body.classList.contains("pc") ? (action.altUri?.desktop ?? action.uri) : action.uri;
  if (/^https:\/\/line\.me\//.test(uri)) {
    at.draft = "";
    return act({ do: "link", url: uri });
  }
  if (/^(https?|tel|mailto):/.test(uri)) window.open(uri, "_blank", "noopener");
  return null;
}

function choosePick(action) {
  const value = $("picker-value");
  value.type = { date: "date", time: "time", datetime: "datetime-local" }[action.mode];
  value.value = (action.initial ?? "").replace("t", "T");
  value.min = (action.min ?? "").replace("t", "T");
  value.max = (action.max ?? "").replace("t", "T");
  $("picker").showModal();
  return new Promise((settle) => {
    $("picker").addEventListener("close", () => settle($("picker").returnValue === "ok" ? value.value : null), { once: true });
  });
}

async function send(event) {
  event.preventDefault();
  const words = $("words").value;
  if (!words.trim()) return;
  const sent = await act({ do: "text", text: words });
  if (!sent) return;
  $("words").value = "";
  at.draft = "";
}

async function sendFiles(event) {
  for (const file of event.target.files) {
    const raw = new Uint8Array(await file.arrayBuffer());
    let text = "";
    for (let place = 0; place < raw.length; place += 8192) text += String.fromCharCode(...raw.subarray(place, place + 8192));
    await act({ do: "photo", data: btoa(text), media: file.type, name: file.name });
  }
  event.target.value = "";
}

function wire() {
  const log = $("log");
  log.addEventListener("scroll", () => {
    at.end = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  });
  new ResizeObserver(keepEnd).observe(log);
  $("composer").addEventListener("submit", send);
  $("words").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
  });
  $("photo").addEventListener("change", sendFiles);
  $("stickers-open").addEventListener("click", () => {
    $("stickers").hidden = !$("stickers").hidden;
    $("stickers-open").setAttribute("aria-expanded", String(!$("stickers").hidden));
  });
  $("stickers").replaceChildren(...stickers.map((found) => {
    const button = make("button", "", found.face);
    button.type = "button";
    button.addEventListener("click", () => {
      $("stickers").hidden = true;
      act({ do: "sticker", package: found.package, sticker: found.sticker });
    });
    return button;
  }));
  $("menu-bar").addEventListener("click", () => {
    at.menuOpen = !at.menuOpen;
    at.version = -1;
    refresh();
  });
  if (query.get("text")) $("words").value = query.get("text");
  document.addEventListener("visibilitychange", () => document.hidden || refresh());
  wirePanel(act, choose);
}

wire();
refresh();
