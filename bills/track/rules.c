/* Rules that read a legislature's record: templates/rules/general.yaml and one file a jurisdiction.
 * A rule is data: a pattern over one line of a bill's history, perhaps a class that the source
 * gave it, the events it stands for, why, and a line of real data that it was written for.
 *
 * A jurisdiction's own rules are asked first, in the order of their file, then the general ones;
 * the first that fits decides (a rule with `also` lets the next ones speak too). Patterns are
 * compiled when their jurisdiction is first asked for. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "track/import.h"

#include "base/builtin.h"
#include "base/yaml.h"

#include <pcre2.h>
#include <stdio.h>
#include <string.h>

enum { MEMO_SLOTS = 1 << 16, MEMO_MOST = MEMO_SLOTS / 2 };

struct remembered {
	uint64_t hash;
	struct eg_str text; /* a copy */
	uint64_t classes;
	enum eg_instrument instrument;
	uint8_t n;
	const struct eg_rule *rule[EG_RULES_FIT];
};

struct eg_rule_memo {
	struct eg_arena *arena;
	size_t n;
	struct remembered *slot[MEMO_SLOTS];
};

struct eg_rules {
	struct eg_arena *arena;
	bool general_only;
	struct eg_rule *general, *guard;
	size_t n_general, n_guards;
	struct eg_ruleset *set[EG_JURISDICTIONS];
	pcre2_match_data *match;
	bool slow; /* some pattern has no machine code: pcre2_match() runs them all */
	struct {
		EG_VEC(pcre2_code *);
	} code;
};

/* ---- classes ---- */

static const char *const class_names[EG_CLASSES] = {"filing", "introduction", "enrolled",
    "reading-1", "reading-2", "reading-3", "passage", "informal-passage", "failure", "withdrawal",
    "substitution", "amendment-introduction", "amendment-passage", "amendment-withdrawal",
    "amendment-failure", "amendment-amendment", "amendment-deferral", "committee-passage",
    "committee-passage-favorable", "committee-passage-unfavorable", "committee-failure",
    "executive-receipt", "executive-signature", "executive-veto", "executive-veto-line-item",
    "became-law", "veto-override-passage", "veto-override-failure", "deferral", "receipt",
    "referral", "referral-committee", "hearing-held", "work-session", "sponsorship", "carried-over",
    "reported-out-of-committee", "concurrence"};

uint64_t
eg_class__bit(struct eg_str name)
{
	for (size_t i = 0; i < EG_CLASSES; i++)
		if (name.n > 0 && name.p[0] == *class_names[i] && eg_str_eq(name, class_names[i]))
			return EG_CLASS_BIT(i);
	return 0;
}

/* ---- reading a file of rules ---- */

struct reading {
	struct eg_rules *r;
	const char *name;
	struct eg_err *err;
};

static enum eg_rc
bad(const struct reading *rd, const struct eg_yaml *at, const char *what, const char *which)
{
	return eg_err_at(rd->err, EG_ERR_DATA, rd->name, at->line, at->col, "%s '%s'", what, which);
}

static enum eg_rc
compile(const struct reading *rd, const struct eg_yaml *at, const char *pattern, void **out)
{
	int code;
	PCRE2_SIZE where;
	pcre2_code *c = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
	    PCRE2_CASELESS | PCRE2_NEVER_UTF, &code, &where, NULL);

	if (c == NULL) {
		PCRE2_UCHAR said[128];

		pcre2_get_error_message(code, said, sizeof(said));
		return eg_err_at(rd->err, EG_ERR_DATA, rd->name, at->line, at->col,
		    "bad pattern at character %zu: %s", (size_t)where + 1, (const char *)said);
	}
	if (pcre2_jit_compile(c, PCRE2_JIT_COMPLETE) != 0)
		rd->r->slow = true;
	eg_vec_push(&rd->r->code, c);
	*out = c;
	return EG_OK;
}

