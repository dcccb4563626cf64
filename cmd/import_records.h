/* import openstates | legiscan: what cmd_import.c hands over to import_records.c. */
#ifndef EG_CMD_IMPORT_RECORDS_H
#define EG_CMD_IMPORT_RECORDS_H

#include "cmd/cmd.h"

#include <engross/records.h>

struct eg_import_records {
	enum eg_records_form form;
	const char *calendar; /* --calendar: NULL, "default" or "none" */
	bool dry_run, json, general_only;
	bool match; /* propose bills by the watch list and by their texts; record nothing */
	const char *texts; /* with match: a folder of texts named by bill, or NULL */
	bool watched; /* only bills that are watched or linked */
	const char *as_of, *published;
};

enum eg_rc eg_import_records(struct eg_ctx *cx, const struct eg_import_records *how,
    const char *const *path, size_t n, struct eg_err *err) EG_MUST_CHECK;

#endif
