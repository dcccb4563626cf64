/*
 * Conformity: does a text still say what its model says?
 *
 * Words of both texts are compared under a stated normal form, in which what a code's house style
 * changes is no difference: capitals, quotation marks, dashes, spacing, hyphens, enumerators,
 * designators and internal references ("section 10 of this act" for "Article X"), forms of numbers
 * ("no less than twenty-six (26)" and "not fewer than 26"), the words by which an act names itself
 * ("this compact", "this chapter"), spelling, and the places that the model leaves to be filled in.
 * Each use of house style is listed. All else is a departure with a class, both texts' words, and
 * page and line in both.
 *
 * The model's rule says how departures weigh (enum eg_conform_rule); one finding is made. A person
 * decides what a finding means: see eg_ruling_* for how that is recorded.
 *
 *	struct eg_conform *c;
 *	if (eg_conform_make(model, text, &opt, &c, &err) == EG_OK) { … eg_conform_free(c); }
 *
 * The normal form follows what legislatures say of their own practice: 26 V.S.A. sections 1420 and
 * 1647 ("the form, format, and text of the Compact have been conformed to the conventions of the
 * Vermont Statutes Annotated … interpreted as substantively the same").
 */
#ifndef ENGROSS_CONFORM_H
#define ENGROSS_CONFORM_H

#include <engross/doc.h>

enum eg_conform_rule {
	EG_CONFORM_SUBSTANTIAL, /* default: "in the form substantially as follows": a code's way of
				   saying the same (which/that, such/the, lead-ins) is house style too */
	EG_CONFORM_VERBATIM, /* word for word: only house style and fill-ins are excused */
	EG_CONFORM_FREE, /* the model is a starting point: words without risk are free, the rest needs
			    a ruling */
};

enum eg_conformity { /* from best to worst */
	EG_FINDING_IDENTICAL,
	EG_FINDING_STYLE_ONLY,
	EG_FINDING_NEEDS_RULING,
	EG_FINDING_MATERIAL,
	EG_FINDING_OTHER_VERSION,
	EG_FINDING_UNRELATED,
};

enum eg_conform_status { /* of a section of the model, or an added one of the text */
	EG_CONFORM_SAME,
	EG_CONFORM_STYLE, /* the same but for fill-ins and house style */
	EG_CONFORM_CHANGED,
	EG_CONFORM_MOVED, /* elsewhere in the text; departures inside it are listed too */
	EG_CONFORM_OMITTED,
	EG_CONFORM_ADDED,
};

enum eg_departure_class {
	EG_DEPART_WORDS, /* words without a class of risk */
	EG_DEPART_REFERENCE, /* a reference that does not follow the renumbering */
	EG_DEPART_MOVED,
	EG_DEPART_SUNSET, /* around the compact: an end date */
	EG_DEPART_CONTINGENCY, /* around it: a condition of taking effect or of staying in effect */
	EG_DEPART_OVERRIDE, /* around it: "notwithstanding", a limit on the compact */
	EG_DEPART_ADDED_DEFINITION, /* around it: a term of the compact defined */
	EG_DEPART_DEFINITION,
	EG_DEPART_DATE,
	EG_DEPART_NUMBER,
	EG_DEPART_MONEY,
	EG_DEPART_MODAL, /* shall, may, must, not, and/or, except, unless */
	EG_DEPART_PARTY, /* who acts, owes or is bound */
	EG_DEPART_ADDED, /* a clause or section that the model has not */
	EG_DEPART_OMITTED, /* a clause or section of the model that the text has not */
};

enum eg_weight { EG_WEIGHT_FREE, EG_WEIGHT_RULING, EG_WEIGHT_MATERIAL };

struct eg_place { /* where words stand */
	size_t start, end; /* bytes in the document's text; empty where nothing stands there */
	size_t page, line; /* of the original; page 0 when unknown, line 0 when there is none */
};

struct eg_departure {
	enum eg_departure_class what;
	enum eg_weight weight;
	size_t section; /* index in section[]; EG_CONFORM_AROUND outside the compact */
	struct eg_place model, text;
	const char *model_words, *text_words; /* "" where there are none; one line each */
	const char *before; /* a few words of the text that lead up to it */
	const char *note; /* why, in words; "" if the class says it all */
};
#define EG_CONFORM_AROUND ((size_t)-1)

struct eg_house_style { /* one kind of house style between one pair of forms, in one section */
	const char *kind; /* "capitals", "number form", "reference", "fill-in", … */
	const char *model_words, *text_words;
	size_t count;
	struct eg_place text; /* of the first */
};

struct eg_conform_section {
	enum eg_conform_status status;
	const char *label; /* of the model's section; NULL if it has none */
	const char *designator, *heading; /* the model's; of an added one, the text's */
	const char *text_designator; /* where most of it stands in the text; "" if nowhere */
	size_t model_index, text_index; /* in the documents' sections; EG_CONFORM_AROUND if none */
	struct eg_place text; /* where it starts in the text */
	size_t words, kept; /* compared words of the model's section, and those found */
	size_t departure, n_departures; /* range in eg_conform.departure */
	const struct eg_house_style *style;
	size_t n_styles;
};

struct eg_ruling; /* below */

struct eg_conform {
	struct eg_arena *arena;
	const struct eg_doc *model, *text; /* borrowed */
	enum eg_conform_rule rule;
	enum eg_conformity finding;
	double score; /* 0..1: share of the model's compared words found in the text */
	const char *looks_like; /* "codified", "chaptered", "bill", "compact text" */
	const char *version; /* OTHER_VERSION: name of the version it follows; "" if not known */
	const char *why; /* one sentence */
	struct eg_conform_section
	    *section; /* in the model's order; added ones after what they follow */
	size_t n_sections;
	struct eg_departure *departure; /* those of the sections, then those around */
	size_t n_departures;
};

struct eg_conform_version { /* another version of the model, or another model, that is known */
	const char *name;
	const struct eg_doc *doc;
	bool other_model; /* not a version of this model: a better fit means `unrelated` */
};

struct eg_conform_options { /* zero means default */
	enum eg_conform_rule rule;
	const char *const *fill_in; /* slots of the model as they stand in it: "[STATE]" */
	size_t n_fill_ins;
	const char *postal; /* whose text it is, NULL if not known (then the text is asked) */
	bool whole; /* all of the model counts: it is an act drafted for this jurisdiction, not a
		       compact copied from another's code with what stands around it there */
	const struct eg_conform_version *version;
	size_t n_versions;
};

/* Compare a text with its model. Both are borrowed and must outlive *out. Near linear for related
 * texts; bounded by the word differ's bound for unlike ones. EG_ERR_LIMIT: over 2^31 bytes.
 * EG_ERR_DATA: the model holds no words. *out: eg_conform_free(). */
enum eg_rc eg_conform_make(const struct eg_doc *model, const struct eg_doc *text,
    const struct eg_conform_options *opt, struct eg_conform **out,
    struct eg_err *err) EG_MUST_CHECK;
void eg_conform_free(struct eg_conform *c);

/* Words of reports and of the JSON: static strings. */
const char *eg_finding_name(enum eg_conformity f); /* "style-only" */
const char *eg_conform_status_name(enum eg_conform_status s); /* "changed" */
const char *eg_departure_class_name(enum eg_departure_class c); /* "number" */
const char *eg_weight_name(enum eg_weight w); /* "material" */
const char *eg_conform_rule_name(enum eg_conform_rule r);
/* False for a word that is no rule. */
bool eg_conform_rule_parse(const char *word, enum eg_conform_rule *out);
/* identical or style-only. */
bool eg_finding_conforms(enum eg_conformity f);

#endif
