/* What is said of a drafting: the commit's message, the report, the notes. See draft.h. */
#include "cmd/draft.h"

#include <string.h>

static void
codes_of(const struct eg_draft_job *j, struct eg_buf *codes)
{
	for (size_t i = 0; i < j->done.n; i++)
		if (j->done.v[i].how != NULL)
			eg_buf_printf(codes, "%s%s", codes->n == 0 ? "" : ",", j->done.v[i].postal);
}

static void
subject(const struct eg_draft_job *j, size_t n, struct eg_buf *out)
{
	struct eg_buf codes = EG_BUF_INIT;

	codes_of(j, &codes);
	if (j->docx != NULL)
		eg_buf_printf(out, "Bring home %s from Word for ", j->t->name);
	else if (n == 1)
		eg_buf_printf(out, "Draft %s %s for ", j->t->name, j->t->version);
	else
		eg_buf_printf(out, "Draft %zu templates for ", n);
	if (j->drafted > 8)
		eg_buf_printf(out, "%zu jurisdictions", j->drafted);
	else
		for (size_t i = 0; i < codes.n; i++) {
			eg_buf_putc(out, codes.p[i]);
			if (codes.p[i] == ',')
				eg_buf_putc(out, ' ');
		}
	eg_buf_putc(out, '\n');
	eg_buf_clear(&codes);
}

void
eg_draft_message(const struct eg_draft_job *j, size_t n, const char *variant, struct eg_buf *out)
{
	subject(j, n, out);
	eg_buf_putc(out, '\n');
	for (const struct eg_draft_job *end = j + n; j < end; j++) {
		struct eg_buf codes = EG_BUF_INIT;

		codes_of(j, &codes);
		eg_buf_printf(out, "Template: %s\nVersion: %s\nJurisdictions: %s\n", j->t->name,
		    j->t->version, eg_buf_cstr(&codes));
		if (variant != NULL)
			eg_buf_printf(out, "Variant: %s\n", variant);
		for (size_t i = 0; i < j->used.n; i++) {
			const char *where = j->used.v[i].value;

			eg_buf_printf(out, "Parameter: %s", j->used.v[i].key);
			if (strcmp(where, eg_buf_cstr(&codes)) != 0)
				eg_buf_printf(out, " [%s]", where);
			eg_buf_putc(out, '\n');
		}
		eg_buf_clear(&codes);
	}
}

/* ---- the report ---- */

static void
report_one(struct eg_json *w, const struct eg_draft_job *j, const char *id)
{
	eg_json_object(w);
	eg_json_kstr(w, "template", j->t->name);
	eg_json_kstr(w, "version", j->t->version);
	eg_json_kbool(w, "dry_run", j->opt->dry_run);
	eg_json_kstr(w, "commit", id[0] != '\0' ? id : NULL);
	eg_json_key(w, "drafts");
	eg_json_array(w);
	for (size_t i = 0; i < j->done.n; i++) {
		const struct eg_draft_result *r = &j->done.v[i];

		if (r->how == NULL)
			continue;
		eg_json_object(w);
		eg_json_kstr(w, "jurisdiction", r->postal);
		eg_json_kstr(w, "path", r->path);
		eg_json_kstr(w, "state", r->how);
		eg_json_kint(w, "blanks", (int64_t)r->blanks);
		if (r->source != NULL) {
			eg_json_key(w, "source");
			eg_json_string_n(w, r->source, r->source_n);
		}
		eg_json_end(w);
	}
	eg_json_end(w);
	eg_json_key(w, "left_out");
	eg_json_array(w);
	for (size_t i = 0; i < j->done.n; i++)
		if (j->done.v[i].how == NULL) {
			eg_json_object(w);
			eg_json_kstr(w, "jurisdiction", j->done.v[i].postal);
			eg_json_kstr(w, "why", j->done.v[i].why);
			eg_json_end(w);
		}
	eg_json_end(w);
	eg_json_key(w, "defaults_taken");
	eg_json_array(w);
	for (size_t i = 0; i < j->defaulted.n; i++)
		eg_json_string(w, j->defaulted.v[i].key);
	eg_json_end(w);
	if (j->home != NULL)
		eg_draft_home_json(w, j);
	eg_json_end(w);
}

void
eg_draft_report_json(struct eg_draft_job *j, size_t n, const char *id)
{
	struct eg_json w;

	eg_json_init(&w, &j->cx->out, true);
	if (n > 1)
		eg_json_array(&w);
	for (size_t i = 0; i < n; i++)
		report_one(&w, &j[i], id);
	if (n > 1)
		eg_json_end(&w);
	eg_json_finish(&w);
}

void
eg_draft_report_text(struct eg_draft_job *j)
{
	struct eg_buf *out = &j->cx->out;

	for (size_t i = 0; i < j->done.n; i++) {
		const struct eg_draft_result *r = &j->done.v[i];

		if (r->how == NULL)
			continue;
		if (j->opt->dry_run && j->drafted == 1) {
			eg_buf_add(out, r->source, r->source_n);
		} else if (j->opt->dry_run) {
			eg_buf_printf(out, "==> %s <==\n", r->path);
			eg_buf_add(out, r->source, r->source_n);
			eg_buf_putc(out, '\n');
		} else {
			eg_buf_printf(out, "%s%s%s%s\n", r->path,
			    strcmp(r->how, "new") == 0 ? "" : " (",
			    strcmp(r->how, "new") == 0 ? "" : r->how,
			    strcmp(r->how, "new") == 0 ? "" : ")");
		}
	}
}

/* What the drafter is to know: choices taken for him, blanks, who was left out. */
void
eg_draft_report_notes(struct eg_draft_job *j)
{
	size_t with = 0, blanks = 0;

	if (j->home != NULL)
		eg_draft_home_notes(j);
	if (j->defaulted.n > 0) {
		struct eg_buf names = EG_BUF_INIT;

		for (size_t i = 0; i < j->defaulted.n && i < 6; i++)
			eg_buf_printf(&names, "%s%s", i == 0 ? "" : ", ", j->defaulted.v[i].key);
		if (j->defaulted.n > 6)
			eg_buf_puts(&names, ", …");
		eg_note(j->cx, "%zu policy choice%s took the default: %s", j->defaulted.n,
		    j->defaulted.n == 1 ? "" : "s", eg_buf_cstr(&names));
		eg_note(j->cx,
		    "  `engross templates %s` explains each; --set NAME=VALUE confirms or changes "
		    "it",
		    j->t->name);
		eg_buf_clear(&names);
	}
	for (size_t i = 0; i < j->done.n; i++) {
		with += j->done.v[i].how != NULL && j->done.v[i].blanks > 0;
		blanks += j->done.v[i].how != NULL ? j->done.v[i].blanks : 0;
	}
	if (blanks > 0)
		eg_warn(j->cx,
		    "%zu blank%s left to fill in %zu draft%s; `engross lint` shows where", blanks,
		    blanks == 1 ? "" : "s", with, with == 1 ? "" : "s");
	for (size_t i = 0; i < j->done.n; i++)
		if (j->done.v[i].how != NULL && j->done.v[i].lost != NULL)
			eg_warn(j->cx, "%s no longer has what it was drafted with: %s",
			    j->done.v[i].path, j->done.v[i].lost);
	for (size_t i = 0; i < j->done.n; i++)
		if (j->done.v[i].how == NULL)
			eg_warn(j->cx, "%s left out: %s", j->done.v[i].postal, j->done.v[i].why);
}
