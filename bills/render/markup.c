#include "render/markup.h"

#include <string.h>

void
eg_markup_text_n(struct eg_buf *out, const char *s, size_t n)
{
	const char *end = s + n, *plain = s;

	for (; s < end; s++) {
		const char *entity = *s == '&'	 ? "&amp;"
				     : *s == '<' ? "&lt;"
				     : *s == '>' ? "&gt;"
				     : *s == '"' ? "&quot;"
						 : NULL;
		bool forbidden = (unsigned char)*s < 0x20 && *s != '\t' && *s != '\n';

		if (entity == NULL && !forbidden)
			continue;
		eg_buf_add(out, plain, (size_t)(s - plain));
		if (entity != NULL)
			eg_buf_puts(out, entity);
		plain = s + 1;
	}
	eg_buf_add(out, plain, (size_t)(s - plain));
}

void
eg_markup_text(struct eg_buf *out, const char *s)
{
	eg_markup_text_n(out, s, strlen(s));
}

void
eg_markup_tagged(struct eg_buf *out, const char *tag, const char *s)
{
	eg_buf_printf(out, "<%s>", tag);
	eg_markup_text(out, s);
	eg_buf_printf(out, "</%s>", tag);
}

void
eg_markup_words(struct eg_buf *out, const struct eg_block *b, eg_markup_run_fn *run, void *ctx)
{
	eg_markup_text(out, b->designator);
	if (b->designator[0] != '\0' && b->n_runs > 0)
		eg_buf_putc(out, ' ');
	for (size_t i = 0; i < b->n_runs; i++)
		run(ctx, &b->run[i]);
}

void
eg_markup_attr(struct eg_buf *out, const char *name, const char *value)
{
	eg_buf_putc(out, ' ');
	eg_buf_puts(out, name);
	eg_buf_puts(out, "=\"");
	eg_markup_text(out, value);
	eg_buf_putc(out, '"');
}

void
eg_markup_slug(struct eg_buf *out, const char *s)
{
	size_t start = out->n;

	for (; *s != '\0'; s++) {
		char c = *s;

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			eg_buf_putc(out, c);
		else if (out->n > start && out->p[out->n - 1] != '-')
			eg_buf_putc(out, '-');
	}
	while (out->n > start && out->p[out->n - 1] == '-')
		out->p[--out->n] = '\0';
	if (out->n == start)
		eg_buf_putc(out, 'x');
}
