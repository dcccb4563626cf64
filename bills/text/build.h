/*
 * Private to bills/text: what the files of the form share.
 *
 * plan.c gives every provision its number and designator; fill.c fills a profile's patterns and
 * makes runs of them; vars.c says what the names in patterns mean; ref.c words references; front.c
 * prints what stands before the first section, title.c the long title, leadin.c the words that act
 * on a code, body.c the provisions. form.c owns the lists and begins.
 */
#ifndef EG_TEXT_BUILD_H
#define EG_TEXT_BUILD_H

#include "base/vec.h"
#include <engross/form.h>

enum eg_mode { /* how a bill section prints */
	EG_MODE_PLAIN, /* a section of the bill */
	EG_MODE_NONE, /* recitals, resolved clauses: no number */
	EG_MODE_OWN, /* .adds without a place, or in a free-standing act: its ### are sections of
			  the bill */
	EG_MODE_EACH, /* .adds: each ### is a section of the bill that makes new law (WA, MT, OR …)
		       */
	EG_MODE_LIST, /* .adds: each ### has a bill section that enacts it (UT) */
	EG_MODE_CONTAINER, /* .adds: one bill section, then code text */
	EG_MODE_ABSORBED, /* a short title that the enacting clause gives (DC) */
};

struct eg_num {
	enum eg_mode mode;
	const char *designator; /* as printed; "" if none */
	const char *number; /* as in references; "" if none */
	const char
	    *word; /* word before the number in references, where it is not the usual one; NULL */
	const char *mark; /* ITEM: as in references, "(a)" */
	int n; /* bill section: 1.. in order, as printed; 0 if it is none */
	int order; /* CODE_SECTION: 1.. within its unit; ITEM: 1.. within its parent */
	int index; /* ITEM: which of the profile's levels it has, 0 the outermost */
	int first, last; /* SECTION .adds: the bill sections that hold it */
	const char
	    *direction; /* SECTION .adds: designator of its direction to codify; NULL: none */
	bool code; /* `number` is a number of the code */
	bool shared; /* goes on in a section of the bill that was opened before (MD) */
};

/* What is printed in which order: the articles and sections of the source, and the sections that
 * only a profile knows of (order.c). */
struct eg_step {
	const struct eg_node *node; /* NULL: a section of the profile's */
	const char *heading, *text; /* the profile's: catchline ("" for none) and pattern */
	struct eg_num num; /* the profile's */
};

struct eg_line_runs {
	struct eg_run *run;
	size_t n;
};
struct eg_lines {
	EG_VEC(struct eg_line_runs);
};

enum { EG_VARS_MAX = 24, EG_MARKS_LEVELS = 6, EG_MARKS_ORDERS = 32 };

struct eg_mark { /* a level's mark, made once */
	bool made;
	const char *text;
};

struct eg_markup { /* how added and deleted words are shown (changes.c) */
	bool known, instruction, add_capitals, delete_capitals, asterisks;
	const char *open, *close; /* around deleted words; NULL */
};

