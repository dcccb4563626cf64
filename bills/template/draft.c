/*
 * Drafting: a template, a profile and values make the text of bills/TEMPLATE/XX.md. Start at
 * eg_draft_make(): values, then the fields of the head, then the body, then the head around it
 * with the body's hash.
 */
#include "template/param.h"

#include "base/sha256.h"
#include "base/vec.h"
#include "base/yaml.h"

#include <stdlib.h>
#include <string.h>

struct maker {
	const struct eg_draft_in *in;
	const struct eg_template *t;
	struct eg_arena *a;
	struct eg_value root;
	struct eg_param_value *value; /* in force, one a parameter */
	const char *title, *short_title, *purpose, *summary, *mode;
	struct eg_buf body, changes;
	struct eg_err *err;
};

static const char *const kept_keys[] = {"request", "companion", "prefiled", "summary", "memo"};

static bool
was_set(const struct maker *m, size_t i)
{
	return m->in->params->v[i].set;
}

/* Is the value other than the default? Lists and texts are compared as typed. */
static bool
differs(const struct maker *m, size_t i)
{
	const struct eg_param *p = &m->t->param[i];

	if (!was_set(m, i))
		return false;
	return p->pattern != NULL || p->required || strcmp(m->value[i].text, p->def) != 0;
}

static const char *
value_text(const struct maker *m, const char *name)
{
	size_t i = eg_template__index(m->t, name);

	return i == SIZE_MAX || m->value[i].text == NULL ? "" : m->value[i].text;
}

/* ---- fields of the head that are Mustache ---- */

static enum eg_rc
expand(struct maker *m, const struct eg_mustache *pattern, const char **out)
{
	const struct eg_mustache_options opt = {
	    .escape = eg_mustache_escape_none, .strict = true, .output_max = 65536};
	struct eg_buf b = EG_BUF_INIT;
	size_t n = 0;
	enum eg_rc rc = eg_mustache_render(pattern, &m->root, &opt, &b, m->err);

	if (rc == EG_OK) {
		char *s = eg_arena_dup(m->a, eg_buf_cstr(&b), b.n);

		for (size_t i = 0; i < b.n; i++) /* sections that showed nothing leave two spaces */
			if (s[i] != ' ' || (n > 0 && s[n - 1] != ' '))
				s[n++] = s[i];
		while (n > 0 && s[n - 1] == ' ')
			n--;
		s[n] = '\0';
		*out = s;
	}
	eg_buf_clear(&b);
	return rc;
}

static void
set_template_field(struct maker *m, const char *name, const char *text)
{
	for (size_t i = 0; i < m->root.n_fields; i++)
		if (strcmp(m->root.field[i].name, "template") == 0)
			for (size_t k = 0; k < m->root.field[i].value.n_fields; k++)
				if (strcmp(m->root.field[i].value.field[k].name, name) == 0)
					m->root.field[i].value.field[k].value = eg_value_text(text);
}

static enum eg_rc
expand_head(struct maker *m)
{
	enum eg_rc rc;

	if ((rc = expand(m, m->t->short_title_m, &m->short_title)) != EG_OK)
		return rc;
	set_template_field(m, "short_title", m->short_title);
	if ((rc = expand(m, m->t->title_m, &m->title)) != EG_OK)
		return rc;
	set_template_field(m, "title", m->title);
	if ((rc = expand(m, m->t->purpose_m, &m->purpose)) != EG_OK)
		return rc;
	return expand(m, m->t->summary_m, &m->summary);
}

/* ---- texts kept word for word ---- */

/* exact or conformed where the draft holds such a text, else "". */
static void
choose_mode(struct maker *m)
{
	m->mode = "";
	for (size_t i = 0; i < m->t->n_params; i++)
		if (m->t->param[i].type == EG_PARAM_FILE && m->value[i].bytes_n > 0)
			m->mode = m->t->format_mode[0] != '\0' ? m->t->format_mode : "exact";
	if (m->mode[0] != '\0' && eg_template_param(m->t, "format_mode") != NULL)
		m->mode = value_text(m, "format_mode");
}

