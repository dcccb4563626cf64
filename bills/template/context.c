/*
 * What a template's Mustache sees: jurisdiction.* from the profile, template.*, and every
 * parameter by name. A form that the profile does not know becomes a visible blank, never a guess.
 * Start at eg_context__build().
 */
#include "template/param.h"

#include "base/time.h"

#include <engross/form.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct builder {
	struct eg_arena *a;
	const struct eg_profile *p; /* NULL: names alone */
	struct eg_value *map;
	bool placed; /* the draft names a place in the law */
};

static void
add(struct builder *b, const char *name, const char *text)
{
	eg_value_add(b->a, b->map, name, eg_value_text(text));
}

/* A fact, or a visible blank that says what is missing. */
static const char *
fact(struct builder *b, const char *key, const char *what)
{
	const char *s = b->p == NULL ? "" : eg_profile_text(b->p, key, NULL);

	return s != NULL ? s : eg_arena_printf(b->a, "[blank: %s]", what);
}

/* The first of two facts that is known. */
static const char *
either(struct builder *b, const char *key, const char *other, const char *what)
{
	const char *s = b->p == NULL ? "" : eg_profile_text(b->p, key, NULL);

	return s != NULL ? s : fact(b, other, what);
}

static struct eg_value
votes(struct builder *b)
{
	const char *s = b->p == NULL ? "0" : eg_profile_text(b->p, "identity.electoral-votes", "0");
	struct eg_param whole = {.type = EG_PARAM_INTEGER};
	struct eg_param_value v = {0};
	char why[64];

	if (!eg_param__parse(b->a, &whole, s, &v, why, sizeof(why)))
		v.number = 0;
	return eg_param__value(b->a, &whole, &v);
}

/* What a sentence about the whole act calls it: where the draft names an act that it adds to, what a
 * bill is called that amends one (Michigan: "this amendatory act"). */
static const char *
self_words(const struct builder *b)
{
	const char *self = b->p == NULL ? "" : eg_profile_text(b->p, "sections.self", "this act");

	return b->p != NULL && b->placed ? eg_profile_text(b->p, "sections.self-amendatory", self)
					 : self;
}

/* "This act", "This Act", "This bill": how a sentence about the whole act begins there. */
static const char *
self_word(struct builder *b)
{
	char *s = eg_arena_strdup(b->a, self_words(b));

	char *first = s + (s[0] == '['); /* Montana: "[This act]" */
	if (*first >= 'a' && *first <= 'z')
		*first = (char)(*first - 'a' + 'A');
	return s;
}

/* A sentence in the profile's form, ready for CommonMark; what only a drafter knows in it is a
 * blank. */
static struct eg_value
sentence(struct builder *b, const char *pattern, const char *date_words)
{
	const char *const pairs[] = {"reason", "[blank: facts that make the emergency]",
	    "session_year", "[blank: year of the session]", "SELF", self_word(b), "self",
	    self_words(b), "date", date_words[0] != '\0' ? date_words : "[blank: effective date]",
	    NULL};
	struct eg_buf filled = EG_BUF_INIT, escaped = EG_BUF_INIT;
	struct eg_value v;

	if (eg_form_fill(&filled, pattern, pairs, NULL) != EG_OK) {
		eg_buf_reset(&filled);
		eg_buf_puts(&filled, "[blank: sentence on when the act takes effect]");
	}
	for (size_t i = 0; i < filled.n; i++)
		if (filled.p[i] == '\n')
			filled.p[i] = ' ';
	if (eg_mustache_escape_commonmark(NULL, &escaped, eg_buf_cstr(&filled), filled.n, NULL) !=
	    EG_OK)
		EG_BUG("a sentence of one line");
	v = eg_value_text(eg_arena_dup(b->a, eg_buf_cstr(&escaped), escaped.n));
	v.safe = true;
	eg_buf_clear(&filled);
	eg_buf_clear(&escaped);
	return v;
}

