/* Findings of conformity written out (bills/render/conform_*.c): for a terminal, as an HTML or Word
 * memo with its evidence, as CSV (a line a departure), as JSON (tests/schema/conform.schema.json);
 * and the matrix of one model by many texts. */
#ifndef ENGROSS_CONFORM_PRINT_H
#define ENGROSS_CONFORM_PRINT_H

#include <engross/conform.h>
#include <engross/ruling.h>

struct eg_conform_memo { /* one finding and what is said with it; all borrowed */
	const struct eg_conform *c;
	const char *postal; /* "" if not known */
	const char *date; /* of the report, YYYY-MM-DD; "" leaves it out */
	const struct eg_ruling_cited *ruling;
	size_t n_rulings;
	bool color; /* terminal */
	bool all; /* terminal: house style too, each use */
	int columns; /* terminal; 0 = 80 */
};

void eg_conform_to_term(const struct eg_conform_memo *m, struct eg_buf *out);
void eg_conform_to_json(const struct eg_conform_memo *m, struct eg_buf *out);
void eg_conform_to_csv(const struct eg_conform_memo *m, struct eg_buf *out);
void eg_conform_to_html(const struct eg_conform_memo *m, struct eg_buf *out);
/* libzip is loaded on first use: EG_ERR_LIBRARY where it is not installed. */
enum eg_rc eg_conform_to_docx(
    const struct eg_conform_memo *m, struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;

/* One model by many texts: a row a section of the model, a column a text. */
struct eg_conform_matrix {
	const char *model; /* its name */
	const struct eg_conform_memo *text; /* one a column; every c has the same model */
	const char *const *column; /* heads of the columns: "CO", "UT HB25-0012" */
	size_t n_texts;
	bool color;
	int columns;
};

void eg_matrix_to_term(const struct eg_conform_matrix *x, struct eg_buf *out);
void eg_matrix_to_csv(const struct eg_conform_matrix *x, struct eg_buf *out);
void eg_matrix_to_html(const struct eg_conform_matrix *x, struct eg_buf *out);
void eg_matrix_to_json(const struct eg_conform_matrix *x, struct eg_buf *out);

#endif
