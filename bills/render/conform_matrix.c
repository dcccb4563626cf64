/* One model by many texts: rows are the sections of the model. */
#include "render/conform_memo.h"

#include "base/csv.h"
#include "base/json.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"

#include <stdio.h>
#include <string.h>

/* What a section is called in every column: its label, else its designator and heading. */
static char *
key_of(const struct eg_conform_section *s)
{
	struct eg_buf name = EG_BUF_INIT;

	if (s->label != NULL && s->label[0] != '\0')
		return eg_strdup(s->label);
	conform_memo_section(s, &name);
	return eg_buf_take(&name, NULL);
}

void
eg_matrix_rows(const struct eg_conform_matrix *x, struct eg_matrix_rows *rows)
{
	struct eg_map keys = {0};

	memset(rows, 0, sizeof(*rows));
	for (size_t c = 0; c < x->n_texts; c++)
		for (size_t i = 0; i < x->text[c].c->n_sections; i++) {
			const struct eg_conform_section *s = &x->text[c].c->section[i];
			char *key;

			if (s->status == EG_CONFORM_ADDED)
				continue;
			key = key_of(s);
			if (!eg_map_has(&keys, key)) {
				struct eg_buf name = EG_BUF_INIT;

				eg_map_set(&keys, key, rows);
				rows->key = eg_realloc(rows->key, rows->n + 1, sizeof(*rows->key));
				rows->name =
				    eg_realloc(rows->name, rows->n + 1, sizeof(*rows->name));
				conform_memo_section(s, &name);
				rows->key[rows->n] = eg_strdup(key);
				rows->name[rows->n++] = eg_buf_take(&name, NULL);
			}
			eg_free(key);
		}
	eg_map_clear(&keys);
}

void
eg_matrix_rows_clear(struct eg_matrix_rows *rows)
{
	for (size_t i = 0; i < rows->n; i++) {
		eg_free(rows->key[i]);
		eg_free(rows->name[i]);
	}
	eg_free(rows->key);
	eg_free(rows->name);
	memset(rows, 0, sizeof(*rows));
}

static const struct eg_conform_section *
section_of(const struct eg_conform *c, const char *key)
{
	for (size_t i = 0; i < c->n_sections; i++) {
		char *own = key_of(&c->section[i]);
		bool same = strcmp(own, key) == 0;

		eg_free(own);
		if (same)
			return &c->section[i];
	}
	return NULL;
}

static const struct eg_departure *
gravest(const struct eg_conform *c, const struct eg_conform_section *s)
{
	const struct eg_departure *top = NULL;

	for (size_t k = 0; k < s->n_departures; k++) {
		const struct eg_departure *d = &c->departure[s->departure + k];

		if (top == NULL || d->weight > top->weight ||
		    (d->weight == top->weight && d->what > top->what))
			top = d;
	}
	return top;
}

void
eg_matrix_cell(const struct eg_conform_matrix *x, const struct eg_matrix_rows *rows, size_t row,
    size_t column, char out[64])
{
	const struct eg_conform *c = x->text[column].c;
	const struct eg_conform_section *s = section_of(c, rows->key[row]);
	const struct eg_departure *d = s == NULL ? NULL : gravest(c, s);

	if (s == NULL)
		snprintf(out, 64, "-");
	else if (d == NULL || s->status == EG_CONFORM_OMITTED || s->status == EG_CONFORM_MOVED)
		snprintf(out, 64, "%s", eg_conform_status_name(s->status));
	else
		snprintf(out, 64, "%s: %s%s", eg_conform_status_name(s->status),
		    eg_departure_class_name(d->what), d->weight == EG_WEIGHT_MATERIAL ? "!" : "");
}

static void
end_line(struct eg_buf *out)
{
	while (out->n > 0 && out->p[out->n - 1] == ' ')
		eg_buf_trunc(out, out->n - 1);
	eg_buf_putc(out, '\n');
}

