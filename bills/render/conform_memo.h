/* The memo on a finding, said once for every format that has headings, paragraphs and tables
 * (conform_memo.c); a format is a set of functions. */
#ifndef EG_RENDER_CONFORM_MEMO_H
#define EG_RENDER_CONFORM_MEMO_H

#include "base/mem.h"

#include <engross/conform_print.h>

enum memo_ink { MEMO_PLAIN, MEMO_BOLD, MEMO_QUIET, MEMO_OLD, MEMO_NEW };

struct memo_run {
	enum memo_ink ink;
	const char *text;
};

struct memo_sink {
	struct eg_buf *out;
	void (*heading)(struct memo_sink *s, int level, const char *text);
	void (*para)(struct memo_sink *s, const struct memo_run *run, size_t n);
	/* widths: percent of each of n columns, summing to 100 */
	void (*open_table)(struct memo_sink *s, const int *widths, size_t n);
	void (*row)(struct memo_sink *s, const char *const *cell, size_t n, bool head);
	void (*close_table)(struct memo_sink *s);
	size_t columns; /* of the open table */
	const int *widths;
};

void conform_memo_write(const struct eg_conform_memo *m, struct memo_sink *sink);

/* "page 3, line 12"; "line 12"; "" */
void conform_memo_place(const struct eg_place *p, char out[64]);
/* "Article III → § 1647c." or the one there is. */
void conform_memo_section(const struct eg_conform_section *s, struct eg_buf *out);
/* "material difference: a person must …": the finding in a sentence. */
const char *conform_memo_sentence(enum eg_conformity f);
const char *conform_memo_class(enum eg_departure_class c); /* "number or threshold" */
const char *conform_memo_status(enum eg_conform_status s); /* "house style only" */

/* ---- the matrix (conform_matrix.c) ---- */

struct eg_matrix_rows { /* sections of the model, in order of the columns' models */
	char **key, **name;
	size_t n;
};

void eg_matrix_rows(const struct eg_conform_matrix *x, struct eg_matrix_rows *rows);
void eg_matrix_rows_clear(struct eg_matrix_rows *rows);
/* "same", "changed: number!", "-" where that text's model has no such section. */
void eg_matrix_cell(const struct eg_conform_matrix *x, const struct eg_matrix_rows *rows,
    size_t row, size_t column, char out[64]);

#endif