/* The i-th parameter's text is now what `text` holds. */
static void
set_file(struct maker *m, size_t i, struct eg_buf *text)
{
	struct eg_param_value *v = &m->value[i];

	v->bytes = eg_arena_dup(m->a, eg_buf_cstr(text), text->n);
	v->bytes_n = text->n;
	eg_buf_clear(text);
	for (size_t k = 0; k < m->root.n_fields; k++)
		if (strcmp(m->root.field[k].name, m->t->param[i].name) == 0)
			m->root.field[k].value = eg_param__value(m->a, &m->t->param[i], v);
}

/* Fill-ins first, then what `conformed` changes. */
static enum eg_rc
prepare_files(struct maker *m)
{
	size_t fills = eg_template__index(m->t, "fill_ins");
	enum eg_rc rc;

	for (size_t i = 0; i < m->t->n_params; i++) {
		const struct eg_param_value *v = &m->value[i];
		struct eg_buf text = EG_BUF_INIT, conformed = EG_BUF_INIT;

		if (m->t->param[i].type != EG_PARAM_FILE || v->bytes_n == 0)
			continue;
		eg_buf_add(&text, v->bytes, v->bytes_n);
		if (fills != SIZE_MAX && (rc = eg_fillin__apply(m->t, m->value[fills].item,
					      m->value[fills].n, &text, m->err)) != EG_OK) {
			eg_buf_clear(&text);
			return rc;
		}
		if (strcmp(m->mode, "conformed") == 0) {
			eg_conform__text(m->a, m->in->profile, eg_buf_cstr(&text), text.n,
			    &conformed, &m->changes);
			eg_buf_clear(&text);
			text = conformed;
		}
		set_file(m, i, &text);
	}
	return EG_OK;
}

/* The drafting note on changes of form that the former draft has, with its last line's end. */
static struct eg_str
former_note(const struct maker *m)
{
	static const char *const openers[] = {
	    "\n> Drafting note: Changes of form made in the text above",
	    "\n> Drafting note: Nothing in the text above had to change"};
	const char *body = m->in->previous, *at = NULL, *end;

	for (size_t i = 0; i < EG_COUNT(openers) && at == NULL && body != NULL; i++)
		at = strstr(body, openers[i]);
	if (at == NULL)
		return (struct eg_str){"", 0};
	for (end = at + 1; *end == '>'; end += *end == '\n')
		end += strcspn(end, "\n");
	return (struct eg_str){at, (size_t)(end - at)};
}

/* The list of changes, as a drafting note after the last block kept word for word. */
static void
note_changes(struct maker *m, size_t *n_changes)
{
	static const char mark[] = "\n<!-- /verbatim -->\n";
	struct eg_buf out = EG_BUF_INIT;
	const char *at = NULL, *body = eg_buf_cstr(&m->body);

	*n_changes = 0;
	for (const char *p = body; (p = strstr(p, mark)) != NULL; p++)
		at = p + sizeof(mark) - 1;
	if (strcmp(m->mode, "conformed") != 0 || at == NULL)
		return;
	eg_buf_add(&out, body, (size_t)(at - body));
	if (m->in->files_ready) {
		eg_buf_str(&out, former_note(m));
		eg_buf_puts(&out, at);
		eg_buf_clear(&m->body);
		m->body = out;
		return;
	}
	eg_buf_puts(&out,
	    m->changes.n == 0
		? "\n> Drafting note: Nothing in the text above had to change to fit the form.\n"
		: "\n> Drafting note: Changes of form made in the text above, by line:\n");
	for (const char *p = eg_buf_cstr(&m->changes); *p != '\0'; (*n_changes)++) {
		size_t n = strcspn(p, "\n");

		eg_buf_puts(&out, "> ");
		if (eg_mustache_escape_commonmark(NULL, &out, p, n, NULL) != EG_OK)
			EG_BUG("a change is one line");
		eg_buf_puts(&out, p[n] == '\n' && p[n + 1] != '\0' ? ";\n" : ".\n");
		p += n + (p[n] == '\n');
	}
	eg_buf_puts(&out, at);
	eg_buf_clear(&m->body);
	m->body = out;
}

