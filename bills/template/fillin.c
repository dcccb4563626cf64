/* The bracketed words of a compact that its own terms let each member fill in: the only words of a
 * verbatim text that change. */
#include "template/param.h"

#include "base/find.h"

#include <string.h>

static enum eg_rc
refuse(const struct eg_template *t, const char *item, const char *what, struct eg_err *err)
{
	struct eg_buf known = EG_BUF_INIT;

	for (size_t i = 0; i < t->n_fill_ins; i++)
		eg_buf_printf(&known, "%s%s", i != 0 ? ", " : "", t->fill_in[i]);
	eg_err_set(err, EG_ERR_PARAMETER, "fill_ins: '%s' %s", item, what);
	eg_err_hint(err, "write \"%s=words\"; declared in %s: %s",
	    t->n_fill_ins != 0 ? t->fill_in[0] : "[STATE]", t->file, eg_buf_cstr(&known));
	eg_buf_clear(&known);
	return EG_ERR_PARAMETER;
}

static void
replace(struct eg_buf *text, const char *mark, const char *words)
{
	struct eg_buf out = EG_BUF_INIT;
	size_t from = 0, n = strlen(mark);

	for (size_t at; (at = eg_find(eg_buf_cstr(text), text->n, mark, n, from)) != SIZE_MAX;
	     from = at + n) {
		eg_buf_add(&out, text->p + from, at - from);
		eg_buf_puts(&out, words);
	}
	eg_buf_add(&out, eg_buf_cstr(text) + from, text->n - from);
	eg_buf_clear(text);
	*text = out;
}

enum eg_rc
eg_fillin__apply(const struct eg_template *t, const char *const *item, size_t n,
    struct eg_buf *text, struct eg_err *err)
{
	for (size_t i = 0; i < n; i++) {
		const char *equals = strchr(item[i], '=');
		size_t k = 0, mark_n = equals != NULL ? (size_t)(equals - item[i]) : 0;

		while (mark_n > 0 && item[i][mark_n - 1] == ' ')
			mark_n--;
		if (equals == NULL || equals[1 + strspn(equals + 1, " ")] == '\0')
			return refuse(t, item[i], "has no words after '='", err);
		while (k < t->n_fill_ins && (strlen(t->fill_in[k]) != mark_n ||
						memcmp(t->fill_in[k], item[i], mark_n) != 0))
			k++;
		if (k == t->n_fill_ins)
			return refuse(t, item[i], "names no declared fill-in", err);
		if (eg_find(eg_buf_cstr(text), text->n, t->fill_in[k], mark_n, 0) == SIZE_MAX)
			return refuse(t, item[i], "does not stand in the text", err);
		replace(text, t->fill_in[k], equals + 1 + strspn(equals + 1, " "));
	}
	return EG_OK;
}