/* Columns that fit beside each other, a block of rows after the other. */
void
eg_matrix_to_term(const struct eg_conform_matrix *x, struct eg_buf *out)
{
	enum { NAME = 30, CELL = 24 };
	size_t width = x->columns > 60 ? (size_t)x->columns : 80;
	size_t per = width > NAME + CELL ? (width - NAME) / CELL : 1;
	struct eg_matrix_rows rows;

	eg_matrix_rows(x, &rows);
	eg_buf_printf(out, "model  %s\n", x->model);
	for (size_t from = 0; from < x->n_texts; from += per) {
		size_t to = from + per < x->n_texts ? from + per : x->n_texts;

		eg_buf_printf(out, "\n%-*s", NAME, "");
		for (size_t c = from; c < to; c++)
			eg_buf_printf(out, "%-*.*s", CELL, CELL - 1, x->column[c]);
		end_line(out);
		eg_buf_printf(out, "%-*s", NAME, "finding");
		for (size_t c = from; c < to; c++)
			eg_buf_printf(out, "%-*s", CELL, eg_finding_name(x->text[c].c->finding));
		end_line(out);
		for (size_t r = 0; r < rows.n; r++) {
			size_t n = strlen(rows.name[r]);

			while (eg_utf8_width(rows.name[r], n) > NAME - 2)
				n--;
			while (
			    n > 0 && n < strlen(rows.name[r]) && (rows.name[r][n] & 0xC0) == 0x80)
				n--;
			eg_buf_add(out, rows.name[r], n);
			eg_buf_fill(out, ' ', NAME - eg_utf8_width(rows.name[r], n));
			for (size_t c = from; c < to; c++) {
				char cell[64];

				eg_matrix_cell(x, &rows, r, c, cell);
				eg_buf_printf(out, "%-*.*s", CELL, CELL - 1, cell);
			}
			end_line(out);
		}
	}
	eg_buf_puts(
	    out, "\nEach cell: the section's status and its gravest departure; ! is material.\n");
	eg_matrix_rows_clear(&rows);
}

void
eg_matrix_to_csv(const struct eg_conform_matrix *x, struct eg_buf *out)
{
	struct eg_matrix_rows rows;

	eg_matrix_rows(x, &rows);
	eg_buf_puts(out, "section");
	for (size_t c = 0; c < x->n_texts; c++) {
		eg_buf_putc(out, ',');
		eg_csv_put(out, x->column[c], strlen(x->column[c]));
	}
	eg_buf_puts(out, "\nfinding");
	for (size_t c = 0; c < x->n_texts; c++)
		eg_buf_printf(out, ",%s", eg_finding_name(x->text[c].c->finding));
	eg_buf_puts(out, "\nscore");
	for (size_t c = 0; c < x->n_texts; c++)
		eg_buf_printf(out, ",%.4f", x->text[c].c->score);
	eg_buf_putc(out, '\n');
	for (size_t r = 0; r < rows.n; r++) {
		eg_csv_put(out, rows.name[r], strlen(rows.name[r]));
		for (size_t c = 0; c < x->n_texts; c++) {
			char cell[64];

			eg_matrix_cell(x, &rows, r, c, cell);
			eg_buf_putc(out, ',');
			eg_csv_put(out, cell, strlen(cell));
		}
		eg_buf_putc(out, '\n');
	}
	eg_matrix_rows_clear(&rows);
}

static void
put_column(const struct eg_conform_matrix *x, const struct eg_matrix_rows *rows, size_t column,
    struct eg_json *j)
{
	const struct eg_conform *c = x->text[column].c;

	eg_json_object(j);
	eg_json_kstr(j, "name", x->column[column]);
	eg_json_kstr(j, "text", c->text->name);
	eg_json_kstr(j, "jurisdiction", x->text[column].postal);
	eg_json_kstr(j, "finding", eg_finding_name(c->finding));
	eg_json_key(j, "score");
	eg_json_real(j, c->score, 4);
	eg_json_key(j, "cells");
	eg_json_array(j);
	for (size_t r = 0; r < rows->n; r++) {
		const struct eg_conform_section *s = section_of(c, rows->key[r]);
		const struct eg_departure *d = s == NULL ? NULL : gravest(c, s);

		eg_json_object(j);
		eg_json_kstr(j, "status", s == NULL ? NULL : eg_conform_status_name(s->status));
		eg_json_kint(j, "departures", s == NULL ? 0 : (int64_t)s->n_departures);
		eg_json_kstr(j, "class", d == NULL ? NULL : eg_departure_class_name(d->what));
		eg_json_kstr(j, "weight", d == NULL ? NULL : eg_weight_name(d->weight));
		eg_json_end(j);
	}
	eg_json_end(j);
	eg_json_end(j);
}

void
eg_matrix_to_json(const struct eg_conform_matrix *x, struct eg_buf *out)
{
	struct eg_matrix_rows rows;
	struct eg_json j;

	eg_matrix_rows(x, &rows);
	eg_json_init(&j, out, true);
	eg_json_object(&j);
	eg_json_kstr(&j, "model", x->model);
	eg_json_key(&j, "sections");
	eg_json_array(&j);
	for (size_t r = 0; r < rows.n; r++)
		eg_json_string(&j, rows.name[r]);
	eg_json_end(&j);
	eg_json_key(&j, "texts");
	eg_json_array(&j);
	for (size_t c = 0; c < x->n_texts; c++)
		put_column(x, &rows, c, &j);
	eg_json_end(&j);
	eg_json_end(&j);
	eg_json_finish(&j);
	eg_matrix_rows_clear(&rows);
}
