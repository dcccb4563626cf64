/* tracking/rulings.csv: see ruling.h. */
#include "base/csv.h"
#include "base/mem.h"
#include "base/sha256.h"
#include "base/time.h"
#include "base/vec.h"

#include <engross/ruling.h>
#include <stdlib.h>
#include <string.h>

enum { COLS = 14 };

const char eg_rulings_header[] = "id,date,body,decision,vote,reason,text,text-sha256,model,model-"
				 "sha256,finding,score,note,recorded";

static const char **
field(struct eg_ruling *r, size_t i)
{
	const char **const at[COLS] = {&r->id, &r->date, &r->body, &r->decision, &r->vote,
	    &r->reason, &r->text, &r->text_sha256, &r->model, &r->model_sha256, &r->finding,
	    &r->score, &r->note, &r->recorded};

	return at[i];
}

bool
eg_ruling_decision_ok(const char *word)
{
	return word[0] == '\0' || strcmp(word, "conforms") == 0 ||
	       strcmp(word, "does-not-conform") == 0 || strcmp(word, "conditional") == 0;
}

static bool
is_day(const char *s)
{
	struct eg_date d;

	return eg_date_parse(eg_str(s), &d) && d.day != 0;
}

static enum eg_rc
check(const struct eg_ruling *r, const char *name, size_t line, struct eg_err *err)
{
	if (!is_day(r->date)) {
		eg_err_at(
		    err, EG_ERR_DATA, name, line, 0, "'%.40s' is no day of a ruling", r->date);
		eg_err_hint(err, "YYYY-MM-DD, as in 2027-03-01");
		return EG_ERR_DATA;
	}
	if (r->body[0] == '\0')
		return eg_err_at(err, EG_ERR_DATA, name, line, 0, "who ruled is missing");
	if (!eg_ruling_decision_ok(r->decision)) {
		eg_err_at(err, EG_ERR_DATA, name, line, 0, "'%.40s' is no decision", r->decision);
		eg_err_hint(err, "conforms, does-not-conform, or conditional");
		return EG_ERR_DATA;
	}
	return EG_OK;
}

static enum eg_rc
check_header(const struct eg_csv *c, struct eg_err *err)
{
	struct eg_buf line = EG_BUF_INIT;
	bool same;

	for (size_t i = 0; i < c->n_fields; i++) {
		eg_buf_puts(&line, i == 0 ? "" : ",");
		eg_buf_str(&line, c->field[i]);
	}
	same = strcmp(eg_buf_cstr(&line), eg_rulings_header) == 0;
	eg_buf_clear(&line);
	if (same)
		return EG_OK;
	eg_err_at(err, EG_ERR_DATA, c->name, c->record_line, 1,
	    "this is not the header of a list of rulings");
	eg_err_hint(err, "%s", eg_rulings_header);
	return EG_ERR_DATA;
}

static enum eg_rc
one_row(struct eg_rulings *r, const struct eg_csv *c, struct eg_ruling *row, struct eg_err *err)
{
	if (c->n_fields != COLS)
		return eg_err_at(err, EG_ERR_DATA, c->name, c->record_line, 1,
		    "%zu fields, a ruling has %d", c->n_fields, COLS);
	for (size_t k = 0; k < COLS; k++)
		*field(row, k) = eg_arena_str(r->arena, c->field[k]);
	return check(row, c->name, c->record_line, err);
}