struct eg_build {
	const struct eg_bill *bill;
	const struct eg_profile *p;
	struct eg_form_options opt;
	struct eg_form *f;
	struct eg_arena *a; /* the form's */
	struct eg_num *num; /* by node id */
	struct {
		EG_VEC(struct eg_block);
	} blocks;
	struct {
		EG_VEC(const char *);
	} blanks;
	struct {
		EG_VEC(const char *);
	} details;
	struct {
		EG_VEC(const char *);
	} unplaced;
	struct eg_edits *
	    *edits; /* by node id: how a law block amends by instruction (instruct.h) */
	const struct eg_edit *edit; /* vars: the edit in question; NULL */
	const char *joined_lead; /* vars: one lead-in for all law of the code */
	const char *change; /* vars: what it does, in the words of the profile */
	bool *said; /* by node id: words that name the place of this .adds section are printed */
	const struct eg_node *unit; /* vars: section of the bill that acts on a code */
	struct {
		EG_VEC(struct eg_step);
	} steps;
	/* levels.c: marks as printed and as in references, by level and order; levels.list-start */
	struct eg_mark mark[2][EG_MARKS_LEVELS][EG_MARKS_ORDERS];
	const char *list_start;
	const char *effective_note; /* the words of an effective date that stands beside every
				       section (CT, IN); NULL */
	/* references to an item from another section: the marks of its levels, to follow the
	 * section's number, and as they stand; the word for its level; its levels in words; else
	 * NULL */
	const char *marks, *joined, *level, *levels;
	bool amended; /* vars: the sections in question are all that the bill amends */
	bool amendatory; /* the bill amends an act that its title names (MI) */
	bool mixed; /* the bill changes law that stands, beside making new law */
	bool own_headings; /* sections that await codification print catchlines */
	int shared; /* number of the one section that sets out all code text (MD), 0: none yet */
	size_t nth; /* vars: {{section}} is the n-th of what is repealed, 0: the first */
	const struct eg_node
	    *section; /* vars: one code section or law block, NULL: the whole unit */
	const struct eg_node *here; /* references: section that holds the words being printed */
	const char *affected; /* vars: list for the title; NULL while it is not known */
	bool one_affected; /* that list has one item */
	const char *repealing; /* vars: what of it repeals, for a title that names that apart */
	int next_n,
	    next_session; /* plan: bill sections so far; sections with a count of their own (MI) */
	int filling; /* fill: patterns being filled, each within the one before */
	bool ruled; /* fill: what is missing is a ruled space, not a blank */
	bool resolution;
	bool singular; /* references: a verb in the singular follows */
	bool fresh; /* blocks made now are new law that is marked as new */
	struct eg_markup markup;
	struct eg_err *err;
};

/* form.c */
const char *eg_build__str(struct eg_build *b, const char *s);
void eg_build__missing(struct eg_build *b, const char *what); /* a legal form is not known */
void eg_build__detail(struct eg_build *b, const char *what); /* a detail of the bill is not given */
struct eg_block *eg_build__block(struct eg_build *b, enum eg_role role, const char *designator);
/* Runs of a node in the form: references worded, blanks listed, strings copied. */
enum eg_rc eg_build__runs(
    struct eg_build *b, const struct eg_node *n, struct eg_run **run, size_t *n_runs) EG_MUST_CHECK;
/* One run of text / a blank that says what is missing. */
void eg_build__text(struct eg_build *b, struct eg_block *k, const char *text);
void eg_build__blank(struct eg_build *b, struct eg_block *k, const char *what);
const char *eg_build__upper(struct eg_build *b, const char *s);
const char *eg_build__words(
    struct eg_build *b, const struct eg_node *n); /* heading as plain words */
const char *eg_build__fact(
    struct eg_build *b, const char *key); /* NULL if unknown, absent or "none" */

/* fill.c: fill a pattern ({{name}}, {{#many}}, **bold**, \n parts lines). Missing values become
 * blanks (or ruled spaces). */
void eg_build__fill(struct eg_build *b, const char *pattern, struct eg_lines *out);
/* The same as plain text; a missing value gives NULL or, `marked`, is marked so that the text can
 * be a value of another pattern. */
const char *eg_build__fill_text(struct eg_build *b, const char *pattern, bool marked);
/* Lines as blocks: the first with the designator. */
struct eg_block *eg_build__put_lines(
    struct eg_build *b, struct eg_lines *lines, enum eg_role role, const char *designator);
/* A lead-in: its first line with the designator, the others (the article of a code, MD) as headings
 * of the unit. */
void eg_build__put_lead(struct eg_build *b, struct eg_lines *lead, const struct eg_num *num);
/* {n}, {A}, {number}, {heading}, {HEADING} of patterns in `sections.*`. */
const char *eg_build__section_pattern(
    struct eg_build *b, const char *pattern, int n, const char *number, const char *heading);

/* vars.c: does this name in a pattern say where in the law a provision stands? */
bool eg_build__names_place(const char *name, size_t n);
/* "44:32" -> "32" where citations set the title before the section (LA). */
const char *eg_build__within_title(struct eg_build *b, const char *place, const char *section);
/* Value of a name in a pattern, NULL if not known; *many for {{#many}}. */
const char *eg_build__var(struct eg_build *b, const char *name, size_t n);
const char *eg_build__what(struct eg_build *b, const char *name); /* what a missing value is */

