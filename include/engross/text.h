/*
 * The bill as a tree. Source text (TEXT.md: CommonMark read strictly, with labels) in, tree out;
 * numbers are never in the source: eg_form_build() (form.h) computes designators, references and
 * lead-ins for a jurisdiction.
 *
 * Everything hangs in the bill's arena: freed whole by eg_bill_free().
 */
#ifndef ENGROSS_TEXT_H
#define ENGROSS_TEXT_H

#include <engross/arena.h>

enum eg_node_kind {
	EG_NODE_BILL, /* the root */
	EG_NODE_ARTICLE, /* `# ` article or part */
	EG_NODE_SECTION, /* `## ` bill section, see enum eg_section_kind */
	EG_NODE_CODE_SECTION, /* `### ` code section, inside .adds or .amends */
	EG_NODE_ITEM, /* list item; level 1 is the first level below its section */
	EG_NODE_PARA, /* paragraph: text of a section or item, "flush" when it follows sub-items */
	EG_NODE_VERBATIM, /* words kept byte for byte; name in `label`, text in `raw` */
	/* amended law; citation in `code`, text in `raw`, paragraphs as children with INS/DEL runs
	 * */
	EG_NODE_LAW,
	EG_NODE_NOTE, /* drafting note: never filed */
	EG_NODE_CONFLICT, /* left by an upgrade; text in `raw` */
};

enum eg_section_kind {
	EG_SECTION_PLAIN,
	EG_SECTION_ADDS, /* adds a unit of code */
	EG_SECTION_AMENDS,
	EG_SECTION_REPEALS,
	EG_SECTION_SESSION, /* session law: severability, effective date … */
	EG_SECTION_RECITALS,
	EG_SECTION_RESOLVED,
};

enum eg_run_kind {
	EG_RUN_TEXT,
	EG_RUN_REF, /* reference to the label in `target`; `text` as typed (may be "") */
	EG_RUN_TERM, /* the defined term of a definition, with its quotes */
	EG_RUN_STRONG,
	EG_RUN_EM,
	EG_RUN_BLANK, /* [blank: what]; `text` is what is missing */
	EG_RUN_INS,
	EG_RUN_DEL,
	/* form only: characters that stand around added or deleted words ("[", "))"); formats that
	 * mark up the change itself (XML) leave these runs out */
	EG_RUN_MARK,
};

struct eg_run {
	enum eg_run_kind kind;
	const char *text; /* UTF-8, one line, NUL-ended; never NULL */
	const char *target; /* REF: label; else NULL */
};

struct eg_node {
	enum eg_node_kind kind;
	enum eg_section_kind section; /* EG_NODE_SECTION */
	const char *label; /* NULL if none */
	struct eg_run *run; /* heading of an article or section; words of a paragraph */
	size_t n_runs;
	const char *code, *unit, *number,
	    *sections; /* .adds/.amends/.repeals attributes; NULL or "" when not given */
	/* the same: what the section does, as a title says it ("to raise the fee"); the name that
	 * the place goes by ("Public health code"); where it is cited beside that ("333.1101 to
	 * 333.25211"); the laws that last amended it ("as amended by 2018 PA 355"); the unit or
	 * section after which the new law stands */
	const char *purpose, *entitled, *cited, *history, *after;
	const char *raw; /* VERBATIM, LAW, CONFLICT: the lines as written, each ended by \n */
	size_t raw_n;
	int level; /* ITEM: 1.. ; else 0 */
	bool flush; /* PARA after sub-items of the same parent */
	char mark; /* PARA in LAW: '+' added whole, '-' deleted whole, else 0 */
	size_t line; /* 1-based line in the source file */
	size_t id; /* 0.. in reading order; the root is 0 */
	struct eg_node *parent, *first, *last, *next, *prev;
};

struct eg_head {
	const char *template_name, *version, *jurisdiction, *variant; /* "" if absent */
	const char *title, *short_title, *purpose, *instrument;
	const char *body_sha256, *request, *companion, *prefiled, *summary, *memo;
	const char **sponsor;
	size_t n_sponsors;
	const char **parameter,
	    **parameter_value; /* as typed in the head; a list's items parted by \n */
	size_t n_parameters;
	const char **confirmed; /* policy parameters a person has confirmed */
	size_t n_confirmed;
	const char **fill_in;
	size_t n_fill_ins;
	const char *format_mode; /* exact | conformed | "" */
	size_t body_line; /* line of the file where the body starts */
	size_t body_offset; /* byte offset of the body in the file */
};

struct eg_bill {
	struct eg_arena *arena;
	struct eg_head head;
	struct eg_node *root;
	const char *name; /* for messages */
	size_t n_nodes;
};

enum {
	EG_TEXT_MAX = 8 * 1024 * 1024, /* largest source in bytes */
	EG_TEXT_PARA_MAX =
	    64 * 1024, /* largest paragraph in bytes: cmark is quadratic on hostile ones */
	EG_TEXT_DEPTH_MAX = 12, /* deepest list level */
	EG_LABEL_MAX = 64,
};

/* Parse the source of a draft (head and body; a body alone has an empty head). Every restriction
 * of TEXT.md is an error with its line and a hint. *out is owned by the caller; NULL on error.
 * EG_ERR_SYNTAX, EG_ERR_LIMIT. */
enum eg_rc eg_bill_parse(const char *p, size_t n, const char *name, struct eg_bill **out,
    struct eg_err *err) EG_MUST_CHECK;
void eg_bill_free(struct eg_bill *b);

/* Many texts that are much alike (one template's drafts for all jurisdictions): what was parsed
 * once is not parsed again. eg_bill_parse_alike() is eg_bill_parse() in every result and every
 * error; the bill borrows from the memo, which must outlive it. Memory is bounded; a memo serves
 * one thread at a time. */
struct eg_bill_memo;
struct eg_bill_memo *eg_bill_memo_new(void);
void eg_bill_memo_free(struct eg_bill_memo *m);
enum eg_rc eg_bill_parse_alike(struct eg_bill_memo *m, const char *p, size_t n, const char *name,
    struct eg_bill **out, struct eg_err *err) EG_MUST_CHECK;

/* Node by label, NULL if none. O(1). */
struct eg_node *eg_bill_find(const struct eg_bill *b, const char *label);
/* Next node in reading order, NULL at the end. */
struct eg_node *eg_node_after(const struct eg_node *n);
/* Words of a node's runs joined (references as typed); appended to out. */
void eg_node_words(const struct eg_node *n, struct eg_buf *out);
/* True for [a-z][a-z0-9-]{0,63}. */
bool eg_label_ok(const char *p, size_t n);

#endif