/* A scalar or a list of them: the i-th, NULL behind the last. */
static const struct eg_yaml *
nth(const struct eg_yaml *y, size_t i)
{
	if (y == NULL)
		return NULL;
	if (y->kind == EG_YAML_SCALAR)
		return i == 0 ? y : NULL;
	return y->kind == EG_YAML_SEQ && i < y->n ? y->item[i] : NULL;
}

static enum eg_rc
read_classes(const struct reading *rd, const struct eg_yaml *list, uint64_t *out)
{
	const struct eg_yaml *y;

	for (size_t i = 0; (y = nth(list, i)) != NULL; i++) {
		uint64_t bit = eg_class__bit(eg_str(y->text));

		if (bit == 0)
			return bad(rd, y, "no class", y->text);
		*out |= bit;
	}
	return EG_OK;
}

static enum eg_rc
read_events(const struct reading *rd, const struct eg_yaml *list, struct eg_rule *rule)
{
	const struct eg_yaml *y;

	for (size_t i = 0; (y = nth(list, i)) != NULL; i++) {
		enum eg_event_kind k;

		if (strcmp(y->text, "nothing") == 0)
			continue;
		if (!eg_event_find(eg_str(y->text), &k) || rule->n_events == EG_RULE_EVENTS)
			return bad(rd, y, "no event", y->text);
		rule->event[rule->n_events++] = (uint8_t)k;
	}
	return EG_OK;
}

static enum eg_rc
read_chamber(const struct reading *rd, const struct eg_yaml *y, enum eg_rule_chamber *out)
{
	static const char *const names[] = {
	    "actor", "named", "lower", "upper", "both", "other", "origin", "second", "nobody"};

	for (size_t i = 0; y != NULL && i < EG_COUNT(names); i++)
		if (strcmp(y->text, names[i]) == 0) {
			*out = (enum eg_rule_chamber)i;
			return EG_OK;
		}
	return y == NULL ? EG_OK : bad(rd, y, "no chamber", y->text);
}

static enum eg_rc
read_instruments(const struct reading *rd, const struct eg_yaml *list, unsigned *out)
{
	const struct eg_yaml *y;

	for (size_t i = 0; (y = nth(list, i)) != NULL; i++) {
		enum eg_instrument k;

		if (!eg_instrument_find(eg_str(y->text), &k))
			return bad(rd, y, "no instrument", y->text);
		*out |= 1U << k;
	}
	return EG_OK;
}

static enum eg_rc
read_patterns(const struct reading *rd, const struct eg_yaml *y, struct eg_rule *rule)
{
	const struct {
		const char *key;
		void **to;
	} all[] = {{"match", &rule->match}, {"except", &rule->except}, {"after", &rule->after},
	    {"not-after", &rule->not_after}, {"not-next", &rule->not_next}};

	for (size_t i = 0; i < EG_COUNT(all); i++) {
		const struct eg_yaml *p = eg_yaml_get(y, all[i].key);
		enum eg_rc rc = p != NULL ? compile(rd, p, p->text, all[i].to) : EG_OK;

		if (rc != EG_OK)
			return rc;
	}
	if (rule->match != NULL)
		eg_needs__of(eg_yaml_get(y, "match")->text, rd->r->arena, &rule->needs);
	return EG_OK;
}

