/* From the lines of a bill's history to events, and from those to where the bill stands. Each line
 * is put to the jurisdiction's rules (rules.c); stage.c reduces what they found. Two things no line
 * says are added here, each under a rule's name of its own: that a proposed constitutional
 * amendment which the legislature passed lies before the voters, and that a bill died when its
 * legislature adjourned for good. */
#include "track/import.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static bool
holds_word(struct eg_str s, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i + n <= s.n; i++)
		if ((s.p[i] | 0x20) == *word && strncasecmp(s.p + i, word, n) == 0)
			return true;
	return false;
}

/* ---- chambers ---- */

/* The chamber that a line names first: "House", "Assembly", "Senate". */
static unsigned
named(struct eg_str s)
{
	static const struct {
		const char *word;
		unsigned chamber;
	} known[] = {{"house", EG_CHAMBER_LOWER}, {"assembly", EG_CHAMBER_LOWER},
	    {"senate", EG_CHAMBER_UPPER}};

	for (size_t i = 0; i < s.n; i++) {
		char c = (char)(s.p[i] | 0x20);

		if ((c != 'h' && c != 'a' && c != 's') ||
		    (i > 0 && isalpha((unsigned char)s.p[i - 1])))
			continue;
		for (size_t k = 0; k < EG_COUNT(known); k++) {
			size_t n = strlen(known[k].word);

			if (i + n <= s.n && strncasecmp(s.p + i, known[k].word, n) == 0)
				return known[k].chamber;
		}
	}
	return EG_CHAMBER_NONE;
}

static bool
opens_with_chamber(struct eg_str s)
{
	return s.n > 8 &&
	       (strncasecmp(s.p, "house", 5) == 0 || strncasecmp(s.p, "senate", 6) == 0 ||
		   strncasecmp(s.p, "assembly", 8) == 0) &&
	       !holds_word((struct eg_str){s.p, s.n < 24 ? s.n : 24}, "amend") &&
	       !holds_word((struct eg_str){s.p, s.n < 24 ? s.n : 24}, "substitute");
}

static unsigned
other(unsigned chamber)
{
	return chamber == EG_CHAMBER_LOWER   ? EG_CHAMBER_UPPER
	       : chamber == EG_CHAMBER_UPPER ? EG_CHAMBER_LOWER
					     : chamber;
}

static unsigned
chamber_of(const struct eg_rule *rule, const struct eg_act *act, struct eg_str text,
    const struct eg_source_bill *b, const struct eg_passage *passage)
{
	unsigned actor = act->chamber & EG_CHAMBER_BOTH, said;

	if (rule->chamber == EG_RULE_NOBODY)
		return EG_CHAMBER_NONE;
	if (passage->unicameral)
		return rule->chamber == EG_RULE_BOTH ? EG_CHAMBER_BOTH : EG_CHAMBER_SINGLE;
	switch (rule->chamber) {
	case EG_RULE_LOWER:
		return EG_CHAMBER_LOWER;
	case EG_RULE_UPPER:
		return EG_CHAMBER_UPPER;
	case EG_RULE_BOTH:
		return EG_CHAMBER_BOTH;
	case EG_RULE_OTHER:
		return other(actor);
	case EG_RULE_ORIGIN:
		return b->chamber;
	case EG_RULE_SECOND:
		return other(b->chamber);
	case EG_RULE_NAMED:
		said = named(text);
		return said != EG_CHAMBER_NONE ? said : actor;
	default:
		said = named((struct eg_str){text.p, text.n < 9 ? text.n : 9});
		if (said != EG_CHAMBER_NONE && opens_with_chamber(text))
			return said; /* "Senate/ passed 3rd reading", under whichever house */
		return actor == EG_CHAMBER_LOWER || actor == EG_CHAMBER_UPPER ? actor : named(text);
	}
}

/* ---- events ---- */

