(() => {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg", HTML = "http://www.w3.org/1999/xhtml";
  const script = document.currentScript, svg = script.ownerSVGElement;
  const [margin, width, detailsTop, minimum] = script.dataset.settings.split(" ").map(Number);
  const [one, unit] = script.dataset.unit.split("|");
  const inner = width - 2 * margin, cellWidth = 7.3, padding = 8;

  // One entry a frame, callers before callees; `parent` is an index.
  const frames = [], path = [];
  for (const g of svg.querySelectorAll(".f")) {
    const [start, total, self, depth] = g.dataset.v.split(" ").map(Number);
    const lines = g.querySelector("title").textContent.split("\n");
    path[depth] = frames.length;
    frames.push({ g, start, total, self, depth, name: lines[0], kind: lines[1], counts: lines[2], rects: g.querySelectorAll("rect"),
      text: g.querySelector("text"), parent: depth > 0 ? path[depth - 1] : -1 });
    g.dataset.i = frames.length - 1;
    g.setAttribute("tabindex", frames.length === 1 ? "0" : "-1");
    g.setAttribute("role", "button");
  }
  const root = frames[0], all = root.total || 1;
  let zoomed = root, history = [], focused = root;
  svg.querySelector(".frames").classList.add("live");

  const element = (namespace, name, parent, attributes = {}) => {
    const made = document.createElementNS(namespace, name);
    for (const key in attributes) made.setAttribute(key, attributes[key]);
    parent.append(made);
    return made;
  };
  const percent = value => (100 * value / all).toFixed(2) + " %";
  const grouped = value => String(value).replace(/\B(?=(\d{3})+$)/g, ",");
  const counted = (value, singular, plural) => grouped(value) + " " + (value === 1 ? singular : plural);
  const amount = value => {
    if (unit !== "ns") return counted(value, one, unit);
    const power = value >= 1e9 ? 3 : value >= 1e6 ? 2 : value >= 1e3 ? 1 : 0;
    return Number((value / 1000 ** power).toFixed(3)) + " " + ["ns", "\u00b5s", "ms", "s"][power];
  };
  const cellsOf = character => character.codePointAt(0) >= 0x1100 ? 2 : 1;
  const fit = (text, cells) => {
    let used = 0, kept = "";
    for (const character of text) {
      used += cellsOf(character);
      if (used > cells) return kept + "\u2026";
      if (used < cells) kept += character;
    }
    return text;
  };

  // Head: search and reset. Foot: what the pointer or the keyboard is on.
  const head = element(SVG, "foreignObject", svg, { x: width - margin - 250, y: 8, width: 254, height: 34 });
  const tools = element(HTML, "div", head, { class: "tools", style: "padding:3px 4px" });
  const input = element(HTML, "input", tools, { type: "search", placeholder: "Search  ( / )", "aria-label": "Search frames by regular expression or text",
    autocomplete: "off", spellcheck: "false" });
  const reset = element(HTML, "button", tools, { type: "button", title: "Show everything (0)" });
  reset.textContent = "Reset zoom";
  const found = element(SVG, "text", svg, { class: "note", x: width - margin, y: 56, "text-anchor": "end", "aria-live": "polite" });
  const name = element(SVG, "text", svg, { class: "name", x: margin, y: detailsTop + 18 });
  const facts = element(SVG, "text", svg, { class: "note", x: margin, y: detailsTop + 35 });

  const render = () => {
    const end = zoomed.start + zoomed.total, scale = inner / (zoomed.total || 1);
    for (const frame of frames) {
      const left = Math.max(frame.start, zoomed.start), right = Math.min(frame.start + frame.total, end);
      const size = frame === zoomed ? inner : (right - left) * scale;
      const visible = frame === zoomed || size >= minimum && size > 0;
      frame.g.style.display = visible ? "" : "none";
      if (!visible) continue;
      const x = margin + (left - zoomed.start) * scale;
      for (const rect of frame.rects) {
        rect.setAttribute("x", x.toFixed(2));
        rect.setAttribute("width", (size >= 3 ? size - .5 : Math.max(size, .01)).toFixed(2));
      }
      frame.g.classList.toggle("above", frame.depth < zoomed.depth);
      const cells = Math.floor((size - padding) / cellWidth);
      if (cells >= 3 && !frame.text) frame.text = element(SVG, "text", frame.g, { y: Number(frame.rects[0].getAttribute("y")) + 13 });
      if (frame.text) {
        frame.text.setAttribute("x", (x + padding / 2).toFixed(2));
        frame.text.textContent = cells >= 3 ? fit(frame.name, cells) : "";
      }
    }
    reset.disabled = zoomed === root;
  };
  const zoom = (frame, remember = true) => {
    if (frame === zoomed) return;
    if (remember) history.push(zoomed);
    zoomed = frame;
    render();
  };
  const back = () => { if (history.length) zoom(history.pop(), false); };
  const resetZoom = () => { history = []; zoom(root, false); };

  const matcher = wanted => {
    try {
      const expression = new RegExp(wanted, "i");
      return text => expression.test(text);
    } catch {
      const plain = wanted.toLowerCase();
      return text => text.toLowerCase().includes(plain);
    }
  };
  const search = () => {
    const wanted = input.value, matches = wanted ? matcher(wanted) : () => false;
    // Frames come callers first, so a match inside a match lies before `covered` and is not counted again.
    let covered = -1, matched = 0, count = 0;
    for (const frame of frames) {
      const hit = frame !== root && matches(frame.name);
      frame.g.classList.toggle("hit", hit);
      frame.g.classList.toggle("dim", wanted !== "" && !hit);
      if (!hit) continue;
      count++;
      if (frame.start >= covered) {
        matched += frame.total;
        covered = frame.start + frame.total;
      }
    }
    found.textContent = !wanted ? "" : count === 0 ? "No match"
      : `Matched ${percent(matched)} \u00b7 ${amount(matched)} \u00b7 ${counted(count, "frame", "frames")}`;
  };

  const show = frame => {
    name.textContent = frame ? fit(frame.name, Math.floor(inner / cellWidth)) : "";
    facts.textContent = frame ? fit(frame.counts + " \u00b7 " + frame.kind, Math.floor(inner / 6.6)) : "";
  };
  const frameOf = target => {
    const g = target instanceof Element && target.closest(".f");
    return g && svg.contains(g) ? frames[g.dataset.i] : null;
  };
  const focus = frame => {
    if (!frame) return;
    focused.g.setAttribute("tabindex", "-1");
    focused = frame;
    frame.g.setAttribute("tabindex", "0");
    frame.g.focus();
  };
  const shown = frame => frame && frame.g.style.display !== "none";
  const sibling = (frame, step) => {
    for (let i = frames.indexOf(frame) + step; i > 0 && i < frames.length && frames[i].depth >= frame.depth; i += step)
      if (frames[i].parent === frame.parent && shown(frames[i])) return frames[i];
    return null;
  };
  const child = frame => {
    const index = frames.indexOf(frame);
    for (let i = index + 1; i < frames.length && frames[i].depth > frame.depth; i++)
      if (frames[i].parent === index && shown(frames[i])) return frames[i];
    return null;
  };

  svg.addEventListener("click", event => { const frame = frameOf(event.target); if (frame) { zoom(frame); focus(frame); } });
  svg.addEventListener("mouseover", event => show(frameOf(event.target)));
  svg.addEventListener("mouseleave", () => show(null));
  svg.addEventListener("focusin", event => { const frame = frameOf(event.target); if (frame) show(frame); });
  reset.addEventListener("click", resetZoom);
  input.addEventListener("input", search);
  const towardsCallee = frames.length > 1 && Number(frames[1].rects[0].getAttribute("y")) > Number(root.rects[0].getAttribute("y")) ? "ArrowDown" : "ArrowUp";
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target instanceof Element && event.target.closest("input,textarea,select,[contenteditable]");
    if (typing) {
      if (event.target === input && event.key === "Escape") { input.value = ""; search(); input.blur(); }
      return;
    }
    const frame = frameOf(document.activeElement);
    const act = {
      "/": () => { input.focus(); input.select(); },
      "0": resetZoom,
      Escape: resetZoom,
      Backspace: back,
      Enter: () => frame && zoom(frame),
      ArrowLeft: () => frame && focus(sibling(frame, -1)),
      ArrowRight: () => frame && focus(sibling(frame, 1)),
      ArrowUp: () => frame && focus(towardsCallee === "ArrowUp" ? child(frame) : frames[frame.parent]),
      ArrowDown: () => frame && focus(towardsCallee === "ArrowDown" ? child(frame) : frames[frame.parent]),
    }[event.key];
    if (!act || event.key.length > 3 && !frame && event.key !== "Escape" && event.key !== "Backspace") return;
    event.preventDefault();
    act();
  });
  render();
})();