static enum eg_rc
read_rule(
    const struct reading *rd, const struct eg_yaml *y, const char *prefix, struct eg_rule *rule)
{
	const struct eg_yaml *match = eg_yaml_get(y, "match"), *t;
	const char *names = eg_yaml_text(y, "names", "any bill");
	const char *id = eg_yaml_text(y, "id", NULL);
	enum eg_rc rc;

	rule->line = y->line;
	if (id == NULL || eg_yaml_get(y, "event") == NULL || eg_yaml_text(y, "why", NULL) == NULL)
		return bad(
		    rd, y, "a rule needs id, event and why; this one is", id != NULL ? id : "?");
	rule->id = eg_arena_printf(rd->r->arena, "%s:%s", prefix, id);
	rule->why = eg_arena_strdup(rd->r->arena, eg_yaml_text(y, "why", ""));
	rule->from = eg_arena_strdup(rd->r->arena, eg_yaml_text(y, "from", "real"));
	for (; (t = nth(eg_yaml_get(y, "test"), rule->n_tests)) != NULL; rule->n_tests++) {
		if (rule->n_tests == EG_RULE_TESTS)
			return bad(rd, t, "too many tests: the first too many is", t->text);
		rule->test[rule->n_tests] = eg_arena_strdup(rd->r->arena, t->text);
	}
	if (rule->n_tests == 0)
		return bad(rd, y, "a rule needs a test line; this one is", id);
	if ((rc = read_classes(rd, eg_yaml_get(y, "class"), &rule->any_class)) != EG_OK ||
	    (rc = read_classes(rd, eg_yaml_get(y, "not-class"), &rule->no_class)) != EG_OK ||
	    (rc = read_events(rd, eg_yaml_get(y, "event"), rule)) != EG_OK ||
	    (rc = read_chamber(rd, eg_yaml_get(y, "chamber"), &rule->chamber)) != EG_OK ||
	    (rc = read_instruments(rd, eg_yaml_get(y, "instrument"), &rule->instruments)) != EG_OK)
		return rc;
	if (match == NULL && rule->any_class == 0)
		return bad(rd, y, "a rule needs match or class; this one is", id);
	rule->text_date = strcmp(eg_yaml_text(y, "date", "source"), "text") == 0;
	rule->also = strcmp(eg_yaml_text(y, "also", "no"), "yes") == 0;
	rule->names = strcmp(names, "this bill") == 0	   ? EG_RULE_THIS_BILL
		      : strcmp(names, "another bill") == 0 ? EG_RULE_ANOTHER_BILL
							   : EG_RULE_ANY_BILL;
	return read_patterns(rd, y, rule);
}

static enum eg_rc
read_list(const struct reading *rd, const struct eg_yaml *list, const char *prefix,
    struct eg_rule **out, size_t *n)
{
	enum eg_rc rc;

	if (list == NULL || list->kind != EG_YAML_SEQ)
		return EG_OK;
	*out = eg_arena_calloc(rd->r->arena, list->n, sizeof(**out));
	for (size_t i = 0; i < list->n; i++)
		if ((rc = read_rule(rd, list->item[i], prefix, &(*out)[i])) != EG_OK)
			return rc;
	*n = list->n;
	return EG_OK;
}

/* The rules of one built-in file; *top is its tree (settings beside the rules), NULL if the file
 * is not there. */
static enum eg_rc
read_file(struct eg_rules *r, const char *prefix, struct eg_rule **out, size_t *n,
    const struct eg_yaml **top, struct eg_err *err)
{
	char *path = eg_arena_printf(r->arena, "rules/%s.yaml", prefix);
	const struct eg_builtin *b = eg_builtin_find(path);
	struct reading rd = {r, path, err};
	struct eg_yaml *y = NULL;
	enum eg_rc rc;

	*n = 0;
	*out = NULL;
	*top = NULL;
	if (b == NULL)
		return EG_OK;
	if ((rc = eg_yaml_parse(r->arena, b->data, b->n, path, 0, &y, err)) != EG_OK)
		return rc;
	*top = y;
	return read_list(&rd, eg_yaml_get(y, "rules"), prefix, out, n);
}

enum eg_rc
eg_rules__new(bool general_only, struct eg_rules **out, struct eg_err *err)
{
	struct eg_rules *r = eg_calloc(1, sizeof(*r));
	const struct eg_yaml *top;
	enum eg_rc rc;

	r->arena = eg_arena_new();
	r->general_only = general_only;
	r->match = pcre2_match_data_create(4, NULL);
	*out = NULL;
	rc = read_file(r, "general", &r->general, &r->n_general, &top, err);
	if (rc == EG_OK)
		rc = read_list(&(struct reading){r, "rules/general.yaml", err},
		    eg_yaml_get(top, "guards"), "guard", &r->guard, &r->n_guards);
	if (rc == EG_OK)
		*out = r;
	else
		eg_rules__free(r);
	return rc;
}

