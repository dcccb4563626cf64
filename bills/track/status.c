/* One row for each bill and template it carries. Bills come from the log, templates from the links
 * (or from the events where no number is known). Start at eg_status_make(). */
#include "track/track_private.h"

#include "base/map.h"
#include "base/vec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct carried { /* a template that a bill carries, with all links that say so */
	const char *template_name;
	uint32_t bill; /* of the log, or UINT32_MAX - n for a linked bill without events */
	const struct eg_link *first, *last, *print_first, *print_passed;
	int rank_first, rank_passed;
	uint32_t next; /* index + 1 of the next template of the same bill */
};

struct maker {
	const struct eg_log *log;
	const struct eg_passages *passages;
	const struct eg_campaign_rules *campaigns;
	int32_t as_of;
	struct eg_status *st;
	struct {
		EG_VEC(struct carried);
	} carried;
	struct {
		EG_VEC(struct eg_status_row);
	} rows;
	uint32_t *head; /* by bill: index + 1 of its first template in carried */
	struct eg_map numbers; /* jurisdiction, session, key -> log bill + 1 */
	bool *linked; /* by log bill */
	struct eg_standing standing; /* of the bill at hand */
};

/* How late in a bill's life a print is: "03-enrolled", "introduced", "". 0 = not said. */
static int
print_rank(const char *print)
{
	static const struct {
		const char *word;
		int rank;
	} known[] = {{"prefiled", 1}, {"filed", 1}, {"introduced", 2}, {"committee", 3},
	    {"substitute", 3}, {"amended", 4}, {"reported", 3}, {"engrossed", 5}, {"passed", 6},
	    {"conference", 6}, {"reenrolled", 7}, {"enrolled", 7}, {"adopted", 7}, {"enacted", 8},
	    {"chaptered", 8}, {"session", 8}, {"act", 8}};

	if (*print == '\0')
		return 0;
	while (*print >= '0' && *print <= '9')
		print++;
	print += *print == '-';
	for (size_t i = 0; i < EG_COUNT(known); i++)
		if (strncmp(print, known[i].word, strlen(known[i].word)) == 0)
			return known[i].rank;
	return 4;
}

enum { PASSED_RANK = 5 };

static void
carry(struct maker *mk, uint32_t bill, const char *template_name, const struct eg_link *l)
{
	uint32_t *at =
	    &mk->head[bill < mk->log->n_bills ? bill : mk->log->n_bills + (UINT32_MAX - bill)];
	struct carried *c;

	while (*at != 0 && strcmp(mk->carried.v[*at - 1].template_name, template_name) != 0)
		at = &mk->carried.v[*at - 1].next;
	if (*at == 0) {
		*at = (uint32_t)mk->carried.n + 1; /* before the array may move, and `at` with it */
		c = eg_vec_new(&mk->carried);
		c->template_name = template_name;
		c->bill = bill;
	} else {
		c = &mk->carried.v[*at - 1];
	}
	if (l == NULL)
		return;
	if (print_rank(l->print) == 0) {
		c->first = c->first != NULL ? c->first : l;
		c->last = l;
		return;
	}
	if (c->print_first == NULL || print_rank(l->print) < c->rank_first) {
		c->print_first = l;
		c->rank_first = print_rank(l->print);
	}
	if (print_rank(l->print) >= PASSED_RANK && print_rank(l->print) >= c->rank_passed) {
		c->print_passed = l;
		c->rank_passed = print_rank(l->print);
	}
}

static void
number_key(struct eg_buf *out, int jurisdiction, const char *session, const char *key)
{
	eg_buf_reset(out);
	eg_buf_putc(out, (char)(jurisdiction + 1));
	eg_buf_puts(out, session);
	eg_buf_putc(out, '/');
	eg_buf_puts(out, key);
}

/* Bills of the log by their numbers; a bill is also found without its session while only one fits.
 * */
static void
index_numbers(struct maker *mk, const struct eg_links *links)
{
	struct eg_buf key = EG_BUF_INIT;
	bool sessionless = false;

	for (size_t i = 0; i < links->n; i++)
		sessionless = sessionless || links->v[i].session[0] == '\0';

	for (size_t i = 0; i < mk->log->n_bills; i++) {
		const struct eg_log_bill *b = &mk->log->bill[i];

		if (b->key[0] == '\0' || mk->log->first[i] == mk->log->first[i + 1])
			continue;
		number_key(&key, b->jurisdiction, b->session, b->key);
		eg_map_set(&mk->numbers, eg_buf_cstr(&key), (void *)(uintptr_t)(i + 1));
		if (b->session[0] == '\0' || !sessionless)
			continue;
		number_key(&key, b->jurisdiction, "*", b->key);
		eg_map_set(&mk->numbers, eg_buf_cstr(&key),
		    eg_map_has(&mk->numbers, eg_buf_cstr(&key)) ? NULL
								: (void *)(uintptr_t)(i + 1));
	}
	eg_buf_clear(&key);
}