/* ---- the body ---- */

/* No run of empty lines, no trailing blanks, none at either end: sections that were left out leave
 * them. Texts kept word for word are not touched. */
static void
tidy(struct maker *m)
{
	struct eg_buf out = EG_BUF_INIT;
	const char *p = eg_buf_cstr(&m->body), *end = p + m->body.n;
	bool verbatim = false, empty = true;

	while (p < end) {
		const char *nl = memchr(p, '\n', (size_t)(end - p)),
			   *next = nl == NULL ? end : nl + 1;
		size_t n = (size_t)((nl == NULL ? end : nl) - p), full = n;

		while (!verbatim && n > 0 && (p[n - 1] == ' ' || p[n - 1] == '\t'))
			n--;
		if (verbatim || n > 0 || !empty) {
			eg_buf_add(&out, p, verbatim ? full : n);
			eg_buf_putc(&out, '\n');
		}
		empty = n == 0;
		if (n > 13 && memcmp(p, "<!-- verbatim", 13) == 0)
			verbatim = true;
		else if (n > 13 && memcmp(p, "<!-- /verbatim", 14) == 0)
			verbatim = false;
		p = next;
	}
	while (out.n > 1 && out.p[out.n - 1] == '\n' && out.p[out.n - 2] == '\n')
		eg_buf_trunc(&out, out.n - 1);
	eg_buf_clear(&m->body);
	m->body = out;
}

static enum eg_rc
expand_body(struct maker *m, size_t *n_changes)
{
	const struct eg_mustache_options opt = {.escape = eg_mustache_escape_commonmark,
	    .load = m->in->load,
	    .ctx = m->in->ctx,
	    .strict = true,
	    .output_max = EG_MUSTACHE_MAX};
	enum eg_rc rc = eg_mustache_render(m->t->body, &m->root, &opt, &m->body, m->err);

	if (rc == EG_OK) {
		tidy(m);
		note_changes(m, n_changes);
	}
	return rc;
}

/* ---- the head ---- */

static void
line(struct eg_buf *out, const char *key, const char *text)
{
	eg_buf_printf(out, "%s:", key);
	if (text[0] != '\0') {
		eg_buf_putc(out, ' ');
		eg_yaml_put(out, text);
	}
	eg_buf_putc(out, '\n');
}

static void
sequence(struct eg_buf *out, const char *const *item, size_t n)
{
	eg_buf_putc(out, '[');
	for (size_t i = 0; i < n; i++) {
		eg_buf_puts(out, i == 0 ? "" : ", ");
		eg_yaml_put(out, item[i]);
	}
	eg_buf_puts(out, "]\n");
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(
	    (*(const struct eg_param *const *)a)->name, (*(const struct eg_param *const *)b)->name);
}

/* The path of a file as it may be shown to others: never where it lay on somebody's disk. */
static const char *
shown(const struct eg_param *p, const char *text)
{
	const char *slash = strrchr(text, '/');

	return p->type == EG_PARAM_FILE && slash != NULL &&
		       (text[0] == '/' || strstr(text, "..") != NULL)
		   ? slash + 1
		   : text;
}

