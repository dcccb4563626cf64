/* tracking/bills.csv: which print of which bill carries which template and version. */
#include "track/track_private.h"

#include "base/csv.h"
#include "base/map.h"
#include "base/time.h"
#include "base/vec.h"

#include <string.h>

enum { COLS = 10 };

static const char *const column[COLS] = {"jurisdiction", "session", "bill", "print", "template",
    "version", "basis", "part", "note", "recorded"};

static const char **
link_field(struct eg_link *l, size_t i)
{
	const char **const at[COLS] = {&l->jurisdiction, &l->session, &l->bill, &l->print,
	    &l->template_name, &l->version, &l->basis, &l->part, &l->note, &l->recorded};

	return at[i];
}

static enum eg_rc
check_link(const struct eg_link *l, const char *name, size_t line, struct eg_err *err)
{
	if (eg_postal_index(l->jurisdiction, strlen(l->jurisdiction)) < 0) {
		eg_err_at(err, EG_ERR_DATA, name, line, 1,
		    "`jurisdiction` '%.40s' is no jurisdiction", l->jurisdiction);
		eg_err_hint(err, "two capital letters, as in: engross jurisdictions");
		return EG_ERR_DATA;
	}
	if (l->bill[0] == '\0' || l->template_name[0] == '\0') {
		eg_err_at(err, EG_ERR_DATA, name, line, 1, "`%s` is missing",
		    l->bill[0] == '\0' ? "bill" : "template");
		eg_err_hint(err, "%s", eg_links_header);
		return EG_ERR_DATA;
	}
	if (l->basis[0] != '\0' && strcmp(l->basis, "declared") != 0 &&
	    strcmp(l->basis, "traced") != 0) {
		eg_err_at(err, EG_ERR_DATA, name, line, 1,
		    "`basis` '%.40s' is neither declared nor traced", l->basis);
		eg_err_hint(err, "declared: a person says so; traced: found by comparing texts");
		return EG_ERR_DATA;
	}
	if (l->part[0] != '\0' && strcmp(l->part, "whole") != 0 && strcmp(l->part, "part") != 0) {
		eg_err_at(err, EG_ERR_DATA, name, line, 1,
		    "`part` '%.40s' is neither whole nor part", l->part);
		return EG_ERR_DATA;
	}
	return EG_OK;
}

static bool
is_header(const struct eg_csv *c)
{
	for (size_t i = 0; i < COLS; i++)
		if (c->n_fields != COLS || !eg_str_eq(c->field[i], column[i]))
			return false;
	return true;
}

static enum eg_rc
check_header(const struct eg_csv *c, struct eg_err *err)
{
	if (is_header(c))
		return EG_OK;
	if (eg_track__is_mark(c->field[0].p, c->field[0].p + c->field[0].n))
		return eg_track__unmerged(c->name, c->record_line, err);
	eg_err_at(err, EG_ERR_DATA, c->name, c->record_line, 1,
	    "this is not the header of a list of bills");
	eg_err_hint(err, "%s", eg_links_header);
	return EG_ERR_DATA;
}

enum eg_rc
eg_links_parse(const char *p, size_t n, const char *name, struct eg_links **out, struct eg_err *err)
{
	struct {
		EG_VEC(struct eg_link);
	} v = {0};
	struct eg_arena *a = eg_arena_new();
	struct eg_csv c;
	bool more, first = true;
	enum eg_rc rc;

	*out = NULL;
	eg_csv_init(&c, n > 0 ? p : "", n, name);
	while ((rc = eg_csv_next(&c, &more, err)) == EG_OK && more) {
		struct eg_link l;

		if (first) {
			first = false;
			if ((rc = check_header(&c, err)) != EG_OK)
				break;
			continue;
		}
		if (c.n_fields == 1 &&
		    eg_track__is_mark(c.field[0].p, c.field[0].p + c.field[0].n)) {
			rc = eg_track__unmerged(name, c.record_line, err);
			break;
		}
		if (is_header(&c))
			continue;
		if (c.n_fields != COLS) {
			rc = eg_err_at(err, EG_ERR_DATA, name, c.record_line, 1,
			    "%zu fields where a link has %d", c.n_fields, (int)COLS);
			eg_err_hint(err, "quote a field that holds a comma");
			break;
		}
		for (size_t i = 0; i < COLS; i++) { /* most columns repeat from line to line */
			const char *above = v.n > 0 ? *link_field(&v.v[v.n - 1], i) : "";

			*link_field(&l, i) =
			    eg_str_eq(c.field[i], above) ? above : eg_arena_str(a, c.field[i]);
		}
		if ((rc = check_link(&l, name, c.record_line, err)) != EG_OK)
			break;
		eg_vec_push(&v, l);
	}
	eg_csv_clear(&c);
	if (rc == EG_OK) {
		*out = eg_arena_alloc(a, sizeof(**out));
		(*out)->arena = a;
		(*out)->n = v.n;
		(*out)->v = v.v; /* the links' now */
	} else {
		eg_vec_clear(&v);
		eg_arena_free(a);
	}
	return rc;
}

void
eg_links_free(struct eg_links *l)
{
	if (l == NULL)
		return;
	eg_free(l->v);
	eg_arena_free(l->arena);
}

static const char *
or_empty(const char *s)
{
	return s != NULL ? s : "";
}

/* What makes two links the same: all but note and recorded; the bill by its letters and digits. */
static void
link_key(const struct eg_link *l, struct eg_buf *out)
{
	char *key = eg_malloc(strlen(l->bill) + 1);

	eg_bill_key(l->bill, key);
	eg_buf_reset(out);
	eg_buf_printf(out, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s", l->jurisdiction, or_empty(l->session),
	    key, or_empty(l->print), l->template_name, or_empty(l->version), or_empty(l->basis),
	    or_empty(l->part));
	eg_free(key);
}

enum eg_rc
eg_links_append(const char *old, size_t old_n, const struct eg_link *l, size_t n,
    struct eg_buf *out, size_t *added, struct eg_err *err)
{
	struct eg_buf key = EG_BUF_INIT;
	struct eg_links *have = NULL;
	struct eg_map known = {0};
	size_t count = 0;
	enum eg_rc rc;

	if ((rc = eg_links_parse(old, old_n, EG_LINKS_PATH, &have, err)) != EG_OK)
		return rc;
	for (size_t i = 0; i < have->n; i++) {
		link_key(&have->v[i], &key);
		eg_map_set(&known, eg_buf_cstr(&key), &known);
	}
	if (old_n == 0) {
		eg_buf_puts(out, eg_links_header);
		eg_buf_putc(out, '\n');
	} else {
		eg_buf_add(out, old, old_n);
		if (old[old_n - 1] != '\n')
			eg_buf_putc(out, '\n');
	}
	for (size_t i = 0; i < n; i++) {
		struct eg_link copy = l[i];

		link_key(&copy, &key);
		if (eg_map_has(&known, eg_buf_cstr(&key)))
			continue;
		eg_map_set(&known, eg_buf_cstr(&key), &known);
		for (size_t f = 0; f < COLS; f++) {
			const char *s = or_empty(*link_field(&copy, f));

			if (f != 0)
				eg_buf_putc(out, ',');
			eg_csv_put(out, s, strlen(s));
		}
		eg_buf_putc(out, '\n');
		count++;
	}
	if (added != NULL)
		*added = count;
	rc = eg_buf_ok(out, err);
	eg_map_clear(&known);
	eg_buf_clear(&key);
	eg_links_free(have);
	return rc;
}
