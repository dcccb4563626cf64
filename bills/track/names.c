/* The words of tracking: one table each for events, stages, legal statuses, ways and instruments.
 * */
#include <engross/track.h>

#include "base/mem.h"
#include "track/track_private.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

const char *const eg_event_names[EG_EV_KINDS] = {"prefiled", "introduced", "referred", "heard",
    "reported", "report-adverse", "killed-in-committee", "tabled", "recommitted", "discharged",
    "substituted", "amended", "passed", "failed", "reconsidered", "concurred", "nonconcurred",
    "conference", "enrolled", "presented", "signed", "became-law-unsigned", "vetoed", "item-vetoed",
    "returned-with-amendments", "overridden", "override-failed", "filed-with-secretary",
    "transmitted", "put-on-ballot", "approved-by-voters", "rejected-by-voters", "carried-over",
    "absorbed", "withdrawn", "died", "chaptered", "took-effect", "condition-met", "sunset",
    "enjoined", "injunction-lifted", "struck-down", "repealed", "rescinded", "withdrawal-noticed",
    "withdrew", "corrected"};

static const char *const stage_names[EG_STAGES] = {"none", "drafted", "prefiled", "introduced",
    "in-committee", "reported", "passed-first", "passed-second-amended", "passed-both", "enrolled",
    "with-executive", "vetoed", "on-ballot", "in-review", "enacted", "adopted", "failed",
    "withdrawn", "absorbed", "died", "vetoed-final", "rejected-by-voters"};

static const char *const legal_names[EG_LEGALS] = {"", "pending-date", "pending-threshold",
    "in-effect", "enjoined", "struck-down", "sunset", "repealed", "rescinded", "withdrawing",
    "withdrawn"};

static const char *const how_names[EG_HOWS] = {
    "", "signed", "without-signature", "override", "no-executive", "companion", "ballot"};

static const char *const instrument_names[EG_INSTRUMENTS] = {"", "bill", "joint resolution",
    "concurrent resolution", "simple resolution", "memorial", "letter"};

const char *const eg_field_names[EG_FIELDS] = {"id", "seq", "date", "template", "jurisdiction",
    "session", "bill", "instrument", "event", "chamber", "yeas", "nays", "needed", "target",
    "source", "source-kind", "text", "rule", "published", "recorded", "note", "corrects"};

const char eg_events_header[] = "id,seq,date,template,jurisdiction,session,bill,instrument,event,"
				"chamber,yeas,nays,needed,target,"
				"source,source-kind,text,rule,published,recorded,note,corrects";
const char eg_links_header[] =
    "jurisdiction,session,bill,print,template,version,basis,part,note,recorded";

const char *
eg_event_name(enum eg_event_kind k)
{
	return k < EG_EV_KINDS ? eg_event_names[k] : "";
}

const char *
eg_stage_name(enum eg_stage s)
{
	return s < EG_STAGES ? stage_names[s] : "";
}

const char *
eg_legal_name(enum eg_legal l)
{
	return l < EG_LEGALS ? legal_names[l] : "";
}

const char *
eg_how_name(enum eg_how h)
{
	return h < EG_HOWS ? how_names[h] : "";
}

const char *
eg_instrument_name(enum eg_instrument i)
{
	return i < EG_INSTRUMENTS ? instrument_names[i] : "";
}

static bool
find_in(struct eg_str name, const char *const *names, size_t n, size_t *out)
{
	for (size_t i = 0; i < n; i++) {
		if (names[i][0] != '\0' && strlen(names[i]) == name.n &&
		    memcmp(names[i], name.p, name.n) == 0) {
			*out = i;
			return true;
		}
	}
	return false;
}

bool
eg_event_find(struct eg_str name, enum eg_event_kind *out)
{
	size_t i;

	if (!find_in(name, eg_event_names, EG_EV_KINDS, &i))
		return false;
	*out = (enum eg_event_kind)i;
	return true;
}

bool
eg_stage_find(struct eg_str name, enum eg_stage *out)
{
	size_t i;

	if (!find_in(name, stage_names, EG_STAGES, &i))
		return false;
	*out = (enum eg_stage)i;
	return true;
}