static void
put_parameters(struct maker *m, struct eg_buf *out, struct eg_draft *d)
{
	const struct eg_param **sorted = eg_arena_calloc(m->a, m->t->n_params + 1, sizeof(*sorted));
	const char **used = eg_arena_calloc(m->a, m->t->n_params + 1, sizeof(*used)),
		   **confirmed = eg_arena_calloc(m->a, m->t->n_params + 1, sizeof(*confirmed)),
		   **defaulted = eg_arena_calloc(m->a, m->t->n_params + 1, sizeof(*defaulted));
	size_t n_confirmed = 0;

	for (size_t i = 0; i < m->t->n_params; i++)
		sorted[i] = &m->t->param[i];
	qsort(sorted, m->t->n_params, sizeof(*sorted), by_name);
	eg_buf_puts(out, "parameters:");
	for (size_t k = 0; k < m->t->n_params; k++) {
		const struct eg_param *p = sorted[k];
		size_t i = (size_t)(p - m->t->param);
		const char *text = shown(p, m->value[i].text);

		if (p->policy && was_set(m, i))
			confirmed[n_confirmed++] = p->name;
		else if (p->policy)
			defaulted[d->n_defaulted++] = p->name;
		if (!differs(m, i) && !(p->policy && was_set(m, i)))
			continue;
		eg_buf_printf(out, "%s  %s: ", d->n_used == 0 ? "\n" : "", p->name);
		if (p->type == EG_PARAM_LIST) {
			sequence(out, m->value[i].item, m->value[i].n);
		} else {
			eg_yaml_put(out, text);
			eg_buf_putc(out, '\n');
		}
		used[d->n_used++] = eg_arena_printf(m->a, "%s=%s", p->name, text);
	}
	if (d->n_used == 0)
		eg_buf_puts(out, " {}\n");
	eg_buf_puts(out, "confirmed: ");
	sequence(out, confirmed, n_confirmed);
	d->used = used;
	d->defaulted = defaulted;
}

static bool
split_head(struct eg_arena *a, const char *source, size_t n, struct eg_yaml **out)
{
	struct eg_str body;

	if (source == NULL || n < 8 || memcmp(source, "---\n", 4) != 0)
		return false;
	body = eg_draft_body(source, n);
	if (body.p == source)
		return false;
	n = (size_t)(body.p - source);
	while (n > 0 && (source[n - 1] == '\n' || source[n - 1] == '-'))
		n--;
	return n > 4 && eg_yaml_parse(a, source + 4, n - 4, "", 1, out, NULL) == EG_OK &&
	       (*out)->kind == EG_YAML_MAP;
}

/* What a filing needs: from the parameters, else as it stood in the draft before, else blank. */
static void
put_filing(struct maker *m, struct eg_buf *out)
{
	struct eg_yaml *old = NULL;
	bool had = split_head(m->a, m->in->previous, m->in->previous_n, &old);
	size_t i = eg_template__index(m->t, "sponsors");
	const struct eg_yaml *names = had ? eg_yaml_get(old, "sponsors") : NULL;

	for (size_t k = 0; k < EG_COUNT(kept_keys); k++) {
		const char *text =
		    strcmp(kept_keys[k], "summary") == 0 ? m->summary : value_text(m, kept_keys[k]);

		if (had && eg_yaml_get(old, kept_keys[k]) != NULL &&
		    eg_yaml_get(old, kept_keys[k])->kind == EG_YAML_SCALAR && text[0] == '\0')
			text = eg_yaml_get(old, kept_keys[k])->text;
		line(out, kept_keys[k], text);
		if (k != 0)
			continue;
		eg_buf_puts(out, "sponsors: ");
		if (i != SIZE_MAX && m->value[i].n > 0) {
			sequence(out, m->value[i].item, m->value[i].n);
		} else if (names != NULL && names->kind == EG_YAML_SEQ) {
			const char **item = eg_arena_calloc(m->a, names->n + 1, sizeof(*item));

			for (size_t s = 0; s < names->n; s++)
				item[s] = names->item[s]->kind == EG_YAML_SCALAR
					      ? names->item[s]->text
					      : "";
			sequence(out, item, names->n);
		} else {
			eg_buf_puts(out, "[]\n");
		}
	}
}