void
eg_rules__free(struct eg_rules *r)
{
	if (r == NULL)
		return;
	for (size_t i = 0; i < r->code.n; i++)
		pcre2_code_free(r->code.v[i]);
	eg_vec_clear(&r->code);
	for (size_t i = 0; i < EG_JURISDICTIONS; i++)
		if (r->set[i] != NULL) {
			eg_arena_free(r->set[i]->memo->arena);
			eg_free(r->set[i]->memo);
		}
	pcre2_match_data_free(r->match);
	eg_arena_free(r->arena);
	eg_free(r);
}

static enum eg_rc
settings(struct eg_rules *r, const struct eg_yaml *top, const char *name, struct eg_ruleset *set,
    struct eg_err *err)
{
	struct reading rd = {r, name, err};
	const struct eg_yaml *split = eg_yaml_get(top, "split"),
			     *second = eg_yaml_get(top, "second-time"),
			     *resolution = eg_yaml_get(top, "resolution");
	enum eg_rc rc;
	const char *amend = eg_yaml_text(top, "constitutional-amendment", "ballot");

	set->newest_first = strcmp(eg_yaml_text(top, "order", ""), "newest-first") == 0;
	set->newest_first_in_day =
	    strcmp(eg_yaml_text(top, "order", ""), "newest-first-in-day") == 0;
	set->amendments = strcmp(amend, "twice") == 0	    ? EG_AMEND_TWICE
			  : strcmp(amend, "no-ballot") == 0 ? EG_AMEND_NO_BALLOT
							    : EG_AMEND_BALLOT;
	if ((second != NULL && (rc = compile(&rd, second, second->text, &set->second)) != EG_OK) ||
	    (resolution != NULL &&
		(rc = compile(&rd, resolution, resolution->text, &set->resolution)) != EG_OK))
		return rc;
	return split != NULL ? compile(&rd, split, split->text, &set->split) : EG_OK;
}

enum eg_rc
eg_rules__of(
    struct eg_rules *r, int jurisdiction, const struct eg_ruleset **out, struct eg_err *err)
{
	struct eg_ruleset *set = r->set[jurisdiction];
	const struct eg_yaml *top = NULL;
	struct eg_rule *own = NULL;
	enum eg_rc rc = EG_OK;

	*out = set;
	if (set != NULL)
		return EG_OK;
	set = eg_arena_calloc(r->arena, 1, sizeof(*set));
	if (!r->general_only)
		rc = read_file(r, eg_postal[jurisdiction], &own, &set->own, &top, err);
	if (rc == EG_OK && top != NULL)
		rc = settings(r, top, eg_postal[jurisdiction], set, err);
	if (rc != EG_OK)
		return rc;
	set->n = set->own + r->n_general;
	set->v = eg_arena_calloc(r->arena, set->n + 1, sizeof(*set->v));
	for (size_t i = 0; i < set->n; i++)
		set->v[i] = i < set->own ? &own[i] : &r->general[i - set->own];
	set->memo = eg_calloc(1, sizeof(*set->memo));
	set->memo->arena = eg_arena_new();
	*out = r->set[jurisdiction] = set;
	return EG_OK;
}

/* ---- asking ---- */

static bool
fits(struct eg_rules *r, void *code, struct eg_str text)
{
	PCRE2_SPTR p = (PCRE2_SPTR)text.p;

	/* straight to the machine code: pcre2_match() would check its arguments for each short line */
	if (!r->slow && text.p != NULL)
		return pcre2_jit_match(code, p, text.n, 0, 0, r->match, NULL) >= 0;
	return pcre2_match(code, p, text.n, 0, PCRE2_NO_UTF_CHECK, r->match, NULL) >= 0;
}

/* Letters and digits of a bill's number, without leading zeros: "LB 0083" -> "LB83". */
static size_t
plain(struct eg_str s, char *out, size_t room)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n && n < room; i++) {
		char c = s.p[i];

		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (c == '0' && (n == 0 || out[n - 1] > '9'))
			continue;
		if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
			out[n++] = c;
	}
	return n;
}

