/* The adoption records that come with the program: templates/adoption/NAME.csv (its README says
 * what the columns are). Verified rows become events and links; unverified ones become claims,
 * which nothing counts. */
#include "track/sheet.h"

#include "base/csv.h"

#include <stdio.h>
#include <string.h>

enum { COLS = 17 };

static const char *const column[COLS] = {"template", "jurisdiction", "session", "bill",
    "instrument", "event", "chamber", "yeas", "nays", "needed", "date", "published", "source",
    "source-kind", "sure", "text", "note"};

enum {
	C_TEMPLATE,
	C_JURISDICTION,
	C_SESSION,
	C_BILL,
	C_INSTRUMENT,
	C_EVENT,
	C_CHAMBER,
	C_YEAS,
	C_NAYS,
	C_NEEDED,
	C_DATE,
	C_PUBLISHED,
	C_SOURCE,
	C_SOURCE_KIND,
	C_SURE,
	C_TEXT,
	C_NOTE
};

static enum eg_rc
read_row(struct eg_sheet__out *o, const struct eg_csv *c, const struct eg_import_options *opt,
    const char *name, struct eg_err *err)
{
	static const enum eg_field to[COLS] = {EG_F_TEMPLATE, EG_F_JURISDICTION, EG_F_SESSION,
	    EG_F_BILL, EG_F_INSTRUMENT, EG_F_EVENT, EG_F_CHAMBER, EG_F_YEAS, EG_F_NAYS, EG_F_NEEDED,
	    EG_F_DATE, EG_F_PUBLISHED, EG_F_SOURCE, EG_F_SOURCE_KIND, EG_F_RULE, EG_F_TEXT,
	    EG_F_NOTE};
	bool verified = c->n_fields == COLS && eg_str_eq(c->field[C_SURE], "verified");
	struct eg_event e;
	enum eg_rc rc;

	if (c->n_fields != COLS)
		return eg_err_at(err, EG_ERR_DATA, name, c->record_line, 1,
		    "%zu fields where a record has %d", c->n_fields, (int)COLS);
	if (!verified && !eg_str_eq(c->field[C_SURE], "unverified"))
		return eg_err_at(
		    err, EG_ERR_DATA, name, c->record_line, 1, "`sure` is verified or unverified");
	for (size_t f = 0; f < EG_FIELDS; f++)
		e.f[f] = (struct eg_str){"", 0};
	for (size_t i = 0; i < COLS; i++)
		e.f[to[i]] = eg_str(eg_arena_str(o->arena, c->field[i]));
	e.f[EG_F_RULE] = eg_str("adoption");
	e.f[EG_F_RECORDED] = eg_str(opt->recorded);
	if (!verified) {
		if ((rc = eg_event_check(&e, err)) != EG_OK)
			return rc;
		eg_vec_push(&o->claims, e);
		return EG_OK;
	}
	if (e.f[EG_F_BILL].n > 0) {
		struct eg_link l = {e.f[EG_F_JURISDICTION].p, e.f[EG_F_SESSION].p, e.f[EG_F_BILL].p,
		    "", e.f[EG_F_TEMPLATE].p, "", "declared", "whole", "adoption record",
		    opt->recorded};

		eg_vec_push(&o->links, l);
		e.f[EG_F_TEMPLATE] = (struct eg_str){"", 0};
	}
	if ((rc = eg_event_check(&e, err)) == EG_OK)
		eg_vec_push(&o->events, e);
	return rc;
}

enum eg_rc
eg_import_adoption(const char *p, size_t n, const char *name, const struct eg_import_options *opt,
    struct eg_import **out, struct eg_err *err)
{
	struct eg_sheet__out o = {.arena = eg_arena_new()};
	struct eg_csv c;
	bool more;
	enum eg_rc rc;

	*out = NULL;
	eg_csv_init(&c, p, n, name);
	if ((rc = eg_csv_next(&c, &more, err)) != EG_OK)
		goto done;
	for (size_t i = 0; i < COLS && rc == EG_OK; i++)
		if (!more || c.n_fields != COLS || !eg_str_eq(c.field[i], column[i]))
			rc = eg_err_at(
			    err, EG_ERR_DATA, name, 1, 1, "not the header of adoption records");
	while (rc == EG_OK && (rc = eg_csv_next(&c, &more, err)) == EG_OK && more) {
		o.rows++;
		rc = read_row(&o, &c, opt, name, err);
		if (rc != EG_OK && err != NULL && err->line == 0) {
			snprintf(err->file, sizeof(err->file), "%s", name);
			err->line = c.record_line;
		}
	}
done:
	eg_csv_clear(&c);
	if (rc == EG_OK)
		*out = eg_sheet__finish(&o);
	else
		eg_sheet__drop(&o);
	return rc;
}
