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