/* Is the bill's number what the pattern's first group holds? The last match was of `text`. */
static bool
names_this(struct eg_rules *r, struct eg_str text, struct eg_str bill)
{
	const PCRE2_SIZE *v = pcre2_get_ovector_pointer(r->match);
	char a[32], b[32];
	size_t n, m;

	if (pcre2_get_ovector_count(r->match) < 2 || v[2] == PCRE2_UNSET || v[3] > text.n)
		return false;
	n = plain((struct eg_str){text.p + v[2], v[3] - v[2]}, a, sizeof(a));
	m = plain(bill, b, sizeof(b));
	return n == m && memcmp(a, b, n) == 0;
}

static bool
earlier(struct eg_rules *r, void *code, const struct eg_line *line)
{
	for (size_t i = 0; line->bill != NULL && i < line->at; i++)
		if (fits(r, code, line->bill->act.v[i].text))
			return true;
	return false;
}

bool
eg_rules__any_line(struct eg_rules *r, void *code, const struct eg_source_bill *b)
{
	struct eg_line behind = {.bill = b, .at = b->act.n};

	return code != NULL && earlier(r, code, &behind);
}

/* In a test of a rule's own line there is no bill: its context is taken as given. */
static bool
context_fits(struct eg_rules *r, const struct eg_rule *rule, const struct eg_line *line)
{
	const struct eg_source_bill *b = line->bill;

	if (b == NULL)
		return true;
	if (rule->not_next != NULL && line->at + 1 < b->act.n &&
	    b->act.v[line->at + 1].day == b->act.v[line->at].day &&
	    fits(r, rule->not_next, b->act.v[line->at + 1].text))
		return false;
	return (rule->after == NULL || earlier(r, rule->after, line)) &&
	       (rule->not_after == NULL || !earlier(r, rule->not_after, line));
}

static bool
words_fit(struct eg_rules *r, const struct eg_rule *rule, const struct eg_line *line)
{
	return (rule->any_class == 0 || (rule->any_class & line->classes) != 0) &&
	       (rule->match == NULL || fits(r, rule->match, line->text));
}

/* Does a guard refuse what the rule would make of the line? A law is claimed of no bill whose line
 * speaks of another bill, of another office, or of what is not yet. */
static bool
is_refused(struct eg_rules *r, const struct eg_rule *rule, const struct eg_line *line)
{
	for (size_t g = 0; g < r->n_guards; g++)
		for (size_t i = 0; i < rule->n_events; i++)
			for (size_t k = 0; k < r->guard[g].n_events; k++)
				if (r->guard[g].event[k] == rule->event[i] &&
				    fits(r, r->guard[g].match, line->text))
					return true;
	return false;
}

const struct eg_rule *
eg_rules__guard(const struct eg_rules *r, size_t i)
{
	return i < r->n_guards ? &r->guard[i] : NULL;
}

static bool
rule_fits(struct eg_rules *r, const struct eg_rule *rule, const struct eg_line *line)
{
	if ((rule->any_class != 0 && (rule->any_class & line->classes) == 0) ||
	    (rule->no_class & line->classes) != 0 ||
	    (rule->instruments != 0 && (rule->instruments & 1U << line->instrument) == 0))
		return false;
	if (rule->match != NULL && !fits(r, rule->match, line->text))
		return false;
	if (rule->names != EG_RULE_ANY_BILL && line->bill != NULL &&
	    names_this(r, line->text, line->bill->bill) != (rule->names == EG_RULE_THIS_BILL))
		return false;
	return (rule->except == NULL || !fits(r, rule->except, line->text)) &&
	       context_fits(r, rule, line) && !is_refused(r, rule, line);
}

const struct eg_rule *
eg_rules__match(
    struct eg_rules *r, const struct eg_ruleset *set, size_t *at, const struct eg_line *line)
{
	struct eg_grams grams;