enum eg_rc
eg_rulings_parse(
    const char *p, size_t n, const char *name, struct eg_rulings **out, struct eg_err *err)
{
	struct {
		EG_VEC(struct eg_ruling);
	} rows = {0};
	struct eg_arena *a = eg_arena_new();
	struct eg_rulings *r = eg_arena_calloc(a, 1, sizeof(*r));
	struct eg_csv c;
	bool more = false;
	enum eg_rc rc;

	*out = NULL;
	r->arena = a;
	eg_csv_init(&c, p, n, name);
	if ((rc = eg_csv_next(&c, &more, err)) == EG_OK && more)
		rc = check_header(&c, err);
	while (rc == EG_OK && more && (rc = eg_csv_next(&c, &more, err)) == EG_OK && more) {
		struct eg_ruling row = {0};

		if ((rc = one_row(r, &c, &row, err)) == EG_OK)
			eg_vec_push(&rows, row);
	}
	eg_csv_clear(&c);
	if (rc == EG_OK) {
		r->v = eg_arena_calloc(a, rows.n + 1, sizeof(*r->v));
		if (rows.n > 0)
			memcpy(r->v, rows.v, rows.n * sizeof(*r->v));
		r->n = rows.n;
		*out = r;
	} else {
		eg_arena_free(a);
	}
	eg_vec_clear(&rows);
	return rc;
}

void
eg_rulings_free(struct eg_rulings *r)
{
	if (r != NULL)
		eg_arena_free(r->arena);
}

static bool
has_header(const char *p, size_t n)
{
	struct eg_csv c;
	bool more = false;

	eg_csv_init(&c, p, n, EG_RULINGS_PATH);
	if (eg_csv_next(&c, &more, NULL) != EG_OK)
		more = true; /* never thrown away */
	eg_csv_clear(&c);
	return more;
}

enum eg_rc
eg_rulings_append(const struct eg_ruling *r, const char *old, size_t old_n, struct eg_buf *out,
    char id[17], struct eg_err *err)
{
	struct eg_ruling row = *r;
	struct eg_buf said = EG_BUF_INIT;
	char hash[EG_SHA256_HEX];
	enum eg_rc rc = check(r, EG_RULINGS_PATH, 0, err);

	if (rc != EG_OK)
		return rc;
	for (size_t i = 1; i + 1 < COLS; i++) {
		eg_buf_puts(&said, i == 1 ? "" : ",");
		eg_csv_put(&said, *field(&row, i), strlen(*field(&row, i)));
	}
	eg_sha256_hex(eg_buf_cstr(&said), said.n, hash);
	memcpy(id, hash, 16);
	id[16] = '\0';
	if (!has_header(old, old_n))
		old_n = 0; /* nothing but a byte-order mark or blank lines */
	eg_buf_add(out, old, old_n);
	if (old_n == 0)
		eg_buf_printf(out, "%s\n", eg_rulings_header);
	else if (out->p[out->n - 1] != '\n')
		eg_buf_putc(out, '\n');
	eg_buf_printf(out, "%s,%s,", id, eg_buf_cstr(&said));
	eg_csv_put(out, row.recorded, strlen(row.recorded));
	eg_buf_putc(out, '\n');
	eg_buf_clear(&said);
	return EG_OK;
}

static int
newest_first(const void *x, const void *y)
{
	const struct eg_ruling_cited *a = x, *b = y;
	int by_date = strcmp(b->ruling->date, a->ruling->date);

	return by_date != 0 ? by_date : a->ruling > b->ruling ? -1 : a->ruling < b->ruling ? 1 : 0;
}

size_t
eg_rulings_about(const struct eg_rulings *r, const char *text, const char *text_sha256,
    const char *model, const char *model_sha256, struct eg_ruling_cited *out)
{
	size_t n = 0;

	for (size_t i = 0; r != NULL && i < r->n; i++) {
		const struct eg_ruling *one = &r->v[i];
		bool same_bytes = strcmp(one->text_sha256, text_sha256) == 0;
		bool same_model =
		    model_sha256[0] == '\0' || strcmp(one->model_sha256, model_sha256) == 0;

		if (!same_bytes && strcmp(one->text, text) != 0)
			continue;
		if (!same_model && model[0] != '\0' &&
		    strcspn(one->model, "@") != strcspn(model, "@") &&
		    strncmp(one->model, model, strcspn(model, "@")) != 0)
			continue;
		out[n++] = (struct eg_ruling_cited){one, !same_bytes, !same_model};
	}
	if (n > 1)
		qsort(out, n, sizeof(*out), newest_first);
	return n;
}