/* wording.c: clauses "to VERB …; to VERB …" with the verbs in another form; NULL for no words. */
const char *eg_build__gerunds(struct eg_build *b, const char *purpose);
const char *eg_build__third_person(struct eg_build *b, const char *purpose);
/* The clauses joined by `with`, with or without the "and" before the last. */
const char *eg_build__rejoined(
    struct eg_build *b, const char *text, const char *with, bool keep_and);

/* numbers.c: the sections of a code that are in question. */
/* A number of a section with the dash of that code ("5–501" in Maryland). */
const char *eg_build__dashed(struct eg_build *b, const char *number);
size_t eg_build__section_count(struct eg_build *b);
bool eg_build__many(struct eg_build *b);
const char *eg_build__section_number(struct eg_build *b); /* the first, with b->marks; or NULL */
/* "1 through 4", or each of them; NULL where one is not known. `each` stands before every number
 * ("§" in West Virginia). */
const char *eg_build__sections(struct eg_build *b, bool list, const char *each);
/* The citation of a repealed section may name its code after it: "8311 of the Government Code",
 * "6302, Title 29". Returns what is named, NULL if nothing is; *number is what stands before. */
const char *eg_build__cited_place(struct eg_build *b, const char *cite, const char **number);

/* levels.c: marks of items. Lists of a section that has one undivided opening may begin at a deeper
 * level (levels.list-start). */
void eg_build__plan_item(struct eg_build *b, const struct eg_node *item);
bool eg_build__numbered_opening(
    struct eg_build *b, const struct eg_node *para); /* Wyoming: the opening itself is "(a)" */
const char *eg_build__mark(struct eg_build *b, const char *key, int index,
    int order); /* NULL if the profile has no marks */

/* joined.c: do sections that set out law of the code stand in one section of the bill, below one
 * lead-in (OH, VA, WV, LA)? */
bool eg_build__joins(struct eg_build *b);
/* Does a section of the draft set out law of the code? */
bool eg_build__sets_out(const struct eg_node *s);
/* Is what this .repeals section repeals said by that lead-in (MO)? */
bool eg_build__repealed_in_lieu(struct eg_build *b, const struct eg_node *s);
const char *eg_build__joined_var(struct eg_build *b, const char *name); /* vars of that lead-in */
/* The lead-in of the first of them speaks for all; the later ones have none. */
void eg_build__join_lead(struct eg_build *b, struct eg_lines *lead, const struct eg_num *num);

/* order.c */
void eg_build__order(struct eg_build *b);

/* changes.c */
void eg_build__convention(struct eg_build *b);
bool eg_build__marks_new(
    struct eg_build *b, const struct eg_node *s); /* is the new law of .adds marked as new? */
void eg_build__changes(struct eg_build *b); /* over all blocks, at the end */

/* instruct.c: shape of the mark that law prints itself at t: '1', 'a', 'A', 'i', 'I', 256 more
 * without brackets, 0 for none; *n (may be NULL): its bytes. */
int eg_build__law_shape(const char *t, size_t *n);
/* body.c: the level of a paragraph of law by the marks that it and those before it begin with, 0
 * for none. */
struct eg_law_levels {
	int shape[8], depth;
};
int eg_build__law_level(struct eg_law_levels *l, const struct eg_node *para);
/* amend.c: a law block as instructions. */
struct eg_edits;
void eg_build__plan_edits(struct eg_build *b, const struct eg_node *law);
enum eg_rc eg_build__instruct(
    struct eg_build *b, const struct eg_node *law, struct eg_edits *s) EG_MUST_CHECK;
/* Marks of quotation around law that is set out, from block `first` on, where that
 * is the custom. */
void eg_build__quote(struct eg_build *b, size_t first);

