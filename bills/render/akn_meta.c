/*
 * Identification of a bill in Akoma Ntoso: the work (this act for this jurisdiction), the
 * expression (its version and language), the manifestation (XML); the changes it makes to the code;
 * the terms it defines.
 *
 * A draft has no date until it is filed: the schema wants one all the same, so what is not dated
 * carries UNDATED under the name "undated". Nothing here reads a clock: the same draft gives
 * the same bytes on any day.
 */
#include "render/akn.h"

#include "base/map.h"
#include "base/time.h"

#include <ctype.h>
#include <string.h>

#define UNDATED "1970-01-01"

/* The day of prefiling, where the draft gives one as YYYY-MM-DD. */
static const char *
date_of(const struct eg_form *f)
{
	static const char pattern[] = "dddd-dd-dd";
	const char *d = f->prefiled;

	if (strlen(d) != sizeof(pattern) - 1)
		return UNDATED;
	for (size_t i = 0; pattern[i] != '\0'; i++)
		if (pattern[i] == 'd' ? !isdigit((unsigned char)d[i]) : d[i] != '-')
			return UNDATED;
	return d;
}

static const char *
date_name(const struct eg_form *f, const char *name)
{
	return strcmp(date_of(f), UNDATED) == 0 ? "undated" : name;
}

/* "us-tx"; a territory is a country of its own in ISO 3166, but its law is a part of the United
 * States' (the code stands under US there too). */
static void
put_country(struct eg_buf *out, const struct eg_form *f)
{
	eg_buf_puts(out, "us-");
	for (const char *p = f->postal; *p != '\0'; p++)
		eg_buf_putc(out, (char)tolower((unsigned char)*p));
}

static void
put_name(struct eg_buf *out, const struct eg_form *f)
{
	eg_markup_slug(out, f->template_name[0] != '\0' ? f->template_name : f->title);
	if (f->variant[0] != '\0') {
		eg_buf_putc(out, '-');
		eg_markup_slug(out, f->variant);
	}
}

void
eg_akn__work(struct eg_akn *x)
{
	const struct eg_form *f = x->o->form;
	const char *date = date_of(f);

	eg_buf_puts(x->out, "/akn/");
	put_country(x->out, f);
	eg_buf_puts(x->out, "/bill/");
	eg_buf_puts(x->out, strcmp(date, UNDATED) == 0 ? "undated" : date);
	eg_buf_putc(x->out, '/');
	put_name(x->out, f);
}

/* What stands after the work's URI: /eng@1.2.0 for an expression; `part` is "!main" or an id. */
static void
put_frbr(struct eg_akn *x, const char *part, bool expression, const char *this_end, const char *end)
{
	const struct eg_form *f = x->o->form;

	for (int i = 0; i < 2; i++) {
		eg_buf_puts(x->out, i == 0 ? "<FRBRthis value=\"" : "<FRBRuri value=\"");
		eg_akn__work(x);
		if (expression) {
			eg_buf_printf(x->out, "/%s@", "eng");
			eg_markup_text(x->out, f->version);
		}
		if (i == 0)
			eg_buf_printf(x->out, "/%s%s", part, this_end);
		eg_buf_printf(x->out, "%s\"/>\n", i == 0 ? "" : end);
	}
}

static void
put_date(struct eg_akn *x, const char *name, const char *who, const char *as)
{
	const struct eg_form *f = x->o->form;

	eg_buf_printf(x->out,
	    "<FRBRdate date=\"%s\" name=\"%s\"/>\n<FRBRauthor href=\"#%s\" as=\"#%s\"/>\n",
	    date_of(f), date_name(f, name), who, as);
}

/* part: "!main" or the attachment's id; name: what the work is called. */
static void
put_identification(struct eg_akn *x, const char *part, const char *name)
{
	const struct eg_form *f = x->o->form;

	eg_buf_puts(x->out, "<identification source=\"#engross\">\n<FRBRWork>\n");
	put_frbr(x, part, false, "", "");
	put_date(x, "generation", "drafter", "author");
	eg_buf_puts(x->out, "<FRBRcountry value=\"");
	put_country(x->out, f);
	eg_buf_puts(x->out, "\"/>\n<FRBRname");
	eg_markup_attr(x->out, "value", name);
	eg_buf_puts(x->out, "/>\n</FRBRWork>\n<FRBRExpression>\n");
	put_frbr(x, part, true, "", "");
	put_date(x, "version", "drafter", "author");
	if (f->version[0] != '\0') {
		eg_buf_puts(x->out, "<FRBRversionNumber");
		eg_markup_attr(x->out, "value", f->version);
		eg_buf_puts(x->out, "/>\n");
	}
	eg_buf_puts(x->out, "<FRBRlanguage language=\"eng\"/>\n</FRBRExpression>\n"
			    "<FRBRManifestation>\n");
	put_frbr(x, part, true, ".xml", ".akn");
	put_date(x, "generation", "engross", "editor");
	eg_buf_puts(x->out, "<FRBRformat value=\"application/akn+xml\"/>\n</FRBRManifestation>\n"
			    "</identification>\n");
}

/* ---- what the bill does to the law ---- */