	eg_needs__line(line->text, &grams);
	while (*at < set->n) {
		const struct eg_rule *rule = set->v[(*at)++];

		if (eg_needs__met(&rule->needs, &grams) && rule_fits(r, rule, line))
			return rule;
	}
	return NULL;
}

/* ---- lines met before ---- */

static struct remembered **
find_slot(struct eg_rule_memo *m, const struct eg_line *line, uint64_t hash)
{
	size_t at = hash % MEMO_SLOTS;

	for (; m->slot[at] != NULL; at = (at + 1) % MEMO_SLOTS) {
		const struct remembered *e = m->slot[at];

		if (e->hash == hash && e->classes == line->classes &&
		    e->instrument == line->instrument && eg_str_same(e->text, line->text))
			break;
	}
	return &m->slot[at];
}

/* Does a rule whose words fit ask about the bill or its other lines too? Then the same line may be
 * decided otherwise in another bill. */
static bool
asks_for_context(const struct eg_rule *rule)
{
	return rule->after != NULL || rule->not_after != NULL || rule->not_next != NULL ||
	       rule->names != EG_RULE_ANY_BILL;
}

static size_t
decide(struct eg_rules *r, const struct eg_ruleset *set, const struct eg_line *line,
    const struct eg_rule *out[EG_RULES_FIT], bool *context)
{
	struct eg_grams grams;
	size_t n = 0;

	eg_needs__line(line->text, &grams);
	*context = false;
	for (size_t i = 0; i < set->n && n < EG_RULES_FIT; i++) {
		const struct eg_rule *rule = set->v[i];

		if (!eg_needs__met(&rule->needs, &grams))
			continue;
		if (asks_for_context(rule) && words_fit(r, rule, line))
			*context = true;
		if (!rule_fits(r, rule, line))
			continue;
		out[n++] = rule;
		if (!rule->also)
			break;
	}
	return n;
}

size_t
eg_rules__decide(struct eg_rules *r, const struct eg_ruleset *set, const struct eg_line *line,
    const struct eg_rule *out[EG_RULES_FIT])
{
	struct eg_rule_memo *m = set->memo;
	uint64_t hash = eg_track__hash(line->text.p, line->text.n, line->classes + 1);
	struct remembered **slot = find_slot(m, line, hash), *e = *slot;
	bool context;
	size_t n;

	if (e != NULL) {
		memcpy(out, e->rule, sizeof(e->rule));
		return e->n;
	}
	n = decide(r, set, line, out, &context);
	if (context || line->text.n > 512)
		return n;
	if (m->n >= MEMO_MOST) {
		eg_arena_reset(m->arena);
		memset(m->slot, 0, sizeof(m->slot));
		m->n = 0;
		slot = find_slot(m, line, hash);
	}
	e = eg_arena_alloc(m->arena, sizeof(*e));
	*e = (struct remembered){.hash = hash,
	    .text = {eg_arena_str(m->arena, line->text), line->text.n},
	    .classes = line->classes,
	    .instrument = line->instrument,
	    .n = (uint8_t)n};
	memcpy(e->rule, out, n * sizeof(*out));
	*slot = e;
	m->n++;
	return n;
}

size_t
eg_rules__end(struct eg_rules *r, const struct eg_rule *rule, struct eg_str text)
{
	if (rule->match == NULL || !fits(r, rule->match, text))
		return 0;
	return pcre2_get_ovector_pointer(r->match)[1];
}

size_t
eg_rules__cut(struct eg_rules *r, void *split, struct eg_str text, size_t from, size_t *next)
{
	if (from >= text.n ||
	    pcre2_match(
		split, (PCRE2_SPTR)text.p, text.n, from, PCRE2_NO_UTF_CHECK, r->match, NULL) < 0 ||
	    pcre2_get_ovector_pointer(r->match)[1] <= from) {
		*next = text.n;
		return text.n;
	}
	*next = pcre2_get_ovector_pointer(r->match)[1];
	return pcre2_get_ovector_pointer(r->match)[0];
}
