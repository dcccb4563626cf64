/* The watch list: rows read, patterns compiled once, bills put to them. */
#include "track/track_private.h"

#include "base/csv.h"
#include "base/vec.h"

#include <engross/watch.h>
#include <string.h>
#include <strings.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

const char eg_watch_header[] =
    "template,jurisdiction,session,bill,title,subject,decision,note,recorded";

enum { COLS = 9, STEPS_MAX = 200000 };

struct eg_watches {
	struct eg_arena *arena;
	struct {
		EG_VEC(struct eg_watch);
	} row;
	struct {
		EG_VEC(pcre2_code *);
	} pattern; /* beside row; NULL where it has no title */
	pcre2_match_data *match;
	pcre2_match_context *limits;
};

static const char **
field(struct eg_watch *w, size_t i)
{
	const char **const at[COLS] = {&w->template_name, &w->jurisdiction, &w->session, &w->bill,
	    &w->title, &w->subject, &w->decision, &w->note, &w->recorded};

	return at[i];
}

static enum eg_rc
fault(const char *name, size_t line, const char *what, const char *hint, struct eg_err *err)
{
	eg_err_at(err, EG_ERR_DATA, name, line, 1, "%s", what);
	eg_err_hint(err, "%s", hint);
	return EG_ERR_DATA;
}

static enum eg_rc
check(const struct eg_watch *w, const char *name, size_t line, pcre2_code **pattern,
    struct eg_err *err)
{
	int code;
	PCRE2_SIZE at;

	*pattern = NULL;
	if (w->template_name[0] == '\0')
		return fault(name, line, "no template is named", eg_watch_header, err);
	if (w->jurisdiction[0] != '\0' &&
	    eg_postal_index(w->jurisdiction, strlen(w->jurisdiction)) < 0)
		return fault(name, line, "'jurisdiction' is no jurisdiction",
		    "two capital letters, as in: engross jurisdictions", err);
	if (w->decision[0] != '\0' && strcmp(w->decision, "watch") != 0 &&
	    strcmp(w->decision, "declined") != 0)
		return fault(name, line, "'decision' is neither watch nor declined",
		    "leave it empty in a pattern", err);
	if ((w->decision[0] != '\0') != (w->bill[0] != '\0'))
		return fault(name, line, "a decision is about a bill, and a bill needs one",
		    "watch, or declined", err);
	if (w->bill[0] == '\0' && w->title[0] == '\0' && w->subject[0] == '\0')
		return fault(
		    name, line, "a row names a bill, a title or a subject", eg_watch_header, err);
	if (w->title[0] == '\0')
		return EG_OK;
	*pattern = pcre2_compile((PCRE2_SPTR)w->title, PCRE2_ZERO_TERMINATED,
	    PCRE2_CASELESS | PCRE2_UTF | PCRE2_MATCH_INVALID_UTF, &code, &at, NULL);
	if (*pattern == NULL) {
		char said[120] = "";

		pcre2_get_error_message(code, (PCRE2_UCHAR *)said, sizeof(said));
		eg_err_at(err, EG_ERR_DATA, name, line, at + 1, "the pattern '%.80s': %s", w->title,
		    said);
		eg_err_hint(err, "a Perl pattern, as in: popular vote|electoral college");
		return EG_ERR_DATA;
	}
	return EG_OK;
}

enum eg_rc
eg_watches_parse(
    const char *p, size_t n, const char *name, struct eg_watches **out, struct eg_err *err)
{
	struct eg_watches *w = eg_calloc(1, sizeof(*w));
	bool more, first = true;
	struct eg_csv c;
	enum eg_rc rc;

	*out = NULL;
	w->arena = eg_arena_new();
	eg_csv_init(&c, n > 0 ? p : "", n, name);
	while ((rc = eg_csv_next(&c, &more, err)) == EG_OK && more) {
		struct eg_watch row;
		pcre2_code *pattern;

		if (c.n_fields == 1 &&
		    eg_track__is_mark(c.field[0].p, c.field[0].p + c.field[0].n)) {
			rc = eg_track__unmerged(name, c.record_line, err);
			break;
		}
		if (c.n_fields != COLS || (first && !eg_str_eq(c.field[0], "template"))) {
			rc = fault(name, c.record_line, "this is no row of a watch list",
			    eg_watch_header, err);
			break;
		}
		if (eg_str_eq(c.field[0], "template") && eg_str_eq(c.field[6], "decision")) {
			first = false; /* the header, doubled by a merge perhaps */
			continue;
		}
		for (size_t i = 0; i < COLS; i++)
			*field(&row, i) = eg_arena_str(w->arena, c.field[i]);
		if ((rc = check(&row, name, c.record_line, &pattern, err)) != EG_OK)
			break;
		eg_vec_push(&w->row, row);
		eg_vec_push(&w->pattern, pattern);
	}
	eg_csv_clear(&c);
	if (rc != EG_OK) {
		eg_watches_free(w);
		return rc;
	}
	w->match = pcre2_match_data_create(1, NULL);
	w->limits = pcre2_match_context_create(NULL);
	pcre2_set_match_limit(w->limits, STEPS_MAX);
	*out = w;
	return EG_OK;
}

