/*
 * What cairo 1.16 does not write: the document's language, and that its title, not its file name,
 * heads the window (ISO 32000-1, 7.7.2 and 14.7.1). Its catalog is the last
 * object before the table of cross-references, so words put into it move that table and nothing
 * else. A file of another shape (another cairo) is left as it is. The date is blanked where none
 * was asked for: cairo would write the clock's.
 */
#include "render/page_private.h"

#include <stdlib.h>
#include <string.h>

/* Last place of the word in the tail of the file, NULL if none. */
static const char *
last(const struct eg_buf *b, const char *word)
{
	size_t n = strlen(word), from = b->n > 65536 ? b->n - 65536 : 0;

	for (size_t at = b->n < n ? 0 : b->n - n + 1; at-- > from;)
		if (memcmp(b->p + at, word, n) == 0)
			return b->p + at;
	return NULL;
}

static void
blank_date(struct eg_buf *pdf)
{
	static const char date[] = "/CreationDate (19700101000000Z)";
	const char *at = last(pdf, date);

	if (at != NULL)
		memset(pdf->p + (at - pdf->p), ' ', sizeof(date) - 1);
}

/* What of it the catalog has already stays as it is. */
static void
catalog_words(struct eg_buf *out, const char *catalog, const char *language)
{
	eg_buf_puts(out, "\n   /Lang (");
	for (const char *c = language; *c != '\0'; c++)
		if ((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || *c == '-')
			eg_buf_putc(out, *c);
	eg_buf_putc(out, ')');
	if (strstr(catalog, "/MarkInfo") == NULL)
		eg_buf_puts(out, "\n   /MarkInfo << /Marked true >>");
	if (strstr(catalog, "/ViewerPreferences") == NULL)
		eg_buf_puts(out, "\n   /ViewerPreferences << /DisplayDocTitle true >>");
}

enum eg_rc
eg_page__catalog(struct eg_pages *p, struct eg_buf *out, struct eg_err *err)
{
	static const char type[] = "/Type /Catalog", table[] = "endobj\nxref\n",
			  start[] = "startxref\n";
	struct eg_buf *pdf = &p->pdf, words = EG_BUF_INIT;
	const char *catalog = last(pdf, type), *xref = last(pdf, table), *at = last(pdf, start);
	size_t head, offset;

	if (p->sheet.date == 0)
		blank_date(pdf);
	if (catalog == NULL || xref == NULL || at == NULL || catalog > xref || xref > at ||
	    strstr(catalog, "/Lang") != NULL || strstr(catalog, "\nendobj\n") + 1 != xref) {
		eg_buf_add(out, pdf->p, pdf->n);
		return eg_buf_ok(out, err);
	}
	catalog_words(&words, catalog, p->sheet.language != NULL ? p->sheet.language : "en");
	head = (size_t)(catalog - pdf->p) + sizeof(type) - 1;
	offset = strtoull(at + sizeof(start) - 1, NULL, 10) + words.n;
	eg_buf_add(out, pdf->p, head);
	eg_buf_add(out, words.p, words.n);
	eg_buf_add(out, pdf->p + head, (size_t)(at - pdf->p) - head);
	eg_buf_printf(out, "%s%zu\n%%%%EOF\n", start, offset);
	eg_buf_clear(&words);
	return eg_buf_ok(out, err);
}