/* Index in the log; a linked bill without events is UINT32_MAX less the index of its first link. */
static uint32_t
bill_of_link(struct maker *mk, const struct eg_link *l, size_t index, struct eg_buf *key)
{
	int j = eg_postal_index(l->jurisdiction, strlen(l->jurisdiction));
	char *bill = eg_malloc(strlen(l->bill) + 1);
	size_t at;

	eg_bill_key(l->bill, bill);
	number_key(key, j, l->session, bill);
	at = (size_t)(uintptr_t)eg_map_get(&mk->numbers, eg_buf_cstr(key));
	if (at == 0 && l->session[0] == '\0') {
		number_key(key, j, "*", bill);
		at = (size_t)(uintptr_t)eg_map_get(&mk->numbers, eg_buf_cstr(key));
	}
	if (at == 0 && l->session[0] != '\0') { /* events that never named the session */
		number_key(key, j, "", bill);
		at = (size_t)(uintptr_t)eg_map_get(&mk->numbers, eg_buf_cstr(key));
	}
	if (at == 0) {
		at = mk->log->n_bills + index + 1;
		number_key(key, j, l->session, bill);
		eg_map_set(&mk->numbers, eg_buf_cstr(key), (void *)(uintptr_t)at);
	}
	eg_free(bill);
	return at <= mk->log->n_bills ? (uint32_t)(at - 1)
				      : UINT32_MAX - (uint32_t)(at - 1 - mk->log->n_bills);
}

static void
carry_links(struct maker *mk, const struct eg_links *links)
{
	struct eg_buf key = EG_BUF_INIT;

	if (links == NULL || links->n == 0)
		return;
	index_numbers(mk, links);
	for (size_t i = 0; i < links->n; i++) {
		const struct eg_link *l = &links->v[i];
		uint32_t bill = bill_of_link(mk, l, i, &key);

		if (bill < mk->log->n_bills)
			mk->linked[bill] = true;
		carry(mk, bill, l->template_name, l);
	}
	eg_buf_clear(&key);
}

/* Rows that name both a bill and a template say so in place of a link. */
static void
carry_said(struct maker *mk)
{
	for (size_t i = 0; i < mk->log->n_said; i++) {
		const struct eg_log_said *s = &mk->log->said[i];
		size_t n = strcspn(s->template_name, "@");
		struct eg_link *l = eg_arena_calloc(mk->st->arena, 1, sizeof(*l));

		*l = (struct eg_link){"", "", "", "",
		    eg_arena_dup(mk->st->arena, s->template_name, n),
		    s->template_name[n] == '@'
			? eg_arena_strdup(mk->st->arena, s->template_name + n + 1)
			: "",
		    "declared", "whole", "", ""};
		mk->linked[s->bill] = true;
		carry(mk, s->bill, l->template_name, l);
	}
}

static const struct eg_threshold_rule *
rule_of(const struct eg_campaign_rules *c, const char *template_name)
{
	for (size_t i = 0; c != NULL && i < c->n; i++)
		if (strcmp(c->template_name[i], template_name) == 0)
			return &c->threshold[i];
	return NULL;
}

/* HM and SM are one chamber's memorials everywhere but in Florida, where both houses pass them. */
static bool
one_chamber_memorial(const struct eg_log_bill *b)
{
	return strncmp(b->key, "hm", 2) == 0 || strncmp(b->key, "sm", 2) == 0
		   ? strcmp(eg_postal[b->jurisdiction], "FL") != 0
		   : false;
}

static const struct eg_standing *
reduce(struct maker *mk, uint32_t bill, bool application)
{
	const struct eg_log_bill *b = &mk->log->bill[bill];
	size_t first = mk->log->first[bill];

	eg_stage_reduce(mk->log->v + first, mk->log->first[bill + 1] - first,
	    &mk->passages->at[b->jurisdiction],
	    eg_instrument_of_bill(eg_postal[b->jurisdiction], b->bill), application,
	    one_chamber_memorial(b), mk->as_of, &mk->standing);
	eg_stage_close(mk->passages->calendar, &mk->passages->at[b->jurisdiction], b->jurisdiction,
	    b->session, mk->as_of, &mk->standing);
	eg_stage_default_effect(mk->passages->calendar, &mk->passages->at[b->jurisdiction],
	    b->jurisdiction, mk->as_of, &mk->standing);
	return &mk->standing;
}

/* Has the legislature passed it, so that the passed text's version means something? */
static bool
was_passed(enum eg_stage s)
{
	return (s >= EG_STAGE_PASSED_BOTH && s <= EG_STAGE_ADOPTED) || s == EG_STAGE_VETOED_FINAL ||
	       s == EG_STAGE_REJECTED_BY_VOTERS;
}

