/* Words that weigh nothing alone, words that carry risk: the lists that conformity reads by. */
#include "compare/conform_parts.h"

#include <stdlib.h>

static int
by_text(const void *key, const void *row)
{
	return strcmp(key, *(const char *const *)row);
}

#define IN(word, list) (bsearch(word, list, EG_COUNT(list), sizeof(*(list)), by_text) != NULL)

/* Sorted. Articles, relatives, forms of to be and to have, pronominal adverbs. */
static const char *const grammar[] = {"a", "an", "and", "any", "are", "as", "be", "been", "being",
    "following", "further", "had", "has", "have", "hereby", "herein", "hereof", "hereto",
    "hereunder", "in", "is", "it", "its", "of", "said", "such", "that", "the", "thereby",
    "therefor", "therein", "thereof", "thereon", "thereto", "thereunder", "these", "this", "those",
    "to", "was", "were", "which", "who", "whom"};

/* Sorted. */
static const char *const modal[] = {"authorized", "can", "cannot", "entitled", "except",
    "forbidden", "if", "may", "must", "neither", "never", "no", "none", "nor", "not",
    "notwithstanding", "only", "permitted", "prohibited", "required", "shall", "should", "solely",
    "unless", "will", "without"};

/* Sorted. Who acts, owes, is bound or benefits. */
static const char *const party[] = {"administrator", "administrators", "agencies", "agency",
    "applicant", "applicants", "attorney-general", "authorities", "authority", "board", "boards",
    "body", "chair", "chairperson", "child", "children", "commission", "commissioner",
    "commissioners", "commissions", "committee", "committees", "compacting", "congress",
    "contractor", "council", "councils", "counties", "county", "court", "courts", "custodian",
    "delegate", "delegates", "delegation", "demanding", "department", "departments", "director",
    "directors", "district", "employee", "employees", "employer", "employers", "executive",
    "federal", "foreign", "governing", "government", "governments", "governor", "governors",
    "guardian", "holder", "home", "individual", "individuals", "institution", "institutions",
    "judge", "jurisdiction", "jurisdictions", "juvenile", "juveniles", "legislative", "legislature",
    "legislatures", "library", "licensee", "licensees", "licensing", "local", "manager", "mayor",
    "member", "members", "motorist", "motorists", "municipality", "noncompacting", "nonmember",
    "nurse", "nurses", "officer", "officers", "official", "officials", "originating", "owner",
    "parent", "parents", "participating", "parties", "party", "patient", "patients", "person",
    "persons", "physician", "physicians", "president", "prisoner", "prisoners", "private",
    "prosecuting", "psychologist", "public", "receiving", "registrant", "remote", "requesting",
    "resident", "residents", "secretary", "sending", "sheriff", "state", "states", "student",
    "students", "superintendent", "supreme", "this-state", "treasurer", "tribunal", "witness"};

bool
cf_is_grammar(const char *norm)
{
	return IN(norm, grammar);
}

bool
cf_is_modal(const char *norm)
{
	return IN(norm, modal);
}

bool
cf_is_party(const char *norm)
{
	return IN(norm, party) || cf_state_of(norm) >= 0;
}

const char *
cf_norm(const struct cf_work *w, const struct cf_text *t, size_t i)
{
	return w->lex.norm.v[t->w.v[i].id];
}

/* ---- words ---- */

static const char *const findings[] = {
    "identical", "style-only", "needs-ruling", "material-difference", "other-version", "unrelated"};
static const char *const statuses[] = {"same", "style", "changed", "moved", "omitted", "added"};
static const char *const classes[] = {"words", "reference", "moved", "sunset", "contingency",
    "override", "added-definition", "definition", "date", "number", "money", "modal", "party",
    "clause-added", "clause-omitted"};
static const char *const weights[] = {"free", "ruling", "material"};
static const char *const rules[] = {"substantial", "verbatim", "free"};

const char *
eg_finding_name(enum eg_conformity f)
{
	return findings[f];
}

const char *
eg_conform_status_name(enum eg_conform_status s)
{
	return statuses[s];
}

const char *
eg_departure_class_name(enum eg_departure_class c)
{
	return classes[c];
}

const char *
eg_weight_name(enum eg_weight w)
{
	return weights[w];
}

const char *
eg_conform_rule_name(enum eg_conform_rule r)
{
	return rules[r];
}

bool
eg_conform_rule_parse(const char *word, enum eg_conform_rule *out)
{
	for (size_t i = 0; i < EG_COUNT(rules); i++)
		if (strcmp(word, rules[i]) == 0) {
			*out = (enum eg_conform_rule)i;
			return true;
		}
	return false;
}

bool
eg_finding_conforms(enum eg_conformity f)
{
	return f <= EG_FINDING_STYLE_ONLY;
}
