// The panel beside the phone: who talks, quota, calls, violations, faults.

import { make } from "./flex.js";

const $ = (id) => document.getElementById(id);

// Wires the panel's controls to `act` (does one thing) and `choose` (another channel or person).
export function wire(act, choose) {
  $("channel").addEventListener("change", (event) => choose({ channel: event.target.value }));
  $("person").addEventListener("change", (event) => choose({ person: event.target.value }));
  $("pc").addEventListener("change", (event) => act({ do: "device", value: event.target.checked ? "pc" : "phone" }));
  $("redelivery").addEventListener("change", (event) => act({ do: "redelivery", value: event.target.checked }));
  $("standby").addEventListener("change", (event) => act({ do: "standby", value: event.target.checked }));
  $("redeliver").addEventListener("click", () => act({ do: "redeliver" }));
  $("follow").addEventListener("click", (event) => act({ do: event.target.dataset.act }));
  $("faults-clear").addEventListener("click", () => act({ do: "clear_faults" }));
  $("quota-form").addEventListener("submit", (event) => {
    event.preventDefault();
    act({ do: "quota", value: Number($("quota").value) });
  });
  $("newcomer").addEventListener("submit", async (event) => {
    event.preventDefault();
    const made = await act({ do: "add_person", name: $("newcomer-name").value });
    if (made?.person) choose({ person: made.person });
    $("newcomer-name").value = "";
  });
  $("fault-form").addEventListener("submit", (event) => {
    event.preventDefault();
    act({ do: "fault", kind: $("fault-kind").value, endpoint: $("fault-endpoint").value, times: Number($("fault-times").value), seconds: Number($("fault-seconds").value) });
  });
  const toggle = () => {
    const open = $("panel").classList.toggle("open");
    $("open-panel").setAttribute("aria-expanded", String(open));
    $("open-panel").textContent = open ? "กลับไปแชต" : "แผงทดลอง";
  };
  $("open-panel").addEventListener("click", toggle);
}

// Draws the panel for a state of the server.
export function show(state) {
  const { chat, panel } = state;
  options($("channel"), state.channels.map((found) => [found.code, found.name]), chat.channel);
  options($("person"), state.people.map((found) => [found.id, found.name]), state.person);
  options($("fault-kind"), panel.faultKinds.map((kind) => [kind, kind]), $("fault-kind").value || panel.faultKinds[0]);
  $("pc").checked = chat.device === "pc";
  $("redelivery").checked = panel.redelivery;
  $("standby").checked = panel.standby;
  const away = chat.relation !== "friend";
  $("follow").textContent = { friend: "บล็อกบัญชีนี้", blocked: "เลิกบล็อก" }[chat.relation] ?? "เพิ่มเพื่อน";
  $("follow").dataset.act = away ? "follow" : "block";
  $("transcript").href = `api/transcript?channel=${encodeURIComponent(chat.channel)}&person=${encodeURIComponent(state.person)}`;
  if (document.activeElement !== $("quota")) $("quota").value = panel.quota ?? "";
  numbers(panel);
  list($("calls"), panel.calls.map((call) => `${call.endpoint} ${call.status}: ${call.count}`));
  $("violation-count").textContent = panel.violationCount;
  list($("violations"), panel.violations.toReversed());
  list($("faults"), panel.faults.map((fault) => `${fault.kind} · ${fault.endpoint} · ${fault.times === null ? "ตลอด" : `อีก ${fault.times} ครั้ง`}`));
}

function numbers(panel) {
  const rows = [["ข้อความที่นับเดือนนี้", `${panel.counted} / ${panel.quota ?? "ไม่จำกัด"}`], ["ส่งถึงบอตล่าสุด", panel.last ? `${panel.last.status} ${panel.last.reason}` : "ยังไม่มี"]];
  for (const [reason, count] of Object.entries(panel.deliveries)) rows.push([`ส่งถึงบอต ${reason}`, String(count)]);
  $("numbers").replaceChildren(...rows.flatMap(([name, value]) => [make("dt", "", name), make("dd", "", value)]));
}

function options(select, pairs, chosen) {
  const now = JSON.stringify([pairs, chosen]);
  if (select.dataset.now === now) return;
  select.dataset.now = now;
  select.replaceChildren(...pairs.map(([value, name]) => new Option(name, value, false, value === chosen)));
}

function list(holder, lines) {
  holder.replaceChildren(...lines.map((line) => make("li", "", line)));
}