static void
set_versions(struct eg_status_row *r, const struct carried *c, struct eg_arena *a)
{
	const struct eg_link *intro =
	    c->print_first != NULL && c->rank_first < PASSED_RANK ? c->print_first : c->last;
	const struct eg_link *passed = c->print_passed != NULL ? c->print_passed : c->last;
	const struct eg_link *any;

	if (!was_passed((enum eg_stage)r->stage))
		passed = NULL;
	r->version_introduced = intro != NULL ? eg_arena_strdup(a, intro->version) : "";
	r->version_passed = passed != NULL ? eg_arena_strdup(a, passed->version) : "";
	any = passed != NULL ? passed : intro != NULL ? intro : c->print_passed;
	r->version_basis = any == NULL			       ? ""
			   : strcmp(any->basis, "traced") == 0 ? "traced"
							       : "declared";
	r->part = any != NULL && strcmp(any->part, "part") == 0 ? "part"
		  : any != NULL					? "whole"
								: "";
}

static void
make_row(struct maker *mk, const struct carried *c)
{
	struct eg_arena *a = mk->st->arena;
	struct eg_status_row *r = eg_vec_new(&mk->rows);
	const struct eg_threshold_rule *rule = rule_of(mk->campaigns, c->template_name);

	r->template_name = c->template_name; /* copied when all rows are made: few differ */
	r->day = r->legal_day = r->closes = r->exits = EG_DAY_NONE;
	r->session = r->bill = "";
	r->log_bill = UINT32_MAX;
	if (c->bill < mk->log->n_bills) {
		const struct eg_log_bill *b = &mk->log->bill[c->bill];
		const struct eg_standing *s =
		    reduce(mk, c->bill, rule != NULL && rule->counts == EG_COUNTS_ADOPTED);

		r->log_bill = c->bill;
		r->jurisdiction = b->jurisdiction;
		r->session = eg_arena_strdup(a, b->session);
		r->bill = eg_arena_strdup(a, b->bill);
		r->instrument = (uint8_t)s->instrument;
		r->stage = (uint8_t)s->stage;
		r->legal = (uint8_t)s->legal;
		r->how = (uint8_t)s->how;
		r->day = s->day;
		r->legal_day = s->legal_day;
		r->partial = s->partial;
		r->events = (uint32_t)s->events;
		if (s->n_odd > 0) {
			struct eg_odd *odd = eg_arena_calloc(a, EG_ODD_MAX, sizeof(*odd));

			memcpy(odd, s->odd, sizeof(s->odd));
			r->odd_list = odd;
		}
		r->odd = (uint8_t)(s->n_odd < 255 ? s->n_odd : 255);
		r->effect_known = s->effect_known;
		r->closing = (uint8_t)s->closing;
		r->presumed = s->presumed;
		r->closes = s->closes;
		r->exits = s->exits;
		mk->st->n_odd += s->n_odd;
	} else {
		const struct eg_link *l = c->first != NULL	   ? c->first
					  : c->print_first != NULL ? c->print_first
								   : c->print_passed;

		r->jurisdiction =
		    (uint8_t)eg_postal_index(l->jurisdiction, strlen(l->jurisdiction));
		r->session = eg_arena_strdup(a, l->session);
		r->bill = eg_arena_strdup(a, l->bill);
		r->instrument = (uint8_t)eg_instrument_of_bill(l->jurisdiction, l->bill);
	}
	set_versions(r, c, a);
}

static int
row_order(const void *pa, const void *pb)
{
	const struct eg_status_row *a = pa, *b = pb;
	int c;

	if (a->template_name != b->template_name &&
	    (c = strcmp(a->template_name, b->template_name)) != 0)
		return a->template_name[0] == '\0' ? 1 : b->template_name[0] == '\0' ? -1 : c;
	if (a->jurisdiction != b->jurisdiction)
		return strcmp(eg_postal[a->jurisdiction], eg_postal[b->jurisdiction]);
	if ((c = strcmp(a->session, b->session)) != 0)
		return c;
	return eg_bill_compare(a->bill, b->bill);
}

/* Templates' names copied once each, so that rows of one template share the pointer. */
static void
own_names(struct maker *mk)
{
	struct eg_map names = {0};

	for (size_t i = 0; i < mk->rows.n; i++) {
		struct eg_status_row *r = &mk->rows.v[i];
		char *own = eg_map_get(&names, r->template_name);

		if (own == NULL) {
			own = eg_arena_strdup(mk->st->arena, r->template_name);
			eg_map_set(&names, own, own);
		}
		r->template_name = own;
	}
	eg_map_clear(&names);
}