static bool
is_executive(enum eg_event_kind k)
{
	switch (k) {
	case EG_EV_PRESENTED:
	case EG_EV_SIGNED:
	case EG_EV_BECAME_LAW_UNSIGNED:
	case EG_EV_VETOED:
	case EG_EV_ITEM_VETOED:
	case EG_EV_CHAPTERED:
	case EG_EV_TOOK_EFFECT:
	case EG_EV_FILED_WITH_SECRETARY:
	case EG_EV_PUT_ON_BALLOT:
		return true;
	default:
		return false;
	}
}

/* Two rules may find the same in one line. */
static bool
said_already(const struct eg_history *h, struct eg_str text, enum eg_event_kind k, uint8_t chamber)
{
	for (size_t i = h->v.n; i-- > 0 && h->v.v[i].text.p == text.p;)
		if (h->v.v[i].kind == k && h->v.v[i].chamber == chamber)
			return true;
	return false;
}

/* "PASSED BY HOUSE" in the Senate's journal is the House's message: its vote, if the House's own
 * record has not told it. */
static bool
is_message(const struct eg_history *h, struct eg_str text, unsigned actor, uint8_t *who)
{
	unsigned said = EG_CHAMBER_NONE;

	for (size_t i = 0; i + 8 < text.n && said == EG_CHAMBER_NONE; i++)
		if (strncasecmp(text.p + i, " by ", 4) == 0) {
			struct eg_str rest = {text.p + i + 4, text.n - i - 4};

			if (rest.n > 4 && strncasecmp(rest.p, "the ", 4) == 0)
				rest = (struct eg_str){rest.p + 4, rest.n - 4};
			if (rest.n > 8)
				rest.n = 8;
			said = named(rest);
		}
	if (said == EG_CHAMBER_NONE || said == actor || actor == EG_CHAMBER_NONE)
		return false;
	*who = (uint8_t)said;
	for (size_t i = 0; i < h->v.n; i++)
		if (h->v.v[i].kind == EG_EV_PASSED && h->v.v[i].chamber == said)
			return true;
	return false;
}

static void
note(struct eg_history *h, const struct eg_rule *rule, struct eg_str text, int32_t day,
    const struct eg_act *act, unsigned chamber)
{
	int32_t source_day = act->day;
	unsigned source_actor = act->chamber & EG_CHAMBER_BOTH;

	for (size_t i = 0; i < rule->n_events; i++) {
		enum eg_event_kind k = (enum eg_event_kind)rule->event[i];
		/* "chaptered" by both houses: by them alone */
		uint8_t who =
		    is_executive(k) && !(k == EG_EV_CHAPTERED && rule->chamber == EG_RULE_BOTH)
			? EG_CHAMBER_NONE
			: (uint8_t)chamber;

		if (k == EG_EV_PASSED && is_message(h, text, source_actor, &who))
			continue;
		if (!said_already(h, text, k, who))
			eg_vec_push(&h->v, ((struct eg_inferred){.kind = k,
					       .chamber = who,
					       .day = day,
					       .source_day = source_day,
					       .text = text,
					       .rule = rule->id}));
	}
}

static void
read_part(struct eg_rules *r, const struct eg_ruleset *set, const struct eg_source_bill *b,
    const struct eg_passage *passage, const struct eg_act *act, size_t number, struct eg_str text,
    struct eg_history *h)
{
	struct eg_line line = {text, act->classes, b, number, b->instrument};
	const struct eg_rule *found[EG_RULES_FIT];
	size_t n = eg_rules__decide(r, set, &line, found);

	for (size_t i = 0; i < n; i++) {
		const struct eg_rule *rule = found[i];
		int32_t day = act->day;

		if (rule->n_events == 0)
			continue;
		if (rule->text_date)
			day = eg_line__day(text, eg_rules__end(r, rule, text), day);
		note(h, rule, text, day, act, chamber_of(rule, act, text, b, passage));
	}
}