static void
add_sentences(struct builder *b, const char *date_words)
{
	static const struct eg_fact none = {.n = 0};
	const struct eg_fact *f =
	    b->p == NULL ? &none : eg_profile_fact(b->p, "effective.emergency-clause");
	const char *emergency =
	    b->p == NULL ? "" : eg_profile_text(b->p, "effective.emergency-clause", NULL);
	const char *passage =
	    b->p == NULL ? "" : eg_profile_text(b->p, "effective.on-passage", NULL);
	const struct eg_fact *dated =
	    b->p == NULL ? &none : eg_profile_fact(b->p, "effective.date-clause");
	const char *date = b->p == NULL ? "" : eg_profile_text(b->p, "effective.date-clause", NULL);
	const char *name = b->p == NULL ? "" : eg_profile_name(b->p);
	bool has = emergency != NULL ||
		   (f->n == 0 && f->line != 0); /* known, or there is one that nobody verified */

	if (emergency == NULL)
		emergency =
		    has ? eg_arena_printf(b->a, "[blank: emergency clause in the form of %s]", name)
			: eg_arena_printf(
			      b->a, "[blank: emergency clause; none is known for %s]", name);
	if (date ==
	    /* plain words where no form is told; a blank where there is one that nobody verified */
	    NULL)
		date = dated->line == 0 || dated->n != 0
			   ? "{{SELF}} takes effect on {{date}}."
			   : eg_arena_printf(b->a,
				 "[blank: sentence for effect on %s in the form of %s]",
				 date_words[0] != '\0' ? date_words : "a date", name);
	if (passage == NULL)
		passage =
		    has ? eg_arena_printf(b->a,
			      "[blank: sentence for effect on passage; %s uses an emergency "
			      "clause]",
			      name)
			: eg_arena_printf(b->a,
			      "[blank: sentence for effect on passage in the form of %s]", name);
	eg_value_add(b->a, b->map, "has_emergency_clause", eg_value_bool(has));
	eg_value_add(b->a, b->map, "emergency_clause", sentence(b, emergency, date_words));
	eg_value_add(b->a, b->map, "effective_on_passage", sentence(b, passage, date_words));
	eg_value_add(b->a, b->map, "effective_date_clause", sentence(b, date, date_words));
}

struct eg_value
eg_context__jurisdiction(
    struct eg_arena *a, const struct eg_profile *p, const char *date_words, bool placed)
{
	struct eg_value map = eg_value_map();
	struct builder b = {a, p, &map, placed};
	bool one = p != NULL && eg_profile_unicameral(p);
	enum eg_place_kind kind = p == NULL ? EG_PLACE_STATE : eg_postal_kind(eg_profile_postal(p));
	const char *body = fact(&b, "legislature.name", "name of the legislature"), *joint;

	add(&b, "name", p == NULL ? "" : eg_profile_name(p));
	add(&b, "formal", fact(&b, "identity.formal", "formal name"));
	add(&b, "postal", p == NULL ? "" : eg_profile_postal(p));
	add(&b, "self", fact(&b, "identity.self-word", "state, commonwealth or territory"));
	add(&b, "kind", fact(&b, "identity.kind", "kind of jurisdiction"));
	add(&b, "capital", fact(&b, "identity.capital", "capital"));
	add(&b, "legislature", body);
	add(&b, "legislature_formal",
	    either(&b, "legislature.formal", "legislature.name", "name of the legislature"));
	add(&b, "executive", fact(&b, "identity.executive", "head of the executive"));
	add(&b, "attorney_general", fact(&b, "identity.attorney-general", "attorney general"));
	add(&b, "secretary_of_state",
	    fact(&b, "identity.secretary-of-state", "officer who keeps the acts"));
	add(&b, "code", either(&b, "code.name-in-bill", "code.name", "name of the code"));
	eg_value_add(a, &map, "electoral_votes", votes(&b));
	eg_value_add(a, &map, "unicameral", eg_value_bool(one));
	eg_value_add(a, &map, "state", eg_value_bool(kind == EG_PLACE_STATE));
	eg_value_add(a, &map, "district", eg_value_bool(kind == EG_PLACE_DISTRICT));
	eg_value_add(a, &map, "territory", eg_value_bool(kind == EG_PLACE_TERRITORY));
	if (one) {
		const char *single = either(
		    &b, "legislature.single-name", "legislature.name", "name of the legislature");

		add(&b, "lower", single);
		add(&b, "upper", single);
		add(&b, "both_houses", eg_arena_printf(a, "the %s", body));
	} else {
		joint =
		    p == NULL ? "" : eg_profile_text(p, "legislature.joint-words", "both houses");
		add(&b, "lower", fact(&b, "legislature.lower-name", "name of the lower chamber"));
		add(&b, "upper", fact(&b, "legislature.upper-name", "name of the upper chamber"));
		add(&b, "both_houses", eg_arena_printf(a, "%s of the %s", joint, body));
	}
	add_sentences(&b, date_words);
	return map;
}

/* A required value may be left out where another choice makes it needless (`unless:
 * mode=withdraw`). */