/* Added words only: an insertion; struck words only: a repeal; both: a substitution. */
static const char *
kind_of_change(const struct eg_part *section)
{
	bool added = false, struck = false;

	if (section->law->kind != EG_PART_LAW)
		return "insertion";
	for (const struct eg_part *c = section->law; c != NULL; c = c->next)
		for (size_t i = 0; i < c->block->n_runs; i++) {
			added = added || c->block->run[i].kind == EG_RUN_INS;
			struck = struck || c->block->run[i].kind == EG_RUN_DEL;
		}
	return struck && !added ? "repeal" : added && !struck ? "insertion" : "substitution";
}

static void
put_destination(struct eg_akn *x, const struct eg_part *section)
{
	const struct eg_part *p = section->law;

	while (p != NULL && p->kind != EG_PART_CODE_SECTION)
		p = eg_part_after(p, section);
	eg_buf_puts(x->out, "<destination href=\"/akn/");
	put_country(x->out, x->o->form);
	eg_buf_puts(x->out, "/act/code/!main");
	if (p != NULL && p->number[0] != '\0') {
		eg_buf_puts(x->out, "~sec_");
		eg_markup_text(x->out, p->number);
	}
	eg_buf_puts(x->out, "\"/>\n");
}

static void
put_changes(struct eg_akn *x)
{
	const struct eg_part *root = x->o->root;
	size_t n = 0;

	for (const struct eg_part *p = root->first; p != NULL; p = eg_part_after(p, root)) {
		if (p->law == NULL)
			continue;
		if (n++ == 0)
			eg_buf_puts(
			    x->out, "<analysis source=\"#engross\">\n<activeModifications>\n");
		eg_buf_printf(x->out,
		    "<textualMod eId=\"am_%zu\" type=\"%s\">\n<source href=\"#%s__mod_1\"/>\n", n,
		    kind_of_change(p), p->eid);
		put_destination(x, p);
		eg_buf_puts(x->out, "</textualMod>\n");
	}
	if (n > 0)
		eg_buf_puts(x->out, "</activeModifications>\n</analysis>\n");
}

void
eg_akn__term(const char *text, size_t *start, size_t *end)
{
	static const char *const mark[] = {"\"", "“", "”"};
	size_t all = strlen(text);

	*start = 0;
	*end = all;
	for (size_t i = 0; i < EG_COUNT(mark); i++) {
		size_t n = strlen(mark[i]);

		if (*start == 0 && strncmp(text, mark[i], n) == 0)
			*start = n;
		if (*end == all && all > *start + n && strcmp(text + all - n, mark[i]) == 0)
			*end = all - n;
	}
}

static void
put_terms(struct eg_akn *x)
{
	const struct eg_form *f = x->o->form;
	struct eg_map seen = {0};
	struct eg_buf slug = EG_BUF_INIT;

	for (size_t i = 0; i < f->n; i++)
		for (size_t k = 0; k < f->block[i].n_runs; k++) {
			const struct eg_run *r = &f->block[i].run[k];
			size_t start, end;

			if (r->kind != EG_RUN_TERM || r->text[0] == '\0')
				continue;
			eg_buf_reset(&slug);
			eg_markup_slug(&slug, r->text);
			if (eg_map_has(&seen, slug.p))
				continue;
			eg_map_set(&seen, slug.p, &seen);
			eg_buf_printf(x->out,
			    "<TLCTerm eId=\"term-%s\" href=\"/akn/ontology/term/%s\"", slug.p,
			    slug.p);
			eg_akn__term(r->text, &start, &end);
			eg_buf_puts(x->out, " showAs=\"");
			eg_markup_text_n(x->out, r->text + start, end - start);
			eg_buf_puts(x->out, "\"/>\n");
		}
	eg_map_clear(&seen);
	eg_buf_clear(&slug);
}

void
eg_akn__meta(struct eg_akn *x)
{
	const struct eg_form *f = x->o->form;

	eg_buf_puts(x->out, "<meta>\n");
	put_identification(x, "!main", f->title);
	eg_buf_printf(x->out,
	    "<lifecycle source=\"#engross\">\n"
	    "<eventRef date=\"%s\" type=\"generation\" source=\"#ro1\"/>\n</lifecycle>\n",
	    date_of(f));
	put_changes(x);
	eg_buf_puts(x->out, "<references source=\"#engross\">\n<original eId=\"ro1\" href=\"");
	eg_akn__work(x);
	eg_buf_puts(x->out,
	    "/!main\" showAs=\"Original\"/>\n"
	    "<TLCOrganization eId=\"drafter\" href=\"/akn/ontology/organization/drafter\" "
	    "showAs=\"Drafter\"/>\n"
	    "<TLCOrganization eId=\"engross\" href=\"/akn/ontology/organization/engross\" "
	    "showAs=\"engross\"/>\n"
	    "<TLCRole eId=\"author\" href=\"/akn/ontology/role/author\" showAs=\"Author\"/>\n"
	    "<TLCRole eId=\"editor\" href=\"/akn/ontology/role/editor\" showAs=\"Editor\"/>\n");
	put_terms(x);
	eg_buf_puts(x->out, "</references>\n</meta>\n");
}

void
eg_akn__attachment_meta(struct eg_akn *x, const struct eg_part *verbatim)
{
	const struct eg_block *b = verbatim->block;

	eg_buf_puts(x->out, "<meta>\n");
	put_identification(x, verbatim->eid, b->n_runs > 0 ? b->run[0].text : "compact");
	eg_buf_puts(x->out, "</meta>\n");
}