static struct eg_str
trim(struct eg_str s)
{
	while (s.n > 0 && s.p[0] == ' ')
		s.p++, s.n--;
	while (s.n > 0 && s.p[s.n - 1] == ' ')
		s.n--;
	return s;
}

static void
read_act(struct eg_rules *r, const struct eg_ruleset *set, const struct eg_source_bill *b,
    const struct eg_passage *passage, const struct eg_act *act, struct eg_history *h)
{
	size_t at = (size_t)(act - b->act.v);
	struct eg_act part = *act;

	if (set->split == NULL) {
		read_part(r, set, b, passage, act, at, act->text, h);
		return;
	}
	for (size_t from = 0, next; from < act->text.n; from = next) {
		size_t end = eg_rules__cut(r, set->split, act->text, from, &next);
		struct eg_str piece = trim((struct eg_str){act->text.p + from, end - from});

		if (from > 0 || next < act->text.n)
			part.classes = 0; /* they were given to the whole line */
		if (piece.n > 3 && strncasecmp(piece.p, "in ", 3) == 0 && named(piece) != 0)
			part.chamber = (uint8_t)named(piece); /* "In Senate. Read first time." */
		if (piece.n > 0)
			read_part(r, set, b, passage, &part, at, piece, h);
	}
}

static bool
on_the_way_to_the_floor(struct eg_str s)
{
	static const char *const words[] = {"rules", "calendar", "whole", "reading", "general file",
	    "floor", "engross", "enrol", "governor"};

	if (holds_word(s, "committee on rules"))
		return false; /* a committee like others */
	for (size_t k = 0; k < EG_COUNT(words); k++)
		if (holds_word(s, words[k]))
			return true;
	return false;
}

/* What is prefiled may be assigned at once; it is in committee when it has been introduced. */
static void
early_referrals(struct eg_history *h)
{
	bool prefiled = false, introduced = false;
	size_t n = 0;

	for (size_t i = 0; i < h->v.n; i++)
		introduced = introduced || h->v.v[i].kind == EG_EV_INTRODUCED;
	if (!introduced)
		return;
	introduced = false;
	for (size_t i = 0; i < h->v.n; i++) {
		const struct eg_inferred *e = &h->v.v[i];

		prefiled = prefiled || e->kind == EG_EV_PREFILED;
		introduced = introduced || e->kind == EG_EV_INTRODUCED;
		if (e->kind == EG_EV_REFERRED && prefiled && !introduced)
			continue;
		h->v.v[n++] = *e;
	}
	h->v.n = n;
}

/* A bill that one committee reported and that then goes to another is in committee again. */
static void
second_committees(struct eg_history *h)
{
	bool out = false;

	for (size_t i = 0; i < h->v.n; i++) {
		struct eg_inferred *e = &h->v.v[i];

		if (e->kind == EG_EV_REPORTED || e->kind == EG_EV_DISCHARGED)
			out = true;
		else if (e->kind == EG_EV_PASSED || e->kind == EG_EV_RECOMMITTED)
			out = false;
		else if (e->kind == EG_EV_REFERRED && out && !on_the_way_to_the_floor(e->text)) {
			e->kind = EG_EV_RECOMMITTED;
			out = false;
		}
	}
}

/* "Returned from Senate with substitute" is told after the Senate's vote: the text that it voted on
 * was the changed one already. */
static void
amended_before_its_vote(struct eg_history *h)
{
	for (size_t i = 1; i < h->v.n; i++) {
		struct eg_inferred e = h->v.v[i];
		size_t vote = SIZE_MAX;
		bool again = false;

		if (e.kind != EG_EV_AMENDED || e.chamber == EG_CHAMBER_NONE)
			continue;
		for (size_t k = 0; k < h->v.n; k++)
			if (h->v.v[k].kind == EG_EV_PASSED && h->v.v[k].chamber == e.chamber) {
				if (k < i)
					vote = k;
				else
					again = true;
			}
		if (vote == SIZE_MAX || again)
			continue;
		e.day = h->v.v[vote].day;
		memmove(&h->v.v[vote + 1], &h->v.v[vote], (i - vote) * sizeof(e));
		h->v.v[vote] = e;
	}
}