static bool
is_needless(const struct eg_template *t, const struct eg_param *p, const struct eg_params *params)
{
	size_t n = strcspn(p->unless, "=");

	for (size_t i = 0; i < t->n_params && p->unless[n] == '='; i++) {
		const char *text = params->v[i].set ? params->v[i].text : t->param[i].def;

		if (strncmp(t->param[i].name, p->unless, n) == 0 && t->param[i].name[n] == '\0')
			return strcmp(text, p->unless + n + 1) == 0;
	}
	return false;
}

/* The value in force: what was given, else the default (filled where it is a pattern). */
static enum eg_rc
value_of(struct eg_arena *a, const struct eg_template *t, size_t i, const struct eg_params *params,
    const struct eg_value *jurisdiction_root, struct eg_param_value *out, struct eg_err *err)
{
	const struct eg_param *p = &t->param[i];
	const struct eg_param_value *v = &params->v[i];
	struct eg_buf text = EG_BUF_INIT;
	char why[512];
	enum eg_rc rc = EG_OK;

	*out = *v;
	if (v->set && p->required && p->type != EG_PARAM_BOOLEAN && v->text[0] == '\0')
		v = NULL;
	if ((v == NULL || !v->set) && p->required && is_needless(t, p, params)) {
		memset(out, 0, sizeof(*out));
		out->text = "";
		return EG_OK;
	}
	if ((v == NULL || !v->set) && p->required) {
		rc = eg_err_at(err, EG_ERR_MISSING, p->file, p->line, 0,
		    "'%s' needs a value for '%s'", t->name, p->name);
		eg_err_hint(err, "--set %s=%s (%s)", p->name,
		    p->type == EG_PARAM_FILE ? "FILE" : "VALUE", p->help);
		return rc;
	}
	if (p->type == EG_PARAM_FILE && v->text != NULL && v->text[0] != '\0' && v->bytes == NULL)
		return eg_err_set(err, EG_ERR_MISSING, "the text of '%s' was not read", p->name);
	if (v->set)
		return EG_OK;
	memset(out, 0, sizeof(*out));
	if (p->pattern == NULL) {
		eg_buf_puts(&text, p->def);
	} else {
		rc = eg_mustache_render(p->pattern, jurisdiction_root,
		    &(struct eg_mustache_options){
			.escape = eg_mustache_escape_none, .strict = true, .output_max = 65536},
		    &text, err);
	}
	if (rc == EG_OK && !eg_param__parse(a, p, eg_buf_cstr(&text), out, why, sizeof(why)))
		rc = eg_err_at(err, EG_ERR_PARAMETER, p->file, p->line, 0,
		    "the default of '%s': %s", p->name, why);
	eg_buf_clear(&text);
	return rc;
}

enum eg_rc
eg_context__build(struct eg_arena *a, const struct eg_template *t, const struct eg_profile *profile,
    const struct eg_params *params, struct eg_value *root, struct eg_param_value *values,
    struct eg_err *err)
{
	struct eg_value none = eg_value_map(), tmpl = eg_value_map();
	const struct eg_value *effective, *place;
	const char *date_words;
	bool placed;
	enum eg_rc rc;

	*root = eg_value_map();
	eg_value_add(a, &none, "jurisdiction", eg_context__jurisdiction(a, profile, "", false));
	for (size_t i = 0; i < t->n_params; i++) {
		struct eg_param_value v = {0};

		if (params != NULL && (rc = value_of(a, t, i, params, &none, &v, err)) != EG_OK)
			return rc;
		eg_value_add(a, root, t->param[i].name,
		    eg_param__value(a, &t->param[i], params == NULL ? NULL : &v));
		if (values != NULL)
			values[i] = v;
	}
	effective = eg_value_get(root, "effective_date");
	place = eg_value_get(root, "code_place");
	date_words = effective != NULL && effective->text != NULL ? effective->text : "";
	placed = place != NULL && place->text != NULL && place->text[0] != '\0';
	eg_value_add(a, root, "jurisdiction",
	    date_words[0] == '\0' && !placed
		? none.field[0].value /* what the patterns of defaults saw is right as it is */
		: eg_context__jurisdiction(a, profile, date_words, placed));
	eg_value_add(a, &tmpl, "name", eg_value_text(t->name));
	eg_value_add(a, &tmpl, "version", eg_value_text(t->version));
	eg_value_add(a, &tmpl, "short_title", eg_value_text(""));
	eg_value_add(a, &tmpl, "title", eg_value_text(""));
	eg_value_add(a, root, "template", tmpl);
	return EG_OK;
}
