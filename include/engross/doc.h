/*
 * A text to compare: one run of UTF-8 with sections as byte ranges that cover all of it, whatever
 * it came from (a draft in a jurisdiction's form, a print, a plain file).
 */
#ifndef ENGROSS_DOC_H
#define ENGROSS_DOC_H

#include <engross/form.h>

struct eg_doc_section {
	const char *label; /* stable name; NULL for prints */
	const char *designator; /* "Section 3.", "§ 2.", "ARTICLE IV"; "" if none */
	const char *heading; /* "Definitions"; "" if none */
	size_t start, end; /* bytes in text; sections are in order and cover it without gaps */
	size_t body; /* where the words after designator and heading start; start..end */
	size_t page, line; /* where it starts in the original; page 0 when unknown */
};

struct eg_doc_removed { /* what reading took away (page heads, line numbers), for the report */
	const char *what;
	size_t page, line;
	const char *text; /* the words taken away; "" when `what` says it all */
};

struct eg_doc_line { /* where a line of the original ended up in the text */
	size_t at; /* byte of text where it starts; ascending */
	uint32_t page,
	    /* 1-based; page 0 when the original has no pages; line as printed in the margin where
	     * it is, else counted */
	    line;
};

struct eg_doc_mark { /* words that a print itself shows as deleted from, or added to, the law */
	size_t start, end; /* bytes of text, brackets included */
	bool struck; /* else underscored */
};

struct eg_doc {
	struct eg_arena *arena;
	const char *name; /* as the user addressed it */
	const char *text;
	size_t n;
	struct eg_doc_section *section;
	size_t n_sections;
	struct eg_doc_removed *removed;
	size_t n_removed;
	struct eg_doc_line *line_map; /* prints only; NULL for forms */
	size_t n_lines;
	struct eg_doc_mark *mark; /* ascending; prints only */
	size_t n_marks;
};

void eg_doc_free(struct eg_doc *d);

/* The words of a form, a block a line, an item's designator before its text. One doc section for
 * each bill section, code section, article and verbatim block heading. */
enum eg_rc eg_doc_from_form(const struct eg_form *form, const char *name, struct eg_doc **out,
    struct eg_err *err) EG_MUST_CHECK;

/* Read a print or any plain text (in bills/read/): line numbers, page heads and feet, hyphenated
 * line ends are taken out only where the text shows they are there; headings in the forms that
 * profiles know make sections. Never fails on odd text; EG_ERR_LIMIT over EG_FILE_MAX. html: strip
 * tags first. A Word document (by its bytes, whatever its name) gives its paragraphs with their
 * numbers counted, open tracked changes as accepted, and lists in `removed` what is no plain text
 * (docx.h); what cannot be read is EG_ERR_DATA. */
struct eg_doc_options {
	bool raw; /* keep every byte: no cleaning */
	/* leave out the words that the print itself strikes: by HTML's marks, between (( and )), and
	 * between brackets where the print says that they mean deletion */
	bool as_amended;
	/* for an index of words: no sections, no marks, white space left as it is; half the time */
	bool words_only;
};
/* A PDF is read by pdftotext where it is installed (EG_ERR_DATA with a hint where not). */
bool eg_doc_is_pdf(const char *p, size_t n);
enum eg_rc eg_doc_read(const char *p, size_t n, const char *name, const struct eg_doc_options *opt,
    struct eg_doc **out, struct eg_err *err) EG_MUST_CHECK;

/* The source of a draft or template (TEXT.md) as it stands, cut at its headings: the head is
 * section 0, then one for each line "# …", "## …" or "### …" outside verbatim text and amended law,
 * with its {#label} where it has one (templates' tags included). Every byte is kept. Never fails on
 * odd text; EG_ERR_LIMIT over EG_FILE_MAX. */
enum eg_rc eg_doc_from_source(const char *p, size_t n, const char *name, struct eg_doc **out,
    struct eg_err *err) EG_MUST_CHECK;

/* Where byte `at` of the text stood in the original: page (0 unknown) and line (0 unknown), by
 * line_map; a word that a line end divided counts where it began. O(log n). */
void eg_doc_place(const struct eg_doc *d, size_t at, size_t *page, size_t *line);

/* The items inside a document's sections, (a)(1)(A)(i), each at its level: (i), (v) and (x) are letters
 * or Roman numbers by what stands before and after them. The document is borrowed. O(n). */
struct eg_doc_levels;
struct eg_doc_levels *eg_doc_levels_new(const struct eg_doc *d);
void eg_doc_levels_free(struct eg_doc_levels *l);
/* Append the provision that holds byte `at`, as a lawyer cites it: "Section 3(a)(1)"; the section
 * alone where no item holds it; nothing before the first section. O(log n + items of the section). */
void eg_doc_levels_path(const struct eg_doc_levels *l, size_t at, struct eg_buf *out);

#endif
