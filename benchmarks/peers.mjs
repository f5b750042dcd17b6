// Makes documents with template engines for Node, and says how long each took. Run by benchmarks/peers.py.
//
//     node peers.mjs FOLDER_WITH_NODE_MODULES
//
// Each line of standard input is a request in JSON and gives one line of JSON in answer:
//
//     {"engine": …, "mode": …, "template": path, "data": path, "count": n}  →  {"ms": [n times], "bytes": size}
//     {"engine": …, "mode": …, "template": path, "data": path, "save": path}  →  {"bytes": size}
//
// What goes wrong gives {"error": …}. An engine is a function of a template's bytes and path that returns a function of
// the data, which makes a whole document each time. "documented" does what the engine's own documentation shows for one
// document; "best" keeps between documents what can be kept.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { deflateRawSync } from "node:zlib";

const require = createRequire(join(resolve(process.argv[2]), "from-here"));
const PizZip = require("pizzip");
const Docxtemplater = require("docxtemplater");
const { TemplateHandler } = require("easy-template-x");
const { createReport } = require("docx-templates");
const carbone = require("carbone");
const carboneRender = promisify(carbone.render);

const WARM_UP = { documents: 200, ms: 2000 };
const OPTIONS = { paragraphLoop: true, linebreaks: true };

const ENGINES = {
  "docxtemplater documented": (template) => (data) => {
    const doc = new Docxtemplater(new PizZip(template), OPTIONS);
    doc.render(data);
    return doc.toBuffer();
  },

  // The template is read and compiled once. What a rendering leaves in the instance is cleared, which there is no call
  // for; what is not rendered ([Content_Types].xml too) stays as it was compressed; zlib compresses in place of pako, at
  // the same level.
  "docxtemplater best": (template) => {
    const untouched = new PizZip(template).files;
    const doc = new Docxtemplater(new PizZip(template), OPTIONS);
    const { DEFLATE } = PizZip.compressions;
    return (data) => {
      Object.assign(doc.zip.files, untouched);
      Object.assign(doc, { rendered: false, scopeManagers: {}, mapper: undefined, xmlDocuments: {} });
      doc.render(data);
      const slow = DEFLATE.compress;
      DEFLATE.compress = (input) => deflateRawSync(input, { level: 6 });
      try {
        return doc.toBuffer();
      } finally {
        DEFLATE.compress = slow;
      }
    };
  },

  "easy-template-x documented": (template) => (data) => new TemplateHandler().process(template, data),

  // Its handler is all that can be kept: the template is unzipped and parsed anew each time.
  "easy-template-x best": (template) => {
    const handler = new TemplateHandler();
    return (data) => handler.process(template, data);
  },

  "docx-templates documented": (template) => (data) => createReport({ template, data }).then(Buffer.from),

  // Nothing can be kept. Without its sandbox each command is a plain function.
  "docx-templates best": (template) => (data) => createReport({ template, data, noSandbox: true }).then(Buffer.from),

  "carbone documented": (_, path) => (data) => carboneRender(path, data, {}),

  // It takes an unzipped template in place of a path; it parses it anew each time.
  "carbone best": (template) => {
    const members = Object.values(new PizZip(template).files).filter((member) => !member.dir);
    const read = members.map((member) => {
      const isMarked = /\.(xml|rels)$/.test(member.name);
      return { name: member.name, parent: "", isMarked, data: isMarked ? member.asText() : member.asNodeBuffer() };
    });
    return (data) => {
      const files = read.map((file) => ({ ...file }));
      return carboneRender({ isZipped: true, filename: "mall.docx", embeddings: [], files }, data, {});
    };
  },
};

const ready = new Map();

async function prepared({ engine, mode, template, data }) {
  const key = [engine, mode, template, data].join("\n");
  if (!ready.has(key)) {
    const start = ENGINES[`${engine} ${mode}`];
    if (!start) throw new Error(`no engine ${engine} ${mode}`);
    const make = start(readFileSync(template), template);
    const words = JSON.parse(readFileSync(data, "utf8"));
    const ask = () => make(words);
    const end = performance.now() + WARM_UP.ms;
    for (let i = 0; i < WARM_UP.documents && performance.now() < end; i++) await ask();
    ready.set(key, ask);
  }
  return ready.get(key);
}

async function answer(request) {
  const ask = await prepared(request);
  if (request.save) {
    const made = await ask();
    writeFileSync(request.save, made);
    return { bytes: made.length };
  }
  const ms = [];
  let made;
  for (let i = 0; i < request.count; i++) {
    const start = performance.now();
    made = await ask();
    ms.push(performance.now() - start);
  }
  return { ms, bytes: made.length };
}

for await (const line of createInterface({ input: process.stdin })) {
  let result;
  try {
    result = await answer(JSON.parse(line));
  } catch (error) {
    result = { error: String(error?.stack ?? error) };
  }
  process.stdout.write(JSON.stringify(result) + "\n");
}
process.exit(0);