bool
eg_instrument_find(struct eg_str name, enum eg_instrument *out)
{
	char word[32];
	size_t i;

	if (name.n == 0 || name.n >= sizeof(word))
		return false;
	for (i = 0; i < name.n; i++)
		word[i] = name.p[i] == '-' || name.p[i] == '_'
			      ? ' '
			      : (char)tolower((unsigned char)name.p[i]);
	if (name.n == 10 && memcmp(word, "resolution", 10) == 0) {
		*out = EG_INSTRUMENT_SIMPLE;
		return true;
	}
	if (!find_in((struct eg_str){word, name.n}, instrument_names, EG_INSTRUMENTS, &i))
		return false;
	*out = (enum eg_instrument)i;
	return true;
}

bool
eg_chamber_find(struct eg_str name, unsigned *bits)
{
	static const struct {
		const char *word;
		unsigned bits;
	} known[] = {{"lower", EG_CHAMBER_LOWER}, {"upper", EG_CHAMBER_UPPER},
	    {"both", EG_CHAMBER_BOTH}, {"joint", EG_CHAMBER_BOTH}, {"single", EG_CHAMBER_SINGLE},
	    {"legislature", EG_CHAMBER_SINGLE}, {"council", EG_CHAMBER_SINGLE},
	    {"unicameral", EG_CHAMBER_SINGLE}, {"house", EG_CHAMBER_LOWER},
	    {"assembly", EG_CHAMBER_LOWER}, {"senate", EG_CHAMBER_UPPER},
	    {"executive", EG_CHAMBER_NONE}, {"h", EG_CHAMBER_LOWER}, {"s", EG_CHAMBER_UPPER},
	    {"a", EG_CHAMBER_LOWER}};

	for (size_t i = 0; i < EG_COUNT(known); i++) {
		if (strlen(known[i].word) == name.n &&
		    strncasecmp(known[i].word, name.p, name.n) == 0) {
			*bits = known[i].bits;
			return true;
		}
	}
	return false;
}

const char *
eg_chamber_name(unsigned bits)
{
	switch (bits) {
	case EG_CHAMBER_LOWER:
		return "lower";
	case EG_CHAMBER_UPPER:
		return "upper";
	case EG_CHAMBER_BOTH:
		return "both";
	case EG_CHAMBER_SINGLE:
		return "legislature";
	default:
		return "";
	}
}

/* Words that people use for an event and that share few letters with it. */
static const struct {
	const char *said, *meant;
} synonym[] = {{"enacted", "signed"}, {"approved", "signed"}, {"law", "became-law-unsigned"},
    {"adopted", "passed"}, {"engrossed", "passed"}, {"ratified", "passed"}, {"filed", "prefiled"},
    {"hearing", "heard"}, {"killed", "killed-in-committee"}, {"override", "overridden"},
    {"effective", "took-effect"}, {"in-effect", "took-effect"}, {"ballot", "put-on-ballot"},
    {"withdraw", "withdrawn"}, {"joined", "signed"}, {"expired", "sunset"},
    {"invalidated", "struck-down"}, {"defeated", "failed"}, {"read", "introduced"}};

static size_t
distance(const char *a, size_t an, const char *b, size_t bn)
{
	size_t row[64];

	for (size_t j = 0; j <= bn; j++)
		row[j] = j;
	for (size_t i = 1; i <= an; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= bn; j++) {
			size_t up = row[j];
			size_t best = diagonal + (tolower((unsigned char)a[i - 1]) != b[j - 1]);

			best = up + 1 < best ? up + 1 : best;
			best = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
			row[j] = best;
			diagonal = up;
		}
	}
	return row[bn];
}

const char *
eg_event_nearest(struct eg_str name)
{
	const char *best = NULL;
	size_t least = 4;

	if (name.n == 0 || name.n > 40)
		return NULL;
	for (size_t i = 0; i < EG_COUNT(synonym); i++)
		if (strlen(synonym[i].said) == name.n &&
		    strncasecmp(synonym[i].said, name.p, name.n) == 0)
			return synonym[i].meant;
	for (size_t i = 0; i < EG_EV_KINDS; i++) {
		size_t n = strlen(eg_event_names[i]),
		       d = distance(name.p, name.n, eg_event_names[i], n);

		if (d < least && d < n) {
			least = d;
			best = eg_event_names[i];
		}
	}
	return best;
}