void
eg_watches_free(struct eg_watches *w)
{
	if (w == NULL)
		return;
	for (size_t i = 0; i < w->pattern.n; i++)
		pcre2_code_free(w->pattern.v[i]);
	pcre2_match_data_free(w->match);
	pcre2_match_context_free(w->limits);
	eg_vec_clear(&w->pattern);
	eg_vec_clear(&w->row);
	eg_arena_free(w->arena);
	eg_free(w);
}

const struct eg_watch *
eg_watches_at(const struct eg_watches *w, size_t *n)
{
	*n = w->row.n;
	return w->row.v;
}

/* Do two rows speak of the same matter? */
static bool
same_matter(const struct eg_watch *a, const struct eg_watch *b)
{
	char ka[200] = "", kb[200] = "";

	if (strlen(a->bill) < sizeof(ka) && strlen(b->bill) < sizeof(kb)) {
		eg_bill_key(a->bill, ka);
		eg_bill_key(b->bill, kb);
	}
	return strcmp(a->template_name, b->template_name) == 0 &&
	       strcmp(a->jurisdiction, b->jurisdiction) == 0 &&
	       strcmp(a->session, b->session) == 0 && strcmp(ka, kb) == 0 &&
	       strcmp(a->title, b->title) == 0 && strcmp(a->subject, b->subject) == 0;
}

enum eg_rc
eg_watches_append(const char *old, size_t old_n, const struct eg_watch *row, struct eg_buf *out,
    bool *added, struct eg_err *err)
{
	struct eg_watches *w = NULL;
	struct eg_watch copy = *row;
	pcre2_code *pattern;
	bool same = false;
	enum eg_rc rc;

	*added = false;
	if ((rc = check(row, EG_WATCH_PATH, 0, &pattern, err)) != EG_OK ||
	    (rc = eg_watches_parse(old, old_n, EG_WATCH_PATH, &w, err)) != EG_OK)
		return rc;
	pcre2_code_free(pattern);
	for (size_t i = 0; i < w->row.n; i++)
		if (same_matter(&w->row.v[i], row))
			same = strcmp(w->row.v[i].decision, row->decision) == 0;
	eg_watches_free(w);
	if (old_n == 0)
		eg_buf_printf(out, "%s\n", eg_watch_header);
	else
		eg_buf_add(out, old, old_n);
	if (old_n > 0 && old[old_n - 1] != '\n')
		eg_buf_putc(out, '\n');
	for (size_t i = 0; !same && i < COLS; i++) {
		eg_csv_put(out, *field(&copy, i), strlen(*field(&copy, i)));
		eg_buf_putc(out, i + 1 < COLS ? ',' : '\n');
	}
	*added = !same;
	return eg_buf_ok(out, err);
}

/* ---- matching ---- */

static bool
names_bill(const struct eg_watch *w, const struct eg_watch_bill *b)
{
	char ka[200], kb[200], *bill;

	if (w->bill[0] == '\0' || strlen(w->bill) >= sizeof(ka) || b->bill.n >= sizeof(kb) ||
	    (w->session[0] != '\0' && !eg_str_eq(b->session, w->session)))
		return false;
	bill = eg_strndup(b->bill.p, b->bill.n);
	eg_bill_key(w->bill, ka);
	eg_bill_key(bill, kb);
	eg_free(bill);
	return strcmp(ka, kb) == 0;
}

static bool
fits(const struct eg_watches *w, size_t i, const struct eg_watch_bill *b)
{
	const struct eg_watch *row = &w->row.v[i];

	if (w->pattern.v[i] != NULL &&
	    pcre2_match(w->pattern.v[i], (PCRE2_SPTR)(b->title.n > 0 ? b->title.p : ""), b->title.n,
		0, 0, w->match, w->limits) >= 0)
		return true;
	for (size_t k = 0; row->subject[0] != '\0' && k < b->n_subjects; k++)
		if (b->subject[k].n == strlen(row->subject) &&
		    strncasecmp(b->subject[k].p, row->subject, b->subject[k].n) == 0)
			return true;
	return false;
}

size_t
eg_watches_match(const struct eg_watches *w, const struct eg_watch_bill *b,
    struct eg_watch_hit *hit, size_t most)
{
	size_t n = 0;

	for (size_t i = 0; i < w->row.n; i++) {
		const struct eg_watch *row = &w->row.v[i];
		enum eg_watch_verdict verdict = EG_WATCH_PROPOSED;
		size_t at = 0;

		if (row->jurisdiction[0] != '\0' &&
		    strcmp(row->jurisdiction, eg_postal[b->jurisdiction]) != 0)
			continue;
		if (names_bill(row, b))
			verdict = strcmp(row->decision, "declined") == 0 ? EG_WATCH_DECLINED
									 : EG_WATCH_WATCHED;
		else if (row->bill[0] != '\0' || !fits(w, i, b))
			continue;
		while (at < n && strcmp(hit[at].template_name, row->template_name) != 0)
			at++;
		if (at == n && n == most)
			break;
		if (at == n)
			hit[n++] = (struct eg_watch_hit){row->template_name, verdict, row};
		else if (verdict != EG_WATCH_PROPOSED) /* a person's word, the newest one */
			hit[at] = (struct eg_watch_hit){row->template_name, verdict, row};
	}
	return n;
}