/* plan.c */
/* The next section of the bill, for one edit more of a section of law. */
void eg_build__plan_further(struct eg_build *b, struct eg_num *num);
void eg_build__plan(struct eg_build *b);
const struct eg_node *eg_build__enclosing(const struct eg_node *n, enum eg_node_kind kind);
const struct eg_num *eg_build__num(const struct eg_build *b, const struct eg_node *n);
/* The next article or section of the bill, NULL at the end; from the root, the first. */
const struct eg_node *eg_build__after(const struct eg_node *n);
size_t eg_build__count(const struct eg_node *unit, enum eg_node_kind kind);
/* Is it the section of that label, or session law of that heading? */
bool eg_build__is(const struct eg_node *n, const char *label);
/* The heading of a section that awaits codification, as it is printed there: "" where none is. */
const char *eg_build__own_heading(struct eg_build *b, const struct eg_node *c);
bool eg_build__placed(const struct eg_node *section);
bool eg_build__acts_on_code(struct eg_build *b);
bool eg_build__into_act(struct eg_build *b, const struct eg_node *s);
/* The pattern of a code section's designator and heading in this unit; NULL if not known. */
const char *eg_build__code_designator(struct eg_build *b, const struct eg_node *s);
/* The pattern of the direction to codify a unit's sections, NULL if there is none; *first: it
 * stands before them. */
const char *eg_build__direction(struct eg_build *b, const struct eg_node *s, bool *first);
const char *eg_build__unit(const struct eg_node *s); /* "chapter" */
/* "NEW SECTION. Sec. 3." where new law is so marked. */
const char *eg_build__new(struct eg_build *b, const char *designator, int n);
bool eg_build__alone(struct eg_build *b); /* one section makes all the new law of the bill */

/* ref.c: the printed reference to a node from b->here. */
const char *eg_build__reference(struct eg_build *b, const struct eg_node *target);
const char *eg_build__cite(struct eg_build *b, const struct eg_node *s,
    const char *place); /* a section of the code, cited whole */
const char *eg_build__act(struct eg_build *b); /* "this act" */
const char *eg_build__self(struct eg_build *b, const struct eg_node *section); /* "this chapter" */

/* closing.c: what stands after the last section; words of designators that are underlined, and
 * designators in the middle of a line of their own; when a section takes effect, said below it. */
void eg_build__closing(struct eg_build *b);
void eg_build__looks(struct eg_build *b);
void eg_build__effective_below(struct eg_build *b);
/* CT: which section takes effect when and what it amends, a line each. NULL: no sections. */
const char *eg_build__effect_table(struct eg_build *b);

/* front.c, title.c, body.c, leadin.c, resolve.c */
enum eg_rc eg_build__front(struct eg_build *b) EG_MUST_CHECK;
void eg_build__title(struct eg_build *b);
enum eg_rc eg_build__body(struct eg_build *b) EG_MUST_CHECK;
enum eg_rc eg_build__content(
    struct eg_build *b, const struct eg_node *parent, const struct eg_node *from) EG_MUST_CHECK;
enum eg_rc eg_build__one(
    struct eg_build *b, const struct eg_node *child) EG_MUST_CHECK; /* one child of a section */
enum eg_rc eg_build__para(
    struct eg_build *b, const struct eg_node *n, enum eg_role role, int level) EG_MUST_CHECK;
/* What opens a section where the clause and the section are one sentence ("…, That"); NULL
 * elsewhere. */
const char *eg_build__opening(struct eg_build *b, const struct eg_node *n);
void eg_build__prepend(struct eg_build *b, struct eg_block *k, const char *text);
void eg_build__lower_opening(
    struct eg_build *b, struct eg_block *k); /* "The …" -> "the …" after "That" */
enum eg_rc eg_build__section(struct eg_build *b, const struct eg_node *n, const char *designator,
    struct eg_lines *lead, const char *heading) EG_MUST_CHECK;
enum eg_rc eg_build__adds(struct eg_build *b, const struct eg_node *s) EG_MUST_CHECK;
enum eg_rc eg_build__amends(struct eg_build *b, const struct eg_node *s) EG_MUST_CHECK;
enum eg_rc eg_build__repeals(struct eg_build *b, const struct eg_node *s) EG_MUST_CHECK;
enum eg_rc eg_build__recitals(struct eg_build *b, const struct eg_node *s) EG_MUST_CHECK;
enum eg_rc eg_build__resolved(struct eg_build *b, const struct eg_node *s) EG_MUST_CHECK;
/* Connecticut and Indiana print beside every section when it takes effect: its designator so. */
const char *eg_build__with_note(struct eg_build *b, const char *designator);
void eg_build__enacting(struct eg_build *b);
bool eg_build__fused(struct eg_build *b); /* the enacting clause opens section 1 */

#endif
