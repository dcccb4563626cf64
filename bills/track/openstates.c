/* Open States' JSON: a bill of the bulk files, of API v3, or of the scrapers, told apart by what
 * they hold, for a folder may mix them. Sources: the publisher's bulk_export.py (JSON 1.0), the
 * API's schemas.py, the scrapers' models (openstates-core). */
#include "track/import.h"

#include "track/sheet.h"

#include <string.h>
#include <strings.h>

/* "ocd-jurisdiction/country:us/state:ks/government": the index of KS; -1 if it is none of the 56
 * (the Congress, a city). */
static int
of_ocd(struct eg_str id)
{
	static const char *const kinds[] = {"/state:", "/district:", "/territory:"};

	for (size_t k = 0; k < EG_COUNT(kinds); k++) {
		size_t n = strlen(kinds[k]);

		for (size_t i = 0; i + n + 2 <= id.n; i++)
			if (memcmp(id.p + i, kinds[k], n) == 0)
				return eg_sheet__jurisdiction((struct eg_str){id.p + i + n, 2});
	}
	return -1;
}

static int
jurisdiction(const struct eg_jv *doc, bool *congress)
{
	const struct eg_jv *j = eg_jget(doc, "jurisdiction");
	struct eg_str id = j != NULL && j->kind == EG_JSTRING ? j->text : eg_jtext(j, "id"), name;
	int at = -1;

	*congress = eg_str_eq(id, "ocd-jurisdiction/country:us/government");
	if (id.n > 0)
		at = of_ocd(id);
	name = eg_jtext(doc, "jurisdiction_name");
	if (name.n == 0)
		name = j != NULL && j->kind == EG_JSTRING ? j->text : eg_jtext(j, "name");
	if (at < 0 && name.n > 0)
		at = eg_sheet__jurisdiction(name);
	*congress = *congress || eg_str_eq(name, "United States") || eg_str_eq(name, "US Congress");
	return at;
}

static bool
holds(struct eg_str s, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i + n <= s.n; i++)
		if ((s.p[i] | 0x20) == *word && strncasecmp(s.p + i, word, n) == 0)
			return true;
	return false;
}

/* "lower", "House of Delegates", {"classification": "upper"}, "~{\"classification\": \"upper\"}". */
void
eg_openstates__chamber(struct eg_str s, uint8_t *chamber, bool *executive)
{
	static const struct {
		const char *text;
		uint8_t chamber;
	} usual[] = {{"~{\"classification\": \"lower\"}", EG_CHAMBER_LOWER},
	    {"~{\"classification\": \"upper\"}", EG_CHAMBER_UPPER}};

	*executive = false;
	*chamber = EG_CHAMBER_NONE;
	for (size_t i = 0; i < EG_COUNT(usual); i++) /* nine lines of ten */
		if (eg_str_eq(s, usual[i].text)) {
			*chamber = usual[i].chamber;
			return;
		}
	if (holds(s, "lower") || holds(s, "house") || holds(s, "assembly"))
		*chamber = EG_CHAMBER_LOWER;
	else if (holds(s, "upper") || holds(s, "senate"))
		*chamber = EG_CHAMBER_UPPER;
	else if (holds(s, "legislature") || holds(s, "unicameral") || holds(s, "council"))
		*chamber = EG_CHAMBER_SINGLE;
	else if (holds(s, "executive") || holds(s, "governor") || holds(s, "mayor"))
		*executive = true;
	if (holds(s, "general assembly"))
		*chamber = EG_CHAMBER_SINGLE;
}

static struct eg_str
organization(const struct eg_jv *v, const char *key)
{
	const struct eg_jv *o = eg_jget(v, key);
	struct eg_str s;

	if (o == NULL)
		return (struct eg_str){"", 0};
	if (o->kind == EG_JSTRING)
		return o->text;
	s = eg_jtext(o, "classification");
	return s.n > 0 ? s : eg_jtext(o, "name");
}

static struct eg_str
first_of(struct eg_str a, struct eg_str b)
{
	return a.n > 0 ? a : b;
}

static void
acts(struct eg_reader *r, const struct eg_jv *list)
{
	for (const struct eg_jv *a = eg_jfirst(list); a != NULL; a = a->next) {
		struct eg_act *act = eg_vec_new(&r->b.act);
		struct eg_str who = first_of(organization(a, "organization_id"),
		    first_of(organization(a, "organization"), eg_jtext(a, "organization__name")));

		act->text = eg_source__line(r->scratch, eg_jtext(a, "description"));
		act->day = eg_reader__act_day(r, act->text, eg_jtext(a, "date"));
		act->order = eg_jint(a, "order", 0);
		eg_openstates__chamber(who, &act->chamber, &act->executive);
		for (const struct eg_jv *c = eg_jfirst(eg_jget(a, "classification")); c != NULL;
		     c = c->next)
			act->classes |= eg_class__bit(c->text);
		if (act->text.n == 0)
			r->b.act.n--;
	}
}