/* Some journals put what the governor did after the last day under that day, with the true day in
 * the text: what stands below such a line under the same day did not happen before it. */
static void
not_before(struct eg_history *h)
{
	for (size_t i = 1; i < h->v.n; i++) {
		const struct eg_inferred *above = &h->v.v[i - 1];
		struct eg_inferred *e = &h->v.v[i];

		if (e->source_day == above->source_day && e->day == e->source_day &&
		    above->day > above->source_day)
			e->day = above->day;
	}
}

/* Steadily by day, as the log will have them: a line's own date may lie before the one above. */
static void
by_day(struct eg_history *h)
{
	for (size_t i = 1; i < h->v.n; i++) {
		struct eg_inferred e = h->v.v[i];
		size_t k = i;

		for (; k > 0 && h->v.v[k - 1].day > e.day; k--)
			h->v.v[k] = h->v.v[k - 1];
		h->v.v[k] = e;
	}
}

static unsigned
passed_by(const struct eg_history *h, size_t before)
{
	unsigned who = 0;

	for (size_t i = 0; i < before; i++)
		if (h->v.v[i].kind == EG_EV_PASSED)
			who |= h->v.v[i].chamber != EG_CHAMBER_NONE ? h->v.v[i].chamber
								    : EG_CHAMBER_BOTH;
	return who;
}

/* "House concurred" is said of a referral, of an amendment, and of a whole measure. Before any
 * vote on the measure it is about something else; from the chamber that has not voted yet it is
 * that chamber's vote. */
static void
what_is_concurred_in(struct eg_history *h)
{
	size_t n = 0;

	for (size_t i = 0; i < h->v.n; i++) {
		struct eg_inferred e = h->v.v[i];

		if (e.kind == EG_EV_CONCURRED) {
			unsigned who = passed_by(h, n);

			if (who == 0)
				continue;
			if ((e.chamber == EG_CHAMBER_LOWER || e.chamber == EG_CHAMBER_UPPER) &&
			    who == (unsigned)(EG_CHAMBER_BOTH & ~e.chamber) &&
			    !holds_word(e.text, "amend") && !holds_word(e.text, "conference"))
				e.kind = EG_EV_PASSED;
		}
		h->v.v[n++] = e;
	}
	h->v.n = n;
}

/* A bill whose record begins with its introduction, and tells of no vote, enrolment or presentment
 * before it is said to be law, is not believed to be law: the words mean something else. */
static void
drop_unfounded(struct eg_history *h)
{
	bool begun = false, founded = false;
	size_t n = 0;

	for (size_t i = 0; i < h->v.n; i++) {
		enum eg_event_kind k = h->v.v[i].kind;

		begun =
		    begun || k == EG_EV_INTRODUCED || k == EG_EV_REFERRED || k == EG_EV_PREFILED;
		founded = founded || k == EG_EV_PASSED || k == EG_EV_CONCURRED ||
			  k == EG_EV_ENROLLED || k == EG_EV_PRESENTED || k == EG_EV_OVERRIDDEN;
		if ((k == EG_EV_CHAPTERED || k == EG_EV_SIGNED || k == EG_EV_BECAME_LAW_UNSIGNED ||
			k == EG_EV_ITEM_VETOED) &&
		    begun && !founded)
			continue;
		h->v.v[n++] = h->v.v[i];
	}
	h->v.n = n;
}

/* ---- where it stands ---- */