static void
assemble(struct maker *m, struct eg_draft *d)
{
	struct eg_buf out = EG_BUF_INIT;
	char hash[EG_SHA256_HEX];
	const char *variant = m->in->variant == NULL ? "" : m->in->variant;

	eg_sha256_hex(eg_buf_cstr(&m->body), m->body.n, hash);
	eg_buf_puts(&out, "---\nengross: 1\n");
	line(&out, "template", m->t->name);
	line(&out, "version", m->t->version);
	line(&out, "jurisdiction", eg_profile_postal(m->in->profile));
	if (variant[0] != '\0')
		line(&out, "variant", variant);
	line(&out, "title", m->title);
	line(&out, "short-title", m->short_title);
	line(&out, "purpose", m->purpose);
	line(&out, "instrument", m->t->instrument);
	put_parameters(m, &out, d);
	if (m->mode[0] != '\0') {
		eg_buf_puts(&out, "fill-ins: ");
		sequence(&out, m->t->fill_in, m->t->n_fill_ins);
		line(&out, "format-mode", m->mode);
	}
	line(&out, "body-sha256", hash);
	put_filing(m, &out);
	eg_buf_puts(&out, "---\n");
	eg_buf_add(&out, m->body.p, m->body.n);
	d->source_n = out.n;
	d->source = eg_arena_dup(m->a, eg_buf_cstr(&out), out.n);
	d->path = eg_arena_printf(m->a, "bills/%s/%s%s%s.md", m->t->name,
	    eg_profile_postal(m->in->profile), variant[0] != '\0' ? "-" : "", variant);
	eg_buf_clear(&out);
}

static void
list_blanks(struct maker *m, struct eg_draft *d)
{
	struct {
		EG_VEC(const char *);
	} found = {0};
	const char **list;

	for (const char *p = eg_buf_cstr(&m->body), *end; (p = strstr(p, "[blank: ")) != NULL;
	     p = end) {
		end = p + 8 + strcspn(p + 8, "]\n");
		eg_vec_push(&found, eg_arena_dup(m->a, p + 8, (size_t)(end - (p + 8))));
	}
	list = eg_arena_calloc(m->a, found.n + 1, sizeof(*list));
	if (found.n > 0)
		memcpy(list, found.v, found.n * sizeof(*list));
	d->blank = list;
	d->n_blanks = found.n;
	eg_vec_clear(&found);
}

enum eg_rc
eg_draft_make(const struct eg_draft_in *in, struct eg_draft *out, struct eg_err *err)
{
	struct maker m = {.in = in,
	    .t = in->template_,
	    .a = eg_arena_new(),
	    .body = EG_BUF_INIT,
	    .changes = EG_BUF_INIT,
	    .err = err};
	enum eg_rc rc;

	memset(out, 0, sizeof(*out));
	m.value = eg_arena_calloc(m.a, m.t->n_params + 1, sizeof(*m.value));
	if ((rc = eg_context__build(m.a, m.t, in->profile, in->params, &m.root, m.value, err)) !=
		EG_OK ||
	    (rc = expand_head(&m)) != EG_OK)
		goto done;
	choose_mode(&m);
	if (!in->files_ready && (rc = prepare_files(&m)) != EG_OK)
		goto done;
	if ((rc = expand_body(&m, &out->n_changes)) != EG_OK)
		goto done;
	assemble(&m, out);
	list_blanks(&m, out);
	out->arena = m.a;
done:
	eg_buf_clear(&m.body);
	eg_buf_clear(&m.changes);
	if (rc != EG_OK) {
		eg_arena_free(m.a);
		memset(out, 0, sizeof(*out));
	}
	return rc;
}

void
eg_draft_clear(struct eg_draft *d)
{
	if (d->arena != NULL)
		eg_arena_free(d->arena);
	memset(d, 0, sizeof(*d));
}

bool
eg_draft_is_untouched(const char *source, size_t n)
{
	struct eg_arena *a = eg_arena_new();
	struct eg_yaml *head = NULL;
	char hash[EG_SHA256_HEX];
	struct eg_str body = eg_draft_body(source, n);
	bool same = false;

	if (split_head(a, source, n, &head)) {
		eg_sha256_hex(body.p, body.n, hash);
		same = strcmp(eg_yaml_text(head, "body-sha256", ""), hash) == 0;
	}
	eg_arena_free(a);
	return same;
}

void
eg_draft_with_body(const struct eg_draft *d, const char *body, size_t n, struct eg_buf *out)
{
	struct eg_str old = eg_draft_body(d->source, d->source_n);

	eg_buf_add(out, d->source, (size_t)(old.p - d->source));
	eg_buf_add(out, body, n);
}
