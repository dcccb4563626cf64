/* Fill the {{name}} places of a profile's form. Mustache proper belongs to the template room; a
 * form needs no more than names. */
#include <engross/jurisdiction.h>
#include <string.h>

static const char *
value_of(const char *const *pairs, const char *name, size_t n)
{
	for (size_t i = 0; pairs[i] != NULL; i += 2)
		if (strncmp(pairs[i], name, n) == 0 && pairs[i][n] == '\0')
			return pairs[i + 1];
	return NULL;
}

enum eg_rc
eg_form_fill(struct eg_buf *out, const char *pattern, const char *const *pairs, struct eg_err *err)
{
	for (const char *p = pattern;;) {
		const char *open = strstr(p, "{{"), *name, *close, *value;
		size_t braces, n;

		if (open == NULL) {
			eg_buf_puts(out, p);
			return EG_OK;
		}
		eg_buf_add(out, p, (size_t)(open - p));
		braces = open[2] == '{' ? 3 : 2;
		name = open + braces;
		close = strstr(name, braces == 3 ? "}}}" : "}}");
		if (close == NULL) {
			eg_err_set(
			    err, EG_ERR_DATA, "the form '%s' has a {{ that is not closed", pattern);
			eg_err_hint(err, "correct it in jurisdictions/XX.yaml");
			return EG_ERR_DATA;
		}
		n = (size_t)(close - name);
		while (n > 0 && name[0] == ' ') {
			name++;
			n--;
		}
		while (n > 0 && name[n - 1] == ' ')
			n--;
		value = value_of(pairs, name, n);
		if (value == NULL) {
			eg_err_set(err, EG_ERR_DATA,
			    "the form '%s' asks for {{%.*s}}, which nothing fills", pattern, (int)n,
			    name);
			eg_err_hint(err, "correct it in jurisdictions/XX.yaml");
			return EG_ERR_DATA;
		}
		eg_buf_puts(out, value);
		p = close + braces;
	}
}