/* Bill series of the 56 as templates/jurisdictions lists them. Series that carry both bills and
 * resolutions (MA, RI, SC, VT "H."/"S.") do not tell, so the event's own column must. */
enum eg_instrument
eg_instrument_of_bill(const char *postal, const char *bill)
{
	char c[8];
	size_t n = 0;
	bool shared;

	for (; *bill != '\0' && n < sizeof(c) - 1 && !isdigit((unsigned char)*bill); bill++)
		if (isalpha((unsigned char)*bill))
			c[n++] = (char)toupper((unsigned char)*bill);
	c[n] = '\0';
	if (n == 0)
		return EG_INSTRUMENT_UNKNOWN;
	shared = strstr("MA RI SC VT", postal) != NULL && n == 1;
	if (shared)
		return EG_INSTRUMENT_UNKNOWN;
	/* Michigan letters its joint resolutions: HJR BB. */
	if (strncmp(c, "HJR", 3) == 0 || strncmp(c, "SJR", 3) == 0 || strncmp(c, "AJR", 3) == 0 ||
	    strncmp(c, "JR", 2) == 0 || strcmp(c, "HJ") == 0 || strcmp(c, "SJ") == 0 ||
	    strcmp(c, "HCA") == 0 || strcmp(c, "SCA") == 0 || strcmp(c, "ACA") == 0 ||
	    strcmp(c, "CACR") == 0 || strcmp(c, "LRCA") == 0)
		return EG_INSTRUMENT_JOINT;
	if (strcmp(c, "HCR") == 0 || strcmp(c, "SCR") == 0 || strcmp(c, "ACR") == 0 ||
	    strcmp(c, "HC") == 0 || strcmp(c, "SC") == 0)
		return EG_INSTRUMENT_CONCURRENT;
	if (n <= 4 && c[n - 1] == 'M' && c[0] != 'C')
		return EG_INSTRUMENT_MEMORIAL; /* HJM, SJM, HCM, HM, SM */
	if (strcmp(c, "HR") == 0 || strcmp(c, "SR") == 0 || strcmp(c, "AR") == 0 ||
	    strcmp(c, "LR") == 0 || strcmp(c, "PR") == 0 || strcmp(c, "CER") == 0 ||
	    strcmp(c, "R") == 0)
		return EG_INSTRUMENT_SIMPLE;
	if (strcmp(c, "HB") == 0 || strcmp(c, "SB") == 0 || strcmp(c, "AB") == 0 ||
	    strcmp(c, "HF") == 0 || strcmp(c, "SF") == 0 || strcmp(c, "LB") == 0 ||
	    strcmp(c, "LD") == 0 || strcmp(c, "H") == 0 || strcmp(c, "S") == 0 ||
	    strcmp(c, "A") == 0 || strcmp(c, "B") == 0)
		return EG_INSTRUMENT_BILL;
	return EG_INSTRUMENT_UNKNOWN;
}

int
eg_bill_compare(const char *a, const char *b)
{
	while (*a != '\0' && *b != '\0') {
		if (isdigit((unsigned char)*a) && isdigit((unsigned char)*b)) {
			size_t na, nb;

			for (; *a == '0' && isdigit((unsigned char)a[1]); a++)
				;
			for (; *b == '0' && isdigit((unsigned char)b[1]); b++)
				;
			na = strspn(a, "0123456789");
			nb = strspn(b, "0123456789");
			if (na != nb)
				return na < nb ? -1 : 1;
			if (memcmp(a, b, na) != 0)
				return memcmp(a, b, na);
			a += na;
			b += nb;
			continue;
		}
		if (*a != *b)
			return (unsigned char)*a < (unsigned char)*b ? -1 : 1;
		a++;
		b++;
	}
	return *a == *b ? 0 : *a == '\0' ? -1 : 1;
}
