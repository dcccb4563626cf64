/*
 * The rest of an act around the compact: a sunset, a condition of taking effect, a
 * "notwithstanding", a definition of a term that the compact uses. Each is shown; whether it is
 * harmless a person says. Start at cf_around().
 */
#include "compare/conform_parts.h"

enum { SAID = 95, SAID_TOO = 60 }; /* percent of a sentence's words that the model says in one */

struct sentence {
	size_t from, to;
};

static bool
has_word(const struct cf_work *w, struct sentence s, const char *word)
{
	for (size_t i = s.from; i < s.to; i++)
		if (strcmp(cf_norm(w, &w->text, i), word) == 0)
			return true;
	return false;
}

static bool
has_any(const struct cf_work *w, struct sentence s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (has_word(w, s, words[i]))
			return true;
	return false;
}

#define ANY(w, s, ...)                                                                             \
	has_any(w, s, (const char *const[]){__VA_ARGS__},                                          \
	    sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static bool
has_number(const struct cf_work *w, struct sentence s)
{
	for (size_t i = s.from; i < s.to; i++)
		if (w->text.w.v[i].flags & CF_NUMBER)
			return true;
	return false;
}

static bool
is_sunset(const struct cf_work *w, struct sentence s)
{
	if (ANY(w, s, "sunset", "sunsets", "expires", "expire"))
		return true;
	return ANY(w, s, "repealed", "terminates", "terminate", "ceases", "void") &&
	       has_number(w, s) &&
	       ANY(w, s, "on", "effective", "after", "july", "june", "january", "december",
		   "september", "october");
}

static bool
is_one(const char *n, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i], n) == 0)
			return true;
	return false;
}

/* "takes effect when ten states have enacted it"; "until … , this act has no effect". */
static bool
is_contingency(const struct cf_work *w, struct sentence s)
{
	static const char *const effect[] = {"effect", "effective", "operative", "force"};
	static const char *const on[] = {
	    "when", "until", "unless", "if", "upon", "provided", "following", ">="};

	if (ANY(w, s, "severable", "severability", "invalidity"))
		return false;
	if (ANY(w, s, "contingent", "contingency"))
		return true;
	if (is_one(cf_norm(w, &w->text, s.from), on, EG_COUNT(on)) &&
	    has_any(w, s, effect, EG_COUNT(effect)) && ANY(w, s, "@self", "compact"))
		return true;
	for (size_t i = s.from; i < s.to; i++)
		if (is_one(cf_norm(w, &w->text, i), effect, EG_COUNT(effect)))
			for (size_t k = i + 1; k < s.to && k < i + 6; k++)
				if (is_one(cf_norm(w, &w->text, k), on, EG_COUNT(on)))
					return true;
	return false;
}

static bool
is_override(const struct cf_work *w, struct sentence s)
{
	bool not_apply = ANY(w, s, "not") && ANY(w, s, "apply", "applies") &&
			 ANY(w, s, "@self", "compact", "agreement");

	if (ANY(w, s, "severable", "severability", "invalidity"))
		return false;
	return not_apply || ANY(w, s, "notwithstanding", "supersede", "supersedes", "superseded",
				"reservation", "reserves", "reserved");
}

/* "“head of the board” means the executive director of the board of nursing": names who acts for
 * the state and changes no term. */
static bool
is_designation(const struct cf_work *w, struct sentence s)
{
	size_t parties = 0, after = s.to;

	for (size_t i = s.from; i < s.to; i++) {
		const char *n = cf_norm(w, &w->text, i);

		if (strcmp(n, "means") == 0 && after == s.to)
			after = i;
		if (i > after && i < after + 6)
			parties +=
			    cf_is_party(n) || strcmp(n, "compact") == 0 || strcmp(n, "@self") == 0;
	}
	return parties > 0 && s.to - after < 30 && !ANY(w, s, "not", "except", "includes", "only");
}

