// Draws LINE message objects as page elements. Nothing here talks to the server: taps go to `tap(action)`.

const GAPS = { none: "0", xs: "2px", sm: "4px", md: "8px", lg: "12px", xl: "16px", xxl: "20px" };
const TEXT = { xxs: "11px", xs: "13px", sm: "14px", md: "16px", lg: "19px", xl: "22px", xxl: "29px", "3xl": "35px", "4xl": "48px", "5xl": "74px" };
const ICONS = { ...TEXT };
const IMAGES = { xxs: "40px", xs: "60px", sm: "80px", md: "100px", lg: "120px", xl: "140px", xxl: "160px", "3xl": "180px", "4xl": "200px", "5xl": "220px", full: "100%" };
const STICKERS = { "446/1988": "👌", "446/1989": "😊", "446/1990": "😢", "446/1991": "🙏", "446/1992": "👍", "446/1993": "❤️" };
const SIDES = { start: "flex-start", end: "flex-end", center: "center", top: "flex-start", bottom: "flex-end" };

export const stickers = Object.entries(STICKERS).map(([key, face]) => ({ package: key.split("/")[0], sticker: key.split("/")[1], face }));

export function make(tag, className = "", text = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

// A message object as an element; `wide` tells the caller to give it the whole width.
export function draw(message, id, tap) {
  const drawn = (DRAWERS[message.type] ?? unknown)(message, id, tap);
  return { node: drawn, wide: ["flex", "template"].includes(message.type), bare: ["flex", "template", "sticker", "image"].includes(message.type) };
}

const DRAWERS = {
  text: (message) => linked(message.text),
  textV2: (message) => linked(message.text),
  notice: (message) => make("span", "", message.text),
  sticker: (message) => {
    const face = make("span", "sticker", STICKERS[`${message.packageId}/${message.stickerId}`] ?? "🙂");
    face.setAttribute("role", "img");
    face.setAttribute("aria-label", "สติกเกอร์");
    return face;
  },
  image: (message, id) => picture(message.previewImageUrl ?? `api/content/${id}`, "รูปภาพ", "photo"),
  video: (message) => make("span", "", "▶ วิดีโอ"),
  audio: (message) => make("span", "", "♪ ข้อความเสียง"),
  file: (message) => make("span", "", `📄 ${message.fileName}`),
  location: (message) => make("span", "", `📍 ${message.title ?? "ตำแหน่ง"}\n${message.address ?? `${message.latitude}, ${message.longitude}`}`),
  flex: (message, id, tap) => container(message.contents, tap),
  template: (message, id, tap) => template(message.template, tap),
};

function unknown(message) {
  return make("span", "", message.altText ?? `[${message.type}]`);
}

// Thumbs are drawn: not every computer has a font with emoji, and a demonstration must not show empty boxes.
function signed(words) {
  return String(words ?? "").split(/(👍|👎)/u).map((part) => (part === "👍" || part === "👎" ? thumb(part) : part));
}

function thumb(sign) {
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [name, value] of Object.entries({ class: sign === "👍" ? "thumb" : "thumb down", viewBox: "0 0 24 24", role: "img", "aria-label": sign })) drawing.setAttribute(name, value);
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", "M2 10h4v11H2zM8 10l4-8c2 0 3 1 3 3l-1 4h6c1.5 0 2.5 1.2 2.2 2.6l-1.6 7.4c-.3 1.200-1.200 2-2.400 2H8z");
  drawing.append(path);
  return drawing;
}

function linked(words) {
  const holder = make("span");
  for (const part of String(words ?? "").split(/(https?:\/\/[^\s]+)/)) {
    if (!/^https?:\/\//.test(part)) {
      holder.append(...signed(part));
      continue;
    }
    const link = make("a", "", part);
    link.href = part;
    link.target = "_blank";
    link.rel = "noopener";
    holder.append(link);
  }
  return holder;
}

