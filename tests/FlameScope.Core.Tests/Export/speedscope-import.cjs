// Runs the importer of the npm package speedscope on a file, and prints what it made of it.
// node speedscope-import.cjs FOLDER-OF-THE-PACKAGE FILE
// The importer is part of the page's one script. It is run here up to where it would draw the page.
"use strict";
const fs = require("node:fs"), path = require("node:path"), vm = require("node:vm");
const [folder, file] = process.argv.slice(2);
const release = path.join(folder, "dist", "release");
const bundle = fs.readFileSync(path.join(release, fs.readdirSync(release).find(name => /^speedscope-.*\.js$/.test(name))), "utf8");
const importer = /async function (\w+)\([^)]*\)\{return\(await \w+\)\.importProfileGroupFromText\(/.exec(bundle)?.[1];
const drawing = bundle.lastIndexOf("console.log(`speedscope v");
if (!importer || drawing < 0) throw new Error("this version of speedscope is put together differently");

// Whatever the page asks the browser for before it draws.
const anything = new Proxy(function () {}, {
  get: (_, name) => name === Symbol.toPrimitive ? () => "" : name === "then" ? undefined : anything,
  apply: () => anything,
  construct: () => anything,
});
const page = { console: { ...console, log() {} }, document: anything, localStorage: anything, location: { hash: "", protocol: "file:" },
  matchMedia: () => anything, navigator: { userAgent: "", platform: "" }, requestAnimationFrame() {}, setTimeout, clearTimeout, performance,
  addEventListener() {}, TextDecoder, TextEncoder, URL, Blob, atob, btoa, queueMicrotask };
page.window = page.self = page.globalThis = page;
vm.runInNewContext(`${bundle.slice(0, drawing)}window.importProfile=${importer};})();`, page);

page.importProfile(path.basename(file), fs.readFileSync(file, "utf8")).then(group => {
  const profiles = group.profiles.map(profile => {
    const frames = {};
    profile.forEachFrame(frame => frames[frame.name] = { file: frame.file ?? null, self: frame.getSelfWeight(), total: frame.getTotalWeight() });
    const calls = [];
    profile.forEachCall(
      (node, at) => calls.push(["open", node.frame.name, at]),
      (node, at) => calls.push(["close", node.frame.name, at]));
    return { name: profile.getName(), unit: profile.getWeightUnit(), total: profile.getTotalWeight(), frames, calls };
  });
  process.stdout.write(JSON.stringify({ name: group.name, active: group.indexToView, profiles }));
});