/* "Nothing in this act supersedes labor law": a rule of construction that leaves the compact's own
 * text alone. */
static bool
is_saving(const struct cf_work *w, struct sentence s)
{
	return ANY(w, s, "nothing") && ANY(w, s, "supersede", "abridge", "affect", "impair") &&
	       ANY(w, s, "law", "laws", "rights") &&
	       !ANY(w, s, "notwithstanding", "except", "unless", "until");
}

/* How much of it one sentence of the model says too, in percent of its words that say something. */
static size_t
model_says(const struct cf_work *w, struct sentence s)
{
	const struct cf_text *m = &w->model;
	size_t best = 0;

	for (size_t from = 0, to; from < m->w.n; from = to) {
		size_t content = 0, shared = 0;

		for (to = from + 1; to < m->w.n && !(m->w.v[to].flags & CF_SENTENCE); to++)
			continue;
		for (size_t i = s.from; i < s.to; i++) {
			const char *n = cf_norm(w, &w->text, i);

			if (cf_is_grammar(n) || cf_is_modal(n) || n[0] == '@' ||
			    strcmp(n, "or") == 0)
				continue;
			content++;
			for (size_t k = from; k < to; k++)
				if (m->w.v[k].said == w->text.w.v[i].said) {
					shared++;
					break;
				}
		}
		if (shared >= 3 && shared * 100 > best * content)
			best = shared * 100 / content;
	}
	return best;
}

static bool
is_definition(const struct cf_work *w, struct sentence s)
{
	for (size_t i = s.from; i < s.to; i++)
		if (w->text.w.v[i].flags & (CF_QUOTED | CF_TERM))
			return ANY(w, s, "means", "mean", "includes");
	return false;
}

/* Does the model hold the sentence word for word? */
static bool
model_has(const struct cf_work *w, struct sentence s)
{
	const struct cf_text *m = &w->model;
	size_t n = s.to - s.from;

	for (size_t i = 0; i + n <= m->w.n; i++) {
		size_t k = 0;

		while (k < n && m->w.v[i + k].said == w->text.w.v[s.from + k].said)
			k++;
		if (k == n)
			return true;
	}
	return false;
}

static void
report(struct cf_work *w, struct sentence s, enum eg_departure_class c, const char *note, bool free)
{
	size_t said = model_says(w, s);
	struct eg_departure *d;

	if (said >= SAID || model_has(w, s))
		return;
	d = cf_depart(w, c, EG_CONFORM_AROUND, w->model.w.n, w->model.w.n, s.from, s.to,
	    said >= SAID_TOO ? "the model says so too" : note);
	if (free || said >= SAID_TOO)
		d->weight = EG_WEIGHT_FREE;
}

static void
look_at(struct cf_work *w, struct sentence s)
{
	if (s.to - s.from < 4)
		return;
	if (is_sunset(w, s))
		report(w, s, EG_DEPART_SUNSET, "the act has an end", false);
	else if (is_contingency(w, s))
		report(w, s, EG_DEPART_CONTINGENCY, "the act depends on a condition", false);
	else if (is_override(w, s))
		report(w, s, EG_DEPART_OVERRIDE,
		    is_saving(w, s) ? "saves other law" : "may limit the compact or other law",
		    is_saving(w, s));
	else if (is_definition(w, s))
		report(w, s, EG_DEPART_ADDED_DEFINITION,
		    is_designation(w, s) ? "names who acts for the state" : "defines a term",
		    is_designation(w, s));
}

void
cf_around_gap(struct cf_work *w, size_t from, size_t to)
{
	size_t start = from;

	for (size_t i = from; i < to; i++) {
		bool last =
		    i + 1 == to || (w->text.w.v[i + 1].flags & (CF_SENTENCE | CF_LINE)) != 0;

		/* a colon or semicolon does not end a sentence of ordinary law */
		if (!last)
			continue;
		look_at(w, (struct sentence){start, i + 1});
		start = i + 1;
	}
}
