// The pipeline to compare with: one Node process renders every template for every jurisdiction with mustache, turns the text into
// HTML with commonmark, and writes the drafts. Then git commits them (see draft.py).
//
//	node peer_draft.mjs MODULES TEMPLATES JURISDICTIONS.json PARTS OUT
//
// Standard output: one line of JSON, the milliseconds of each step. Nothing is done twice that can be done once: templates are parsed
// once, the CommonMark parser and writer are made once, folders are made once.
import { createRequire } from 'node:module';
import fs from 'node:fs';
import path from 'node:path';

const [, , modules, templates, jurisdictionsFile, parts, out] = process.argv;
const require = createRequire(path.resolve(modules) + '/');
const mustache = require('mustache');
const commonmark = require('commonmark');

const ms = { expand: 0, write: 0, markdown: 0 };
let at = process.hrtime.bigint();
const lap = (what) => {
	const now = process.hrtime.bigint();
	ms[what] += Number(now - at) / 1e6;
	at = now;
};

mustache.escape = String; // the target is CommonMark, not HTML
const jurisdictions = JSON.parse(fs.readFileSync(jurisdictionsFile, 'utf8'));
const values = JSON.parse(fs.readFileSync(path.join(templates, 'values.json'), 'utf8'));
const partial = {};
for (const f of fs.readdirSync(parts))
	if (f.endsWith('.md'))
		partial[f.slice(0, -3)] = fs.readFileSync(path.join(parts, f), 'utf8');

// A value that prints itself and has named parts: {{days}} and {{days.words}}.
const number = (v) => ({ ...v, toString: () => v.n });
const common = {
	code_place: '', code_unit: 'chapter', code_number: '', code_sections: '', findings: true, severability: { standard: true },
	effective: { default: true }, sunset_date: '', appropriation: false,
};

const parser = new commonmark.Parser();
const writer = new commonmark.HtmlRenderer();
let html = 0, bills = 0;
for (const name of Object.keys(values)) {
	const t = values[name], view = { ...common, template: { name, short_title: t.short_title } };
	const text = fs.readFileSync(path.join(templates, name + '.md'), 'utf8');
	const body = text.slice(text.indexOf('\n---\n') + 5);
	const shown = [];
	for (const [k, v] of Object.entries(t.parameters)) {
		view[k] = v !== null && v.n !== undefined ? number(v) : v;
		if (k === 'enforcement' || k === 'private_action')
			view[k] = { [v]: true };
		shown.push(`  ${k}: ${v !== null && v.n !== undefined ? v.n : JSON.stringify(v)}`);
	}
	mustache.parse(body);
	fs.mkdirSync(path.join(out, 'bills', name), { recursive: true });
	for (const j of jurisdictions) {
		view.jurisdiction = j;
		const draft = mustache.render(body, view, partial);
		const head = `---\ntemplate: ${name}\nversion: 1.0.0\njurisdiction: ${j.postal}\ntitle: ${t.title}\nshort-title: ${t.short_title}\n` +
			`purpose: ${t.purpose}\ninstrument: bill\nrequest:\nsponsors: []\ncompanion:\nsummary: ${t.summary}\n---\n`;
		lap('expand');
		html += writer.render(parser.parse(draft)).length;
		lap('markdown');
		fs.writeFileSync(path.join(out, 'bills', name, j.postal + '.md'), head + draft);
		lap('write');
		bills++;
	}
}
console.log(JSON.stringify({ bills, html, ...ms }));