static struct eg_str
joined(struct eg_arena *a, const struct eg_jv *list)
{
	struct eg_buf b = EG_BUF_INIT;
	struct eg_str s;

	if (list != NULL && list->kind == EG_JSTRING)
		return list->text;
	for (const struct eg_jv *c = eg_jfirst(list); c != NULL; c = c->next) {
		eg_buf_str(&b, c->text);
		eg_buf_putc(&b, ',');
	}
	s = (struct eg_str){eg_arena_dup(a, eg_buf_cstr(&b), b.n), b.n};
	eg_buf_clear(&b);
	return s;
}

static struct eg_str
address(const struct eg_jv *doc)
{
	const struct eg_jv *s = eg_jfirst(eg_jget(doc, "sources"));
	struct eg_str url = eg_jtext(s, "url");

	return url.n > 0 ? url : eg_jtext(doc, "openstates_url");
}

/* A text as publishers put it beside a link, or in its place. */
static struct eg_str
text_in(const struct eg_jv *v)
{
	return first_of(eg_jtext(v, "text"), eg_jtext(v, "raw_text"));
}

/* The text of the latest version; what the bulk files call raw_text where versions have none. */
static struct eg_str
own_text(const struct eg_jv *doc)
{
	const struct eg_jv *raw = eg_jget(doc, "raw_text");
	struct eg_str best = {"", 0};

	if (raw != NULL)
		best = raw->kind == EG_JSTRING ? raw->text : text_in(raw);
	for (const struct eg_jv *v = eg_jfirst(eg_jget(doc, "versions")); v != NULL; v = v->next) {
		best = first_of(text_in(v), best);
		for (const struct eg_jv *l = eg_jfirst(eg_jget(v, "links")); l != NULL; l = l->next)
			best = first_of(text_in(l), best);
	}
	return best;
}

enum eg_rc
eg_openstates__doc(void *reader, const struct eg_jv *doc, size_t line, struct eg_err *err)
{
	struct eg_reader *r = reader;
	struct eg_source_bill *b = &r->b;
	struct eg_str bill = eg_jtext(doc, "identifier"),
		      session = first_of(eg_jtext(doc, "legislative_session"),
			  first_of(eg_jtext(doc, "session"),
			      eg_jtext(eg_jget(doc, "legislative_session"), "identifier")));
	bool congress, executive;

	eg_arena_reset(r->scratch);
	r->line = line;
	if (doc->kind != EG_JOBJECT || eg_jget(doc, "motion_text") != NULL || bill.n == 0) {
		if (doc->kind == EG_JOBJECT && eg_jget(doc, "actions") != NULL) {
			eg_err_at(
			    err, EG_ERR_DATA, r->name, line, 0, "a bill without 'identifier'");
			return EG_ERR_DATA;
		}
		r->left_out++; /* a vote, a person, a page's envelope */
		return EG_OK;
	}
	b->source = "openstates";
	b->act.n = b->subject.n = 0;
	b->jurisdiction = jurisdiction(doc, &congress);
	if (congress) {
		r->left_out++;
		return EG_OK;
	}
	if (b->jurisdiction < 0 || session.n == 0) {
		eg_err_at(err, EG_ERR_DATA, r->name, line, 0, "bill '%.*s' has no %s", (int)bill.n,
		    bill.p, session.n == 0 ? "session" : "jurisdiction that is known");
		eg_err_hint(err, "is this Open States' own file?");
		return EG_ERR_DATA;
	}
	b->session = eg_source__line(r->scratch, session);
	b->bill = eg_source__line(r->scratch, bill);
	b->title = eg_source__line(r->scratch, eg_jtext(doc, "title"));
	b->url = address(doc);
	b->published = eg_source__day(eg_jtext(doc, "updated_at"));
	eg_openstates__chamber(
	    first_of(organization(doc, "from_organization"), eg_jtext(doc, "chamber")), &b->chamber,
	    &executive);
	for (const struct eg_jv *s = eg_jfirst(eg_jget(doc, "subject")); s != NULL; s = s->next)
		eg_vec_push(&b->subject, s->text);
	b->text = own_text(doc);
	acts(r, eg_jget(doc, "actions"));
	if (b->act.n == 0 && eg_jtext(doc, "latest_action_description").n > 0) {
		struct eg_act *a = eg_vec_new(&b->act); /* API v3 without include=actions */

		a->text = eg_source__line(r->scratch, eg_jtext(doc, "latest_action_description"));
		a->day = eg_source__day(eg_jtext(doc, "latest_action_date"));
	}
	eg_source__kind(b, joined(r->scratch, eg_jget(doc, "classification")));
	r->bills++;
	return r->bill(r->ctx, b, err);
}