// Pictures of other hosts are not fetched: this page talks to no one but its own server.
function picture(url, name, className) {
  const own = !/^https?:/.test(url) || new URL(url).host === location.host;
  if (!own) return make("span", "photo-missing", "รูปจากเว็บอื่น (ไม่โหลดในไลน์จำลอง)");
  const image = make("img", className);
  image.src = own && /^https?:/.test(url) ? new URL(url).pathname : url;
  image.alt = name;
  return image;
}

function container(contents, tap) {
  if (contents.type !== "carousel") return bubble(contents, tap);
  const strip = make("div", "flex-carousel");
  strip.tabIndex = 0;
  strip.append(...contents.contents.map((item) => bubble(item, tap)));
  return strip;
}

function bubble(found, tap) {
  const card = make("div", `flex-bubble size-${found.size ?? "mega"}`);
  for (const part of ["header", "hero", "body", "footer"]) {
    if (!found[part]) continue;
    const block = make("div", `flex-block ${part}`);
    const style = found.styles?.[part] ?? {};
    if (style.backgroundColor) block.style.background = style.backgroundColor;
    if (style.separator) block.style.borderTop = `1px solid ${style.separatorColor ?? "#d4d6da"}`;
    if (found[part].paddingAll) block.style.padding = "0";
    if (found[part].backgroundColor) block.style.background = found[part].backgroundColor;
    block.append(component(found[part], "vertical", tap));
    card.append(block);
  }
  touch(card, found.action, tap);
  return card;
}

function component(found, layout, tap) {
  const element = (COMPONENTS[found.type] ?? (() => make("span")))(found, layout, tap);
  place(element, found, layout);
  return element;
}

const COMPONENTS = {
  box(found, layout, tap) {
    const box = make("div", `fbox ${found.layout}`);
    const style = box.style;
    if (found.spacing) style.gap = length(found.spacing);
    for (const [name, side] of [["paddingAll", "padding"], ["paddingTop", "paddingTop"], ["paddingBottom", "paddingBottom"], ["paddingStart", "paddingInlineStart"], ["paddingEnd", "paddingInlineEnd"]]) {
      if (found[name]) style[side] = length(found[name]);
    }
    if (found.backgroundColor) style.background = found.backgroundColor;
    if (found.background?.type === "linearGradient") style.background = `linear-gradient(${found.background.angle}, ${found.background.startColor}, ${found.background.endColor})`;
    if (found.borderWidth) style.border = `${pixels(found.borderWidth)} solid ${found.borderColor ?? "#000"}`;
    if (found.cornerRadius) style.borderRadius = length(found.cornerRadius);
    if (found.width) style.width = found.width;
    if (found.height) style.height = found.height;
    if (found.justifyContent) style.justifyContent = found.justifyContent;
    if (found.alignItems) style.alignItems = found.alignItems;
    box.append(...(found.contents ?? []).map((item) => component(item, found.layout, tap)));
    touch(box, found.action, tap);
    return box;
  },
  text(found, layout, tap) {
    const words = make("div", found.wrap ? "ftext wrap" : "ftext");
    if (!found.contents) words.append(...signed(found.text));
    ink(words, found, "16px");
    words.style.textAlign = found.align ?? "";
    if (found.lineSpacing) words.style.lineHeight = `calc(1.3em + ${found.lineSpacing})`;
    for (const span of found.contents ?? []) {
      const part = make("span", "", span.text);
      ink(part, span, "");
      words.append(part);
    }
    touch(words, found.action, tap);
    return words;
  },
  button(found, layout, tap) {
    const button = make("button", `fbutton ${found.style ?? "link"} ${found.height ?? "md"}`, found.action.label ?? "");
    button.type = "button";
    if (found.color) button.style[["primary", "secondary"].includes(found.style) ? "background" : "color"] = found.color;
    button.addEventListener("click", () => tap(found.action));
    return button;
  },
  separator(found) {
    const rule = make("hr", "fsep");
    if (found.color) rule.style.borderColor = found.color;
    return rule;
  },
  image(found, layout, tap) {
    const image = picture(found.url, "รูปประกอบ", "fimage");
    image.style.width = IMAGES[found.size ?? "md"] ?? found.size;
    if (found.aspectRatio) image.style.aspectRatio = found.aspectRatio.replace(":", "/");
    image.style.objectFit = found.aspectMode === "cover" ? "cover" : "contain";
    if (found.backgroundColor) image.style.background = found.backgroundColor;
    image.style.alignSelf = SIDES[found.align ?? "center"];
    touch(image, found.action, tap);
    return image;
  },
  icon(found) {
    const icon = picture(found.url, "", "");
    icon.style.width = icon.style.height = ICONS[found.size ?? "md"] ?? found.size;
    return icon;
  },
  filler: () => make("div", "ffill"),
};