static void
reduce(struct eg_history *h, const struct eg_source_bill *b, const struct eg_passage *passage,
    int32_t as_of)
{
	struct eg_log_event few[128], *v = few;
	size_t n = h->v.n;

	few[0] = (struct eg_log_event){0};
	if (n > EG_COUNT(few))
		v = eg_malloc(n * sizeof(*v));
	for (size_t i = 0; i < n; i++)
		v[i] = (struct eg_log_event){.id = i + 1,
		    .day = h->v.v[i].day,
		    .kind = (uint8_t)h->v.v[i].kind,
		    .chamber = h->v.v[i].chamber,
		    .instrument = EG_INSTRUMENT_UNKNOWN};
	eg_stage_reduce(
	    v, n, passage, b->instrument, b->amendment, b->one_chamber, as_of, &h->standing);
	h->evidence = h->standing.event != 0 ? (size_t)h->standing.event - 1 : SIZE_MAX;
	if (v != few)
		eg_free(v);
}

static void
add(struct eg_history *h, enum eg_event_kind k, int32_t day, struct eg_str text, const char *rule)
{
	struct eg_inferred *e = eg_vec_new(&h->v);

	*e = (struct eg_inferred){
	    .kind = k, .day = day, .text = text, .rule = rule, .computed = true};
	by_day(h);
}

static bool
has(const struct eg_history *h, enum eg_event_kind k)
{
	for (size_t i = 0; i < h->v.n; i++)
		if (h->v.v[i].kind == k)
			return true;
	return false;
}

/* A proposed amendment that the legislature passed waits for the voters. */
static bool
goes_to_voters(struct eg_rules *r, const struct eg_history *h, const struct eg_source_bill *b,
    const struct eg_ruleset *set)
{
	enum eg_stage s = h->standing.stage;

	return b->amendment &&
	       (set->amendments == EG_AMEND_BALLOT ||
		   (set->amendments == EG_AMEND_TWICE && eg_rules__any_line(r, set->second, b))) &&
	       (s == EG_STAGE_ADOPTED || s == EG_STAGE_PASSED_BOTH || s == EG_STAGE_ENROLLED) &&
	       !has(h, EG_EV_PUT_ON_BALLOT) && !has(h, EG_EV_APPROVED_BY_VOTERS) &&
	       !has(h, EG_EV_REJECTED_BY_VOTERS);
}

enum eg_rc
eg_history__make(struct eg_rules *r, const struct eg_source_bill *b,
    const struct eg_passage *passage, const struct eg_calendar *calendar, int32_t as_of,
    struct eg_history *out, struct eg_err *err)
{
	const struct eg_ruleset *set;
	enum eg_rc rc = eg_rules__of(r, b->jurisdiction, &set, err);

	if (rc != EG_OK)
		return rc;
	out->v.n = 0;
	out->introduced = b->act.n > 0 ? b->act.v[0].day : EG_DAY_NONE;
	for (size_t i = 0; i < b->act.n; i++)
		read_act(r, set, b, passage, &b->act.v[i], out);
	not_before(out);
	by_day(out);
	what_is_concurred_in(out);
	drop_unfounded(out);
	early_referrals(out);
	second_committees(out);
	amended_before_its_vote(out);
	for (size_t i = 0; i < out->v.n; i++)
		if (out->v.v[i].kind == EG_EV_INTRODUCED) {
			out->introduced = out->v.v[i].day;
			break;
		}
	reduce(out, b, passage, as_of);
	if (goes_to_voters(r, out, b, set)) {
		struct eg_inferred last = out->v.v[out->evidence];

		add(out, EG_EV_PUT_ON_BALLOT, last.day, last.text, "general:amendment-to-voters");
		reduce(out, b, passage, as_of);
	}
	if (calendar != NULL) {
		char session[64];

		snprintf(session, sizeof(session), "%.*s", (int)b->session.n, b->session.p);
		eg_stage_close(calendar, passage, b->jurisdiction, session, as_of, &out->standing);
		if (out->standing.closing != EG_CLOSING_NONE &&
		    out->standing.closing != EG_CLOSING_UNCLEAR)
			out->evidence = SIZE_MAX;
	}
	return EG_OK;
}