/* A member that has repealed its entry stays one until its notice has run. */
static void
run_notice(struct maker *mk)
{
	for (size_t i = 0; i < mk->st->n; i++) {
		struct eg_status_row *r = &mk->st->row[i];
		const struct eg_threshold_rule *t;

		if ((r->legal != EG_LEGAL_REPEALED && r->legal != EG_LEGAL_WITHDRAWING) ||
		    r->legal_day == EG_DAY_NONE ||
		    (t = rule_of(mk->campaigns, r->template_name)) == NULL)
			continue;
		if (r->exits == EG_DAY_NONE)
			r->exits = eg_threshold_exit(t, r->legal_day);
		if (r->legal == EG_LEGAL_REPEALED && mk->as_of < r->exits)
			r->legal = EG_LEGAL_WITHDRAWING;
	}
}

/* Entries into a compact wait for its threshold. */
static enum eg_rc
wait_for_threshold(struct maker *mk, struct eg_err *err)
{
	for (size_t i = 0; mk->campaigns != NULL && i < mk->campaigns->n; i++) {
		const struct eg_threshold_rule *t = &mk->campaigns->threshold[i];
		struct eg_tally *tally = NULL;
		enum eg_rc rc;

		if (!t->contingent || t->kind == EG_THRESHOLD_NONE || t->need <= 0)
			continue;
		if ((rc = eg_tally_make(mk->st, mk->campaigns->template_name[i], t, mk->passages,
			 NULL, &tally, err)) != EG_OK)
			return rc;
		for (size_t k = 0; !tally->reached && k < mk->st->n; k++) {
			struct eg_status_row *r = &mk->st->row[k];

			if (strcmp(r->template_name, mk->campaigns->template_name[i]) == 0 &&
			    !r->effect_known &&
			    (r->legal == EG_LEGAL_PENDING_DATE || r->legal == EG_LEGAL_IN_EFFECT))
				r->legal = EG_LEGAL_PENDING_THRESHOLD;
		}
		eg_tally_free(tally);
	}
	return EG_OK;
}

enum eg_rc
eg_status_make(const struct eg_log *log, const struct eg_links *links,
    const struct eg_passages *passages, const struct eg_campaign_rules *campaigns, int32_t as_of,
    struct eg_status **out, struct eg_err *err)
{
	struct maker mk;
	struct eg_arena *a = eg_arena_new();
	enum eg_rc rc;

	memset(&mk, 0, sizeof(mk));
	mk.log = log;
	mk.passages = passages;
	mk.campaigns = campaigns;
	mk.as_of = as_of;
	mk.st = eg_arena_alloc(a, sizeof(*mk.st));
	mk.st->arena = a;
	mk.st->as_of = as_of;
	mk.linked = eg_calloc(log->n_bills + 1, sizeof(*mk.linked));
	mk.rows.cap = log->n_bills + 16;
	mk.rows.v = eg_track__table(mk.rows.cap * sizeof(*mk.rows.v));
	mk.head = eg_calloc(log->n_bills + (links != NULL ? links->n : 0) + 1, sizeof(*mk.head));
	carry_links(&mk, links);
	carry_said(&mk);
	for (size_t i = 0; i < mk.carried.n; i++)
		make_row(&mk, &mk.carried.v[i]);
	for (size_t i = 0; i < log->n_bills; i++) {
		struct carried c = {
		    log->bill[i].template_name, (uint32_t)i, NULL, NULL, NULL, NULL, 0, 0, 0};

		if (!mk.linked[i] && log->first[i] != log->first[i + 1])
			make_row(&mk, &c);
	}
	own_names(&mk);
	if (mk.rows.n > 0)
		qsort(mk.rows.v, mk.rows.n, sizeof(*mk.rows.v), row_order);
	mk.st->n = mk.rows.n;
	mk.st->row = mk.rows.v; /* the status's now */
	run_notice(&mk);
	rc = wait_for_threshold(&mk, err);
	*out = rc == EG_OK ? mk.st : NULL;
	if (rc != EG_OK)
		eg_status_free(mk.st);
	eg_vec_clear(&mk.carried);
	eg_free(mk.head);
	eg_map_clear(&mk.numbers);
	eg_free(mk.linked);
	return rc;
}

void
eg_status_free(struct eg_status *s)
{
	if (s == NULL)
		return;
	eg_free(s->row);
	if (s->snapshot != NULL)
		eg_bytes__clear(s->snapshot);
	eg_arena_free(s->arena);
}

void
eg_status_date(const struct eg_status_row *r, char out[16], char by[16])
{
	out[0] = by[0] = '\0';
	if (r->day == EG_DAY_NONE)
		return;
	if (r->partial == 3)
		eg_track__day_text(r->day, 0, by);
	else
		eg_track__day_text(r->day, r->partial, out);
}