function ink(element, found, size) {
  element.style.fontSize = TEXT[found.size] ?? found.size ?? size;
  if (found.color) element.style.color = found.color;
  if (found.weight === "bold") element.style.fontWeight = "700";
  if (found.style === "italic") element.style.fontStyle = "italic";
  if (found.decoration) element.style.textDecoration = found.decoration;
}

function place(element, found, layout) {
  const style = element.style;
  const across = layout !== "vertical";
  if (found.margin) style[across ? "marginInlineStart" : "marginTop"] = length(found.margin);
  const grow = found.flex ?? (across && found.type !== "icon" && found.type !== "separator" ? 1 : 0);
  if (found.type === "filler") style.flex = String(found.flex ?? 1);
  else if (across) style.flex = grow ? `${grow} 1 0` : "none";
  else if (found.flex) style.flexGrow = String(found.flex);
  if (found.gravity && across) style.alignSelf = SIDES[found.gravity];
  if (found.position === "absolute") style.position = "absolute";
  for (const [name, side] of [["offsetTop", "top"], ["offsetBottom", "bottom"], ["offsetStart", "insetInlineStart"], ["offsetEnd", "insetInlineEnd"]]) {
    if (found[name]) style[side] = length(found[name]);
  }
  if (found.position !== "absolute" && (found.offsetTop || found.offsetStart)) style.position = "relative";
}

function touch(element, action, tap) {
  if (!action) return;
  element.classList.add("tappable");
  element.setAttribute("role", "button");
  element.tabIndex = 0;
  const act = (event) => {
    event.stopPropagation();
    tap(action);
  };
  element.addEventListener("click", act);
  element.addEventListener("keydown", (event) => event.key === "Enter" && act(event));
}

function length(value) {
  return GAPS[value] ?? value;
}

function pixels(value) {
  return { none: "0", light: "0.5px", normal: "1px", medium: "2px", "semi-bold": "3px", bold: "4px" }[value] ?? value;
}

function template(found, tap) {
  if (!["carousel", "image_carousel"].includes(found.type)) return card(found, found.type, tap);
  const strip = make("div", "flex-carousel");
  strip.tabIndex = 0;
  strip.append(...found.columns.map((column) => card(column, found.type, tap)));
  return strip;
}

function card(found, kind, tap) {
  const holder = make("div", `template ${kind}`);
  const url = found.thumbnailImageUrl ?? found.imageUrl;
  if (url) holder.append(picture(url, "รูปประกอบ", "fimage"));
  const words = make("div", "words");
  if (found.title) words.append(make("div", "title", found.title));
  if (found.text) words.append(make("div", "", found.text));
  touch(words, found.defaultAction, tap);
  const row = make("div", "actions");
  for (const action of found.actions ?? (found.action ? [found.action] : [])) {
    const button = make("button", "", action.label ?? "เปิด");
    button.type = "button";
    button.addEventListener("click", () => tap(action));
    row.append(button);
  }
  holder.append(words, row);
  return holder;
}
