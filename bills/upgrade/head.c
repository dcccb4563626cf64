/* The head of an upgraded draft: the new version's, with what people wrote over it. */
#include "base/mem.h"

#include <engross/template.h>
#include <engross/upgrade.h>
#include <string.h>

static const char *const kept_keys[] = {"title", "short-title", "purpose", "summary"};

/* The line "key: …" of a head, without its end; empty if there is none. */
static struct eg_str
line_of(struct eg_str source, const char *key)
{
	struct eg_str body = eg_draft_body(source.p, source.n);
	size_t k = strlen(key);

	for (const char *p = source.p; p < body.p;) {
		const char *nl = memchr(p, '\n', (size_t)(body.p - p));
		size_t n = (size_t)((nl == NULL ? body.p : nl) - p);

		if (n > k && memcmp(p, key, k) == 0 && p[k] == ':')
			return (struct eg_str){p, n};
		p = nl == NULL ? body.p : nl + 1;
	}
	return (struct eg_str){"", 0};
}

static bool
is_key(struct eg_str line, const char *key)
{
	size_t k = strlen(key);

	return line.n > k && memcmp(line.p, key, k) == 0 && line.p[k] == ':';
}

void
eg_upgrade_head(
    struct eg_str base, struct eg_str mine, struct eg_str theirs, struct eg_buf *out, size_t *kept)
{
	struct eg_str body = eg_draft_body(theirs.p, theirs.n);

	*kept = 0;
	for (const char *p = theirs.p; p < body.p;) {
		const char *nl = memchr(p, '\n', (size_t)(body.p - p));
		struct eg_str line = {p, (size_t)((nl == NULL ? body.p : nl) - p)}, put = line;

		for (size_t i = 0; i < EG_COUNT(kept_keys); i++) {
			struct eg_str was = line_of(base, kept_keys[i]),
				      is = line_of(mine, kept_keys[i]);

			if (!is_key(line, kept_keys[i]) || is.n == 0 || eg_str_same(was, is))
				continue;
			*kept += !eg_str_same(was, line) && !eg_str_same(is, line);
			put = is;
		}
		eg_buf_str(out, put);
		eg_buf_putc(out, '\n');
		p = nl == NULL ? body.p : nl + 1;
	}
}
