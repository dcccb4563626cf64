/* A status row as JSON and CSV: the same names and words wherever it is printed. */
#include "track/track_private.h"

#include "base/csv.h"
#include "base/json.h"

#include <engross/follow.h>
#include <stdio.h>
#include <string.h>

const char *const eg_row_names[EG_ROW_FIELDS] = {"template", "version_introduced", "version_passed",
    "version_basis", "jurisdiction", "session", "bill", "instrument", "stage", "legal_status",
    "how", "date", "events", "why"};

void
eg_row_why(const struct eg_status_row *r, char out[128])
{
	eg_closing_text((enum eg_closing)r->closing, r->closes, out);
	if (r->presumed && r->legal == EG_LEGAL_IN_EFFECT)
		snprintf(out, 128,
		    "no effective date is recorded: taken to be in effect by the default rule");
}

enum { TEXTS = 12 };

/* The texts of a row in the order of eg_row_names, as far as they come before the number. */
static void
texts(const struct eg_status_row *r, const char *out[TEXTS], char date[16])
{
	char by[16];

	eg_status_date(r, date, by);
	out[0] = r->template_name;
	out[1] = r->version_introduced;
	out[2] = r->version_passed;
	out[3] = r->version_basis;
	out[4] = eg_postal[r->jurisdiction];
	out[5] = r->session;
	out[6] = r->bill;
	out[7] = eg_instrument_name((enum eg_instrument)r->instrument);
	out[8] = eg_stage_name((enum eg_stage)r->stage);
	out[9] = eg_legal_name((enum eg_legal)r->legal);
	out[10] = eg_how_name((enum eg_how)r->how);
	out[11] = date;
}

void
eg_row_json_members(struct eg_json *j, const struct eg_status_row *r)
{
	const char *text[TEXTS];
	char date[16], why[128];

	texts(r, text, date);
	eg_row_why(r, why);
	for (size_t i = 0; i < TEXTS; i++)
		eg_json_kstr(j, eg_row_names[i], text[i][0] != '\0' ? text[i] : NULL);
	eg_json_kint(j, eg_row_names[TEXTS], r->events);
	eg_json_kstr(j, eg_row_names[TEXTS + 1], why[0] != '\0' ? why : NULL);
}

void
eg_row_json(struct eg_json *j, const struct eg_status_row *r)
{
	eg_json_object(j);
	eg_row_json_members(j, r);
	eg_json_end(j);
}

void
eg_row_csv_header(struct eg_buf *out)
{
	for (size_t i = 0; i < EG_ROW_FIELDS; i++)
		eg_buf_printf(out, "%s%s", i > 0 ? "," : "", eg_row_names[i]);
	eg_buf_putc(out, '\n');
}

void
eg_row_csv(struct eg_buf *out, const struct eg_status_row *r)
{
	const char *text[TEXTS];
	char date[16], why[128];

	texts(r, text, date);
	for (size_t i = 0; i < TEXTS; i++) {
		size_t n = strlen(text[i]);

		if (i > 3 && i != 5 && i != 6) { /* words of ours */
			eg_buf_add(out, text[i], n);
		} else if (n > 1 && eg_sheet_formula((struct eg_str){text[i], n})) {
			char *safe = eg_sprintf("'%s", text[i]); /* a spreadsheet would run it */

			eg_csv_put(out, safe, n + 1);
			eg_free(safe);
		} else {
			eg_csv_put(out, text[i], n);
		}
		eg_buf_putc(out, ',');
	}
	if (r->events < 10)
		eg_buf_putc(out, (char)('0' + r->events));
	else
		eg_buf_printf(out, "%u", r->events);
	eg_buf_putc(out, ',');
	eg_row_why(r, why);
	eg_csv_put(out, why, strlen(why));
	eg_buf_putc(out, '\n');
}
